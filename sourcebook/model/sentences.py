"""Sentences: plain words, and links between double brackets. There is no other mark-up."""

from __future__ import annotations

import re
from typing import NamedTuple

LINK = re.compile(r"\[\[([^\[\]|]*)(?:\|([^\[\]|]*))?\]\]")


class Link(NamedTuple):
    """`[[address]]` or `[[address|other words]]` in a sentence."""

    address: str
    words: str | None


def inline(text: str) -> tuple[str | Link, ...]:
    """A sentence → its words and links in order. What is not a link is words, verbatim."""
    if "[[" not in text:
        return (text,)
    pieces: list[str | Link] = []
    end = 0
    for match in LINK.finditer(text):
        if match.start() > end:
            pieces.append(text[end : match.start()])
        pieces.append(Link(match.group(1), match.group(2)))
        end = match.end()
    return (*pieces, text[end:]) if end < len(text) else tuple(pieces)


def plain_words(text: str) -> str:
    """The words that the editors wrote in a sentence. A link gives its other words; one without them, which shows a name
    of the data, gives a gap, so that the words at its sides do not stand together."""
    return "".join(piece if isinstance(piece, str) else piece.words or " · " for piece in inline(text))


def linked_addresses(text: str) -> tuple[str, ...]:
    """The addresses that a sentence names, in order, once."""
    return tuple(dict.fromkeys(piece.address for piece in inline(text) if isinstance(piece, Link)))
