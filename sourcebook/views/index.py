"""The index of a kind, of the sources or of the questions: a page of names, and further ones where there are many."""

from __future__ import annotations

from typing import NamedTuple

from ..model import QUESTIONS, SOURCES, Entity, Question, Source
from ..values.edtf import when
from .edition import Edition
from .text import ref, runs, sentence
from .types import Page, Ref, Run, Sentence

# How many names one index page lists. No page lists its thousands of siblings.
PAGE_LENGTH = 200


class IndexRow(NamedTuple):
    """A line of an index: the link, the first thing said of it, the date or answer beside it, its number of claims."""

    ref: Ref
    said: Sentence
    aside: str
    claims: int
    answer: str = ""


class IndexView(NamedTuple):
    """All that an index page shows; `pages` lead to the others, the one shown here has no path."""

    kind: str
    rows: tuple[IndexRow, ...]
    pages: tuple[Ref, ...]
    aside: str


def index_paths(edition: Edition, kind: str) -> list[str]:
    """The paths of the pages that an index takes. Ids hold no underscore, so `page_2` is never an entity."""
    count = max(1, -(-len(_members(edition, kind)) // PAGE_LENGTH))
    return [f"{kind}/"] + [f"{kind}/page_{number}/" for number in range(2, count + 1)]


def index(edition: Edition, kind: str, number: int = 1) -> Page:
    """A kind (or `sources`, `questions`) and the number of the page, from 1 → that page of its index."""
    members = _members(edition, kind)
    paths = index_paths(edition, kind)
    shown = members[(number - 1) * PAGE_LENGTH : number * PAGE_LENGTH]
    links = tuple(Ref("" if n == number else path, (Run(str(n)),)) for n, path in enumerate(paths, 1))
    name = edition.kind_name(kind, many=True)
    aside = {SOURCES: "published", QUESTIONS: "status"}.get(kind, "date" if _is_event(edition, kind) else "")
    view = IndexView(
        kind=kind,
        rows=tuple(_row(edition, record) for record in shown),
        pages=links if len(links) > 1 else (),
        aside=edition.t(aside) if aside else "",
    )
    title = name if number == 1 else f"{name} · {edition.t('page_n', n=number)}"
    return Page(
        address=kind,
        path=paths[number - 1],
        template="index",
        title=title,
        heading=runs(edition, title),
        description=f"{name} · {edition.say(edition.briefing.settings.title)}",
        contents=(),
        record="briefing",
        body=view,
    )


def _is_event(edition: Edition, kind: str) -> bool:
    declared = edition.briefing.settings.kinds.get(kind)
    return declared is not None and declared.shape == "event"


def _members(edition: Edition, kind: str) -> list[Entity] | list[Source] | list[Question]:
    """The records of a kind: events by date, sources by date, questions by answer, all others as their files stand."""
    briefing = edition.briefing
    if kind == SOURCES:
        undated = "9999"
        return sorted(briefing.sources.values(), key=lambda s: s.published.text if s.published else undated)
    if kind == QUESTIONS:
        order = ["disputed", "not-stated", "settled"]
        return sorted(briefing.questions.values(), key=lambda q: order.index(q.answer))
    members = briefing.of_kind(kind)
    return sorted(members, key=lambda event: first_date(edition, event)[0]) if _is_event(edition, kind) else members


def first_date(edition: Edition, event: Entity) -> tuple[str, str]:
    """(sort key, in words) of the date of an event: the first value that a property of dates has in its claims."""
    properties = edition.briefing.settings.properties
    for claim in event.claims.values():
        for name, value in claim.states.items():
            if properties[name].value_range == "date":
                return value, edition.words.when(when(value))
    return "9999", ""


def _row(edition: Edition, record: Entity | Source | Question) -> IndexRow:
    link = ref(edition, record.address)
    if isinstance(record, Source):
        published = edition.words.when(record.published) if record.published else edition.t("not_stated")
        said = runs(edition, edition.say(record.publisher)) if record.publisher else ()
        return IndexRow(link, said, published, len(edition.briefing.cited(record.id)))
    if isinstance(record, Question):
        return IndexRow(link, (), edition.t(f"answer_{record.answer}"), 0, record.answer)
    claim = next(iter(record.claims.values()), None)
    aside = (first_date(edition, record)[1] or edition.t("undated")) if _is_event(edition, record.kind) else ""
    return IndexRow(link, sentence(edition, claim.says) if claim else (), aside, len(record.claims))


# ── Everything ──

FIND = "search"


class Shelf(NamedTuple):
    """A kind: the link to its index, the links to its first pages, and how many more there are."""

    ref: Ref
    pages: tuple[Ref, ...]
    more: int


class Everything(NamedTuple):
    """The kinds with their pages, and the path of the page that holds all, if there is one."""

    shelves: tuple[Shelf, ...]
    whole: str


def everything(edition: Edition, kinds: tuple[str, ...], whole: str = "") -> Page:
    """The page to which a search leads where no script runs: every kind with its pages. `whole` is the path of the page
    that holds the whole briefing, if there is one."""
    shelves = []
    for kind in kinds:
        members = _members(edition, kind)
        pages = tuple(ref(edition, record.address) for record in members[:PAGE_LENGTH])
        shelves.append(
            Shelf(Ref(f"{kind}/", runs(edition, edition.kind_name(kind, many=True))), pages, len(members) - len(pages))
        )
    title = edition.t("everything")
    return Page(
        address=FIND,
        path=f"{FIND}/",
        template="everything",
        title=title,
        heading=runs(edition, title),
        description=f"{title} · {edition.say(edition.briefing.settings.title)}",
        contents=(),
        record="briefing",
        body=Everything(tuple(shelves), whole),
    )
