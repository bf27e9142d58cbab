"""Under `mkdocs serve`: what can wait is taken out of the build that goes on, the pages made from data, the search and the
lists for machines."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from mkdocs.commands.build import _build_page
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from ..outputs.markdown import twin_of
from ..views.index import FIND
from . import alternates as machines
from .edition import Edition
from .pages import DataPage
from .search_feed import enter, write_index


def postpone(edition: Edition, config: MkDocsConfig, files: Files, env: Any) -> None:
    """Take an edition's pages from the build that is going on, and let them wait."""
    edition.everything = documents = files.documentation_pages()
    waiting = edition.waiting
    for file in documents:
        if isinstance(file.page, DataPage):
            files.remove(file)
            waiting.makers[f"{edition.root}{file.dest_uri}"] = partial(_page, file, edition, config, env)
            waiting.makers[edition.root + twin_of(file.url)] = partial(_twin, file, edition)
    waiting.makers[f"{edition.root}{FIND}/index.json"] = partial(_index, edition)
    if edition.target is not None:
        waiting.makers[machines.PICTURE] = partial(machines.write_picture, edition)
    for name in (machines.LLMS, machines.FEED):
        waiting.makers[edition.root + name] = partial(_lists, edition)
    waiting.bars[edition.site.tag] = partial(_bar, edition)


def _page(file: File, edition: Edition, config: MkDocsConfig, env: Any, folder: Path) -> None:
    file.dest_dir = str(folder / edition.root)
    _build_page(file.page, config, edition.everything, edition.nav, env)


def _twin(file: File, edition: Edition, folder: Path) -> None:
    file.dest_dir = str(folder / edition.root)
    file.page.fill()
    machines.write_twin(edition, file.page)
    file.page.empty()


def _lists(edition: Edition, folder: Path) -> None:
    edition.listed.clear()
    for file in edition.everything:
        machines.enter(edition, file.page)
    machines.write_lists(edition, folder / edition.root)


def _index(edition: Edition, folder: Path) -> None:
    for file in edition.everything:
        enter(edition, file.page)
    write_index(edition, folder / edition.root)


def _bar(edition: Edition, mistakes: Sequence[Any], stopped: bool) -> str:
    return edition.renderer.part("mistakes", "", mistakes=mistakes, stopped=stopped)
