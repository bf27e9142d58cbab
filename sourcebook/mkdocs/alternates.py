"""What a build leaves for programs: JSON-LD in each page, its Markdown beside it, llms.txt, the feed and the picture."""

from __future__ import annotations

from html import unescape
from pathlib import Path

from mkdocs.structure.pages import Page

from .. import views
from ..outputs.atom import PATH as FEED
from ..outputs.atom import feed
from ..outputs.escaping import in_script
from ..outputs.llms import LLMS, ListedPage, llms_txt
from ..outputs.markdown import PageLink, to_markdown, twin_of
from ..outputs.social_card import picture
from .edition import EditionBuild
from .pages import DataPage

PICTURE = "assets/briefing.png"


def json_ld(build: EditionBuild, page: Page) -> str:
    """What a page says in its head, as the content of a script element; `""` for a site without an address."""
    if build.json_ld is None:
        return ""
    if isinstance(page, DataPage):
        return in_script(build.json_ld.page(page.view or page.planned.make()))
    notes = build.written.notes.get(page.file.src_uri)
    sources = [note.passage.source for note in notes.views] if notes else []
    title = unescape(str(page.title))
    return in_script(build.json_ld.written(page.url, title, _described(build, page), sources))


def write_twin(build: EditionBuild, page: Page, folder: Path) -> None:
    """The Markdown of a page that is being written, into the folder of its edition."""
    path = folder / twin_of(page.url)
    back = PageLink(build.edition.t("as_page"), page.url.rpartition("/")[2] or "./")
    text = to_markdown(page.content or "", build.edition.around("quoted", "text"), back)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"{text}\n", "utf-8")


class PageList:
    """The llms.txt of an edition: takes its pages, then writes the file."""

    def __init__(self, build: EditionBuild) -> None:
        self._build = build
        self._sections: dict[str, list[ListedPage]] = {}

    def enter(self, page: Page) -> None:
        """Enter a page."""
        view = (page.view or page.planned.make()) if isinstance(page, DataPage) else None
        title = view.title if view else unescape(str(page.title))
        described = view.description if view else _described(self._build, page)
        section = self._sections.setdefault(_section(self._build, page), [])
        section.append(ListedPage(title, twin_of(page.url), described))

    def write(self, folder: Path) -> None:
        """Write the file into the folder of the edition."""
        build = self._build
        root = f"{build.web.home}{build.root}" if build.web.home else ""
        (folder / LLMS).write_text(f"{llms_txt(build.edition, root, self._sections)}\n", "utf-8")


def write_feed(build: EditionBuild, folder: Path) -> None:
    """The feed of an edition, for which `has_feed` must hold."""
    if entries := feed(build.edition):
        (folder / FEED).write_text(build.renderer.feed(entries, build.web.home), "utf-8")


def write_picture(build: EditionBuild, folder: Path) -> None:
    """The picture that stands beside links to the site, the same for all editions."""
    (folder / PICTURE).parent.mkdir(exist_ok=True)
    (folder / PICTURE).write_bytes(picture(build.edition.briefing))


def has_feed(build: EditionBuild) -> bool:
    """Whether the edition has a feed: the history of its claims is known, and the site has an address to name them by."""
    return bool(build.web.home and build.history.added)


def _section(build: EditionBuild, page: Page) -> str:
    """The section of llms.txt in which a page stands."""
    edition = build.edition
    if not isinstance(page, DataPage):
        return edition.t("briefing_pages")
    kind = page.planned.kind
    if kind in views.kinds(edition):
        return edition.kind_name(kind, many=True)
    # What may be left out where room is short: the word is the format's own.
    return "Optional"


def _described(build: EditionBuild, page: Page) -> str:
    settings = build.edition.briefing.settings
    return unescape(str((page.meta or {}).get("description") or build.edition.say(settings.description)))
