"""The whole briefing on one page, to be printed or read from end to end: every entity with its claims, every question with
its positions, what the sources are, and one list of notes."""

from __future__ import annotations

from typing import NamedTuple

from ..model import QUESTIONS, SOURCES, Metric
from .entity import Section, sections_of
from .metric import Chart, chart
from .question import QuestionView, question_view
from .site import Notes, Site
from .source import Detail, details
from .types import Contents, Page, Ref, Runs, Sentence, web_path

WHOLE = "print"
# A page of more claims than this is nothing that anybody prints, and browsers are slow to lay it out.
MOST_CLAIMS = 2_000


class EntityPart(NamedTuple):
    """An entity: its heading, its other spellings in words, its claims by topic, and its figures if it is a metric."""

    address: str
    heading: Runs
    aliases: tuple[Runs, ...]
    sections: tuple[Section, ...]
    chart: Chart | None


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


class WholeView(NamedTuple):
    """What the briefing is about, and its chapters."""

    subject: str
    chapters: tuple[Chapter, ...]


def is_printable(site: Site) -> bool:
    """Whether a briefing is small enough to stand on one page."""
    return len(site.briefing.claims) <= MOST_CLAIMS


def whole(site: Site, kinds: tuple[str, ...]) -> Page:
    """The briefing, with its kinds in order → the page that holds it."""
    notes = Notes(site)
    chapters = tuple(_chapter(site, kind, notes) for kind in kinds)
    title = site.say(site.briefing.settings.title)
    return Page(
        address=WHOLE,
        path=f"{WHOLE}/",
        template="whole",
        title=site.t("whole"),
        heading=site.runs(title),
        description=f"{site.t('whole')} · {title}",
        contents=tuple(Contents(f"_{kind}", site.kind_name(kind, many=True)) for kind in kinds),
        record="briefing",
        body=WholeView(site.say(site.briefing.settings.description), chapters),
        notes=notes.views(),
        places=_places(site),
    )


def _places(site: Site) -> dict[str, str]:
    """Every path that stands on this page, with its anchor: an address is one."""
    briefing = site.briefing
    positions = (f"{q.address}/{key}" for q in briefing.questions.values() for key in q.positions)
    records = (*briefing.entities, *briefing.questions, *briefing.sources, *briefing.claims, *positions)
    return {web_path(address): address for address in records}


def _anchored(section: Section) -> Section:
    """A topic's claims under anchors that no other entity's claims have."""
    return section._replace(claims=tuple(c._replace(anchor=c.address, former_anchors=()) for c in section.claims))


def _asked(view: QuestionView, address: str) -> QuestionView:
    """A question's positions under anchors that no other question's have."""
    own = (p._replace(anchor=f"{address}/{p.anchor}", former_anchors=()) for p in view.positions)
    return view._replace(positions=tuple(own))


def _chapter(site: Site, kind: str, notes: Notes) -> Chapter:
    briefing = site.briefing
    ref = Ref(f"{kind}/", site.runs(site.kind_name(kind, many=True)))
    if kind == SOURCES:
        parts = tuple(
            SourcePart(s.address, site.label(s.address), details(site, s), site.sentence(s.remarks))
            for s in briefing.sources.values()
        )
        return Chapter(f"_{kind}", ref, sources=parts)
    if kind == QUESTIONS:
        asked = tuple(
            QuestionPart(q.address, site.label(q.address), _asked(question_view(site, q, notes), q.address))
            for q in briefing.questions.values()
        )
        return Chapter(f"_{kind}", ref, questions=asked)
    return Chapter(f"_{kind}", ref, entities=tuple(_entity(site, e.address, notes) for e in briefing.of_kind(kind)))


def _entity(site: Site, address: str, notes: Notes) -> EntityPart:
    record = site.briefing.entities[address]
    notes.linked.add(address)  # a term needs no link where it is explained
    return EntityPart(
        address,
        site.label(address),
        tuple(site.runs(alias.text, alias.lang) for alias in record.aliases),
        tuple(_anchored(section) for section in sections_of(site, record, notes)),
        chart(site, address, notes) if isinstance(record, Metric) else None,
    )
