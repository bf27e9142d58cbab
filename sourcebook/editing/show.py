"""A record, or one claim of it, as an editor wants to see it: what it says, and its passages from the texts at hand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ..evidence.texts import Evidence
from ..model import Briefing, Citation, Claim, Entity, Question, Source
from .write_files import Refused

# What JSON can hold, made of texts alone.
Plain = str | Sequence["Plain"] | Mapping[str, "Plain"]
Fields = dict[str, Plain]
NO_TEXT = "(the text is not at hand)"


def show(briefing: Briefing, evidence: Evidence, address: str) -> Fields:
    """An address → what stands there, as plain values in reading order. Refused for an address that there is not."""
    if address in briefing.claims:
        return _claim(briefing, evidence, briefing.claims[address])
    record = briefing.find_record(address)
    if record is None or address not in briefing.addresses:
        raise Refused(f"“{address}” is not an address")
    if isinstance(record, Entity):
        return _entity(briefing, evidence, record)
    if isinstance(record, Question):
        return _question(briefing, evidence, record)
    return _source(briefing, record)


def lines(fields: Mapping[str, Plain], indent: str = "") -> Iterator[str]:
    """What `show` gives → lines for people: one for each value, and what a value holds is indented below it."""
    for key, value in fields.items():
        if isinstance(value, str):
            yield f"{indent}{key}: {value}"
            continue
        yield f"{indent}{key}:"
        if isinstance(value, Mapping):
            yield from lines(value, indent + "  ")
        else:
            for item in value:
                yield from _item_lines(item, indent + "  ")


def _item_lines(item: Plain, indent: str) -> Iterator[str]:
    """An item of a list, its first line behind a dash."""
    if not isinstance(item, Mapping):
        yield f"{indent}- {item}"
        return
    for number, line in enumerate(lines(item)):
        dash = "- " if number == 0 else "  "
        yield f"{indent}{dash}{line}"


def _entity(briefing: Briefing, evidence: Evidence, entity: Entity) -> Fields:
    claims = [_claim(briefing, evidence, claim) for claim in entity.claims.values()]
    return {"address": entity.address, "name": dict(entity.name), "claims": claims}


def _claim(briefing: Briefing, evidence: Evidence, claim: Claim) -> Fields:
    fields: Fields = {"address": claim.address, "says": dict(claim.says), "status": claim.status}
    if claim.states:
        fields["states"] = dict(claim.states)
    if claim.amount is not None:
        fields["amount"] = str(claim.amount)
    if claim.bound is not None:
        fields["bound"] = claim.bound
    if claim.when:
        fields["when"] = claim.when.text
    if claim.by:
        fields["by"] = dict(claim.by)
    fields["sources"] = [_citation(evidence, citation) for citation in claim.sources]
    questions = [question.address for question, _ in briefing.positions(claim.address)]
    if questions:
        fields["questions"] = questions
    return fields


def _citation(evidence: Evidence, citation: Citation) -> Fields:
    words = evidence.words(citation.source, citation.at)
    fields: Fields = {"source": citation.source, "at": str(citation.at), "passage": words or NO_TEXT}
    if citation.quote:
        fields["quote"] = citation.quote
    return fields


def _question(briefing: Briefing, evidence: Evidence, question: Question) -> Fields:
    fields: Fields = {"address": question.address, "asks": dict(question.asks), "answer": question.answer}
    positions: Fields = {}
    for key, position in question.positions.items():
        known = [briefing.claims[address] for address in position.claims if address in briefing.claims]
        claims = [_claim(briefing, evidence, claim) for claim in known]
        positions[key] = {"says": dict(position.says), "claims": claims}
    if positions:
        fields["positions"] = positions
    if question.weighing:
        fields["weighing"] = dict(question.weighing)
    return fields


def _source(briefing: Briefing, source: Source) -> Fields:
    cited = [f"{citation.at} {claim.address}" for claim, citation in briefing.cited(source.id)]
    return {"address": source.address, "file": source.file, "read": source.read, "cited": cited}
