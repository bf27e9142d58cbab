"""Pages made from data, as MkDocs sees them: no Markdown, but finished HTML, made just before the page is written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import TableOfContents, get_toc

from .. import views
from ..views.paths import markdown_file
from ..views.types import Contents
from .edition import EditionBuild
from .internals import set_anchors

ID = re.compile(r'\bid="([^"]+)"')


def files(build: EditionBuild, config: MkDocsConfig) -> list[File]:
    """A MkDocs file, with its page, for every page of the briefing; and one for every redirect."""
    made = [_page(planned, build, config) for planned in views.pages(build.edition, build.evidence)]
    indexes = {page.planned.kind: page for page in made if page.planned.listed}
    for page in made:
        page.index = indexes.get(page.planned.kind)
    found = [page.file for page in made]
    for path, address in views.redirects(build.edition):
        html = build.renderer.redirect(path, address)
        found.append(File.generated(config, f"{path}index.html", content=html))
    return found


def navigation(
    build: EditionBuild, declared: list[object] | None, written: Sequence[str], made: Iterable[File]
) -> list[object]:
    """The navigation: what mkdocs.yml declares, or else all hand-written pages, then the indexes of the pages from data."""
    listed = [file.src_uri for file in made if isinstance(file.page, DataPage) and file.page.planned.listed]
    if declared is None:
        declared = sorted(written, key=lambda uri: (uri != "index.md", uri))
    return [*declared, {str(escape(build.edition.t("nav_facts"))): listed}]


def as_title(words: str) -> str:
    """Words → what MkDocs and the theme print as a title: HTML, in which mkdocs-macros finds nothing to run either."""
    return str(escape(words)).replace("{", "&#123;")


def _page(planned: views.PlannedPage, build: EditionBuild, config: MkDocsConfig) -> DataPage:
    record = build.loaded.root / f"{planned.record}.yml"
    level = InclusionLevel.INCLUDED if planned.listed else InclusionLevel.NOT_IN_NAV
    # With the path of the record's file, plugins that ask for a page's file (git dates, feeds) get a true answer.
    file = File.generated(config, markdown_file(planned.path), abs_src_path=str(record), inclusion=level)
    return DataPage(planned, file, config, build)


class DataPage(Page):
    """A page made from data. Its title is escaped here: Material prints titles as they are.

    `index` is the page that stands for its kind in the navigation, and is marked there while this one is written. `view` and
    `content` are there from `fill` to `empty` only: ten thousand finished pages would not fit into memory side by side.
    """

    def __init__(self, planned: views.PlannedPage, file: File, config: MkDocsConfig, build: EditionBuild) -> None:
        super().__init__(as_title(planned.title), file, config)
        self.planned = planned
        self.build = build
        self.view: views.Page | None = None
        self.index: DataPage | None = None
        self.is_linked_at_anchors = False
        self.edit_url = edit_url(config, build, f"{build.data}/{planned.record}.yml")

    def read_source(self, config: MkDocsConfig) -> None:
        """There is no Markdown to read, and mkdocs-macros is told that there is nothing to do."""
        self.markdown = ""
        self.meta = {"render_macros": False}

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """MkDocs asks for the content of all pages at once; it is made later, by `fill`."""
        self.content = ""

    def fill(self) -> None:
        """Make the content, the contents list and the anchors."""
        self.view = self.planned.make()
        self.title = as_title(self.view.title)
        self.content = self.build.renderer.page(self.view)
        self.toc = _contents(self.title, self.view.contents)
        if self.is_linked_at_anchors:
            set_anchors(self, set(ID.findall(self.content)))
        if self.index is not None:
            self.index.active = True

    def empty(self) -> None:
        """Free what has been written."""
        self.view, self.content = None, ""
        if self.index is not None:
            self.index.active = False


def _contents(title: str, parts: Iterable[Contents]) -> TableOfContents:
    """The contents list of a page: its title, and below it the parts with their anchors."""
    return get_toc(
        [
            {
                "level": 1,
                "id": "_title",
                "name": title,
                "children": [
                    {"level": 2, "id": part.id, "name": as_title(part.text), "children": []} for part in parts
                ],
            }
        ]
    )


def edit_url(config: MkDocsConfig, build: EditionBuild, file: str) -> str | None:
    """Where a file of the repository is edited, from `repo_url` and the first part of `edit_uri` (as `edit/main/`)."""
    if not config.repo_url or not build.web.edit_uri:
        return None
    branch = build.web.edit_uri.strip("/").removesuffix(build.folders.docs.name).rstrip("/")
    return f"{config.repo_url.rstrip('/')}/{branch}/{file}"
