"""Every page that is made from data: its path, its title, and the function that makes it when it is asked for.

A new kind of page needs a view (a function from an edition to a Page), a template of the name that the Page gives, and a
line in `pages` below.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from ..evidence.texts import Evidence
from ..model import QUESTIONS, SOURCES, former_addresses
from .edition import Edition
from .entity import entity
from .index import FIND, everything, index, index_paths
from .notes import finished
from .orgchart import FOLDER as CHART
from .orgchart import chart, date_name, slugs
from .paths import web_path
from .print_page import PRINT, is_printable, print_page
from .question import question
from .rules import RULES, rules
from .source import source
from .text import plain_label
from .types import Page


class PlannedPage(NamedTuple):
    """A page to be: its path from the edition's root, its title, the kind it belongs to, the record it is made from,
    and the function that makes it. `listed` pages stand in the navigation."""

    path: str
    title: str
    kind: str
    record: str
    make: Callable[[], Page]
    listed: bool = False


def pages(edition: Edition, evidence: Evidence) -> Iterator[PlannedPage]:
    """The pages of an edition: each kind with its index first, then those about the whole briefing."""
    for kind in kinds(edition):
        yield from _indexes(edition, kind)
        yield from _records(edition, kind, evidence)
    printed = f"{PRINT}/" if is_printable(edition) else ""
    yield _about_all(f"{FIND}/", edition.t("everything"), FIND, _making(everything, edition, kinds(edition), printed))
    if printed:
        yield _about_all(printed, edition.t("whole"), PRINT, _making(print_page, edition, kinds(edition)))
    yield _about_all(f"{RULES}/", edition.t("rules"), RULES, _making(rules, edition))
    yield from _charts(edition)


def kinds(edition: Edition) -> tuple[str, ...]:
    """The sections of the site, in order: the kinds of entity, then questions, then sources."""
    return (*edition.briefing.settings.kinds, QUESTIONS, SOURCES)


def redirects(edition: Edition) -> Iterator[tuple[str, str]]:
    """(former path, address now) of every record that has had another id."""
    for record in edition.briefing.records:
        for former in former_addresses(record):
            yield f"{former}/", record.address


def _indexes(edition: Edition, kind: str) -> Iterator[PlannedPage]:
    title = edition.kind_name(kind, many=True)
    for number, path in enumerate(index_paths(edition, kind), 1):
        make = _making(index, edition, kind, number)
        yield PlannedPage(path, title, kind, "briefing", make, listed=number == 1)


def _records(edition: Edition, kind: str, evidence: Evidence) -> Iterator[PlannedPage]:
    """The pages of the records of a kind, in the order of their files."""
    briefing = edition.briefing
    if kind == SOURCES:
        for record in briefing.sources.values():
            make = _making(source, edition, record.address, evidence.texts.get(record.id))
            yield _of_record(edition, kind, record.address, make)
    elif kind == QUESTIONS:
        for address in briefing.questions:
            yield _of_record(edition, kind, address, _making(question, edition, address))
    else:
        for entity_record in briefing.of_kind(kind):
            yield _of_record(edition, kind, entity_record.address, _making(entity, edition, entity_record.address))


def _of_record(edition: Edition, kind: str, address: str, make: Callable[[], Page]) -> PlannedPage:
    return PlannedPage(web_path(address), plain_label(edition, address), kind, address, make)


def _charts(edition: Edition) -> Iterator[PlannedPage]:
    for slug in slugs(edition):
        title = f"{edition.t('chart')}{edition.t('colon')}{date_name(edition, slug)}"
        yield _about_all(f"{CHART}/{slug}/", title, CHART, _making(chart, edition, slug))


def _about_all(path: str, title: str, kind: str, make: Callable[[], Page]) -> PlannedPage:
    """A page about the whole briefing."""
    return PlannedPage(path, title, kind, "briefing", make)


def _making(view: Callable[..., Page], *arguments: object) -> Callable[[], Page]:
    """A view and its arguments → what makes the finished page of it."""
    return lambda: finished(view(*arguments))
