"""View + template → finished HTML. The one room that knows Jinja; its templates are the one room that holds markup.

What comes from data is escaped by the environment (autoescape), never parsed: it passes through no Markdown and no other
template. `for_markdown` puts such HTML into a form that may stand in a hand-written Markdown page and come out unchanged.
"""

from __future__ import annotations

import json
import re
import string
from collections.abc import Callable, Hashable, Mapping
from functools import cache, lru_cache, partial
from html import unescape
from pathlib import Path
from typing import Any, NamedTuple

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket
from jinja2.runtime import Macro
from markupsafe import Markup

from ..views import Page, Site, root_of
from ..yamlfile.parse import visible
from .atom import Feed
from .citations import Citing, markdown

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


# One for each kind of environment: what it does with every expression is compiled into a template.
COMPILED, COMPILED_TWINS, COMPILED_COMMENTS = Compiled(), Compiled(), Compiled()


class Renderer:
    """The templates of one edition. `base` is the path of the page that the HTML will stand on, from the edition's root.

    `report` gives the web address at which a problem with a claim, by its address, can be reported; `past` the one that
    shows how a record's file came to be; nothing, if nowhere.
    """

    def __init__(
        self, site: Site, report: Callable[[str], str] = lambda _: "", past: Callable[[str], str] = lambda _: ""
    ) -> None:
        self.site = site
        self._environment = _environment()
        citing = Citing(site)
        self._environment.globals.update(
            t=site.t, site=site, citations=lambda notes: citing(notes)._asdict(), report=report, past=past
        )
        self._environment.filters["json"] = partial(json.dumps, ensure_ascii=False, separators=(",", ":"))
        self._links: dict[int, Links] = {}

    def compile(self) -> None:
        """Compile every template of pages; jinja2.TemplateSyntaxError, if one is wrong."""
        for name in self._environment.list_templates():
            if name.endswith(".html.jinja"):
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

    def feed(self, feed: Feed, home: str) -> str:
        """The feed of the edition; `home` is the web address of the default edition, with a slash at its end."""
        settings = self.site.briefing.settings
        href = Links(f"{home}{root_of(settings.default_language, self.site.lang)}")
        return self._environment.get_template("feed.xml.jinja").render(feed=feed, home=home, href=href) + "\n"

    def _render(self, template: str, base: str, places: Mapping[str, str] | None = None, **context: Any) -> str:
        depth = base.count("/")
        if places:
            links = Links("../" * depth, places)
        else:
            links = self._links.setdefault(depth, Links("../" * depth))
        return self._environment.get_template(template).render(href=links, **context)


def _environment(compiled: Compiled = COMPILED, finalize: Callable[[Any], Any] | None = None) -> Environment:
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=finalize,
        bytecode_cache=compiled,
    )


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


# ── The Markdown twin of a page ──────────────────────────────────────────────────────────────────────────────────────

# https://llmstxt.org/: a page's Markdown stands at its address with `.md`, or `index.html.md` where that names no file.
TWIN = "index.html.md"
# What begins a list, where it begins a line.
LIST = re.compile(r"\A(\d{1,9})([.)])(?=\s|\Z)|\A([-+])(?=\s|\Z)")


@lru_cache(maxsize=REMEMBERED)
def in_markdown(text: str) -> Markup:
    """A text from anywhere → CommonMark that shows it, on one line, and does nothing else."""
    escaped = markdown(text.replace("\n", " "))
    return Markup(LIST.sub(lambda m: f"{m[1]}\\{m[2]}" if m[1] else f"\\{m[3]}", escaped))


class TwinLinks(Links):
    """Writes paths of the edition as addresses of twins, relative to a twin; `page` as addresses of the pages."""

    def __call__(self, path: str) -> Markup:
        return Markup(f"{self._up}{path.partition('#')[0]}{TWIN}")

    def page(self, path: str) -> Markup:
        """The page itself, with the anchor."""
        return Markup(self._up + path or "./")


class Twins:
    """The Markdown twins of one edition's pages, from the same views as the pages."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self._links: dict[int, TwinLinks] = {}

    def page(self, page: Page) -> str:
        """A page made from data, as Markdown."""
        return self.part(page.template, page.path, page=page, view=page.body)

    def part(self, template: str, base: str, **context: Any) -> str:
        """A part of a page, for a macro."""
        depth = base.count("/")
        href = self._links.setdefault(depth, TwinLinks("../" * depth))
        return self._render(f"{template}.md", href=href, **context)

    def listed(self, home: str, sections: dict[str, list[Listed]]) -> str:
        """The list of an edition's twins (llms.txt), below its web address, or relative if that is nothing."""
        return self._render("llms.txt", href=lambda path: Markup(home + path), sections=sections.items())

    def _render(self, template: str, **context: Any) -> str:
        found = _twins().get_template(f"twin/{template}.jinja")
        return tidy(found.render(site=self.site, t=self.site.t, **context))


@cache
def _twins() -> Environment:
    """The environment of twins, for all editions: every expression is escaped as it is written."""
    return _environment(COMPILED_TWINS, lambda value: value if isinstance(value, Markup) else in_markdown(str(value)))


class Listed(NamedTuple):
    """A line of llms.txt: a title, a path from the edition's root, what the page is about."""

    title: str
    path: str
    description: str


def tidy(text: str) -> str:
    """Markdown with one empty line where there are more, and none at its ends."""
    return re.sub(r"[ \t]+$", "", re.sub(r"\n\s*\n(?=\S)", "\n\n", text), flags=re.MULTILINE).strip("\n")


# ── Data in a page's head ────────────────────────────────────────────────────────────────────────────────────────────

# In a script element, these could end it or open a comment; and no line may end inside.
IN_SCRIPT = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def in_script(value: Any) -> Markup:
    """A value → JSON that may stand in a script element of HTML (as data: JSON-LD)."""
    return Markup(json.dumps(value, ensure_ascii=False, separators=(",", ":")).translate(IN_SCRIPT))


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
    environment = _environment(
        COMPILED_COMMENTS, lambda value: value if isinstance(value, Markup) else Markup(inert(str(value)))
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
    found, end, as_written = [], 0, False
    for tag in TAG.finditer(html):
        text = _inert(html[end : tag.start()])
        # The lines of a block of code stay apart: a browser reads the reference as the end of a line.
        found.append(text.replace("\n", "&#10;") if as_written else text)
        found.append(ATTRIBUTE.sub(lambda m: '"' + unescape(m.group(1)).translate(IN_ATTRIBUTES) + '"', tag.group()))
        name = tag.group()[1:-1].partition(" ")[0]
        as_written = name == "pre" or (as_written and name != "/pre")
        end = tag.end()
    return re.sub(r"\s*\n\s*", " ", "".join((*found, _inert(html[end:])))).strip()


def _inert(text: str) -> str:
    return unescape(text).translate(PUNCTUATION) if text.strip() else text
