"""Contradictions: claims that cannot all be true at one time stand in different positions of a question."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import combinations

from ..model import QUESTIONS, Briefing, Claim, Question
from ..values.edtf import when
from .rule import Case, Fault, RecordPath

# Said of what may come or only for illustration: such a claim cannot contradict what is said to hold.
NOT_HELD = frozenset({"expected", "planned", "illustrative"})
Held = tuple[str, Claim]  # what a claim states, or leads to, and the claim


def acyclic(case: Case) -> Iterator[Fault]:
    """Along a property declared acyclic, no entity leads back to itself."""
    for name, declared in case.briefing.settings.properties.items():
        if "acyclic" in declared.must:
            steps: dict[str, list[Held]] = defaultdict(list)
            for claim, stated, value in case.briefing.stated():
                if stated == name and value in case.briefing.entities:
                    steps[claim.subject].append((value, claim))
            if circle := _circle(steps):
                claim = circle[-1][1]
                path = " → ".join([circle[0][1].subject, *(value for value, _ in circle)])
                says = f"“{name}” leads in a circle: {path}"
                yield Fault(claim.subject, ("claims", claim.key, "states", name), says)


def _circle(steps: dict[str, list[Held]]) -> list[Held]:
    """The first way that leads back to where it began, as steps; empty where there is none. `steps` are, for each entity,
    the entities to which its claims lead.

    The search goes depth first, and without recursion, as a way may be longer than Python's stack. `trail` are the steps
    from `start` to here, `waiting` the steps that are still to be tried from each entity on the way. Of a → b → c → b, the
    circle is what was walked since b was first reached.
    """
    done: set[str] = set()
    for start, first_steps in steps.items():
        if start in done:
            continue
        trail: list[Held] = []
        waiting = [iter(first_steps)]
        on_way = {start: 0}  # entity → how many steps lead to it
        while waiting:
            step = next(waiting[-1], None)
            if step is None:
                waiting.pop()
                here = trail.pop()[0] if trail else start
                done.add(here)
                del on_way[here]
                continue
            value, _ = step
            if value in on_way:
                return [*trail[on_way[value] :], step]
            if value not in done:
                trail.append(step)
                on_way[value] = len(trail)
                waiting.append(iter(steps.get(value, ())))
    return []


def one_value_at_a_time(case: Case) -> Iterator[Fault]:
    """Two values of a one_at_a_time property at overlapping times stand in different positions of a question."""
    names = {n for n, p in case.briefing.settings.properties.items() if "one_at_a_time" in p.must}
    groups: dict[tuple[str, str], list[Held]] = defaultdict(list)
    for claim, name, value in case.briefing.stated():
        if name in names:
            groups[claim.subject, name].append((value, claim))
    for (subject, name), held in groups.items():
        dated = case.briefing.settings.properties[name].value_range == "date"
        for (value, claim), (other_value, other) in _clashes(case.briefing, held, _other_dates if dated else _overlap):
            when = "" if dated else ", at overlapping times"
            says = f"“{name}” of {subject} is {value} here and {other_value} in {other.address}{when}"
            yield _unheld(claim, name, says)


def one_holder_at_a_time(case: Case) -> Iterator[Fault]:
    """Two subjects of one value of a one_holder_at_a_time property stand in different positions of a question."""
    names = {n for n, p in case.briefing.settings.properties.items() if "one_holder_at_a_time" in p.must}
    groups: dict[tuple[str, str], list[Held]] = defaultdict(list)
    for claim, name, value in case.briefing.stated():
        if name in names:
            groups[value, name].append((claim.subject, claim))
    for (value, name), held in groups.items():
        for (subject, claim), (other_subject, other) in _clashes(case.briefing, held):
            said = f"is said of {subject} here and of {other_subject} in {other.address}"
            says = f"“{name}” {value} {said}, at overlapping times"
            yield _unheld(claim, name, says)


def agreeing_amounts(case: Case) -> Iterator[Fault]:
    """Two amounts of a metric for the same time, neither a bound, stand in different positions of a question."""
    groups: dict[tuple[str, str], list[Held]] = defaultdict(list)
    for claim in case.briefing.claims.values():
        if claim.amount is not None and claim.bound in (None, "about"):
            time = claim.when.text.translate(UNSIGNED) if claim.when else ""
            groups[claim.subject, time].append((f"{claim.amount.normalize():f}", claim))
    for held in groups.values():
        for (value, claim), (other_value, other) in _clashes(case.briefing, held):
            says = f"the amount is {value} here and {other_value} in {other.address}, for the same time"
            yield Fault(claim.subject, ("claims", claim.key, "amount"), says, HINT)


# How sure a date is does not make it another one.
UNSIGNED = str.maketrans("", "", "?~%")
HINT = "write a question that holds both in different positions, or mend one of them"


def _unheld(claim: Claim, name: str, says: str) -> Fault:
    declared = (RecordPath("briefing", ("properties", name)),)
    return Fault(claim.subject, ("claims", claim.key, "states", name), says, HINT, depends_on=declared)


def _clashes(
    briefing: Briefing, held: Iterable[Held], exclude: Callable[[Held, Held], bool] | None = None
) -> Iterator[tuple[Held, Held]]:
    """The pairs with different values that exclude each other (by default: at overlapping times) and that no question
    keeps apart; the later one first."""
    exclude = exclude or _overlap
    if not briefing.is_whole(QUESTIONS):
        return
    actual = [(value, claim) for value, claim in held if claim.status not in NOT_HELD]
    if len({value for value, _ in actual}) < 2:
        return
    for held_first, held_later in combinations(actual, 2):
        different = held_first[0] != held_later[0] and exclude(held_first, held_later)
        if different and not _kept_apart(briefing, held_first[1], held_later[1]):
            yield held_later, held_first


def _overlap(one: Held, other: Held) -> bool:
    """Whether two claims may hold at one time; one without a date may hold at any."""
    (_, first), (_, later) = one, other
    return first.when is None or later.when is None or first.when.overlaps(later.when)


def _other_dates(one: Held, other: Held) -> bool:
    """Whether two dates cannot both be true: June 2026 and 8 June 2026 can."""
    try:
        return not when(one[0]).overlaps(when(other[0]))
    except ValueError:
        return False  # said by another rule


def _kept_apart(briefing: Briefing, one: Claim, other: Claim) -> bool:
    """Whether a question holds both apart, or may have meant to: one about their subjects is itself at fault."""
    held = [question for claim in (one, other) for question in briefing.questions_about(claim.subject)]
    if not all(_is_whole(briefing, question) for question in held):
        return True
    return any(
        question is other_question and position is not other_position
        for question, position in briefing.positions(one.address)
        for other_question, other_position in briefing.positions(other.address)
    )


def _is_whole(briefing: Briefing, question: Question) -> bool:
    """Whether a dispute has its sides and names claims that there are: other rules say so where not."""
    named = (claim for position in question.positions.values() for claim in position.claims)
    sides = question.answer != "disputed" or len(question.positions) > 1
    return sides and all(claim in briefing.claims for claim in named)


RULES = (acyclic, one_value_at_a_time, one_holder_at_a_time, agreeing_amounts)
