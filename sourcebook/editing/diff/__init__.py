"""Two states of a briefing → the difference as claims: what a reviewer of a pull request reads instead of lines.

`revisions` compares revisions and the work tree, `folders` two data folders that need not be trusted; both give a Diff.
`report` puts a Diff into lines, `printed` prints them for a terminal or as JSON, `render.comment` for a pull request.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from ... import checks
from ...checks import Examined, contradictions
from ...evidence.texts import COMMITTED, ENVIRONMENT
from ...model import Citation, Claim
from ...model.loading import Broken, Loaded, display_path
from ...model.memory import garbage_collection_paused
from ...problems import Place, Problem, errors
from . import folders
from .changes import Cited, ClaimChange, Diff, FieldChange, PageChange, Proof, SideSummary
from .folders import Unusable
from .pages import Shown, touched
from .records import changes
from .renames import Renaming, renames

CONTRADICTIONS = frozenset(rule.__name__ for rule in contradictions.RULES)
WORK_TREE = "work tree"


class Side(NamedTuple):
    """A state of a briefing: what it is called, and what was found in it; problems name files as `data/…`."""

    name: str
    examined: Examined


def between_revisions(named: tuple[str, ...], data: Path) -> Diff:
    """One revision (HEAD where none is named) and the work tree, or two revisions → Diff. Unusable if one is none."""
    before = named[0] if named else "HEAD"
    # Texts that may not be published stand beside the data folder of the work tree, whatever revision is read.
    beside = os.pathsep.join(filter(None, [os.environ.get(ENVIRONMENT, ""), str(data.absolute().parent / COMMITTED)]))
    texts = {ENVIRONMENT: beside}
    copies: list[tuple[str, Callable[[Path], None]]] = [
        (before, lambda to: folders.from_revision(before, data, to)),
        (named[1], lambda to: folders.from_revision(named[1], data, to))
        if len(named) > 1
        else (WORK_TREE, lambda to: folders.from_folder(data, to)),
    ]
    return _compared(copies, texts)


def between_folders(before: Path, after: Path, names: tuple[str, str] = ("", "")) -> Diff:
    """Two data folders → Diff. Only their plain files are read, and texts in the folders of SOURCEBOOK_TEXTS."""
    folders_named = zip(names, (before, after), strict=True)
    copies = [(name or str(f), lambda to, f=f: folders.from_folder(f, to)) for name, f in folders_named]
    return _compared(copies, os.environ)


def _compared(copies: list[tuple[str, Callable[[Path], None]]], texts: Mapping[str, str]) -> Diff:
    with TemporaryDirectory(prefix="sourcebook-") as room:
        sides = []
        for number, (name, copy) in enumerate(copies):
            data = Path(room, str(number), "data")
            copy(data)
            sides.append(examined(name, data, texts))
        return compare(*sides)


def examined(name: str, data: Path, texts: Mapping[str, str] = os.environ) -> Side:
    """A data folder → Side, its problems placed in `data/…`, wherever the folder stands."""
    found = checks.examine(data, texts)
    placed = [replace(p, place=replace(p.place, file=_inside(data, p.place.file))) for p in found.problems]
    return Side(name, found._replace(problems=placed))


def _inside(data: Path, file: str) -> str:
    root = display_path(data)
    return "data" + file.removeprefix(root) if file.startswith(root) else file


# ── The comparison ───────────────────────────────────────────────────────────────────────────────────────────────────


def compare(before: Side, after: Side) -> Diff:
    """Two sides → Diff: their records and claims, the proof of what they cite, their pages, their problems."""
    old, new = before.examined.loaded, after.examined.loaded
    if isinstance(old, Broken) or isinstance(new, Broken):
        return Diff(_summary(before), _summary(after), **_problems(before, after, Renaming({}, {})))
    renaming = renames(old.briefing, new.briefing)
    diff = Diff(_summary(before), _summary(after), **_problems(before, after, renaming))
    found = changes(old.briefing, new.briefing, renaming)
    return replace(
        diff,
        settings=(*found.settings, *_interface_words(old, new)),
        claims=tuple(_proved(found.claims, _Proofs(before, old, renaming), _Proofs(after, new, Renaming({}, {})))),
        entities=found.entities,
        sources=found.sources,
        questions=found.questions,
        coverage=found.coverage,
        unread=found.unread,
        pages=_pages(before, after, renaming),
    )


def _summary(side: Side) -> SideSummary:
    loaded, found = side.examined.loaded, side.examined.problems
    wrong = errors(found)
    briefing = loaded.briefing if isinstance(loaded, Loaded) else None
    return SideSummary(
        name=side.name,
        loads=briefing is not None,
        claims=len(briefing.claims) if briefing else 0,
        errors=len(wrong),
        warnings=len(found) - len(wrong),
        contradictions=sum(problem.rule in CONTRADICTIONS for problem in found),
        texts_at_hand=len(side.examined.evidence.texts),
        sources=len(briefing.sources) if briefing else 0,
    )


def _problems(before: Side, after: Side, renaming: Renaming) -> dict[str, tuple[Problem, ...]]:
    """The problems that only one side has. A problem stays the same when lines move, or its file changes its name."""
    old = [(_identity(problem, renaming), problem) for problem in before.examined.problems]
    new = [(_identity(problem, None), problem) for problem in after.examined.problems]
    return {"new_problems": _without(new, old), "gone_problems": _without(old, new)}


def _without(these: list[tuple], those: list[tuple]) -> tuple[Problem, ...]:
    """Problems that do not stand, as often, among others."""
    known = Counter(identity for identity, _ in those)
    found = []
    for identity, problem in these:
        known[identity] -= 1
        if known[identity] < 0:
            found.append(problem)
    return tuple(found)


def _identity(problem: Problem, renaming: Renaming | None) -> tuple[str, ...]:
    file = problem.place.file
    if renaming is not None:
        file = f"data/{renaming.now(file.removeprefix('data/').removesuffix('.yml'))}.yml"
    return file, problem.rule, problem.says, problem.level


def _interface_words(before: Loaded, after: Loaded) -> Iterator[FieldChange]:
    """The briefing's own interface words that changed."""
    old, new = before.words, after.words
    for name in dict.fromkeys((*new, *old)):
        for lang in dict.fromkeys((*new.get(name, ()), *old.get(name, ()))):
            was, now = old.get(name, {}).get(lang), new.get(name, {}).get(lang)
            if was != now:
                yield FieldChange(("words", name, lang), was, now, after.briefing.settings.tag(lang))


def _pages(before: Side, after: Side, renaming: Renaming) -> tuple[PageChange, ...] | None:
    """The pages that show something else; None where a side cannot be shown."""
    sides = []
    for side in (before, after):
        loaded = side.examined.loaded
        if isinstance(loaded, Broken) or errors(side.examined.problems):
            return None
        sides.append(Shown(loaded, side.examined.evidence))
    if sides[0].holds_the_same(sides[1]):
        return ()
    with garbage_collection_paused():
        return tuple(touched(sides[0], sides[1], renaming))


# ── Evidence gained and lost, and whether it is proved ───────────────────────────────────────────────────────────────


def _proved(found: tuple[ClaimChange, ...], old: _Proofs, new: _Proofs) -> Iterator[ClaimChange]:
    """The changes of claims, each citation gained or lost told how far it is proved."""
    for change in found:
        gained = tuple(new.told(change.address, cited) for cited in change.gained)
        yield change._replace(gained=gained, lost=tuple(old.told(change.address, cited) for cited in change.lost))


class _Proofs:
    """How far the citations of a side are proved, by the addresses of now."""

    def __init__(self, side: Side, loaded: Loaded, renaming: Renaming) -> None:
        self.side, self.loaded = side, loaded
        self.wrong = {problem.place for problem in errors(side.examined.problems)}
        self.claims = {renaming.now(a): claim for a, claim in loaded.briefing.claims.items()}
        self.source_now = renaming.source_now

    def told(self, claim: str, cited: Cited) -> Cited:
        found = self.claims[claim]
        for index, citation in enumerate(found.sources):
            if (self.source_now(citation.source), str(citation.at)) == (cited.source, cited.at):
                return cited._replace(proof=self.proof(found, index, citation))
        return cited

    def proof(self, claim: Claim, index: int, citation: Citation) -> Proof:
        path = ("claims", claim.key, "sources", index)
        source = self.loaded.briefing.find_source(citation.source)
        text = self.side.examined.evidence.texts.get(citation.source)
        # A rule names the value at fault: the citation, or one of its own.
        if source is None or any(self.place(claim.subject, (*path, *key)) in self.wrong for key in _CITATION):
            return "refuted"
        if text is None:
            return "shape"
        return "proved" if text.sha256 == source.sha256 and text.shape == source.passages else "refuted"

    def place(self, address: str, path: tuple) -> Place:
        place = self.loaded.place(address, path)
        return replace(place, file=_inside(self.loaded.root, place.file))


_CITATION = ((), ("source",), ("at",), ("quote",))

__all__ = ["Diff", "Side", "Unusable", "between_folders", "between_revisions", "compare", "examined"]
