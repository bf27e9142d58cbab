"""Which addresses of one briefing are the same thing under another address in a second, and the first told anew in them.

A record is followed by its `former_ids`, in either direction of time; a claim whose page changed its id goes with it. A
claim that has another key, or stands on another page, is followed by its sentences, where they are the same in every
language and stand once on either side.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from ...model import LINK, SOURCES, Briefing, Claim, Entity, Position, Question, Record, Source, page_of


class Renaming(NamedTuple):
    """Addresses before → addresses after, of pages and of claims that moved by themselves."""

    pages: Mapping[str, str]
    claims: Mapping[str, str]

    def now(self, address: str) -> str:
        """Where what stood at an address stands now: the same address, if nothing was renamed."""
        page = page_of(address)
        address = self.pages.get(page, page) + address[len(page) :]
        return self.claims.get(address, address)

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


def renames(before: Briefing, after: Briefing) -> Renaming:
    """Two briefings → what was renamed between them."""
    pages: dict[str, str] = {}
    gone, come = _records(before).keys() - _known(after), _records(after).keys() - _known(before)
    followed = [*_former(_records(after).values()), *((new, old) for old, new in _former(_records(before).values()))]
    for old, new in followed:
        if old in gone and new in come:
            pages[old] = new
            gone.discard(old)
            come.discard(new)
    if not pages:
        return Renaming({}, _moved_claims(before, after))
    return Renaming(pages, _moved_claims(retold(before, Renaming(pages, {})), after))


def _records(briefing: Briefing) -> dict[str, Entity | Source | Question]:
    return {**briefing.entities, **briefing.sources, **briefing.questions}


def _known(briefing: Briefing) -> set[str]:
    """Every record that there is, those too broken to read included."""
    return {*_records(briefing), *briefing.hidden}


def _former(records: Any) -> Iterator[tuple[str, str]]:
    for record in records:
        folder = record.address.partition("/")[0]
        yield from ((f"{folder}/{former}", record.address) for former in record.former_ids)


def _moved_claims(before: Briefing, after: Briefing) -> dict[str, str]:
    """Claims that are the same sentence at another address."""
    gone = {_sentences(c): c.address for c in before.claims.values() if _is_lost(c, after)}
    come = {_sentences(c): c.address for c in after.claims.values() if _is_lost(c, before)}
    times = [Counter(map(_sentences, briefing.claims.values())) for briefing in (before, after)]
    return {gone[s]: come[s] for s in gone if s in come and all(count[s] == 1 for count in times)}


def _is_lost(claim: Claim, other: Briefing) -> bool:
    return claim.address not in other.claims and claim.subject not in other.hidden


def _sentences(claim: Claim) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(claim.says.items()))


# ── The same briefing, under the addresses of now ────────────────────────────────────────────────────────────────────


def retold(briefing: Briefing, renaming: Renaming) -> Briefing:
    """A briefing with every renamed address written as it is now: in links, statements, citations and lists."""
    if not renaming.pages and not renaming.claims:
        return briefing
    told = _Retelling(renaming)
    return Briefing(
        briefing.settings,
        {e.address: e for e in map(told.entity, briefing.entities.values())},
        {s.address: s for s in map(told.source, briefing.sources.values())},
        {q.address: q for q in map(told.question, briefing.questions.values())},
        briefing.hidden,
    )


class _Retelling:
    """Copies records with their addresses of now. A moved claim stays in the record it stood in, under its new address."""

    def __init__(self, renaming: Renaming) -> None:
        self.renaming = renaming
        self.now = renaming.now

    def entity(self, entity: Entity) -> Entity:
        aliases = tuple(a.model_copy(update={"sources": self.ids(a.sources)}) for a in entity.aliases)
        return self.record(
            entity,
            aliases=aliases,
            different_from=tuple(map(self.now, entity.different_from)),
            claims={key: self.claim(claim) for key, claim in entity.claims.items()},
        )

    def claim(self, claim: Claim) -> Claim:
        cited = tuple(c.model_copy(update={"source": self.renaming.source_now(c.source)}) for c in claim.sources)
        return claim.model_copy(
            update={
                "address": self.now(claim.address),
                "says": self.texts(claim.says),
                "by": self.texts(claim.by),
                "states": {name: self.now(value) for name, value in claim.states.items()},
                "sources": cited,
            }
        )

    def source(self, source: Source) -> Source:
        aside = {at: self.texts(reason) for at, reason in source.set_aside.items()}
        return self.record(source, remarks=self.texts(source.remarks), set_aside=aside)

    def question(self, question: Question) -> Question:
        return self.record(
            question,
            asks=self.texts(question.asks),
            weighing=self.texts(question.weighing),
            about=tuple(map(self.now, question.about)),
            read=self.ids(question.read),
            positions={key: self.position(position) for key, position in question.positions.items()},
        )

    def position(self, position: Position) -> Position:
        update = {
            "address": self.now(position.address),
            "says": self.texts(position.says),
            "claims": tuple(map(self.now, position.claims)),
        }
        return position.model_copy(update=update)

    def record(self, record: Record, **update: Any) -> Any:
        """A copy at its address of now; the id that it gave up counts among its former ones already."""
        address = self.now(record.address)
        former = record.former_ids
        if address != record.address:
            former = (*former, record.address.partition("/")[2])
        return record.model_copy(update={"address": address, "former_ids": former, **update})

    def ids(self, sources: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(map(self.renaming.source_now, sources))

    def texts(self, texts: dict[str, str] | None) -> dict[str, str] | None:
        return {lang: LINK.sub(self._link, text) for lang, text in texts.items()} if texts else texts

    def _link(self, match: Any) -> str:
        words = f"|{match.group(2)}" if match.group(2) is not None else ""
        return f"[[{self.now(match.group(1))}{words}]]"
