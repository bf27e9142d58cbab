"""What the pages of an edition offer to its search."""

from __future__ import annotations

from html import unescape
from pathlib import Path

from mkdocs.structure.pages import Page

from .. import views
from ..outputs.search_index import Entry, Index
from ..views.index import FIND
from .edition import EditionBuild
from .pages import DataPage


class SearchFiles:
    """The search index of an edition: takes its pages, then writes the files."""

    def __init__(self, build: EditionBuild) -> None:
        self._build = build
        self._index = Index()

    def enter(self, page: Page) -> None:
        """Enter a page."""
        self._index.add(_of_data(self._build, page) if isinstance(page, DataPage) else _by_hand(page))

    def write(self, folder: Path) -> None:
        """Write the files into the folder of the edition."""
        search = folder / FIND
        search.mkdir(parents=True, exist_ok=True)
        for name, content in self._index.files():
            (search / name).write_text(content, "utf-8")


def _of_data(build: EditionBuild, page: DataPage) -> Entry:
    """A page made from data: its names and lines."""
    view, planned = page.view or page.planned.make(), page.planned
    known = planned.kind in views.kinds(build.edition)
    name = build.edition.kind_name(planned.kind) if known and planned.record != "briefing" else ""
    return Entry(page.url, view.title, name, view.names, view.lines)


def _by_hand(page: Page) -> Entry:
    """A hand-written page: its title, and what it says that it is about."""
    described = (page.meta or {}).get("description")
    lines = (("", unescape(str(described))),) if described else ()
    return Entry(page.url, unescape(str(page.title)), "", (), lines)
