"""The page of an entity of any kind: names, key facts, claims by topic, figures, questions, mentions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ..model import SOURCES, Claim, Entity, Event, Metric, Question
from .claims import cites, own_claim, property_name, value_words
from .comparison import Comparison, of_entity
from .edition import Edition
from .metric import AmountChart, chart
from .neighbourhood import Neighbourhood, neighbourhood
from .paths import web_path
from .text import alias_runs, label, plain, plain_label, plain_name, ref, runs, sentence
from .types import ClaimView, Contents, Marks, Page, Ref, Runs, Sentence

# How many values a row of the key facts shows before the rest goes to the list of all relations.
ROW_LIMIT = 12


class AliasView(NamedTuple):
    """Another spelling, and the titles of the sources that use it."""

    runs: Runs
    sources: str


class FactValue(NamedTuple):
    """A value of a property: a link or plain words, the notes and state of the claim that says so, and the way to it."""

    ref: Ref | None
    text: str
    marks: Marks
    status: str
    when: str
    disputed: bool
    claim: str


class Fact(NamedTuple):
    """A row of the key facts; `more` counts the values that only the list of all relations has."""

    name: str
    values: tuple[FactValue, ...]
    more: int = 0


class TopicSection(NamedTuple):
    """The claims of one topic."""

    id: str
    name: str
    claims: tuple[ClaimView, ...]


class QuestionLine(NamedTuple):
    """A question in a list: its answer's name, and the link to it."""

    ref: Ref
    answer: str


class EntityView(NamedTuple):
    """All that the page of an entity shows."""

    kind: Ref
    aliases: tuple[AliasView, ...]
    translated: str
    different_from: tuple[Ref, ...]
    undated: Sentence
    facts: tuple[Fact, ...]
    neighbourhood: Neighbourhood | None
    chart: AmountChart | None
    sections: tuple[TopicSection, ...]
    compared: Comparison
    questions: tuple[QuestionLine, ...]
    relations: tuple[Fact, ...]
    mentions: tuple[Ref, ...]
    sources: tuple[Ref, ...]


def entity(edition: Edition, address: str) -> Page:
    """An entity's address → its page."""
    record = edition.briefing.entities[address]
    view = EntityView(
        kind=Ref(f"{record.kind}/", runs(edition, edition.kind_name(record.kind, many=True))),
        aliases=_aliases(edition, record),
        translated=_translated(edition, record),
        different_from=tuple(ref(edition, other) for other in edition.briefing.different_from(address)),
        undated=sentence(edition, record.undated) if isinstance(record, Event) else (),
        facts=key_facts(edition, address),
        neighbourhood=neighbourhood(edition, address),
        chart=chart(edition, record) if isinstance(record, Metric) else None,
        sections=sections_of(edition, record),
        compared=of_entity(edition, address),
        questions=question_lines(edition, edition.briefing.questions_about(address)),
        relations=_all_relations(edition, address),
        mentions=_mentions(edition, address),
        sources=_sources(edition, record),
    )
    return Page(
        address=address,
        path=web_path(address),
        template="entity",
        title=plain_label(edition, address),
        heading=label(edition, address),
        description=_description(edition, record),
        contents=_contents(edition, view),
        record=address,
        changed=edition.changed(address),
        body=view,
        names=(*record.name.values(), *(alias.text for alias in record.aliases)),
        lines=tuple((claim.key, plain(edition, claim.says)) for claim in record.claims.values()),
    )


def _aliases(edition: Edition, record: Entity) -> tuple[AliasView, ...]:
    return tuple(
        AliasView(
            alias_runs(edition, alias),
            edition.words.list([plain_name(edition, f"{SOURCES}/{source}") for source in alias.sources]),
        )
        for alias in record.aliases
    )


def _translated(edition: Edition, record: Entity) -> str:
    """The sentence that says which names are the editors' own renderings; `""` where none is."""
    names = [edition.words.language(edition.briefing.settings.tag(lang)) for lang in record.translated]
    return edition.t("translated", languages=edition.words.list(names)) if names else ""


def key_facts(edition: Edition, address: str) -> tuple[Fact, ...]:
    """What the claims state about an entity, its own first, then what others state of it; a row for each property."""
    return tuple(
        Fact(
            name,
            tuple(_fact_value(edition, value) for value in values[:ROW_LIMIT]),
            max(0, len(values) - ROW_LIMIT),
        )
        for name, values in _rows(edition, address).items()
    )


class _Stated(NamedTuple):
    """What a claim states of an entity: the property, the other entity or else the value in words, from which end."""

    property: str
    claim: Claim
    other: str
    text: str
    inverse: bool


class _Alike(NamedTuple):
    """A value of a row, and the claims that state it alike."""

    other: str
    text: str
    claims: list[Claim]


def _rows(edition: Edition, address: str) -> dict[str, list[_Alike]]:
    """Property name → its values, in reading order; what several claims state alike stands once."""
    rows: dict[str, dict[tuple[object, ...], _Alike]] = {}
    for stated in _statements(edition, address):
        values = rows.setdefault(property_name(edition, stated.property, inverse=stated.inverse), {})
        claim = stated.claim
        alike = (stated.other, stated.text, claim.status, claim.when, bool(edition.briefing.disputes(claim.address)))
        values.setdefault(alike, _Alike(stated.other, stated.text, [])).claims.append(claim)
    return {name: list(values.values()) for name, values in rows.items()}


def _statements(edition: Edition, address: str) -> Iterator[_Stated]:
    """What an entity's claims state, then what others state of it."""
    briefing = edition.briefing
    for claim in briefing.entities[address].claims.values():
        for name, value in claim.states.items():
            text = value_words(edition, name, value)
            yield _Stated(name, claim, "" if text else value, text, inverse=False)
    for relation in briefing.relations(address):
        if relation.inverse and briefing.settings.properties[relation.property].inverse:
            yield _Stated(relation.property, relation.claim, relation.other, "", inverse=True)


def _fact_value(edition: Edition, value: _Alike, *, noted: bool = True) -> FactValue:
    """A value with the passages behind it if `noted`, else with the way to its claim alone."""
    claim = value.claims[0]
    return FactValue(
        ref=ref(edition, value.other) if value.other else None,
        text=value.text,
        marks=cites(edition, *value.claims) if noted else (),
        status=claim.status,
        when=edition.words.when(claim.when) if claim.when and value.other else "",
        disputed=bool(edition.briefing.disputes(claim.address)),
        claim=web_path(claim.address),
    )


def sections_of(edition: Edition, record: Entity) -> tuple[TopicSection, ...]:
    """The claims grouped by topic, topics and claims in reading order."""
    groups: dict[str, list[Claim]] = {}
    for claim in record.claims.values():
        groups.setdefault(claim.topic, []).append(claim)
    topics = edition.briefing.settings.topics
    return tuple(
        TopicSection(f"_topic_{topic}", edition.say(topics[topic]), tuple(own_claim(edition, c) for c in groups[topic]))
        for topic in topics
        if topic in groups
    )


def question_lines(edition: Edition, questions: list[Question]) -> tuple[QuestionLine, ...]:
    """Questions for a list."""
    return tuple(QuestionLine(ref(edition, q.address), q.answer) for q in questions)


def _all_relations(edition: Edition, address: str) -> tuple[Fact, ...]:
    """Every value of the rows that the key facts cut short; each leads to its claim, where its notes are."""
    rows = _rows(edition, address).items()
    return tuple(
        Fact(name, tuple(_fact_value(edition, value, noted=False) for value in values))
        for name, values in rows
        if len(values) > ROW_LIMIT
    )


def _mentions(edition: Edition, address: str) -> tuple[Ref, ...]:
    """The pages whose claims name this one and that the relations do not lead to already."""
    related = {relation.other for relation in edition.briefing.relations(address)}
    first: dict[str, Claim] = {}
    for claim in edition.briefing.mentions(address):
        if claim.subject not in related:
            first.setdefault(claim.subject, claim)
    return tuple(ref(edition, page)._replace(path=web_path(claim.address)) for page, claim in first.items())


def _sources(edition: Edition, record: Entity) -> tuple[Ref, ...]:
    used = dict.fromkeys(citation.source for claim in record.claims.values() for citation in claim.sources)
    return tuple(ref(edition, edition.briefing.source(source).address) for source in used)


def _description(edition: Edition, record: Entity) -> str:
    """For search engines and cards: the first claim, or the kind."""
    claim = next(iter(record.claims.values()), None)
    return plain(edition, claim.says) if claim else edition.kind_name(record.kind)


def _contents(edition: Edition, view: EntityView) -> tuple[Contents, ...]:
    optional = [
        (view.facts, "_facts", "key_facts"),
        (view.chart and view.chart.rows, "_figures", "figures"),
        (view.sections, "", ""),
        (view.compared.rows, "_compared", "who_says_what"),
        (view.questions, "_questions", "questions"),
        (view.relations, "_relations", "relations"),
        (view.mentions, "_mentions", "mentioned_in"),
        (view.sources, "_sources", "sources_used"),
        (view.sections, "_notes", "notes"),
    ]
    found: list[Contents] = []
    for part, anchor, word in optional:
        if part and anchor:
            found.append(Contents(anchor, edition.t(word)))
        elif part:
            found += [Contents(section.id, section.name) for section in view.sections]
    return tuple(found)
