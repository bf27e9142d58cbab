"""View + template → finished HTML. The one room that knows Jinja; its templates are the one room that holds markup.

What comes from data is escaped by the environment (autoescape), never parsed: it passes through no Markdown and no other
template. `for_markdown` puts such HTML into a form that may stand in a hand-written Markdown page and come out unchanged.
"""

from __future__ import annotations

import json
import re
import string
from collections.abc import Callable, Hashable, Mapping
from functools import cache, partial
from html import unescape
from pathlib import Path
from typing import Any

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket
from jinja2.runtime import Macro
from markupsafe import Markup

from .reading import visible
from .views import Page, Site
from .views.citation import Citing

# How many parts an edition remembers: enough for the pages of a section, little enough for memory not to grow with them.
REMEMBERED = 20_000
TEMPLATES = Path(__file__).parent / "templates"


class Compiled(BytecodeCache):
    """Templates that have been compiled in this process, by their content: the next edition and the next build share them."""

    def __init__(self) -> None:
        self._codes: dict[tuple[str, str], Any] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Jinja asks for a template by name and checksum."""
        bucket.code = self._codes.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Jinja has compiled a template."""
        self._codes[bucket.key, bucket.checksum] = bucket.code


COMPILED = Compiled()


class Renderer:
    """The templates of one edition. `base` is the path of the page that the HTML will stand on, from the edition's root.

    `report` gives the web address at which a problem with a claim, by its address, can be reported; nothing, if nowhere.
    """

    def __init__(self, site: Site, report: Callable[[str], str] = lambda address: "") -> None:
        self.site = site
        self._environment = Environment(
            loader=FileSystemLoader(TEMPLATES),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            bytecode_cache=COMPILED,
        )
        citing = Citing(site)
        self._environment.globals.update(
            t=site.t, site=site, citations=lambda notes: citing(notes)._asdict(), report=report
        )
        self._environment.filters["json"] = partial(json.dumps, ensure_ascii=False, separators=(",", ":"))
        self._links: dict[int, Links] = {}

    def compile(self) -> None:
        """Compile every template; jinja2.TemplateSyntaxError, if one is wrong."""
        for name in self._environment.list_templates():
            if name.endswith(".jinja"):
                self._environment.get_template(name)

    def page(self, page: Page) -> str:
        """The content of a page, without the theme around it."""
        return self._render(f"{page.template}.html.jinja", page.path, page.places, page=page, view=page.body)

    def part(self, template: str, base: str, **context: Any) -> str:
        """A part of a page, for a macro."""
        return self._render(f"{template}.html.jinja", base, **context)

    def exported(self, page: Page) -> str:
        """A page as a Markdown file with front matter, for an engine that reads such files."""
        # A JSON string is a YAML string: the title needs no quoting rules of its own.
        title = Markup(json.dumps(page.title, ensure_ascii=False))
        return self._render("exported.md.jinja", page.path, title=title, body=Markup(for_markdown(self.page(page))))

    def redirect(self, path: str, to: str) -> str:
        """A whole HTML page that leads from a former path to where its record stands now."""
        return self._render("redirect.html.jinja", path, to=self.site.ref(to), lang=self.site.tag)

    def _render(self, template: str, base: str, places: Mapping[str, str] | None = None, **context: Any) -> str:
        depth = base.count("/")
        if places:
            links = Links("../" * depth, places)
        else:
            links = self._links.setdefault(depth, Links("../" * depth))
        return self._environment.get_template(template).render(href=links, **context)


class Links:
    """Writes paths of the edition relative to pages that lie equally deep: `href(path)`. `places` are the paths that stand
    on the page itself, with their anchors there.

    What only depends on a value and on that depth is rendered once: `href.once(macro, value)` is `macro(value, href)`.
    A page of a thousand is made of parts that stand on many; most of the time goes into rendering them again.
    """

    def __init__(self, up: str, places: Mapping[str, str] | None = None) -> None:
        self._up = up
        self._places = places or {}
        self._made: dict[tuple[str, Hashable], str] = {}

    def __call__(self, path: str) -> str:
        here = self._places.get(path)
        return f"#{here}" if here else self._up + path or "./"

    def once(self, macro: Macro, value: Hashable) -> str:
        """The output of a template's macro for a value, from memory the second time."""
        key = (macro.name, value)
        made = self._made.get(key)
        if made is None:
            if len(self._made) >= REMEMBERED:
                self._made.clear()
            made = self._made[key] = macro(value, self)
        return made


# ── A comment on a code host ─────────────────────────────────────────────────────────────────────────────────────────

# The host counts characters as UTF-16 does, and refuses a longer comment.
COMMENT_LENGTH = 65_536
# How many things a section lists at most, how many lines each of them, and how much of a text a line shows: more than
# anybody reads, and few enough for the summary alone always to fit.
MOST_ITEMS, MOST_LINES, MOST_WORDS = 400, 60, 1_200


def comment(report: Any, length: int = COMMENT_LENGTH) -> str:
    """A report of sections, items and lines of pieces → Markdown for a comment, no longer than `length`.

    Where it would be longer, its longest sections show less and say how much more there is. Nothing in a piece is taken
    for markup, a mention or a link: not by Markdown, nor by what a code host makes of Markdown's output.
    """
    template = _comments().get_template("diff.md.jinja")

    def with_items(most: int) -> str:
        return template.render(report=report, most=most, most_lines=MOST_LINES, most_words=MOST_WORDS)

    longest = max((len(section.items) for section in report.sections), default=0)
    fits, too_many = 0, min(longest, MOST_ITEMS) + 1
    made, tried = with_items(0), too_many - 1  # all of them first: most comments fit
    while tried > fits:
        longer = with_items(tried)
        if len(longer.encode("utf-16-le")) <= 2 * length:
            made, fits = longer, tried
        else:
            too_many = tried
        tried = (fits + too_many) // 2
    return made


@cache
def _comments() -> Environment:
    """The environment of comments: every expression is made inert as it is written, whatever the template does."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: value if isinstance(value, Markup) else Markup(inert(str(value))),
    )
    environment.filters["tag"] = lambda text: Markup(text if re.fullmatch("[A-Za-z0-9-]{1,35}", text) else "und")
    return environment


@cache
def _break() -> str:
    return _comments().get_template("break.md.jinja").render().strip()


# A host looks for mentions (@name), issues (#1, KEY-1), short names of pictures (:name:), web addresses, formulas ($) and
# commits (seven hexadecimal digits) in the text of finished HTML, where a character reference is a character again.
SIGN = re.compile(rf"(?<=[{re.escape(string.punctuation)}])(?!\s)|(?<=[$])|(?<=[A-Za-z])(?=[0-9])")
DIGITS = re.compile(r"[0-9A-Fa-f]{6}(?=[0-9A-Fa-f])")
# White space at the ends of a text, and more than one of it, means something to Markdown: code, or a new line.
SPACES = re.compile(r"\A | \Z|(?<= ) | (?= )")


def inert(text: str) -> str:
    """A text from anywhere → Markdown that shows it on one line and does nothing else, on GitHub or elsewhere.

    Every sign of ASCII is a character reference, which Markdown leaves alone; and the text is parted by empty elements
    behind signs, between letters and numbers and in long hexadecimal numbers, which leaves the host no such pattern.
    """
    # `visible` has left no NUL: it marks the parting places.
    parted = SIGN.sub("\0", DIGITS.sub("\\g<0>\0", visible(text)))
    made = _break().join(part.translate(PUNCTUATION) for part in re.split("\0+", parted))
    return SPACES.sub("&#32;", made)


# ── HTML inside Markdown ─────────────────────────────────────────────────────────────────────────────────────────────

TAG = re.compile(r"<!--.*?-->|<[^<>]*>", re.DOTALL)
ATTRIBUTE = re.compile(r'"([^"]*)"')
PUNCTUATION = {ord(sign): f"&#{ord(sign)};" for sign in string.punctuation}
# Markdown must not see these inside a tag either; the rest is safe between a tag's quotation marks.
IN_ATTRIBUTES = {ord(sign): f"&#{ord(sign)};" for sign in "*_`[]{}()!\\<>&'\"~^=|"}


def for_markdown(html: str) -> str:
    """HTML → the same HTML on one line, every punctuation mark in its text a numeric character reference.

    Markdown, its extensions, Jinja and attribute lists then find nothing in it to act upon.
    """
    found, end = [], 0
    for tag in TAG.finditer(html):
        found.append(_inert(html[end : tag.start()]))
        found.append(ATTRIBUTE.sub(lambda m: '"' + unescape(m.group(1)).translate(IN_ATTRIBUTES) + '"', tag.group()))
        end = tag.end()
    return re.sub(r"\s*\n\s*", " ", "".join((*found, _inert(html[end:])))).strip()


def _inert(text: str) -> str:
    return unescape(text).translate(PUNCTUATION) if text.strip() else text
