"""Under `mkdocs serve`: the files that are made when a reader asks for them, and how each of them is made.

These are the pages made from data, their Markdown, the index of the search, the lists for machines and the picture.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from ..outputs.atom import PATH as FEED
from ..outputs.llms import LLMS
from ..outputs.markdown import twin_of
from ..views.index import FIND
from . import alternates, internals, search_feed
from .deferred import DeferredFiles
from .edition import EditionBuild
from .mistakes import Mistake
from .pages import DataPage


def defer_pages(
    edition: EditionBuild, deferred: DeferredFiles, config: MkDocsConfig, files: Files, env: Environment
) -> None:
    """Take the pages made from data out of the build that is going on, and say in `deferred` how each file is made."""
    edition.all_pages = files.documentation_pages()
    for file in edition.all_pages:
        page = file.page
        if isinstance(page, DataPage):
            files.remove(file)
            deferred.makers[f"{edition.root}{file.dest_uri}"] = partial(_write_page, page, edition, config, env)
            deferred.makers[edition.root + twin_of(file.url)] = partial(_write_twin, page, edition)
    deferred.makers[f"{edition.root}{FIND}/index.json"] = partial(_write_index, edition)
    if edition.target is not None:
        deferred.makers[alternates.PICTURE] = partial(alternates.write_picture, edition)
    for name in (LLMS, FEED):
        deferred.makers[edition.root + name] = partial(_write_lists, edition)
    deferred.bars[edition.site.tag] = partial(_bar, edition)


def _write_page(page: DataPage, edition: EditionBuild, config: MkDocsConfig, env: Environment, folder: Path) -> None:
    if edition.nav is None:
        raise RuntimeError("a page was asked for before MkDocs made the navigation")
    page.file.dest_dir = str(folder / edition.root)
    internals.build_page(page, config, edition.all_pages, edition.nav, env)


def _write_twin(page: DataPage, edition: EditionBuild, folder: Path) -> None:
    page.file.dest_dir = str(folder / edition.root)
    page.fill()
    alternates.write_twin(edition, page)
    page.empty()


def _write_lists(edition: EditionBuild, folder: Path) -> None:
    edition.listed.clear()
    for file in edition.all_pages:
        if file.page is not None:
            alternates.enter(edition, file.page)
    alternates.write_lists(edition, folder / edition.root)


def _write_index(edition: EditionBuild, folder: Path) -> None:
    for file in edition.all_pages:
        if file.page is not None:
            search_feed.enter(edition, file.page)
    search_feed.write_index(edition, folder / edition.root)


def _bar(edition: EditionBuild, mistakes: Sequence[Mistake], stopped: bool) -> str:
    return edition.renderer.part("mistakes", "", mistakes=mistakes, stopped=stopped)
