"""Which addresses of one briefing are the same thing under another address in a second one.

A record is followed by its `former_ids`, in either direction of time; a claim whose page moved goes with it. A
claim that has another key, or stands on another page, is followed by its sentences, where they are the same in every
language and stand once on either side.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple, TypeVar

from ...model import (
    LINK,
    SOURCES,
    Briefing,
    Claim,
    Entity,
    Question,
    Source,
    former_addresses,
    former_id,
    page_of,
    replace_names,
)

AnyRecord = Entity | Source | Question
SomeRecord = TypeVar("SomeRecord", Entity, Source, Question)
# A claim's sentences, by language: (language, sentence) sorted.
_Sentences = tuple[tuple[str, str], ...]


class MovedAddresses(NamedTuple):
    """Addresses before → addresses after: of `pages`, and of `claims` that moved by themselves.

    The addresses of such claims are those that they have once their pages have moved.
    """

    pages: Mapping[str, str]
    claims: Mapping[str, str]

    def now(self, address: str) -> str:
        """Where what stood at an address stands now: the same address, if it has not moved."""
        page = page_of(address)
        moved_with_page = self.pages.get(page, page) + address[len(page) :]
        return self.claims.get(moved_with_page, moved_with_page)

    def source_now(self, source: str) -> str:
        """The same for a source's id."""
        return self.now(f"{SOURCES}/{source}").partition("/")[2]

    def former(self) -> dict[str, str]:
        """Addresses after → the addresses that pages and moved claims had."""
        pages = {new: old for old, new in self.pages.items()}
        claims = {}
        for old, new in self.claims.items():
            page = page_of(old)
            claims[new] = pages.get(page, page) + old[len(page) :]
        return pages | claims


NOTHING_MOVED = MovedAddresses({}, {})


def find_moves(before: Briefing, after: Briefing) -> MovedAddresses:
    """Two briefings → what has another address in the second."""
    pages = {
        **_moved_records(before.entities, after.entities, before, after),
        **_moved_records(before.sources, after.sources, before, after),
        **_moved_records(before.questions, after.questions, before, after),
    }
    if not pages:
        return MovedAddresses({}, _moved_claims(before, after))
    before = with_addresses_now(before, MovedAddresses(pages, {}))
    return MovedAddresses(pages, _moved_claims(before, after))


def _moved_records(
    old: Mapping[str, AnyRecord], new: Mapping[str, AnyRecord], before: Briefing, after: Briefing
) -> dict[str, str]:
    """Of the entities, sources or questions of both briefings, those that moved: address before → address after."""
    gone = old.keys() - _known(after)
    come = new.keys() - _known(before)
    # A record of the second that was once the first's; or, where the second is the older, the other way round.
    followed = [(former, record.address) for record in new.values() for former in former_addresses(record)]
    followed += [(record.address, former) for record in old.values() for former in former_addresses(record)]
    moved: dict[str, str] = {}
    for address_before, address_after in followed:
        if address_before in gone and address_after in come:
            moved[address_before] = address_after
            gone.discard(address_before)
            come.discard(address_after)
    return moved


def _known(briefing: Briefing) -> set[str]:
    """Every record that there is, those too broken to read included."""
    return {*(record.address for record in briefing.records), *briefing.hidden}


def _moved_claims(before: Briefing, after: Briefing) -> dict[str, str]:
    """Claims that are the same sentences at another address."""
    gone = {_sentences(claim): claim.address for claim in before.claims.values() if _is_missing(claim, after)}
    come = {_sentences(claim): claim.address for claim in after.claims.values() if _is_missing(claim, before)}
    times_before = Counter(map(_sentences, before.claims.values()))
    times_after = Counter(map(_sentences, after.claims.values()))
    return {
        gone[sentences]: come[sentences]
        for sentences in gone
        if sentences in come and times_before[sentences] == times_after[sentences] == 1
    }


def _is_missing(claim: Claim, other: Briefing) -> bool:
    """Whether another briefing lacks a claim for certain: its record can be read there, or is not there."""
    return claim.address not in other.claims and claim.subject not in other.hidden


def _sentences(claim: Claim) -> _Sentences:
    return tuple(sorted(claim.says.items()))


# ── The same briefing, under the addresses of now ────────────────────────────────────────────────────────────────────


def with_addresses_now(briefing: Briefing, moved: MovedAddresses) -> Briefing:
    """A briefing with every moved address written as it is now: in links, statements, citations and lists.

    So what differs from the later briefing is what an editor changed, not what a renaming rewrote.
    """
    if not moved.pages and not moved.claims:
        return briefing
    rewriter = _AddressRewriter(moved)
    entities = map(rewriter.record, briefing.entities.values())
    sources = map(rewriter.record, briefing.sources.values())
    questions = map(rewriter.record, briefing.questions.values())
    return Briefing(
        briefing.settings,
        {entity.address: entity for entity in entities},
        {source.address: source for source in sources},
        {question.address: question for question in questions},
        briefing.hidden,
    )


class _AddressRewriter:
    """Copies records with their addresses of now. A moved claim stays in the record it stood in, under its new address.

    What in a field is an address, the type of the field says, so that a new field needs no line here.
    """

    def __init__(self, moved: MovedAddresses) -> None:
        self.moved = moved

    def record(self, record: SomeRecord) -> SomeRecord:
        """An entity, source or question; the address that it gave up counts among its former ones already."""
        copy = replace_names(record, self.text)
        if copy.address == record.address:
            return copy
        formers = (*former_addresses(record), record.address)
        written = tuple(former_id(former, copy.address) for former in formers)
        return copy.model_copy(update={"former_ids": written})

    def text(self, text: str, names: str) -> str:
        """A text of a record, and what it names → the text of now."""
        if names == "links":
            return LINK.sub(self.link, text)
        if names == "source":
            return self.moved.source_now(text)
        if names in ("address", "value"):
            return self.moved.now(text)
        return text

    def link(self, link: re.Match[str]) -> str:
        address, words = link.groups()
        return f"[[{self.moved.now(address)}]]" if words is None else f"[[{self.moved.now(address)}|{words}]]"
