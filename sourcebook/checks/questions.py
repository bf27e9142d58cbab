"""Questions: a dispute has sides and a weighing, a gap names what was read."""

from __future__ import annotations

from collections.abc import Iterator

from ..evidence.texts import Evidence
from ..model import TO_DO, Briefing
from ..problems import did_you_mean
from .rule import Fault


def sides_of_a_dispute(briefing: Briefing, evidence: Evidence) -> Iterator[Fault]:
    """A disputed question has two positions at least, and the editors' weighing; a settled one has one."""
    for question in briefing.questions.values():
        if question.answer == "settled" and not question.positions:
            says = "a settled question has a position at least"
            yield Fault(question.address, ("answer",), says, "add positions: …")
        if question.answer == "disputed":
            lacks = ["two positions at least"] * (len(question.positions) < 2) + ["a weighing"] * (
                not question.weighing
            )
            if lacks:
                where = ("positions",) if question.positions and len(question.positions) < 2 else ("answer",)
                hint = "add weighing: …" if lacks == ["a weighing"] else ""
                says = f"a disputed question has {' and '.join(lacks)}"
                yield Fault(question.address, where, says, hint, key=where == ("positions",))


def one_side_each(briefing: Briefing, evidence: Evidence) -> Iterator[Fault]:
    """No claim carries two positions of a question that is disputed."""
    for question in briefing.questions.values():
        if question.answer == "disputed":
            seen: dict[str, str] = {}
            for position in question.positions.values():
                if any(text.startswith(TO_DO) for text in position.says.values()):
                    continue  # a file that was just begun
                for index, claim in enumerate(position.claims):
                    if (other := seen.setdefault(claim, position.key)) != position.key:
                        path = ("positions", position.key, "claims", index)
                        yield Fault(
                            question.address, path, f"“{claim}” carries the position “{other}” too", "let it carry one"
                        )


def sources_of_a_gap(briefing: Briefing, evidence: Evidence) -> Iterator[Fault]:
    """A question that no source answers names the sources that were read for it, and has no positions."""
    for question in briefing.questions.values():
        if question.answer == "not-stated":
            if not question.read:
                says = "a question that is not answered names the sources read for it"
                where = ("read",) if "read" in question.model_fields_set else ("answer",)
                yield Fault(question.address, where, says, "add read: [source, …]")
            if question.positions:
                says = "a question that is not answered has no positions"
                yield Fault(question.address, ("positions",), says, "is the answer disputed, or settled?", key=True)


def preferred_position(briefing: Briefing, evidence: Evidence) -> Iterator[Fault]:
    """The position that the editors prefer is one of the question's."""
    for question in briefing.questions.values():
        known = question.positions
        if (
            question.prefers is not None
            and question.prefers not in known
            and (len(known) > 1 or question.answer != "disputed")
        ):
            hint = did_you_mean(question.prefers, question.positions)
            yield Fault(question.address, ("prefers",), f"“{question.prefers}” is not a position here", hint)


RULES = (sides_of_a_dispute, one_side_each, sources_of_a_gap, preferred_position)
