"""A briefing, counted: entities per kind, claims, citations, sources, passages, questions."""

from __future__ import annotations

from collections import Counter
from typing import Any, get_args

from ..evidence.coverage import coverage
from ..model import Answer, Briefing


def stats(briefing: Briefing) -> dict[str, Any]:
    """A briefing → its counts, ready for JSON. Passages are sentences; a source's add up to its total."""
    claims = briefing.claims.values()
    answers = Counter(question.answer for question in briefing.questions.values())
    return {
        "entities": {kind: len(briefing.of_kind(kind)) for kind in briefing.settings.kinds},
        "claims": len(claims),
        "claims_by_status": dict(sorted(Counter(claim.status for claim in claims).items())),
        "citations": sum(len(claim.sources) for claim in claims),
        "relations": sum(1 for _, _, value in briefing.stated() if value in briefing.entities),
        "sources": len(briefing.sources),
        "passages": {source.id: _passages(briefing, source) for source in briefing.sources.values()},
        "questions": {answer: answers[answer] for answer in get_args(Answer)},
    }


def _passages(briefing: Briefing, source: Any) -> dict[str, int]:
    covered = coverage(briefing, source)
    counts = {name: len(getattr(covered, name)) for name in covered._fields}
    return {"total": sum(source.passages), **counts}


def lines(counts: dict[str, Any], indent: str = "") -> list[str]:
    """The counts as lines for people, nested ones indented."""
    found = []
    for name, value in counts.items():
        if isinstance(value, dict) and all(isinstance(inner, int) for inner in value.values()):
            found.append(f"{indent}{name}: " + (", ".join(f"{key} {inner}" for key, inner in value.items()) or "none"))
        elif isinstance(value, dict):
            found += [f"{indent}{name}:", *lines(value, indent + "  ")]
        else:
            found.append(f"{indent}{name}: {value}")
    return found
