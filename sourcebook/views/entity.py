"""The page of an entity of any kind: names, key facts, claims by topic, figures, questions, mentions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ..model import SOURCES, Claim, Entity, Event, Metric, Question
from .comparison import Comparison, of_entity
from .metric import Chart, chart
from .neighbourhood import Neighbourhood, neighbourhood
from .site import Notes, Site
from .types import ClaimView, Contents, Mark, Page, Ref, Run, Sentence, web_path

# How many values a row of the key facts shows before the rest goes to the list of all relations.
ROW_LIMIT = 12


class AliasView(NamedTuple):
    """Another spelling, and the titles of the sources that use it."""

    run: Run
    sources: str


class FactValue(NamedTuple):
    """A value of a property: a link or plain words, the notes and state of the claim that says so, and the way to it."""

    ref: Ref | None
    text: str
    marks: tuple[Mark, ...]
    status: str
    when: str
    disputed: bool
    claim: str


class Fact(NamedTuple):
    """A row of the key facts; `more` counts the values that only the list of all relations has."""

    name: str
    values: tuple[FactValue, ...]
    more: int = 0


class Section(NamedTuple):
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
    chart: Chart | None
    sections: tuple[Section, ...]
    compared: Comparison
    questions: tuple[QuestionLine, ...]
    relations: tuple[Fact, ...]
    mentions: tuple[Ref, ...]
    sources: tuple[Ref, ...]


def entity(site: Site, address: str, notes: Notes | None = None) -> Page:
    """An entity's address → its page. Its notes are entered in `notes` where it stands on a page with notes already."""
    record = site.briefing.entities[address]
    notes = notes or Notes(site, address)
    # In the order of the page, for notes are numbered as they are used.
    facts = key_facts(site, address, notes)
    drawn = chart(site, address, notes) if isinstance(record, Metric) else None
    sections = sections_of(site, record, notes)
    view = EntityView(
        kind=Ref(f"{record.kind}/", site.runs(site.kind_name(record.kind, many=True))),
        aliases=_aliases(site, record),
        translated=_translated(site, record),
        different_from=tuple(site.ref(other) for other in site.briefing.different_from(address)),
        undated=site.sentence(record.undated) if isinstance(record, Event) else (),
        facts=facts,
        neighbourhood=neighbourhood(site, address),
        chart=drawn,
        sections=sections,
        compared=of_entity(site, address),
        questions=question_lines(site, site.briefing.questions_about(address)),
        relations=_all_relations(site, address),
        mentions=_mentions(site, address),
        sources=_sources(site, record),
    )
    return Page(
        address=address,
        path=web_path(address),
        template="entity",
        title=site.plain_label(address),
        heading=site.label(address),
        description=_description(site, record),
        contents=_contents(site, view),
        record=address,
        changed=site.changed(address),
        body=view,
        notes=notes.views(),
        names=(*record.name.values(), *(alias.text for alias in record.aliases)),
        lines=tuple((claim.key, site.plain(claim.says)) for claim in record.claims.values()),
    )


def _aliases(site: Site, record: Entity) -> tuple[AliasView, ...]:
    return tuple(
        AliasView(
            Run(alias.text, alias.lang if alias.lang != site.lang else None),
            site.words.list([site.plain_name(f"{SOURCES}/{source}") for source in alias.sources]),
        )
        for alias in record.aliases
    )


def _translated(site: Site, record: Entity) -> str:
    """The sentence that owns up to names of the editors' making, or nothing."""
    names = [site.words.language(site.briefing.settings.tag(lang)) for lang in record.translated]
    return site.t("translated", languages=site.words.list(names)) if names else ""


def key_facts(site: Site, address: str, notes: Notes) -> tuple[Fact, ...]:
    """What the claims state about an entity, its own first, then what others state of it; a row for each property."""
    return tuple(
        Fact(
            name,
            tuple(_fact_value(site, value, notes) for value in values[:ROW_LIMIT]),
            max(0, len(values) - ROW_LIMIT),
        )
        for name, values in _rows(site, address).items()
    )


class _Statement(NamedTuple):
    """What a claim states of an entity: the property, the other entity or else the value in words, from which end."""

    property: str
    claim: Claim
    other: str
    text: str
    inverse: bool


class _Value(NamedTuple):
    """A value of a row, and the claims that state it alike."""

    other: str
    text: str
    claims: list[Claim]


def _rows(site: Site, address: str) -> dict[str, list[_Value]]:
    """Property name → its values, in reading order; what several claims state alike stands once."""
    rows: dict[str, dict[tuple, _Value]] = {}
    for stated in _statements(site, address):
        declared = site.briefing.settings.properties[stated.property]
        values = rows.setdefault(site.say(declared.inverse if stated.inverse else declared.name), {})
        claim = stated.claim
        alike = (stated.other, stated.text, claim.status, claim.when, bool(site.briefing.disputes(claim.address)))
        values.setdefault(alike, _Value(stated.other, stated.text, [])).claims.append(claim)
    return {name: list(values.values()) for name, values in rows.items()}


def _statements(site: Site, address: str) -> Iterator[_Statement]:
    """What an entity's claims state, then what others state of it."""
    briefing = site.briefing
    for claim in briefing.entities[address].claims.values():
        for name, value in claim.states.items():
            text = site.written(name, value)
            yield _Statement(name, claim, "" if text else value, text, inverse=False)
    for relation in briefing.relations(address):
        if relation.inverse and briefing.settings.properties[relation.property].inverse:
            yield _Statement(relation.property, relation.claim, relation.other, "", inverse=True)


def _fact_value(site: Site, value: _Value, notes: Notes | None) -> FactValue:
    claim = value.claims[0]
    return FactValue(
        ref=site.ref(value.other) if value.other else None,
        text=value.text,
        marks=notes.of(*value.claims) if notes is not None else (),
        status=claim.status,
        when=site.words.when(claim.when) if claim.when and value.other else "",
        disputed=bool(site.briefing.disputes(claim.address)),
        claim=web_path(claim.address),
    )


def sections_of(site: Site, record: Entity, notes: Notes) -> tuple[Section, ...]:
    """The claims grouped by topic, topics and claims in reading order."""
    groups: dict[str, list[Claim]] = {}
    for claim in record.claims.values():
        groups.setdefault(claim.topic, []).append(claim)
    topics = site.briefing.settings.topics
    return tuple(
        Section(
            f"_topic_{topic}", site.say(topics[topic]), tuple(site.claim(c, notes, own=True) for c in groups[topic])
        )
        for topic in topics
        if topic in groups
    )


def question_lines(site: Site, questions: list[Question]) -> tuple[QuestionLine, ...]:
    """Questions for a list."""
    return tuple(QuestionLine(site.ref(q.address), q.answer) for q in questions)


def _all_relations(site: Site, address: str) -> tuple[Fact, ...]:
    """Every value of the rows that the key facts cut short; each leads to its claim, where its notes are."""
    return tuple(
        Fact(name, tuple(_fact_value(site, value, None) for value in values))
        for name, values in _rows(site, address).items()
        if len(values) > ROW_LIMIT
    )


def _mentions(site: Site, address: str) -> tuple[Ref, ...]:
    """The pages whose claims name this one and that the relations do not lead to already."""
    related = {relation.other for relation in site.briefing.relations(address)}
    first: dict[str, Claim] = {}
    for claim in site.briefing.mentions(address):
        if claim.subject not in related:
            first.setdefault(claim.subject, claim)
    return tuple(site.ref(page)._replace(path=web_path(claim.address)) for page, claim in first.items())


def _sources(site: Site, record: Entity) -> tuple[Ref, ...]:
    used = dict.fromkeys(citation.source for claim in record.claims.values() for citation in claim.sources)
    return tuple(site.ref(site.briefing.source(source).address) for source in used)


def _description(site: Site, record: Entity) -> str:
    """For search engines and cards: the first claim, or the kind."""
    claim = next(iter(record.claims.values()), None)
    return site.plain(claim.says) if claim else site.kind_name(record.kind)


def _contents(site: Site, view: EntityView) -> tuple[Contents, ...]:
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
            found.append(Contents(anchor, site.t(word)))
        elif part:
            found += [Contents(section.id, section.name) for section in view.sections]
    return tuple(found)
