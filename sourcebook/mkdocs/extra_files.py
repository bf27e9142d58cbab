"""The files that an edition has beside MkDocs' own pages. This is the one list of them: a new output is one line here.

A plain build writes them all: what stands beside a page when the page is written, and what is about the whole edition at the
end. Under `mkdocs serve`, each is written when a reader asks for it (lazy_pages.py).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from mkdocs.structure.pages import Page

from ..outputs.atom import PATH as FEED
from ..outputs.llms import LLMS
from ..outputs.markdown import twin_of
from ..views.index import FIND
from . import alternates
from .edition import EditionBuild, EditionFile
from .search_feed import SearchFiles


def beside_page(build: EditionBuild, page: Page) -> dict[str, Callable[[Path], None]]:
    """The files beside a page, by their paths from the edition's root, each with what writes it into the edition's folder.

    They are made of the page's finished HTML (`page.content`), so that nothing is rendered twice.
    """
    return {
        twin_of(page.url): partial(alternates.write_twin, build, page),
    }


def of_edition(build: EditionBuild) -> dict[str, EditionFile]:
    """The files about a whole edition, by their paths from the edition's root, with no page entered yet."""
    search, listed = SearchFiles(build), alternates.PageList(build)
    files = {
        f"{FIND}/index.json": EditionFile(search.write, search.enter),
        LLMS: EditionFile(listed.write, listed.enter),
    }
    if alternates.has_feed(build):
        files[FEED] = EditionFile(partial(alternates.write_feed, build))
    if build.is_default:  # the other editions show the same picture
        files[alternates.PICTURE] = EditionFile(partial(alternates.write_picture, build))
    return files
