"""Two sides → Diff: their records and claims, the proof of what they cite, their pages, their problems."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from ...checks import contradictions
from ...model.loading import Broken, Loaded
from ...model.memory import garbage_collection_paused
from ...problems import Problem, errors
from .changes import Diff, FieldChange, PageChange, SideSummary
from .moves import NOTHING_MOVED, MovedAddresses, find_moves
from .pages import changed_pages, shows_the_same
from .proofs import with_proofs
from .records import compare_briefings
from .sides import DiffSide, SoundSide

CONTRADICTIONS = frozenset(rule.__name__ for rule in contradictions.RULES)

# What makes two problems the same: file, rule, what is said, level. Not the line: it moves with every line above it.
_ProblemIdentity = tuple[str, str, str, str]


def compare(before: DiffSide, after: DiffSide) -> Diff:
    """Two sides → Diff. Where one does not load, only the sides and their problems are told."""
    old, new = before.examined.loaded, after.examined.loaded
    if isinstance(old, Broken) or isinstance(new, Broken):
        return _with_problems(Diff(_summary(before), _summary(after)), before, after, NOTHING_MOVED)
    moved = find_moves(old.briefing, new.briefing)
    old_side, new_side = SoundSide(old, before.examined), SoundSide(new, after.examined)
    changes = compare_briefings(old.briefing, new.briefing, moved)
    diff = Diff(
        _summary(before),
        _summary(after),
        settings=(*changes.settings, *_interface_words(old, new)),
        claims=tuple(with_proofs(changes.claims, old_side, new_side, moved)),
        entities=changes.entities,
        sources=changes.sources,
        questions=changes.questions,
        coverage=changes.coverage,
        unread=changes.unread,
        pages=_pages(old_side, new_side, moved),
    )
    return _with_problems(diff, before, after, moved)


def _summary(side: DiffSide) -> SideSummary:
    loaded, problems = side.examined.loaded, side.examined.problems
    briefing = loaded.briefing if isinstance(loaded, Loaded) else None
    error_count = len(errors(problems))
    return SideSummary(
        name=side.name,
        loads=briefing is not None,
        claims=len(briefing.claims) if briefing else 0,
        errors=error_count,
        warnings=len(problems) - error_count,
        contradictions=sum(problem.rule in CONTRADICTIONS for problem in problems),
        texts_at_hand=len(side.examined.evidence.texts),
        sources=len(briefing.sources) if briefing else 0,
    )


# ── Problems ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def _with_problems(diff: Diff, before: DiffSide, after: DiffSide, moved: MovedAddresses) -> Diff:
    """A Diff with the problems that only one side has."""
    old = [(_identity(problem, moved), problem) for problem in before.examined.problems]
    new = [(_identity(problem, NOTHING_MOVED), problem) for problem in after.examined.problems]
    return replace(diff, new_problems=_only_in(new, old), gone_problems=_only_in(old, new))


def _only_in(
    these: list[tuple[_ProblemIdentity, Problem]], those: list[tuple[_ProblemIdentity, Problem]]
) -> tuple[Problem, ...]:
    """The problems of one list that the other lacks, or has less often."""
    matched = Counter(identity for identity, _ in those)
    alone = []
    for identity, problem in these:
        if matched[identity] > 0:
            matched[identity] -= 1
        else:
            alone.append(problem)
    return tuple(alone)


def _identity(problem: Problem, moved: MovedAddresses) -> _ProblemIdentity:
    address = problem.place.file.removeprefix("data/").removesuffix(".yml")
    file = f"data/{moved.now(address)}.yml"
    return file, problem.rule, problem.says, problem.level


# ── Interface words and pages ────────────────────────────────────────────────────────────────────────────────────────


def _interface_words(before: Loaded, after: Loaded) -> Iterator[FieldChange]:
    """The briefing's own interface words that changed."""
    for name in dict.fromkeys((*after.words, *before.words)):
        old, new = before.words.get(name, {}), after.words.get(name, {})
        for lang in dict.fromkeys((*new, *old)):
            if old.get(lang) != new.get(lang):
                tag = after.briefing.settings.tag(lang)
                yield FieldChange(("words", name, lang), old.get(lang), new.get(lang), tag)


def _pages(before: SoundSide, after: SoundSide, moved: MovedAddresses) -> tuple[PageChange, ...] | None:
    """The pages that show something else; None where a side has errors, for no site is built from it."""
    if errors(before.examined.problems) or errors(after.examined.problems):
        return None
    if shows_the_same(before, after):
        return ()
    with garbage_collection_paused():
        return tuple(changed_pages(before, after, moved))
