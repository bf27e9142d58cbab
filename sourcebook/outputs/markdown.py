"""The Markdown of a page, made from its finished HTML (https://llmstxt.org/: for readers that are programs).

The elements are those of our templates and of Python-Markdown. What only serves the eye or the hand is left out:
elements with `aria-hidden`, buttons, the signs that lead to a heading, back from a note, or to a form. What stands in a
box on the page gets the signs in BOXES, since Markdown has no boxes. Every word is escaped, so that words from the data
stay words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import urlsplit

from lxml import html
from lxml.html import HtmlElement

from .escaping import at_line_start, markdown

# A page's Markdown stands at its address with `.md`, or `index.html.md` where the address names no file.
TWIN = "index.html.md"
BLOCKS = frozenset(
    "address article aside blockquote details div dl dt dd figcaption figure footer h1 h2 h3 h4 h5 h6 header hr li main nav "
    "ol p pre search section summary table ul".split()
)
LEFT_OUT = frozenset("button dialog form input script style svg template".split())
LEFT_OUT_CLASSES = frozenset("headerlink footnote-backref sb-report sb-note__back".split())
# Class → the signs before and after its words.
BOXES = {
    "sb-status": (" *", "* "),
    "sb-when": (" · ", " "),
    "sb-by": (" · ", " "),
    "sb-label": (" **", "** "),
    "sb-answer": (" **", "** "),
    "sb-count": (" (", ") "),
    "sb-alias": (" ", " "),
    "sb-note__where": (" · ", " "),
    "sb-note__record": (" · ", " "),
    "sb-compare__property": (" ", " "),
    "sb-remark": (" (", ") "),
    "sb-index__said": (" · ", " "),
    "sb-node__part": (" · ", " "),
    "sb-bar": (" ", " "),
}
EMPHASIS = {"strong": "**", "b": "**", "em": "*", "i": "*", "del": "~~", "summary": "**"}
INDENT = "    "


def twin_of(url: str) -> str:
    """A page's address → the address of its Markdown, both from the edition's root."""
    return f"{url}{TWIN}" if not url or url.endswith("/") else f"{url}.md"


def twin_link(href: str) -> str:
    """A link of a page → the link of its Markdown: to the Markdown of another page, else where it led before. A link within
    the page leads to the page itself, for Markdown has no anchors."""
    parts = urlsplit(href)
    path = parts.path
    if parts.scheme or parts.netloc or not (path or parts.fragment):
        return href
    if not path:
        return f"./#{parts.fragment}"
    if path.rpartition("/")[2] in (".", ".."):
        path += "/"
    if path.endswith("/"):
        return TWIN if path == "./" else path + TWIN
    return f"{path}.md" if path.endswith(".html") else href


class PageLink(NamedTuple):
    """The way from the Markdown of a page to the page: its words, and its address relative to the Markdown."""

    words: str
    href: str


def to_markdown(content: str, quotes: tuple[str, str], page: PageLink | None = None) -> str:
    """The HTML of a page's content → its Markdown, without a line end behind it. `quotes` are the signs around a
    quotation; `page` is linked below the title, or on top where there is no title."""
    root = html.fragment_fromstring(content, create_parent="div")
    blocks = list(_Writer(quotes).blocks(root))
    if page:
        title = next((number for number, block in enumerate(blocks) if block.startswith("# ")), -1)
        blocks.insert(title + 1, f"[{markdown(page.words)}]({page.href})")
    return "\n\n".join(blocks)


@dataclass(frozen=True)
class _Writer:
    """Writes the elements of one page. A block has no empty line at its ends; a line has no line end in it."""

    quotes: tuple[str, str]

    # ── Blocks ──

    def blocks(self, element: HtmlElement) -> Iterator[str]:
        """What stands in an element, block by block; words between its blocks are a paragraph."""
        words: list[str] = [_words(element.text)]
        for child in _elements(element):
            if child.tag in BLOCKS:
                yield from _paragraph(words)
                words = []
                yield from self.block(child)
            else:
                words.append(self.inline(child))
            words.append(_words(child.tail))
        yield from _paragraph(words)

    def block(self, element: HtmlElement) -> Iterator[str]:
        """A block element, as blocks."""
        tag = element.tag
        if tag in ("ul", "ol"):
            yield from self.list(element)
        elif tag == "table":
            yield from self.table(element)
        elif tag == "dl":
            yield from self.definitions(element)
        elif tag == "pre":
            yield f"```\n{element.text_content().rstrip()}\n```"
        elif tag == "hr":
            yield "---"
        elif tag == "blockquote":
            yield "\n".join(f"> {line}".rstrip() for line in "\n\n".join(self.blocks(element)).split("\n"))
        elif "footnote" in _classes(element):
            yield from self.notes(element)
        elif re.fullmatch("h[1-6]", tag):
            yield from _paragraph([self.content(element)], f"{'#' * int(tag[1])} ")
        elif tag in ("p", "summary", "figcaption") or "sb-bar" in _classes(element):
            yield from _paragraph([self.inline(element)])
        else:
            yield from self.blocks(element)

    def list(self, element: HtmlElement) -> Iterator[str]:
        """A list; an ordered one has the numbers of its items."""
        items = []
        for number, item in enumerate(_elements(element), int(element.get("start", "1"))):
            sign = f"{item.get('value') or number}." if element.tag == "ol" else "-"
            if body := list(self.blocks(item)):
                items.append(_item(sign, body))
        if items:
            yield "\n".join(items)

    def definitions(self, element: HtmlElement) -> Iterator[str]:
        """Terms as items of a list, with their definitions below them."""
        lines = []
        for child in _elements(element):
            body = list(self.blocks(child))
            if child.tag == "dt" and body:
                lines.append(_item("-", [f"**{body[0]}**", *body[1:]]))
            elif body:
                lines.append(_indented(_item("-", body)))
        if lines:
            yield "\n".join(lines)

    def notes(self, section: HtmlElement) -> Iterator[str]:
        """The notes of a page, as footnotes: `[^1]: …`."""
        for child in _elements(section):
            if child.tag != "ol":
                yield from self.block(child)
                continue
            notes = []
            for note in _elements(child):
                number = note.get("id", "").rpartition(":")[2]
                notes.append(f"[^{number}]: {_line([self.content(note)])}")
            if notes:
                yield "\n".join(notes)

    def table(self, table: HtmlElement) -> Iterator[str]:
        """A table of facts (a name and its values in each row) as a list, any other as a table."""
        rows = [_elements(row) for row in table.iter("tr")]
        rows = [row for row in rows if row]
        if not rows:
            return
        if all(len(row) == 2 and row[0].tag == "th" and row[1].tag == "td" for row in rows):
            facts = (f"- **{_line([self.content(name)])}** {_line([self.content(value)])}" for name, value in rows)
            yield "\n".join(facts)
            return
        lines = [f"| {' | '.join(_line([self.content(cell)]) for cell in row)} |" for row in rows]
        lines.insert(1, f"|{' --- |' * len(rows[0])}")
        yield "\n".join(lines)

    # ── Lines ──

    def content(self, element: HtmlElement) -> str:
        """What stands in an element, in a line."""
        pieces = [_words(element.text)]
        for child in _elements(element):
            piece = self.inline(child)
            pieces += [f" {piece} " if child.tag in BLOCKS else piece, _words(child.tail)]
        return "".join(pieces)

    def inline(self, element: HtmlElement) -> str:
        """An element in a line."""
        tag, classes = element.tag, _classes(element)
        if tag in ("ul", "ol"):
            return "; ".join(_line([self.content(item)]) for item in _elements(element))
        if tag == "a":
            return self.link(element, classes)
        if "sb-mark" in classes or (tag == "sup" and element.find("a[@class='footnote-ref']") is not None):
            link = element.find("a")
            return f"[^{link.get('href', '').rpartition(':')[2]}]" if link is not None else ""
        if tag == "code":
            text = element.text_content()
            return f"`{text}`" if text.strip() and not re.search(r"[`|\n]", text) else markdown(text)
        if tag == "img":
            return markdown(element.get("alt", ""))
        if tag == "br":
            return " "
        words = self.content(element)
        before, after = self.signs(tag, classes)
        return f"{before}{words.strip()}{after}" if words.strip() and (before or after) else words

    def signs(self, tag: str, classes: frozenset[str]) -> tuple[str, str]:
        """The signs around the words of an element."""
        if tag == "q":
            return f" {self.quotes[0]}", f"{self.quotes[1]} "
        for name in classes & BOXES.keys():
            if tag != "p":
                return BOXES[name]
        return EMPHASIS.get(tag, ""), EMPHASIS.get(tag, "")

    def link(self, element: HtmlElement, classes: frozenset[str]) -> str:
        """A link to the Markdown of another page, or to where it leads else."""
        href, words = element.get("href", ""), _line([self.content(element)])
        if not words:
            return ""
        if "sb-permalink" in classes:
            return f" [{words}]({_target(href if not href.startswith('#') else f'./{href}')})"
        if "sb-disputed" in classes:
            return f" **[{markdown(element.get('title') or element.text_content())}]({_target(twin_link(href))})** "
        return f"[{words}]({_target(twin_link(href))})"


def _classes(element: HtmlElement) -> frozenset[str]:
    return frozenset((element.get("class") or "").split())


def _elements(element: HtmlElement) -> list[HtmlElement]:
    """The elements in an element that a reader of words needs."""
    return [
        child
        for child in element
        if isinstance(child.tag, str)
        and child.tag not in LEFT_OUT
        and child.get("aria-hidden") != "true"
        and not LEFT_OUT_CLASSES & _classes(child)
    ]


def _words(text: str | None) -> str:
    """Words of the page, escaped; white space as one space."""
    return markdown(re.sub(r"\s+", " ", text)) if text else ""


def _line(pieces: Iterable[str]) -> str:
    """Pieces as one line, with one space where there were several and none at the ends."""
    return re.sub(r"[ \n]+", " ", "".join(pieces)).strip(" ")


def _paragraph(pieces: Iterable[str], sign: str = "") -> Iterator[str]:
    """Pieces as a paragraph behind a sign, if they hold any word."""
    line = _line(pieces)
    if line:
        yield sign + at_line_start(line)


def _item(sign: str, blocks: list[str]) -> str:
    """An item of a list: its first block behind the sign, the others below it."""
    first, *others = blocks
    lines = [f"{sign} {first}"]
    for block in others:
        is_list = re.match(r"- |\d+\. ", block)
        lines += [_indented(block)] if is_list else ["", _indented(block)]
    return "\n".join(lines)


def _indented(block: str) -> str:
    return "\n".join(INDENT + line if line else "" for line in block.split("\n"))


def _target(href: str) -> str:
    """An address inside the brackets of a Markdown link."""
    return href.replace(" ", "%20").replace("(", "%28").replace(")", "%29")
