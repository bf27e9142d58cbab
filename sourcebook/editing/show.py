"""A record, or one claim of it, as an editor wants to see it: what it says, and its passages from the texts at hand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..evidence.texts import Evidence
from ..model import Briefing, Claim, Entity, Question, Source, page_of
from .write_files import Refused


def show(briefing: Briefing, evidence: Evidence, address: str) -> dict[str, Any]:
    """An address → what stands there, as plain values in reading order. Refused for an address that is none."""
    if address in briefing.claims:
        return _claim(briefing, evidence, briefing.claims[address])
    page = page_of(address)
    record = briefing.entities.get(page) or briefing.questions.get(page) or briefing.sources.get(page)
    if record is None or address not in briefing.addresses:
        raise Refused(f"“{address}” is not an address")
    if isinstance(record, Entity):
        claims = [_claim(briefing, evidence, claim) for claim in record.claims.values()]
        return {"address": record.address, "name": dict(record.name), "claims": claims}
    return _question(briefing, evidence, record) if isinstance(record, Question) else _source(briefing, record)


def lines(shown: dict[str, Any], indent: str = "") -> Iterator[str]:
    """What `show` found, for people: a line for each value, what belongs together indented."""
    for key, value in shown.items():
        if isinstance(value, dict):
            yield f"{indent}{key}:"
            yield from lines(value, indent + "  ")
        elif isinstance(value, list):
            yield f"{indent}{key}:"
            for item in value:
                yield from _item(item, indent + "  ")
        else:
            yield f"{indent}{key}: {value}"


def _item(item: Any, indent: str) -> Iterator[str]:
    if not isinstance(item, dict):
        yield f"{indent}- {item}"
        return
    for number, line in enumerate(lines(item)):
        yield f"{indent}{'  ' if number else '- '}{line}"


def _claim(briefing: Briefing, evidence: Evidence, claim: Claim) -> dict[str, Any]:
    found: dict[str, Any] = {"address": claim.address, "says": dict(claim.says), "status": claim.status}
    if claim.states:
        found["states"] = dict(claim.states)
    for field in ("amount", "bound"):
        if (value := getattr(claim, field)) is not None:
            found[field] = f"{value}"
    if claim.when:
        found["when"] = claim.when.text
    if claim.by:
        found["by"] = dict(claim.by)
    found["sources"] = [_citation(evidence, citation) for citation in claim.sources]
    if questions := [question.address for question, _ in briefing.positions(claim.address)]:
        found["questions"] = questions
    return found


def _citation(evidence: Evidence, citation: Any) -> dict[str, str]:
    words = evidence.words(citation.source, citation.at)
    found = {"source": citation.source, "at": str(citation.at), "passage": words or "(the text is not at hand)"}
    return found | ({"quote": citation.quote} if citation.quote else {})


def _question(briefing: Briefing, evidence: Evidence, question: Question) -> dict[str, Any]:
    found: dict[str, Any] = {"address": question.address, "asks": dict(question.asks), "answer": question.answer}
    positions = {
        key: {
            "says": dict(position.says),
            "claims": [_claim(briefing, evidence, briefing.claims[a]) for a in position.claims if a in briefing.claims],
        }
        for key, position in question.positions.items()
    }
    if positions:
        found["positions"] = positions
    if question.weighing:
        found["weighing"] = dict(question.weighing)
    return found


def _source(briefing: Briefing, source: Source) -> dict[str, Any]:
    cited = [f"{citation.at} {claim.address}" for claim, citation in briefing.cited(source.id)]
    return {"address": source.address, "file": source.file, "read": source.read, "cited": cited}
