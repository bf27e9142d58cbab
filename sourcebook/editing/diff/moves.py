"""Which addresses of one briefing are the same thing under another address in a second one.

A record is followed by its `former_ids`, in either direction of time; a claim whose page changed its id goes with it. A
claim that has another key, or stands on another page, is followed by its sentences, where they are the same in every
language and stand once on either side.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from types import UnionType
from typing import Annotated, NamedTuple, TypeVar, Union, get_args, get_origin, get_type_hints

from ...model import LINK, SOURCES, Briefing, Claim, Entity, Question, Record, Source, page_of
from ...model.fields import Names

AnyRecord = Entity | Source | Question
SomeRecord = TypeVar("SomeRecord", Entity, Source, Question)
SomeModel = TypeVar("SomeModel", bound=Record)
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
    pages: dict[str, str] = {}
    gone = _records(before).keys() - _known(after)
    come = _records(after).keys() - _known(before)
    # A record of the second that was once the first's; or, where the second is the older, the other way round.
    followed = list(_former_addresses(_records(after).values()))
    followed += [(new, old) for old, new in _former_addresses(_records(before).values())]
    for old, new in followed:
        if old in gone and new in come:
            pages[old] = new
            gone.discard(old)
            come.discard(new)
    if not pages:
        return MovedAddresses({}, _moved_claims(before, after))
    before = with_addresses_now(before, MovedAddresses(pages, {}))
    return MovedAddresses(pages, _moved_claims(before, after))


def _records(briefing: Briefing) -> dict[str, AnyRecord]:
    return {**briefing.entities, **briefing.sources, **briefing.questions}


def _known(briefing: Briefing) -> set[str]:
    """Every record that there is, those too broken to read included."""
    return {*_records(briefing), *briefing.hidden}


def _former_addresses(records: Iterable[AnyRecord]) -> Iterator[tuple[str, str]]:
    """(former address, address) of records that had another id in their folder."""
    for record in records:
        folder = record.address.partition("/")[0]
        for former in record.former_ids:
            yield f"{folder}/{former}", record.address


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
    entities = map(rewriter.whole_record, briefing.entities.values())
    sources = map(rewriter.whole_record, briefing.sources.values())
    questions = map(rewriter.whole_record, briefing.questions.values())
    return Briefing(
        briefing.settings,
        {entity.address: entity for entity in entities},
        {source.address: source for source in sources},
        {question.address: question for question in questions},
        briefing.hidden,
    )


class _AddressRewriter:
    """Copies records with their addresses of now. A moved claim stays in the record it stood in, under its new address.

    What in a field is an address, the type of the field says (`Names`), so that a new field needs no line here.
    """

    def __init__(self, moved: MovedAddresses) -> None:
        self.moved = moved
        self.hints: dict[type[Record], dict[str, object]] = {}

    def whole_record(self, record: SomeRecord) -> SomeRecord:
        """An entity, source or question; the id that it gave up counts among its former ones already."""
        copy = self.record(record)
        if copy.address == record.address:
            return copy
        return copy.model_copy(update={"former_ids": (*record.former_ids, record.address.partition("/")[2])})

    def record(self, record: SomeModel) -> SomeModel:
        fields = {
            name: self.value(getattr(record, name), hint, "") for name, hint in self.hints_of(type(record)).items()
        }
        if "address" in fields:  # its own, which the loader filled in
            fields["address"] = self.moved.now(str(fields["address"]))
        return record.model_copy(update=fields)

    def hints_of(self, record_class: type[Record]) -> dict[str, object]:
        if record_class not in self.hints:
            hints = get_type_hints(record_class, include_extras=True)
            self.hints[record_class] = {name: hints[name] for name in record_class.model_fields}
        return self.hints[record_class]

    def value(self, value: object, hint: object, names: str) -> object:
        """A value of a type → the same with every address moved; `names` is what its texts name, as `Names` says."""
        origin, arguments = get_origin(hint), get_args(hint)
        if origin is Annotated:
            for mark in arguments[1:]:
                if isinstance(mark, Names):
                    names = mark.what
            return self.value(value, arguments[0], names)
        if origin in (Union, UnionType):  # of a type and None
            return None if value is None else self.value(value, arguments[0], names)
        if isinstance(value, Record):
            return self.record(value)
        if isinstance(value, dict):
            return {key: self.value(inner, arguments[1], names) for key, inner in value.items()}
        if origin is tuple and isinstance(value, tuple):
            return tuple(self.value(inner, arguments[0], names) for inner in value)
        return self.text(value, names) if isinstance(value, str) else value

    def text(self, text: str, names: str) -> str:
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
