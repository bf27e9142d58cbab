"""Two wordings of a sentence → the words that differ between them, Han by character."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from rapidfuzz.distance import Indel

from ...values.languages import HAN

# Kana, like Han, is written without spaces between words.
CHARACTERS = rf"{HAN}\u3040-\u30ff"
TOKEN = re.compile(
    rf"\[\[[^\[\]]*\]\]|[{CHARACTERS}]|[^\W_{CHARACTERS}]+(?:['’.\-][^\W_{CHARACTERS}]+)*|\s+|.", re.DOTALL
)
# Beyond this a comparison word by word costs much and tells little; so does one of texts that share next to nothing.
MOST_TOKENS = 4000
LEAST_SHARED = 0.3


class Piece(NamedTuple):
    """Some words of a text, and whether the other text lacks them."""

    text: str
    changed: bool


class Wording(NamedTuple):
    """Both texts, in pieces."""

    before: tuple[Piece, ...]
    after: tuple[Piece, ...]


def compared(before: str, after: str) -> Wording:
    """Two texts → Wording. The pieces of either add up to it."""
    if before == after:
        same = _pieces([(before, False)])
        return Wording(same, same)
    old, new = TOKEN.findall(before), TOKEN.findall(after)
    if max(len(old), len(new)) > MOST_TOKENS:
        return _rewritten(before, after)
    runs = list(_runs(old, new))
    shared = sum(len("".join(was.split())) for was, now, changed in runs if not changed)
    if shared < LEAST_SHARED * max(len("".join(before.split())), len("".join(after.split()))):
        return _rewritten(before, after)
    return Wording(
        _pieces([(was, changed) for was, _, changed in runs]), _pieces([(now, changed) for _, now, changed in runs])
    )


def _rewritten(before: str, after: str) -> Wording:
    return Wording(_pieces([(before, True)]), _pieces([(after, True)]))


def _runs(old: list[str], new: list[str]) -> Iterator[tuple[str, str, bool]]:
    """(words before, words after, whether they differ): spaces and signs between two changes count as changed."""
    opcodes = [op for op in Indel.opcodes(old, new)]
    for number, op in enumerate(opcodes):
        was, now = "".join(old[op.src_start : op.src_end]), "".join(new[op.dest_start : op.dest_end])
        between = 0 < number < len(opcodes) - 1
        yield was, now, op.tag != "equal" or (between and not re.search(r"\w", was))


def _pieces(parts: list[tuple[str, bool]]) -> tuple[Piece, ...]:
    """Parts in order, neighbours alike joined, empty ones left out."""
    found: list[Piece] = []
    for text, changed in parts:
        if text and found and found[-1].changed == changed:
            found[-1] = Piece(found[-1].text + text, changed)
        elif text:
            found.append(Piece(text, changed))
    return tuple(found)
