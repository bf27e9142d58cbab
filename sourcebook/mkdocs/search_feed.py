"""What the pages of an edition offer to its search."""

from __future__ import annotations

from html import unescape
from pathlib import Path

from mkdocs.structure.pages import Page

from .. import views
from ..outputs.search_index import Entry
from ..views.index import FIND
from .edition import EditionBuild
from .pages import DataPage


def enter(edition: EditionBuild, page: Page) -> None:
    """Enter a page into the edition's index."""
    edition.index.add(_of_data(edition, page) if isinstance(page, DataPage) else _by_hand(page))


def write_index(edition: EditionBuild, site: Path) -> None:
    """Write the index of an edition into the folder of its site."""
    folder = site / FIND
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in edition.index.files():
        (folder / name).write_text(content, "utf-8")


def _of_data(edition: EditionBuild, page: DataPage) -> Entry:
    """A page made from data: its names and lines."""
    view, planned = page.view or page.planned.make(), page.planned
    known = planned.kind in views.kinds(edition.site)
    name = edition.site.kind_name(planned.kind) if known and planned.record != "briefing" else ""
    return Entry(page.url, view.title, name, view.names, view.lines)


def _by_hand(page: Page) -> Entry:
    """A hand-written page: its title, and what it says that it is about."""
    described = (page.meta or {}).get("description")
    lines = (("", unescape(str(described))),) if described else ()
    return Entry(page.url, unescape(str(page.title)), "", (), lines)
