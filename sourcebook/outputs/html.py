"""A finished view and its template → HTML."""

from __future__ import annotations

import json
from collections.abc import Callable, Hashable, Mapping
from typing import Any

from jinja2.runtime import Macro
from markupsafe import Markup

from ..views import Edition, Page, root_of
from ..views.text import ref
from .atom import Feed
from .citations import Citing
from .escaping import html_in_markdown
from .templates import Templates

# How many parts the links of one depth remember: enough for the pages of a section, few enough for memory not to grow.
REMEMBERED = 20_000


class Renderer:
    """Renders the views of one edition. `base` is the path of the page that the HTML will stand on, from the edition's root.

    `report` gives the web address at which a problem with a claim, by its address, can be reported; `past` the one that
    shows how a record's file came to be; `""`, if there is none.
    """

    def __init__(
        self,
        edition: Edition,
        templates: Templates,
        report: Callable[[str], str] = lambda _: "",
        past: Callable[[str], str] = lambda _: "",
    ) -> None:
        self.edition = edition
        self.templates = templates
        citing = Citing(edition)
        self._context = {
            "t": edition.t,
            "edition": edition,
            "citations": lambda notes: citing(notes)._asdict(),
            "report": report,
            "past": past,
        }
        self._links: dict[int, Links] = {}

    def page(self, page: Page) -> str:
        """The content of a page, without the theme around it."""
        links = Links("../" * page.path.count("/"), page.places) if page.places else self._links_at(page.path)
        return self._render(page.template, links, page=page, view=page.body)

    def part(self, template: str, base: str, **context: Any) -> str:
        """A part of a page, for a macro."""
        return self._render(template, self._links_at(base), **context)

    def exported(self, page: Page) -> str:
        """A page as a Markdown file with front matter, for an engine that reads such files."""
        # A JSON string is a YAML string: the title needs no quoting rules of its own.
        title = Markup(json.dumps(page.title, ensure_ascii=False))
        body = Markup(html_in_markdown(self.page(page)))
        return self.templates.file("exported.md").render(title=title, body=body)

    def redirect(self, path: str, to: str) -> str:
        """A whole HTML page that leads from a former path to where its record stands now."""
        return self._render("redirect", self._links_at(path), to=ref(self.edition, to), lang=self.edition.tag)

    def feed(self, feed: Feed, home: str) -> str:
        """The feed of the edition; `home` is the web address of the default edition, with a slash at its end."""
        settings = self.edition.briefing.settings
        href = Links(f"{home}{root_of(settings.default_language, self.edition.lang)}")
        return self.templates.file("feed.xml").render(feed=feed, home=home, href=href, **self._context) + "\n"

    def _links_at(self, path: str) -> Links:
        depth = path.count("/")
        return self._links.setdefault(depth, Links("../" * depth))

    def _render(self, template: str, href: Links, **context: Any) -> str:
        return self.templates.page(template).render(href=href, **self._context, **context)


class Links:
    """Writes paths of the edition relative to pages that lie equally deep: `href(path)`. `places` are the paths that stand
    on the page itself, with their anchors there.

    `href.once(macro, value)` is `macro(value, href)`, rendered once for a value and a depth and then remembered: a name or
    a passage stands on many pages, and most of the time would go into rendering it again.
    """

    def __init__(self, up: str, places: Mapping[str, str] | None = None) -> None:
        self._up = up
        self._places = places or {}
        self._rendered: dict[tuple[str, Hashable], str] = {}

    def __call__(self, path: str) -> str:
        here = self._places.get(path)
        return f"#{here}" if here else self._up + path or "./"

    def once(self, macro: Macro, value: Hashable) -> str:
        """The output of a template's macro for a value, from memory the second time."""
        key = (macro.name, value)
        rendered = self._rendered.get(key)
        if rendered is None:
            if len(self._rendered) >= REMEMBERED:
                self._rendered.clear()
            rendered = self._rendered[key] = macro(value, self)
        return rendered
