"""Two briefings → what differs between them, record by record and claim by claim. Pure: no file, no check, no page.

Records are compared value by value, whatever fields they have: a field that is added to the model is compared without a
line here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Literal, NamedTuple, TypeVar

from ...evidence.coverage import coverage
from ...model import Alias, Briefing, Citation, Claim, Entity, Question, Record, Source
from ...values.edtf import When
from .changes import ChangeKind, Cited, ClaimChange, CoverageChange, Covered, FieldChange, RecordChange
from .moves import AnyRecord, MovedAddresses, find_moves, with_addresses_now

# The keys that lead to a value of a record, and the value as a text.
ValuePath = tuple[str, ...]
Values = dict[ValuePath, str]

Key = TypeVar("Key")


class BriefingChanges(NamedTuple):
    """What differs between two briefings, without what files, checks and pages tell of it."""

    settings: tuple[FieldChange, ...]
    claims: tuple[ClaimChange, ...]
    entities: tuple[RecordChange, ...]
    sources: tuple[RecordChange, ...]
    questions: tuple[RecordChange, ...]
    coverage: tuple[CoverageChange, ...]
    unread: tuple[str, ...]


def compare_briefings(before: Briefing, after: Briefing, moved: MovedAddresses | None = None) -> BriefingChanges:
    """Two briefings → BriefingChanges; what has another address is followed, by `moved` or by what `find_moves` finds.

    Of records too broken to read on a side nothing is said but their addresses (`unread`).
    """
    moved = moved or find_moves(before, after)
    before_now = with_addresses_now(before, moved)
    unread = {moved.now(address) for address in before.hidden} | after.hidden
    comparison = _BriefingComparison(before_now, after, moved.former(), unread)
    return BriefingChanges(
        settings=comparison.settings(),
        claims=tuple(comparison.claims()),
        entities=tuple(comparison.records(before_now.entities, after.entities)),
        sources=tuple(comparison.records(before_now.sources, after.sources)),
        questions=tuple(comparison.records(before_now.questions, after.questions)),
        coverage=tuple(comparison.coverage()),
        unread=tuple(sorted(unread)),
    )


class _BriefingComparison:
    """Two briefings in the same addresses, the addresses that things had before, and those of which nothing is known."""

    def __init__(self, before: Briefing, after: Briefing, former: Mapping[str, str], unread: Collection[str]) -> None:
        self.before = before
        self.after = after
        self.former = former
        self.unread = unread

    def settings(self) -> tuple[FieldChange, ...]:
        return self.fields(self.before.settings, self.after.settings)

    def fields(
        self, before: Record | None, after: Record | None, without: tuple[str, ...] = ()
    ) -> tuple[FieldChange, ...]:
        """The values that differ; of a record that came or went, all of them."""
        if before == after:
            return ()
        old = record_values(before, without) if before else {}
        new = record_values(after, without) if after else {}
        return tuple(
            FieldChange(path, old.get(path), new.get(path), self.language_tag(path))
            for path in _in_order(old, new)
            if old.get(path) != new.get(path)
        )

    def language_tag(self, path: ValuePath) -> str:
        """The BCP 47 tag of a value that is a text in one language: it stands under the code of the language."""
        if len(path) < 2 or path[0] == "states":  # the values of a property that has a language's code for its name
            return ""
        for briefing in (self.after, self.before):
            if path[-1] in briefing.settings.languages:
                return briefing.settings.tag(path[-1])
        return ""

    def claims(self) -> Iterator[ClaimChange]:
        old, new = self.before.claims, self.after.claims
        for address in _in_order(old, new):
            before, after = old.get(address), new.get(address)
            subject = (new[address] if address in new else old[address]).subject
            if subject in self.unread:
                continue
            fields = (*self.fields(before, after, ("address", "sources")), *_quote_changes(before, after))
            gained = tuple(_cited(citation) for citation in _citations_only_in(after, before))
            lost = tuple(_cited(citation) for citation in _citations_only_in(before, after))
            former = self.former.get(address, "")
            is_changed = bool(fields or gained or lost)
            if is_changed or former:
                change = _change_kind(before, after, is_renamed=bool(former) and not is_changed)
                yield ClaimChange(change, address, former, fields, gained, lost)

    def records(self, old: Mapping[str, AnyRecord], new: Mapping[str, AnyRecord]) -> Iterator[RecordChange]:
        """The entities, sources or questions that differ; an entity's claims are compared by themselves."""
        for address in _in_order(old, new):
            if address in self.unread:
                continue
            before, after = old.get(address), new.get(address)
            fields = (*self.fields(before, after, ("address", "claims")), *_order_changes(before, after))
            former = self.former.get(address, "")
            if fields or former or before is None or after is None:
                change = _change_kind(before, after, is_renamed=bool(former))
                label = self.label(new[address] if address in new else old[address])
                yield RecordChange(change, address, former, label, fields, _turn(before, after))

    def label(self, record: AnyRecord) -> str:
        """What a record is called, in the languages of a label."""
        if isinstance(record, Entity):
            names = (record.name.get(lang) for lang in self.after.settings.label)
            return " / ".join(dict.fromkeys(filter(None, names)))
        if isinstance(record, Source):
            return record.title or " / ".join((record.called or {}).values())
        return next(iter(record.asks.values()))

    def coverage(self) -> Iterator[CoverageChange]:
        """The sources of which more or less is covered now."""
        for address in _in_order(self.before.sources, self.after.sources):
            before, after = _covered(self.before, address), _covered(self.after, address)
            if before != after and address not in self.unread:
                yield CoverageChange(address.partition("/")[2], before, after)


def _in_order(old: Mapping[Key, object], new: Mapping[Key, object]) -> list[Key]:
    """The keys of both, in the order of the new; what is only in the old follows the key it followed there.

    a, b, c, d before and d, a, e after give d, a, b, c, e.
    """
    if old.keys() == new.keys():
        return list(new)
    first: list[Key] = []  # those that followed no key of the new
    following: dict[Key, list[Key]] = {}
    here = first
    for key in old:
        if key in new:
            here = following.setdefault(key, [])
        else:
            here.append(key)
    ordered = first
    for key in new:
        ordered.append(key)
        ordered.extend(following.get(key, ()))
    return ordered


def _change_kind(before: object, after: object, *, is_renamed: bool) -> ChangeKind:
    if before is None:
        return "added"
    if after is None:
        return "removed"
    return "renamed" if is_renamed else "changed"


def _turn(before: AnyRecord | None, after: AnyRecord | None) -> Literal["opened", "closed", ""]:
    """Whether a question was opened or closed."""
    was, now = _is_open(before), _is_open(after)
    if was == now:
        return ""
    return "opened" if now else "closed"


def _is_open(record: AnyRecord | None) -> bool:
    return isinstance(record, Question) and record.answer != "settled"


def _order_changes(before: AnyRecord | None, after: AnyRecord | None) -> Iterator[FieldChange]:
    """The order of the claims or positions that stand on both sides, if it is another: it is the reading order."""
    for name in ("claims", "positions"):
        old, new = _part_addresses(before, name), _part_addresses(after, name)
        on_both = set(old) & set(new)
        old_order = ", ".join(address.rpartition("/")[2] for address in old if address in on_both)
        new_order = ", ".join(address.rpartition("/")[2] for address in new if address in on_both)
        if old_order != new_order:
            yield FieldChange((name, "order"), old_order, new_order)


def _part_addresses(record: AnyRecord | None, name: str) -> list[str]:
    """The addresses of a record's `claims` or `positions`, in their order."""
    if name == "claims" and isinstance(record, Entity):
        return [claim.address for claim in record.claims.values()]
    if name == "positions" and isinstance(record, Question):
        return [position.address for position in record.positions.values()]
    return []


def _covered(briefing: Briefing, address: str) -> Covered | None:
    source = briefing.sources.get(address)
    if source is None:
        return None
    counts = coverage(briefing, source)
    return Covered(len(counts.cited), len(counts.set_aside), len(counts.open))


# ── Citations ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _by_passage(claim: Claim | None) -> dict[tuple[str, str], Citation]:
    """A claim's citations by source and locator."""
    if claim is None:
        return {}
    return {(citation.source, str(citation.at)): citation for citation in claim.sources}


def _citations_only_in(claim: Claim | None, other: Claim | None) -> list[Citation]:
    """The citations of passages that the other claim does not cite."""
    others = _by_passage(other)
    return [citation for passage, citation in _by_passage(claim).items() if passage not in others]


def _quote_changes(before: Claim | None, after: Claim | None) -> Iterator[FieldChange]:
    """The quotes that changed in citations of the same passage."""
    old = _by_passage(before)
    for passage, citation in _by_passage(after).items():
        if passage in old and old[passage].quote != citation.quote:
            yield FieldChange(("sources", *passage, "quote"), old[passage].quote, citation.quote)


def _cited(citation: Citation) -> Cited:
    return Cited(citation.source, str(citation.at), citation.quote or "")


# ── A record as a list of values ─────────────────────────────────────────────────────────────────────────────────────


def record_values(record: Record, without: tuple[str, ...] = ()) -> Values:
    """A record → every value in it as a text, by its path, in the order of the fields; `without` are fields left out.

    A name in two languages is two values, ("name", "en") and ("name", "zh"); a list of names is one. A field that is not
    set is none.
    """
    values: Values = {}
    _add_record(values, record, (), without)
    return values


def _add_record(values: Values, record: Record, path: ValuePath, without: tuple[str, ...] = ()) -> None:
    for name, field in type(record).model_fields.items():
        key = field.alias or name
        # What the loader fills in (its alias has a slash) is no editor's value.
        if name not in without and not key.startswith("/"):
            _add_value(values, getattr(record, name), (*path, key))


def _add_value(values: Values, value: object, path: ValuePath) -> None:
    if value is None:
        return
    if isinstance(value, Record):
        _add_record(values, value, path)
    elif isinstance(value, dict):
        for key, inner in value.items():
            _add_value(values, inner, (*path, key))
    elif type(value) is tuple:  # not a NamedTuple, which is one value
        _add_list(values, value, path)
    else:
        values[path] = value.text if isinstance(value, When) else str(value)


def _add_list(values: Values, items: tuple[object, ...], path: ValuePath) -> None:
    """The values of a list: each alias is one, anything else is one together."""
    if not items:
        return
    if isinstance(items[0], int):
        values[path] = " ".join(map(str, items))
        return
    texts = []
    for item in items:
        if isinstance(item, Alias):
            values[(*path, f"{item.text} ({item.lang})")] = ", ".join(item.sources)
        else:
            texts.append(str(item))
    if path[-1] == "former_ids":
        texts.sort()
    if texts:
        values[path] = ", ".join(texts)
