"""Two briefings → what differs between them, record by record and claim by claim. Pure: no file, no check, no page.

Records are compared value by value, whatever fields they have: a field that is added to the model is compared without a
line here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from pydantic import BaseModel

from ...evidence.coverage import coverage
from ...model import Alias, Briefing, Citation, Claim, Entity, Question, Record, Source
from ...values.edtf import When
from .changes import Cited, ClaimChange, CoverageChange, Covered, FieldChange, RecordChange
from .renames import Renaming, renames, retold


class Changes(NamedTuple):
    """What differs between two briefings."""

    settings: tuple[FieldChange, ...]
    claims: tuple[ClaimChange, ...]
    entities: tuple[RecordChange, ...]
    sources: tuple[RecordChange, ...]
    questions: tuple[RecordChange, ...]
    coverage: tuple[CoverageChange, ...]
    unread: tuple[str, ...]


def changes(before: Briefing, after: Briefing, renaming: Renaming | None = None) -> Changes:
    """Two briefings → Changes, what was renamed followed. Of records too broken to read on a side nothing is said."""
    renaming = renaming or renames(before, after)
    told = retold(before, renaming)
    unread = {renaming.now(address) for address in before.hidden} | after.hidden
    compare = _Comparison(told, after, renaming.former(), unread)
    return Changes(
        settings=compare.settings(),
        claims=tuple(compare.claims()),
        entities=tuple(compare.records(told.entities, after.entities)),
        sources=tuple(compare.records(told.sources, after.sources)),
        questions=tuple(compare.records(told.questions, after.questions)),
        coverage=tuple(compare.coverage()),
        unread=tuple(sorted(unread)),
    )


class _Comparison:
    """Two briefings in the same addresses, the addresses that things had before, and those of which nothing is known."""

    def __init__(self, before: Briefing, after: Briefing, former: Mapping[str, str], unread: Collection[str]) -> None:
        self.before, self.after, self.former, self.unread = before, after, former, unread

    def settings(self) -> tuple[FieldChange, ...]:
        return self.fields(self.before.settings, self.after.settings)

    def fields(self, before: Record | None, after: Record | None, without: tuple[str, ...] = ()) -> tuple:
        """The values that differ; of a record that came or went, all of them."""
        if before == after:
            return ()
        old, new = (dict(_flat(record, without)) if record else {} for record in (before, after))
        return tuple(
            FieldChange(path, old.get(path), new.get(path), self.tag(path))
            for path in _in_order(old, new)
            if old.get(path) != new.get(path)
        )

    def tag(self, path: tuple[str, ...]) -> str:
        """The language of a value: texts stand under the code of theirs."""
        for briefing in (self.after, self.before):
            if len(path) > 1 and path[0] != "states" and path[-1] in briefing.settings.languages:
                return briefing.settings.tag(path[-1])
        return ""

    def claims(self) -> Iterator[ClaimChange]:
        old, new = self.before.claims, self.after.claims
        for address in _in_order(old, new):
            before, after = old.get(address), new.get(address)
            if (after or before).subject in self.unread:
                continue
            fields = self.fields(before, after, ("address", "sources"))
            lost, gained, quotes = _evidence(before, after)
            moved = self.former.get(address, "")
            if fields or lost or gained or quotes or moved:
                change = _kind(before, after, moved if not (fields or lost or gained or quotes) else "")
                yield ClaimChange(change, address, moved, (*fields, *quotes), gained, lost)

    def records(self, old: Mapping, new: Mapping) -> Iterator[RecordChange]:
        """The entities, sources or questions that differ; an entity's claims are compared by themselves."""
        for address in _in_order(old, new):
            before, after = old.get(address), new.get(address)
            if address in self.unread:
                continue
            fields = (*self.fields(before, after, ("address", "claims")), *self.order(before, after))
            former = self.former.get(address, "")
            if fields or former or before is None or after is None:
                change = _kind(before, after, former)
                label = self.label(after or before)
                yield RecordChange(change, address, former, label, fields, _turn(before, after))

    def order(self, before: Record | None, after: Record | None) -> Iterator[FieldChange]:
        """The order of the claims or positions that stand on both sides, if it is another: it is the reading order."""
        for name in ("claims", "positions"):
            old, new = ([p.address for p in getattr(r, name, {}).values()] if r else [] for r in (before, after))
            both = set(old) & set(new)
            one, other = (", ".join(a.rpartition("/")[2] for a in part if a in both) for part in (old, new))
            if one != other:
                yield FieldChange((name, "order"), one, other)

    def label(self, record: Entity | Source | Question) -> str:
        """What a record is called, in the languages of a label."""
        if isinstance(record, Entity):
            names = (record.name.get(lang) for lang in self.after.settings.label)
            return " / ".join(dict.fromkeys(filter(None, names)))
        if isinstance(record, Source):
            return record.title or " / ".join(record.called.values())
        return next(iter(record.asks.values()))

    def coverage(self) -> Iterator[CoverageChange]:
        """The sources of which more or less is covered now."""
        for address in _in_order(self.before.sources, self.after.sources):
            before, after = (_covered(briefing, address) for briefing in (self.before, self.after))
            if before != after and address not in self.unread:
                yield CoverageChange(address.partition("/")[2], before, after)


def _in_order(old: Mapping, new: Mapping) -> list:
    """The keys of both, in the order of the new; what is only in the old follows the key it followed there."""
    if old.keys() == new.keys():
        return list(new)
    after: dict = {}
    last = None
    for key in old:
        if key in new:
            last = key
        else:
            after.setdefault(last, []).append(key)
    found = list(after.get(None, ()))
    for key in new:
        found += [key, *after.get(key, ())]
    return found


def _kind(before: object, after: object, renamed: str) -> str:
    if before is None:
        return "added"
    if after is None:
        return "removed"
    return "renamed" if renamed else "changed"


def _turn(before: Record | None, after: Record | None) -> str:
    """Whether a question was opened or closed."""
    if not isinstance(after or before, Question):
        return ""
    was, now = (record is not None and record.answer != "settled" for record in (before, after))
    if was == now:
        return ""
    return "opened" if now else "closed"


def _covered(briefing: Briefing, address: str) -> Covered | None:
    source = briefing.sources.get(address)
    return Covered(*map(len, coverage(briefing, source))) if source else None


def _evidence(before: Claim | None, after: Claim | None) -> tuple[tuple[Cited, ...], tuple[Cited, ...], tuple]:
    """The passages that a claim leans on no more, those it leans on now, and the quotes that changed in the others."""
    old, new = ({(c.source, str(c.at)): c for c in claim.sources} if claim else {} for claim in (before, after))
    lost = tuple(_cited(citation) for key, citation in old.items() if key not in new)
    gained = tuple(_cited(citation) for key, citation in new.items() if key not in old)
    quotes = tuple(
        FieldChange(("sources", *key, "quote"), old[key].quote, new[key].quote)
        for key in new
        if key in old and old[key].quote != new[key].quote
    )
    return lost, gained, quotes


def _cited(citation: Citation) -> Cited:
    return Cited(citation.source, str(citation.at), citation.quote or "")


# ── A record as a list of values ─────────────────────────────────────────────────────────────────────────────────────


def _flat(value: object, without: tuple[str, ...] = (), path: tuple[str, ...] = ()) -> Iterator[tuple]:
    """A value → (path, text) of every value in it. A list of names is one value; unset fields are none."""
    if isinstance(value, BaseModel):
        for name, field in type(value).model_fields.items():
            # What the loader fills in (its alias has a slash) is no editor's value.
            if name not in without and not (field.alias or "").startswith("/"):
                yield from _flat(getattr(value, name), (), (*path, field.alias or name))
    elif isinstance(value, dict):
        for key, part in value.items():
            yield from _flat(part, (), (*path, key))
    elif isinstance(value, tuple) and value and isinstance(value[0], Alias):
        for alias in value:
            yield (*path, f"{alias.text} ({alias.lang})"), ", ".join(alias.sources)
    elif isinstance(value, tuple):
        if value:
            parts = sorted(value) if path[-1:] == ("former_ids",) else value
            yield path, (" " if isinstance(value[0], int) else ", ").join(map(str, parts))
    elif value is not None:
        yield path, _text(value)


def _text(value: object) -> str:
    return value.text if isinstance(value, When) else str(value)
