"""A briefing, counted: entities of each kind, claims, citations, sources, passages, questions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TypedDict, get_args

from ..evidence.coverage import coverage
from ..model import Answer, Briefing, Source


class BriefingCounts(TypedDict):
    """How many there are of each thing. `passages` holds, by the id of a source, how many sentences it has (`total`), and
    how many of these are `cited`, `set_aside` and `open`; the three add up to the total."""

    entities: dict[str, int]
    claims: int
    claims_by_status: dict[str, int]
    citations: int
    relations: int
    sources: int
    passages: dict[str, dict[str, int]]
    questions: dict[str, int]


def count(briefing: Briefing) -> BriefingCounts:
    """A briefing → its counts, as plain values that JSON can hold."""
    claims = briefing.claims.values()
    statuses = Counter(claim.status for claim in claims)
    answers = Counter(question.answer for question in briefing.questions.values())
    return {
        "entities": {kind: len(briefing.of_kind(kind)) for kind in briefing.settings.kinds},
        "claims": len(claims),
        "claims_by_status": dict(sorted(statuses.items())),
        "citations": sum(len(claim.sources) for claim in claims),
        "relations": sum(1 for _, _, value in briefing.stated() if value in briefing.entities),
        "sources": len(briefing.sources),
        "passages": {source.id: _passages(briefing, source) for source in briefing.sources.values()},
        "questions": {answer: answers[answer] for answer in get_args(Answer)},
    }


def _passages(briefing: Briefing, source: Source) -> dict[str, int]:
    covered = coverage(briefing, source)
    return {
        "total": sum(source.passages),
        "cited": len(covered.cited),
        "set_aside": len(covered.set_aside),
        "open": len(covered.open),
    }


def lines(counts: Mapping[str, object], indent: str = "") -> list[str]:
    """Counts → lines for people. Counts that stand in a group are on one line; groups of groups are indented."""
    printed = []
    for name, value in counts.items():
        if not isinstance(value, dict):
            printed.append(f"{indent}{name}: {value}")
        elif all(isinstance(inner, int) for inner in value.values()):
            group = ", ".join(f"{key} {number}" for key, number in value.items())
            printed.append(f"{indent}{name}: {group or 'none'}")
        else:
            printed.append(f"{indent}{name}:")
            printed.extend(lines(value, indent + "  "))
    return printed
