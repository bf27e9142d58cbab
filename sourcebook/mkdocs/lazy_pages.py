"""Under `mkdocs serve`: the files that are made when a reader asks for them, and how each of them is made.

These are the pages made from data, and the files beside MkDocs' own pages (extra_files.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from . import extra_files, internals
from .deferred import DeferredFiles
from .edition import EditionBuild
from .mistakes import Mistake
from .pages import DataPage


def defer_files(
    build: EditionBuild, deferred: DeferredFiles, config: MkDocsConfig, files: Files, env: Environment
) -> None:
    """Take the pages made from data out of the build that is going on, and say in `deferred` how each file is made.

    The hand-written pages stay in the build, and so does what stands beside them.
    """
    build.all_pages = files.documentation_pages()
    for file in build.all_pages:
        page = file.page
        if isinstance(page, DataPage):
            files.remove(file)
            deferred.makers[f"{build.root}{file.dest_uri}"] = partial(_write_page, page, build, config, env)
            for path in extra_files.beside_page(build, page):
                deferred.makers[build.root + path] = partial(_write_beside_page, page, build, path)
    for path in extra_files.of_edition(build):
        deferred.makers[build.root + path] = partial(_write_of_edition, build, path)
    deferred.bars[build.edition.tag] = partial(_bar, build)


def _write_page(page: DataPage, build: EditionBuild, config: MkDocsConfig, env: Environment, folder: Path) -> None:
    if build.nav is None:
        raise RuntimeError("a page was asked for before MkDocs made the navigation")
    page.file.dest_dir = str(folder / build.root)
    internals.build_page(page, config, build.all_pages, build.nav, env)


def _write_beside_page(page: DataPage, build: EditionBuild, path: str, folder: Path) -> None:
    page.fill()
    extra_files.beside_page(build, page)[path](folder / build.root)
    page.empty()


def _write_of_edition(build: EditionBuild, path: str, folder: Path) -> None:
    file = extra_files.of_edition(build)[path]  # anew: a try that failed may have entered some of the pages
    if file.enter is not None:
        for listed in build.all_pages:
            if listed.page is not None:
                file.enter(listed.page)
    file.write(folder / build.root)


def _bar(build: EditionBuild, mistakes: Sequence[Mistake], stopped: bool) -> str:
    return build.renderer.part("mistakes", "", mistakes=mistakes, stopped=stopped)
