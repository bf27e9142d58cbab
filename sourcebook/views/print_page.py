"""The whole briefing on one page, to be printed or read from end to end: every entity with its claims, every question with
its positions, what the sources are, and one list of notes."""

from __future__ import annotations

from typing import NamedTuple

from ..model import QUESTIONS, SOURCES, Metric
from .edition import Edition
from .entity import TopicSection, sections_of
from .metric import AmountChart, chart
from .paths import web_path
from .question import QuestionView, question_view
from .source import Detail, details
from .text import alias_runs, label, runs, sentence
from .types import Contents, Page, Ref, Runs, Sentence, Subject

PRINT = "print"
# A page of more claims than this is nothing that anybody prints, and browsers are slow to lay it out.
MOST_CLAIMS = 2_000


class EntityPart(NamedTuple):
    """An entity: its heading, its other spellings in words, its claims by topic, and its figures if it is a metric."""

    subject: Subject
    heading: Runs
    aliases: tuple[Runs, ...]
    chart: AmountChart | None
    sections: tuple[TopicSection, ...]


class QuestionPart(NamedTuple):
    """A question: what it asks, and what its page shows."""

    address: str
    heading: Runs
    view: QuestionView


class SourcePart(NamedTuple):
    """A source: its title, its record, and what the editors remark."""

    address: str
    heading: Runs
    details: tuple[Detail, ...]
    remarks: Sentence


class Chapter(NamedTuple):
    """A kind with all that is of it; only one of the three is filled."""

    id: str
    ref: Ref
    entities: tuple[EntityPart, ...] = ()
    questions: tuple[QuestionPart, ...] = ()
    sources: tuple[SourcePart, ...] = ()


class PrintView(NamedTuple):
    """What the briefing is about, and its chapters."""

    subject: str
    chapters: tuple[Chapter, ...]


def is_printable(edition: Edition) -> bool:
    """Whether a briefing is small enough to stand on one page."""
    return len(edition.briefing.claims) <= MOST_CLAIMS


def print_page(edition: Edition, kinds: tuple[str, ...]) -> Page:
    """The briefing, with its kinds in order → the page that holds it."""
    chapters = tuple(_chapter(edition, kind) for kind in kinds)
    title = edition.say(edition.briefing.settings.title)
    return Page(
        address=PRINT,
        path=f"{PRINT}/",
        template="print_page",
        title=edition.t("whole"),
        heading=runs(edition, title),
        description=f"{edition.t('whole')} · {title}",
        contents=tuple(Contents(f"_{kind}", edition.kind_name(kind, many=True)) for kind in kinds),
        record="briefing",
        body=PrintView(edition.say(edition.briefing.settings.description), chapters),
        places=_places(edition),
    )


def _places(edition: Edition) -> dict[str, str]:
    """Every path that stands on this page, with its anchor: an address is one."""
    briefing = edition.briefing
    positions = (f"{q.address}/{key}" for q in briefing.questions.values() for key in q.positions)
    records = (*briefing.entities, *briefing.questions, *briefing.sources, *briefing.claims, *positions)
    return {web_path(address): address for address in records}


def _anchored(section: TopicSection) -> TopicSection:
    """A topic's claims under anchors that no other entity's claims have."""
    return section._replace(claims=tuple(c._replace(anchor=c.address, former_anchors=()) for c in section.claims))


def _asked(view: QuestionView, address: str) -> QuestionView:
    """A question's positions under anchors that no other question's have."""
    own = (p._replace(anchor=f"{address}/{p.anchor}", former_anchors=()) for p in view.positions)
    return view._replace(positions=tuple(own))


def _chapter(edition: Edition, kind: str) -> Chapter:
    briefing = edition.briefing
    ref = Ref(f"{kind}/", runs(edition, edition.kind_name(kind, many=True)))
    if kind == SOURCES:
        parts = tuple(
            SourcePart(s.address, label(edition, s.address), details(edition, s), sentence(edition, s.remarks))
            for s in briefing.sources.values()
        )
        return Chapter(f"_{kind}", ref, sources=parts)
    if kind == QUESTIONS:
        asked = tuple(
            QuestionPart(q.address, label(edition, q.address), _asked(question_view(edition, q), q.address))
            for q in briefing.questions.values()
        )
        return Chapter(f"_{kind}", ref, questions=asked)
    return Chapter(f"_{kind}", ref, entities=tuple(_entity(edition, e.address) for e in briefing.of_kind(kind)))


def _entity(edition: Edition, address: str) -> EntityPart:
    record = edition.briefing.entities[address]
    return EntityPart(
        Subject(address),  # a term needs no link where it is explained
        label(edition, address),
        tuple(alias_runs(edition, alias) for alias in record.aliases),
        chart(edition, record) if isinstance(record, Metric) else None,
        tuple(_anchored(section) for section in sections_of(edition, record)),
    )
