"""(briefing, address, lang) → what one page shows. Pure: no file, no markup, no clock.

`pages` names every page that a briefing has, each with the function that makes its view when it is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from ..evidence.texts import Evidence
from ..model import QUESTIONS, SOURCES, former_addresses
from .entity import entity
from .index import FIND, everything, index, index_paths
from .orgchart import FOLDER as CHART
from .orgchart import chart, date_name, slugs
from .print_page import WHOLE, is_printable, whole
from .question import question
from .rules import RULES, rules
from .site import Notes, Site
from .source import source
from .types import Page, Ref, Run, root_of, web_path


class Planned(NamedTuple):
    """A page to be: its path from the edition's root, its title, the kind it belongs to, the record it is made from,
    and the making of its view. `listed` pages stand in the navigation."""

    path: str
    title: str
    kind: str
    record: str
    make: Callable[[], Page]
    listed: bool = False


def pages(site: Site, evidence: Evidence) -> Iterator[Planned]:
    """Every page made from data, indexes first in each kind."""
    briefing = site.briefing
    for kind in kinds(site):
        for number, path in enumerate(index_paths(site, kind), 1):
            yield Planned(
                path, site.kind_name(kind, many=True), kind, "briefing", _make(index, site, kind, number), number == 1
            )
        if kind == SOURCES:
            for record in briefing.sources.values():
                make = _make(source, site, record.address, evidence.texts.get(record.id))
                yield Planned(web_path(record.address), site.plain_label(record.address), kind, record.address, make)
        else:
            view = question if kind == QUESTIONS else entity
            for record in briefing.questions.values() if kind == QUESTIONS else briefing.of_kind(kind):
                title = site.plain_label(record.address)
                yield Planned(web_path(record.address), title, kind, record.address, _make(view, site, record.address))

    every = tuple(kinds(site))
    printed = f"{WHOLE}/" if is_printable(site) else ""
    yield Planned(f"{FIND}/", site.t("everything"), FIND, "briefing", _make(everything, site, every, printed))
    if printed:
        yield Planned(printed, site.t("whole"), WHOLE, "briefing", _make(whole, site, every))
    yield Planned(f"{RULES}/", site.t("rules"), RULES, "briefing", _make(rules, site))
    for slug in slugs(site):
        path = f"{CHART}/{slug}/"
        title = f"{site.t('chart')}{site.t('colon')}{date_name(site, slug)}"
        yield Planned(path, title, CHART, "briefing", _make(chart, site, slug))


def kinds(site: Site) -> list[str]:
    """The sections of the site, in order: the kinds of entity, then questions, then sources."""
    return [*site.briefing.settings.kinds, QUESTIONS, SOURCES]


def redirects(site: Site) -> Iterator[tuple[str, str]]:
    """(former path, address now) of every record that has had another id."""
    for records in (site.briefing.entities, site.briefing.sources, site.briefing.questions):
        for record in records.values():
            for former in former_addresses(record):
                yield f"{former}/", record.address


def _make(view: Callable[..., Page], *arguments: object) -> Callable[[], Page]:
    return lambda: view(*arguments)


__all__ = [
    "FIND",
    "Notes",
    "Page",
    "Planned",
    "Ref",
    "Run",
    "Site",
    "index",
    "kinds",
    "pages",
    "redirects",
    "root_of",
    "web_path",
]
