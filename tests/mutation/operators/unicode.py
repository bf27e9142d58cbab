"""Slips of Unicode: what looks right and is not."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from ..tree import File, Mutant, Node
from .registry import operator

INVISIBLE = (
    "\u200b\u200c\u200d\u2060\ufeff\u00ad\u202e\u2066\u200e\u034f\u3164\u115f\u2800\ufe0f\u180e\u0007\u0000\u0085\u2028"
)
HOMOGLYPHS = {
    "a": "а",
    "c": "с",
    "e": "е",
    "i": "і",
    "o": "о",
    "p": "р",
    "s": "ѕ",
    "x": "х",
    "y": "у",
    "A": "А",
    "T": "Т",
    "B": "В",
}
HAN_LOOKALIKES = {
    unicodedata.normalize("NFKC", chr(code)): chr(code)
    for code in (*range(0x2F00, 0x2FD6), *range(0xF900, 0xFA6E))
    if len(unicodedata.normalize("NFKC", chr(code))) == 1
}
FULL_WIDTH = {chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F) if chr(code).isalnum()}
ASCII_FOR = {"，": ",", "。": ".", "；": ";", "：": ":", "？": "?", "！": "!", "（": "(", "）": ")"}


def _texts(file: File) -> Iterator[Node]:
    return (node for node in file.nodes if node.kind == "text")


def _inner(file: File, node: Node, of: str = r"\w(?=\w)") -> list[int]:
    """Where such a character stands in a text, outside its links."""
    typed = re.sub(r"\[\[.*?\]\]", lambda link: "[" * len(link.group()), file.text[node.start : node.end])
    return [node.start + match.start() for match in re.finditer(of, typed)]


def _swapped(file: File, node: Node, table: dict[str, str], *seed: object) -> Iterator[Mutant]:
    """The mutant in which one character that stands in a table is replaced by its like."""
    places = [at for at in _inner(file, node, ".") if file.text[at] in table]
    if places:
        at = file.random(*seed, node.path).choice(places)
        yield file.changed((at, at + 1, table[file.text[at]]))


@operator("unicode")
def invisible_in_a_text(file: File) -> Iterator[Mutant]:
    """A character that nobody sees stands in a value."""
    for node in _texts(file):
        sign = file.random("invisible", node.path).choice(INVISIBLE)
        middle = node.start + max(1, (node.end - node.start) // 2)
        yield file.changed((middle, middle, sign), note=f"U+{ord(sign):04X} in {node.value[:20]!r}")


@operator("unicode")
def invisible_at_an_end(file: File) -> Iterator[Mutant]:
    """A character that nobody sees stands behind a value."""
    for node in _texts(file):
        sign = file.random("invisible end", node.path).choice(INVISIBLE)
        end = node.end - bool(node.style)
        yield file.changed((end, end, sign), note=f"U+{ord(sign):04X} behind {node.value[:20]!r}")


@operator("unicode")
def invisible_in_a_key(file: File) -> Iterator[Mutant]:
    """A character that nobody sees stands in a key."""
    for node in file.nodes:
        if node.has_key:
            sign = file.random("invisible key", node.path).choice(INVISIBLE)
            at = node.key_start + 1 + (file.text[node.key_start] == '"')
            yield file.changed((at, at, sign), note=f"U+{ord(sign):04X} in {node.name!r}")


@operator("unicode")
def no_break_space(file: File) -> Iterator[Mutant]:
    """A no-break space stands behind a colon or a comma, or before a value."""
    for node in file.nodes:
        if node.has_key and file.text[node.key_end : node.key_end + 2] == ": ":
            yield file.changed((node.key_end + 1, node.key_end + 2, "\u00a0"))


@operator("unicode")
def no_break_space_in_a_word(file: File) -> Iterator[Mutant]:
    """A no-break or another wide space stands behind a value that is not a sentence."""
    for node in _texts(file):
        if not node.is_wording:
            space = file.random("space", node.path).choice("\u00a0\u3000\u2009\u202f")
            end = node.end - bool(node.style)
            yield file.changed((end, end, space), note=f"U+{ord(space):04X} behind {node.value[:20]!r}")


@operator("unicode")
def letter_of_another_script(file: File) -> Iterator[Mutant]:
    """A Latin letter of a word is a Cyrillic one that looks like it."""
    for node in _texts(file):
        yield from _swapped(file, node, HOMOGLYPHS, "homoglyph")


@operator("unicode")
def key_of_another_script(file: File) -> Iterator[Mutant]:
    """A Latin letter of a key is a Cyrillic one that looks like it."""
    for node in file.nodes:
        letters = (
            [at for at in range(node.key_start, node.key_end) if file.text[at] in HOMOGLYPHS] if node.has_key else []
        )
        if letters:
            at = file.random("key", node.path).choice(letters)
            yield file.changed((at, at + 1, HOMOGLYPHS[file.text[at]]))


@operator("unicode")
def han_lookalike(file: File) -> Iterator[Mutant]:
    """A Chinese character is a radical or a compatibility form that looks like it, as a copied PDF has it."""
    for node in _texts(file):
        yield from _swapped(file, node, HAN_LOOKALIKES, "radical")


@operator("unicode")
def full_width_letter(file: File) -> Iterator[Mutant]:
    """A Latin letter or a digit is a full-width one."""
    for node in _texts(file):
        yield from _swapped(file, node, FULL_WIDTH, "full width")


@operator("unicode")
def accent_apart(file: File) -> Iterator[Mutant]:
    """A letter and its accent are two characters, or a letter has an accent that it should not have."""
    for node in _texts(file):
        if node.is_sentence and node.name == "en" and (places := _inner(file, node, "[aeiou](?=\\w)")):
            at = file.random("accent", node.path).choice(places)
            yield file.changed((at, at + 1, file.text[at] + "\u0301"))


@operator("unicode")
def ascii_punctuation_in_chinese(file: File) -> Iterator[Mutant]:
    """A mark in a Chinese sentence is the ASCII one."""
    for node in _texts(file):
        if node.is_sentence and node.name == "zh":
            places = [at for at in _inner(file, node, ".") if file.text[at] in ASCII_FOR]
            for at in file.random("ascii", node.path).sample(places, min(2, len(places))):
                yield file.changed((at, at + 1, ASCII_FOR[file.text[at]]))


@operator("unicode")
def chinese_punctuation_in_english(file: File) -> Iterator[Mutant]:
    """A mark in an English sentence is the Chinese one."""
    back = {mark: wide for wide, mark in ASCII_FOR.items()}
    for node in _texts(file):
        if node.is_sentence and node.name == "en":
            places = [
                at
                for at in _inner(file, node, ".")
                if file.text[at] in ",.?;" and file.text[at + 1 : at + 2] in (" ", "\n", '"')
            ]
            for at in file.random("wide", node.path).sample(places, min(1, len(places))):
                yield file.changed((at, at + 1, back[file.text[at]]))


@operator("unicode")
def sentence_without_end(file: File) -> Iterator[Mutant]:
    """A sentence breaks off: its second half is missing."""
    for node in _texts(file):
        if node.is_sentence and (places := _inner(file, node, r"\w(?=\w| \w)")):
            middle = places[len(places) // 2] + 1
            yield file.changed((middle, node.end - bool(node.style), ""))


@operator("unicode")
def word_twice(file: File) -> Iterator[Mutant]:
    """A word of a sentence stands twice, other than “that that”, which English has."""
    for node in _texts(file):
        if node.is_sentence and node.name == "en":
            words = list(
                re.finditer(
                    r"(?<= )(?!that )[A-Za-z]+(?= )",
                    re.sub(r"\[\[.*?\]\]", lambda link: "[" * len(link.group()), file.text[node.start : node.end]),
                )
            )
            if words:
                word = file.random("twice", node.path).choice(words)
                end = node.start + word.end()
                yield file.changed((end, end, f" {word.group()}"))


@operator("unicode")
def two_spaces(file: File) -> Iterator[Mutant]:
    """Two spaces stand between two words."""
    for node in _texts(file):
        if node.is_sentence and (places := _inner(file, node, r" (?=\w)")):
            at = file.random("spaces", node.path).choice(places)
            yield file.changed((at, at, " "))


@operator("unicode")
def saved_in_another_encoding(file: File) -> Iterator[Mutant]:
    """The file was saved as GBK, as UTF-16 or with a byte order mark."""
    first = next((number for number, line in enumerate(file.text.split("\n"), 1) if not line.isascii()), 1)
    for encoding in ("gbk", "gb18030", "utf-16", "utf-8-sig"):
        try:
            data = file.text.encode(encoding)
        except UnicodeEncodeError:
            continue
        lines = frozenset({first if encoding.startswith("gb") else 1})
        yield Mutant(file.name, lines, data, f"saved as {encoding}")


@operator("unicode")
def saved_with_other_lines(file: File) -> Iterator[Mutant]:
    """The file has other line ends, none at its end, or spaces behind its lines: the same text."""
    for data in (
        file.text.replace("\n", "\r\n"),
        file.text.rstrip("\n"),
        file.text.replace("\n", "  \n"),
        file.text + "\n\n",
    ):
        yield Mutant(file.name, frozenset(range(1, file.text.count("\n") + 2)), data.encode(), "other line ends")


@operator("unicode")
def saved_with_old_mac_lines(file: File) -> Iterator[Mutant]:
    """The file has the line ends of an old Macintosh."""
    yield Mutant(file.name, frozenset({1}), file.text.replace("\n", "\r").encode(), "old line ends")
