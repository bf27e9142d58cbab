"""What a build leaves for machines: JSON-LD in each page, its Markdown twin beside it, llms.txt and the feed."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from html import unescape
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

from .. import views
from ..outputs.atom import PATH as FEED
from ..outputs.atom import feed
from ..outputs.html import TWIN, Listed, in_script, tidy
from ..outputs.social_card import picture
from .edition import EditionBuild as Edition
from .macros import TwinMacros
from .pages import DataPage
from .prose import NAMES

LLMS = "llms.txt"
PICTURE = "assets/briefing.png"
# Links to other pages of the source: `](page.md#part)` and `[name]: page.md`.
TO_PAGE = re.compile(r"(\]\(|^\[[^\]]+\]: +)([^)\s#:]+\.md)(#[^)\s]*)?", re.MULTILINE)
# What the extension attr_list reads is for pages.
ATTRIBUTES = re.compile(r"[ \t]*\{:[^}\n]*\}")


def linked(edition: Edition, page: Page) -> str:
    """What a page says in its head, as the content of a script element; nothing for a site without an address."""
    if edition.linked is None:
        return ""
    if isinstance(page, DataPage):
        return in_script(edition.linked.page(page.view))
    notes = edition.prose.get(page.file.src_uri)
    sources = [note.passage.source for note in notes.views()] if notes else []
    title = unescape(str(page.title))
    return in_script(edition.linked.written(page.url, title, _described(edition, page), sources))


def twin_of(url: str) -> str:
    """A page's address → that of its twin, both from the edition's root."""
    return f"{url}{TWIN}" if not url or url.endswith("/") else f"{url}.md"


def write_twin(edition: Edition, page: Page, config: MkDocsConfig) -> None:
    """A page that is being written → its twin beside it."""
    text = edition.twins.page(page.view) if isinstance(page, DataPage) else _written(edition, page, config)
    path = Path(page.file.dest_dir) / twin_of(page.url)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"{text}\n", "utf-8")


def enter(edition: Edition, page: Page) -> None:
    """Enter a page into the edition's llms.txt."""
    view = (page.view or page.planned.make()) if isinstance(page, DataPage) else None
    title = view.title if view else unescape(str(page.title))
    described = view.description if view else _described(edition, page)
    edition.listed.setdefault(_section(edition, page), []).append(Listed(title, twin_of(page.url), described))


def write_lists(edition: Edition, folder: Path) -> None:
    """llms.txt of the pages entered, and the feed where the history is known and the site has an address."""
    root = f"{edition.home}{edition.root}" if edition.home else ""
    (folder / LLMS).write_text(f"{edition.twins.listed(root, edition.listed)}\n", "utf-8")
    found = feed(edition.site) if edition.home else None
    if found:
        (folder / FEED).write_text(edition.renderer.feed(found, edition.home), "utf-8")


def write_picture(edition: Edition, folder: Path) -> None:
    """The picture that stands beside links to the site, the same for all editions."""
    (folder / PICTURE).parent.mkdir(exist_ok=True)
    (folder / PICTURE).write_bytes(picture(edition.loaded.briefing))


def has_feed(edition: Edition) -> bool:
    """Whether the edition will have a feed."""
    return bool(edition.home and edition.history.added)


def _section(edition: Edition, page: Page) -> str:
    """The section of llms.txt in which a page stands."""
    site = edition.site
    if not isinstance(page, DataPage):
        return site.t("briefing_pages")
    kind = page.planned.kind
    if kind in views.kinds(site):
        return site.kind_name(kind, many=True)
    # What may be left out where room is short: the word is the format's own.
    return "Optional"


def _described(edition: Edition, page: Page) -> str:
    settings = edition.loaded.briefing.settings
    return unescape(str((page.meta or {}).get("description") or edition.site.say(settings.description)))


def _written(edition: Edition, page: Page, config: MkDocsConfig) -> str:
    """The Markdown of a hand-written page, its macros in their Markdown form, its links to twins, its notes below."""
    body = edition.bodies[page.file.src_uri]
    body = ATTRIBUTES.sub("", TO_PAGE.sub(lambda match: _to_twin(match, page, edition.addresses), body))
    plugin = config.plugins.get("macros")
    if plugin is not None:
        macros = TwinMacros(edition, plugin, page)
        named: dict[str, Any] = {name: getattr(macros, name) for name in NAMES}
        body = plugin.env.from_string(body).render({**plugin.variables, **(page.meta or {}), "page": page, **named})
        notes = macros.notes.views()
        body += "\n\n" + edition.twins.part("macro_notes", page.url, notes=notes) if notes else ""
    return tidy(body)


def _to_twin(match: re.Match[str], page: Page, addresses: Mapping[str, str]) -> str:
    """A link to another page of the source → a link to its twin; any other as it was."""
    source = os.path.normpath(f"{os.path.dirname(page.file.src_uri)}/{match[2]}").replace(os.sep, "/").lstrip("/")
    if source not in addresses:
        return match[0]
    here = os.path.dirname(twin_of(page.url))
    return match[1] + os.path.relpath(twin_of(addresses[source]), here or ".").replace(os.sep, "/")
