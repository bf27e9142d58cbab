"""How a source stands among the others: what it alone says, where others contradict it, which readings nobody shares."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ..model import Claim, Position, Source
from .claims import claim_view
from .edition import Edition
from .text import link, ref, sentence
from .types import ClaimView, Ref, Sentence

# What a writer makes of things, as against what the text reports: nobody else need have said it for it to be fair.
READINGS = frozenset({"opinion", "expected", "illustrative"})


class Side(NamedTuple):
    """A position, and the sources whose claims carry it."""

    says: Sentence
    sources: tuple[Ref, ...]


class Contradiction(NamedTuple):
    """A disputed question, the positions that this source takes, and those that only others take."""

    question: Ref
    own: tuple[Side, ...]
    others: tuple[Side, ...]


class PageOfClaims(NamedTuple):
    """The claims of a list that stand on one page."""

    ref: Ref
    claims: tuple[ClaimView, ...]


class Standing(NamedTuple):
    """What a reader asks of a source beside the others. `alone` and `readings` are claims that cite no other source."""

    contradictions: tuple[Contradiction, ...]
    alone: tuple[PageOfClaims, ...]
    readings: tuple[PageOfClaims, ...]

    @property
    def alone_count(self) -> int:
        return sum(len(page.claims) for page in self.alone)

    @property
    def readings_count(self) -> int:
        return sum(len(page.claims) for page in self.readings)


def standing(edition: Edition, source: Source) -> Standing:
    """A source → how it stands among the others."""
    claims = dict.fromkeys(claim.address for claim, _ in edition.briefing.cited(source.id))
    only = [edition.briefing.claims[address] for address in claims]
    only = [claim for claim in only if {citation.source for citation in claim.sources} == {source.id}]
    return Standing(
        contradictions=tuple(_contradictions(edition, source)),
        alone=_by_page(edition, [claim for claim in only if claim.status not in READINGS]),
        readings=_by_page(edition, [claim for claim in only if claim.status in READINGS]),
    )


def _contradictions(edition: Edition, source: Source) -> Iterator[Contradiction]:
    for question in edition.briefing.questions.values():
        if question.answer != "disputed":
            continue
        sides = [(position, _sources(edition, position)) for position in question.positions.values()]
        own = [(position, sources) for position, sources in sides if source.id in sources]
        others = [(position, sources) for position, sources in sides if source.id not in sources]
        if own and others:
            yield Contradiction(
                ref(edition, question.address), *(_sides(edition, source, part) for part in (own, others))
            )


def _sources(edition: Edition, position: Position) -> tuple[str, ...]:
    """The ids of the sources that a position's claims cite."""
    claims = (edition.briefing.claims[address] for address in position.claims)
    return tuple(dict.fromkeys(citation.source for claim in claims for citation in claim.sources))


def _sides(edition: Edition, source: Source, sides: list[tuple[Position, tuple[str, ...]]]) -> tuple[Side, ...]:
    return tuple(
        Side(
            sentence(edition, position.says),
            tuple(link(edition, edition.briefing.source(other).address) for other in sources if other != source.id),
        )
        for position, sources in sides
    )


def _by_page(edition: Edition, claims: list[Claim]) -> tuple[PageOfClaims, ...]:
    pages: dict[str, list[ClaimView]] = {}
    for claim in claims:
        pages.setdefault(claim.subject, []).append(claim_view(edition, claim))
    return tuple(PageOfClaims(ref(edition, address), tuple(found)) for address, found in pages.items())
