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


def linked(edition: EditionBuild, page: Page) -> str:
    """What a page says in its head, as the content of a script element; `""` for a site without an address."""
    if edition.linked is None:
        return ""
    if isinstance(page, DataPage):
        return in_script(edition.linked.page(page.view or page.planned.make()))
    notes = edition.prose.get(page.file.src_uri)
    sources = [note.passage.source for note in notes.views] if notes else []
    title = unescape(str(page.title))
    return in_script(edition.linked.written(page.url, title, _described(edition, page), sources))


def write_twin(edition: EditionBuild, page: Page) -> None:
    """A page that is being written → its Markdown beside it."""
    path = Path(page.file.dest_dir) / twin_of(page.url)
    back = PageLink(edition.site.t("as_page"), page.url.rpartition("/")[2] or "./")
    text = to_markdown(page.content or "", edition.site.around("quoted", "text"), back)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"{text}\n", "utf-8")


def enter(edition: EditionBuild, page: Page) -> None:
    """Enter a page into the edition's llms.txt."""
    view = (page.view or page.planned.make()) if isinstance(page, DataPage) else None
    title = view.title if view else unescape(str(page.title))
    described = view.description if view else _described(edition, page)
    edition.listed.setdefault(_section(edition, page), []).append(ListedPage(title, twin_of(page.url), described))


def write_lists(edition: EditionBuild, folder: Path) -> None:
    """llms.txt of the pages entered, and the feed where the history is known and the site has an address."""
    root = f"{edition.home}{edition.root}" if edition.home else ""
    (folder / LLMS).write_text(f"{llms_txt(edition.site, root, edition.listed)}\n", "utf-8")
    entries = feed(edition.site) if edition.home else None
    if entries:
        (folder / FEED).write_text(edition.renderer.feed(entries, edition.home), "utf-8")


def write_picture(edition: EditionBuild, folder: Path) -> None:
    """The picture that stands beside links to the site, the same for all editions."""
    (folder / PICTURE).parent.mkdir(exist_ok=True)
    (folder / PICTURE).write_bytes(picture(edition.briefing))


def has_feed(edition: EditionBuild) -> bool:
    """Whether the edition will have a feed."""
    return bool(edition.home and edition.history.added)


def _section(edition: EditionBuild, page: Page) -> str:
    """The section of llms.txt in which a page stands."""
    site = edition.site
    if not isinstance(page, DataPage):
        return site.t("briefing_pages")
    kind = page.planned.kind
    if kind in views.kinds(site):
        return site.kind_name(kind, many=True)
    # What may be left out where room is short: the word is the format's own.
    return "Optional"


def _described(edition: EditionBuild, page: Page) -> str:
    settings = edition.briefing.settings
    return unescape(str((page.meta or {}).get("description") or edition.site.say(settings.description)))
