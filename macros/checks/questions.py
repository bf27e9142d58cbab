"""Questions: a dispute has sides and a weighing, a gap names what was read."""

from __future__ import annotations

from collections.abc import Iterator

from ..evidence import Evidence
from ..model import Briefing
from ..problems import did_you_mean
from .fault import Fault


def sides_of_a_dispute(briefing: Briefing, evidence: Evidence) -> Iterator[Fault]:
    """A disputed question has two positions at least, and the editors' weighing; a settled one has one."""
    for question in briefing.questions.values():
        if question.answer == "settled" and not question.positions:
            says = "a settled question has a position at least"
            yield Fault(question.address, ("answer",), says, "add positions: …")
        if question.answer == "disputed":
            if len(question.positions) < 2:
                says = "a disputed question has two positions at least"
                yield Fault(question.address, ("positions",), says, key=True)
            if question.weighing is None:
                yield Fault(question.address, ("answer",), "a disputed question has a weighing", "add weighing: …")


def sources_of_a_gap(briefing: Briefing, evidence: Evidence) -> Iterator[Fault]:
    """A question that no source answers names the sources that were read for it, and has no positions."""
    for question in briefing.questions.values():
        if question.answer == "not-stated":
            if not question.read:
                says = "a question that is not answered names the sources read for it"
                yield Fault(question.address, ("answer",), says, "add read: [source, …]")
            if question.positions:
                says = "a question that is not answered has no positions"
                yield Fault(question.address, ("positions",), says, "is the answer disputed, or settled?", key=True)


def preferred_position(briefing: Briefing, evidence: Evidence) -> Iterator[Fault]:
    """The position that the editors prefer is one of the question's."""
    for question in briefing.questions.values():
        if question.prefers is not None and question.prefers not in question.positions:
            hint = did_you_mean(question.prefers, question.positions)
            yield Fault(question.address, ("prefers",), f"“{question.prefers}” is not a position here", hint)


RULES = (sides_of_a_dispute, sources_of_a_gap, preferred_position)
