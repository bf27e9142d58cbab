"""What a comparison finds: changes of claims, records, evidence, coverage, pages and problems.

All are plain values (texts, numbers, tuples of them), so that a Diff is JSON as it stands.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from ...problems import Problem

ChangeKind = Literal["added", "changed", "renamed", "removed"]
# How far a citation is proved: against the text; against the recorded shape of a text that is not at hand; found wrong by a
# rule; not looked at.
Proof = Literal["proved", "shape", "refuted", ""]


class FieldChange(NamedTuple):
    """A value of a record: the path of keys to it, what stood there (None: nothing), what stands there now, and the
    BCP 47 tag of the language in which it is written, if it is a text in one."""

    path: tuple[str, ...]
    before: str | None
    after: str | None
    lang: str = ""


class Cited(NamedTuple):
    """A citation: the source's id, the locator of the passage, the words quoted. `proof`: `proved` against the text,
    only its recorded `shape` checked for want of the text, or `refuted` where a rule found an error in it."""

    source: str
    at: str
    quote: str
    proof: Proof = ""


class ClaimChange(NamedTuple):
    """A claim that came, went, changed or has another address now (`former` is the one it had). Of one that came or
    went, `fields` holds everything it says."""

    change: ChangeKind
    address: str
    former: str
    fields: tuple[FieldChange, ...]
    gained: tuple[Cited, ...] = ()
    lost: tuple[Cited, ...] = ()


class RecordChange(NamedTuple):
    """An entity, source or question that came, went, changed or has another id now; `label` is its name. `turn` says of
    a question that it was `opened` (no settled answer now) or `closed` (settled now, or gone)."""

    change: ChangeKind
    address: str
    former: str
    label: str
    fields: tuple[FieldChange, ...]
    turn: Literal["opened", "closed", ""] = ""


class Covered(NamedTuple):
    """How many sentences of a source claims cite, how many are set aside, how many are neither."""

    cited: int
    set_aside: int
    open: int


class CoverageChange(NamedTuple):
    """The coverage of a source, named by its id; None where there is no such source."""

    source: str
    before: Covered | None
    after: Covered | None


class PageChange(NamedTuple):
    """A page whose content changes: the edition's language, its path from the site's root, and the path it had."""

    change: ChangeKind
    lang: str
    path: str
    former: str = ""


@dataclass(frozen=True)
class SideSummary:
    """One side: its name, whether its briefing loads, how much it holds, and what `check` finds in it."""

    name: str
    loads: bool
    claims: int
    errors: int
    warnings: int
    contradictions: int
    texts_at_hand: int
    sources: int


@dataclass(frozen=True)
class Diff:
    """A comparison of two briefings. Where a side does not load, only the sides and their problems are told.

    `unread` are addresses that one side holds in a form that cannot be read: nothing is said of them. `pages` is None
    where no site can be built from a side.
    """

    before: SideSummary
    after: SideSummary
    settings: tuple[FieldChange, ...] = ()
    claims: tuple[ClaimChange, ...] = ()
    entities: tuple[RecordChange, ...] = ()
    sources: tuple[RecordChange, ...] = ()
    questions: tuple[RecordChange, ...] = ()
    coverage: tuple[CoverageChange, ...] = ()
    unread: tuple[str, ...] = ()
    pages: tuple[PageChange, ...] | None = None
    new_problems: tuple[Problem, ...] = ()
    gone_problems: tuple[Problem, ...] = ()

    @property
    def compared(self) -> bool:
        """Whether both sides could be loaded."""
        return self.before.loads and self.after.loads
