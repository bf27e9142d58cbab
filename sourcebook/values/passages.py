"""A source text as numbered passages: the one rule by which a text is cut, and what `at: "6.2-4"` means.

The rule. A text is UTF-8, normalised to NFC with LF line ends. Paragraph *n* is its *n*-th line that is not blank.
A paragraph is cut into sentences after
  * a mark that ends a sentence wherever it stands (`。`, `！`, `？`), with any closing quotes and brackets that follow; and
  * a mark that ends one before white space (`.`, `!`, `?`, `…`), with any closing quotes and brackets that follow, when
    white space comes next and then something other than a lower-case letter, unless the mark ends an abbreviation: a
    title or a Latin short form, single letters with points between them (`U.S.`), or the number that opens the line
    (`II.`, `3.`).
The marks and abbreviations stand in `segmentation.toml`, by script and language.
Numbers start at 1. The rule is part of the data format: changing it would move every locator, so it does not change.

The names follow the W3C Web Annotation model: a passage is what a selector picks, a locator is the selector's text.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

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
        first = 1 if self.first is None else self.first
        last = count if self.last is None else self.last
        if last > count:
            return []
        return [(self.paragraph, number) for number in range(first, last + 1)]


def locator(text: str) -> Locator:
    """`"6"`, `"6.2"` or `"6.2-4"` → Locator. ValueError for anything else, or a run that does not run forward."""
    match = LOCATOR.fullmatch(text)
    if not match:
        raise ValueError("write a paragraph “6”, a sentence “6.2” or a run of sentences “6.2-4”")
    paragraph = int(match["paragraph"])
    if match["first"] is None:
        return Locator(paragraph)
    first = int(match["first"])
    if match["last"] is None:
        return Locator(paragraph, first, first)
    last = int(match["last"])
    if last <= first:
        raise ValueError("a run goes from a sentence to a later one, as in “6.2-4”")
    return Locator(paragraph, first, last)


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


@dataclass(frozen=True)
class Segmentation:
    """The marks and words by which a paragraph is cut, of all scripts and languages together (`segmentation.toml`).

    `ends` end a sentence anywhere, `ends_before_space` before white space; of these, `abbreviates` may also end an
    abbreviation. `openers` and `closers` are the quotes and brackets that may stand around a sentence. `candidate` finds
    each place where a sentence may end: the marks with the closing signs behind them.
    """

    ends: str
    ends_before_space: str
    abbreviates: str
    openers: str
    closers: str
    abbreviations: frozenset[str]
    candidate: re.Pattern[str]
    line_number: re.Pattern[str]
    initials: re.Pattern[str]


def read_segmentation(path: Path) -> Segmentation:
    """The data file → Segmentation."""
    data = tomllib.loads(path.read_text("utf-8"))
    han, latin = data["scripts"]["Hani"], data["scripts"]["Latn"]
    languages = data["languages"].values()
    closers = "".join(dict.fromkeys(latin["closers"] + han["closers"]))
    closing = [f"[{re.escape(closers)}]"]
    for language in languages:
        if "closers_after_space" in language:
            closing.append(f"[{language['spaces']}][{re.escape(language['closers_after_space'])}]")
    behind = f"(?:{'|'.join(closing)})*"
    return Segmentation(
        ends=han["ends"],
        ends_before_space=latin["ends_before_space"],
        abbreviates=latin["abbreviates"],
        openers=latin["openers"],
        closers=closers,
        abbreviations=frozenset(word for language in languages for word in language.get("abbreviations", ())),
        candidate=re.compile(rf"[{han['ends']}]+{behind}|[{latin['ends_before_space']}]+{behind}(?=\s)"),
        line_number=re.compile(rf"[{latin['numerals']}]+|[0-9]+"),
        initials=re.compile(r"(?:[A-Za-z]\.)*[A-Za-z]"),
    )


SEGMENTATION = read_segmentation(Path(__file__).with_name("segmentation.toml"))
# Signs that may close a quotation or a bracket behind a full stop.
CLOSERS = SEGMENTATION.closers


def sentences(paragraph: str) -> tuple[str, ...]:
    """A paragraph → its sentences, none empty, each without the white space around it."""
    cut_off: list[str] = []
    start = 0
    for mark in SEGMENTATION.candidate.finditer(paragraph):
        rest = paragraph[mark.end() :].lstrip()
        if rest and _ends_sentence(paragraph[start : mark.start()], mark.group(), rest):
            cut_off.append(paragraph[start : mark.end()].strip())
            start = mark.end()
    return (*cut_off, paragraph[start:].strip())


def _ends_sentence(before: str, mark: str, rest: str) -> bool:
    """Whether a mark that may end a sentence does, given the words before it and after it."""
    if mark[0] in SEGMENTATION.ends:
        return True
    if rest[0].islower():  # “Was it pushed?” asked the verger.
        return False
    words = before.split()
    if mark[0] != SEGMENTATION.abbreviates or not words:
        return True
    word = words[-1].lstrip(SEGMENTATION.openers)
    if word.lower() in SEGMENTATION.abbreviations or SEGMENTATION.initials.fullmatch(word):
        return False
    opens_the_line = len(words) == 1
    return not (opens_the_line and SEGMENTATION.line_number.fullmatch(word))
