"""Questions: a dispute has sides and a weighing, a gap names what was read."""

from __future__ import annotations

from collections.abc import Iterator

from ..model import TO_DO
from ..problems import did_you_mean
from .rule import Case, Fault


def sides_of_a_dispute(case: Case) -> Iterator[Fault]:
    """A disputed question has two positions at least, and the editors' weighing; a settled one has one."""
    for question in case.briefing.questions.values():
        if question.answer == "settled" and not question.positions:
            says = "a settled question has a position at least"
            yield Fault(question.address, ("answer",), says, "add positions: …")
        if question.answer == "disputed":
            few = len(question.positions) < 2
            lacks = []
            if few:
                lacks.append("two positions at least")
            if not question.weighing:
                lacks.append("a weighing")
            if lacks:
                at_positions = bool(question.positions) and few
                where = ("positions",) if at_positions else ("answer",)
                hint = "" if few else "add weighing: …"
                says = f"a disputed question has {' and '.join(lacks)}"
                yield Fault(question.address, where, says, hint, key=at_positions)


def one_side_each(case: Case) -> Iterator[Fault]:
    """No claim carries two positions of a question that is disputed."""
    for question in case.briefing.questions.values():
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


def sources_of_a_gap(case: Case) -> Iterator[Fault]:
    """A question that no source answers names the sources that were read for it, and has no positions."""
    for question in case.briefing.questions.values():
        if question.answer == "not-stated":
            if not question.read:
                says = "a question that is not answered names the sources read for it"
                where = ("read",) if "read" in question.model_fields_set else ("answer",)
                yield Fault(question.address, where, says, "add read: [source, …]")
            if question.positions:
                says = "a question that is not answered has no positions"
                yield Fault(question.address, ("positions",), says, "is the answer disputed, or settled?", key=True)


def preferred_position(case: Case) -> Iterator[Fault]:
    """The position that the editors prefer is one of the question's."""
    for address, naming in case.namings:
        if naming.names != "position":
            continue
        question = case.briefing.questions.get(address)
        positions = question.positions if question else {}
        if naming.text in positions:
            continue
        if question and question.answer == "disputed" and len(positions) < 2:
            continue  # the position may be the one that is missing: sides_of_a_dispute says so
        hint = did_you_mean(naming.text, positions)
        yield Fault(address, naming.path, f"“{naming.text}” is not a position here", hint)


RULES = (sides_of_a_dispute, one_side_each, sources_of_a_gap, preferred_position)
