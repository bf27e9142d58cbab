"""Pages made from data, as MkDocs sees them: no Markdown, finished HTML, made when it is written and then let go."""

from __future__ import annotations

import re

from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

from .. import views
from .edition import Edition

ID = re.compile(r'\bid="([^"]+)"')


def files(edition: Edition, config: MkDocsConfig) -> list[File]:
    """A MkDocs file, with its page, for every page of the briefing; and one for every redirect."""
    found = [_file(planned, edition, config) for planned in views.pages(edition.site, edition.evidence)]
    indexes = {file.page.planned.kind: file.page for file in found if file.page.planned.listed}
    for file in found:
        file.page.index = indexes.get(file.page.planned.kind)
    for path, address in views.redirects(edition.site):
        html = edition.renderer.redirect(path, address)
        found.append(File.generated(config, f"{path}index.html", content=html))
    return found


def as_title(words: str) -> str:
    """Words → what MkDocs and the theme print as a title: HTML, in which mkdocs-macros finds nothing to run either."""
    return str(escape(words)).replace("{", "&#123;")


def source_uri(path: str) -> str:
    """The Markdown file that MkDocs believes a path is made from: `units/` has an index, `units/x/` is units/x.md."""
    return f"{path}index.md" if path.count("/") == 1 else f"{path.rstrip('/')}.md"


def _file(planned: views.PlannedPage, edition: Edition, config: MkDocsConfig) -> File:
    record = edition.loaded.root / f"{planned.record}.yml"
    level = InclusionLevel.INCLUDED if planned.listed else InclusionLevel.NOT_IN_NAV
    # With a path of its own, plugins that ask a page for its file (git dates, feeds) are told the truth.
    file = File.generated(config, source_uri(planned.path), abs_src_path=str(record), inclusion=level)
    DataPage(planned, file, config, edition)
    return file


class DataPage(Page):
    """A page made from data. Its title is escaped here: Material prints titles as they are.

    `index` is the page that stands for its kind in the navigation, and is marked there while this one is written.
    """

    def __init__(self, planned: views.PlannedPage, file: File, config: MkDocsConfig, edition: Edition) -> None:
        super().__init__(as_title(planned.title), file, config)
        self.planned = planned
        self.edition = edition
        self.view: views.Page | None = None
        self.index: DataPage | None = None
        self.is_linked_at_anchors = False
        self.edit_url = edit_url(config, edition, f"{edition.data}/{planned.record}.yml")

    def read_source(self, config: MkDocsConfig) -> None:
        """There is no Markdown to read; macros keep away."""
        self.markdown = ""
        self.meta = {"render_macros": False}

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Nothing yet: ten thousand finished pages would not fit into memory side by side."""
        self.content = ""

    def fill(self) -> None:
        """Make the content, the contents list and the anchors."""
        self.view = self.planned.make()
        self.title = as_title(self.view.title)
        self.content = self.edition.renderer.page(self.view)
        self.toc = get_toc(
            [
                {
                    "level": 1,
                    "id": "_title",
                    "name": self.title,
                    "data-toc-label": "",
                    "children": [
                        {
                            "level": 2,
                            "id": item.id,
                            "name": as_title(item.text),
                            "data-toc-label": "",
                            "children": [],
                        }
                        for item in self.view.contents
                    ],
                }
            ]
        )
        if self.is_linked_at_anchors:
            self.present_anchor_ids = set(ID.findall(self.content))
        if self.index is not None:
            self.index.active = True

    def empty(self) -> None:
        """Let go of what has been written."""
        self.view, self.content = None, ""
        if self.index is not None:
            self.index.active = False


def edit_url(config: MkDocsConfig, edition: Edition, file: str) -> str | None:
    """Where a file of the repository is edited, from `repo_url` and the first part of `edit_uri` (as `edit/main/`)."""
    if not config.repo_url or not edition.edit_uri:
        return None
    branch = edition.edit_uri.strip("/").removesuffix(edition.docs.name).rstrip("/")
    return f"{config.repo_url.rstrip('/')}/{branch}/{file}"
