"""A source text as numbered passages: the one rule by which a text is cut, and what `at: "6.2-4"` means.

The rule. A text is UTF-8, normalised to NFC with LF line ends. Paragraph *n* is its *n*-th line that is not blank.
A paragraph is cut into sentences after
  * `。`, `！` or `？`, with any closing quotes and brackets that follow, wherever they stand; and
  * `.`, `!`, `?` or `…`, with any closing quotes and brackets that follow, when white space comes next and then
    something other than a lower-case letter, unless the mark ends an abbreviation: a title or a Latin short form
    (ABBREVIATIONS), single letters with points between them (`U.S.`), or the number that opens the line (`II.`, `3.`).
Numbers start at 1. The rule is part of the data format: changing it would move every locator, so it does not change.

The names follow the W3C Web Annotation model: a passage is what a selector picks, a locator is the selector's text.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property, lru_cache

ABBREVIATIONS = frozenset(
    "approx art cf co corp dept dr e.g est etc ed eds fig gen gov i.e inc jr lt ltd mr mrs ms no nos p pp prof rep "
    "rev sen sr st vol vs".split()
)
CLOSERS = "\"'”’»›)]）】」』》"
CLOSING = rf"(?:[{re.escape(CLOSERS)}]|[ \u00a0\u202f]»)*"  # French sets a space before its closing mark
BREAK = re.compile(rf"[。！？]+{CLOSING}|[.!?…]+{CLOSING}(?=\s)")
ORDINAL = re.compile(r"[IVXLC]+|[0-9]+")
INITIALS = re.compile(r"(?:[A-Za-z]\.)*[A-Za-z]")
LOCATOR = re.compile(r"(?P<paragraph>[1-9][0-9]{0,4})(?:\.(?P<first>[1-9][0-9]{0,3})(?:-(?P<last>[1-9][0-9]{0,3}))?)?")


@dataclass(frozen=True, order=True)
class Locator:
    """Where a passage stands: a paragraph, one sentence of it (first = last), or a run of sentences."""

    paragraph: int
    first: int | None = None
    last: int | None = None

    def __str__(self) -> str:
        if self.first is None:
            return str(self.paragraph)
        if self.first == self.last:
            return f"{self.paragraph}.{self.first}"
        return f"{self.paragraph}.{self.first}-{self.last}"

    def sentences(self, shape: tuple[int, ...]) -> list[tuple[int, int]]:
        """The (paragraph, sentence) numbers it covers in a text of this shape; empty where it lies past the end."""
        if self.paragraph > len(shape):
            return []
        count = shape[self.paragraph - 1]
        first, last = (1, count) if self.first is None else (self.first, self.last)
        return [(self.paragraph, number) for number in range(first, last + 1)] if last <= count else []


@lru_cache(maxsize=65536)
def locator(text: str) -> Locator:
    """`"6"`, `"6.2"` or `"6.2-4"` → Locator. ValueError for anything else, or a run that does not run forward."""
    match = LOCATOR.fullmatch(text)
    if not match:
        raise ValueError("write a paragraph “6”, a sentence “6.2” or a run of sentences “6.2-4”")
    paragraph, first, last = (int(part) if part else None for part in match.groups())
    if last is not None and last <= first:
        raise ValueError("a run goes from a sentence to a later one, as in “6.2-4”")
    return Locator(paragraph, first, last if last is not None else first)


@dataclass(frozen=True)
class Text:
    """A source text cut into passages: its hash (SHA-256 of the bytes as they are, in hex) and its sentences."""

    sha256: str
    paragraphs: tuple[tuple[str, ...], ...]

    @cached_property
    def shape(self) -> tuple[int, ...]:
        """How many sentences each paragraph has."""
        return tuple(len(paragraph) for paragraph in self.paragraphs)

    def passage(self, where: Locator) -> str:
        """The words at a locator, sentences joined by a space; empty where it lies past the end."""
        return " ".join(self.paragraphs[p - 1][s - 1] for p, s in where.sentences(self.shape))


def cut(data: bytes) -> Text:
    """The bytes of a source text → Text. UnicodeDecodeError if they are not UTF-8."""
    text = unicodedata.normalize("NFC", data.decode("utf-8-sig")).replace("\r\n", "\n").replace("\r", "\n")
    lines = (line.strip() for line in text.split("\n"))
    return Text(hashlib.sha256(data).hexdigest(), tuple(sentences(line) for line in lines if line))


def sentences(paragraph: str) -> tuple[str, ...]:
    """A paragraph → its sentences, none empty, each without the white space around it."""
    found, start = [], 0
    for mark in BREAK.finditer(paragraph):
        rest = paragraph[mark.end() :].lstrip()
        if rest and _ends_sentence(paragraph[start : mark.start()], mark.group(), rest):
            found.append(paragraph[start : mark.end()].strip())
            start = mark.end()
    return (*found, paragraph[start:].strip())


def _ends_sentence(before: str, mark: str, rest: str) -> bool:
    """Whether a mark that may end a sentence does, given the words before it and after it."""
    if mark[0] in "。！？":
        return True
    if rest[0].islower():
        return False
    words = before.split()
    if mark[0] != "." or not words:
        return True
    word = words[-1].lstrip("(\"'“‘[")
    numbers_the_line = len(words) == 1 and ORDINAL.fullmatch(word)
    return not (numbers_the_line or word.lower() in ABBREVIATIONS or INITIALS.fullmatch(word))
