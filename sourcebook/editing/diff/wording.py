"""Two wordings of a sentence → the words that differ between them, Han by character."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from rapidfuzz.distance import Indel

from ...values.languages import HAN

# Kana, like Han, is written without spaces between words.
CHARACTERS = rf"{HAN}\u3040-\u30ff"
TOKEN = re.compile(
    rf"\[\[[^\[\]]*\]\]|[{CHARACTERS}]|[^\W_{CHARACTERS}]+(?:['’.\-][^\W_{CHARACTERS}]+)*|\s+|.", re.DOTALL
)
# A comparison word by word of longer texts costs much and tells little; so does one of texts that share fewer characters.
MOST_TOKENS = 4000
LEAST_SHARED = 0.3


class WordingPiece(NamedTuple):
    """Some words of a text, and whether the other text lacks them."""

    text: str
    is_changed: bool


class WordingChange(NamedTuple):
    """Both texts, in pieces. The pieces of either add up to it."""

    before: tuple[WordingPiece, ...]
    after: tuple[WordingPiece, ...]


class _TokenRun(NamedTuple):
    """A stretch of both texts: what stands in the one and in the other, and whether it counts as changed."""

    before: str
    after: str
    is_changed: bool


def compare_wordings(before: str, after: str) -> WordingChange:
    """Two texts → WordingChange: the fewest words that differ, or all of them, where little stayed or the texts are long.

    “It has five parts.” and “It has six parts.” differ in “five” and “six”; Han and kana are compared by character.
    """
    old, new = TOKEN.findall(before), TOKEN.findall(after)
    if max(len(old), len(new)) > MOST_TOKENS:
        return _all_changed(before, after)
    runs = _token_runs(old, new)
    shared = sum(_length(run.before) for run in runs if not run.is_changed)
    if shared < LEAST_SHARED * max(_length(before), _length(after)):
        return _all_changed(before, after)
    return WordingChange(
        _pieces((run.before, run.is_changed) for run in runs), _pieces((run.after, run.is_changed) for run in runs)
    )


def _length(text: str) -> int:
    """How many characters a text has, white space aside."""
    return len("".join(text.split()))


def _all_changed(before: str, after: str) -> WordingChange:
    return WordingChange(_pieces([(before, True)]), _pieces([(after, True)]))


def _token_runs(old: list[str], new: list[str]) -> list[_TokenRun]:
    """Two lists of words and signs → runs that are alike or differ, in order.

    Spaces and signs between two changes count as changed: “five parts” → “six members” is one change, not two.
    """
    opcodes = list(Indel.opcodes(old, new))
    runs = []
    for number, opcode in enumerate(opcodes):
        was = "".join(old[opcode.src_start : opcode.src_end])
        now = "".join(new[opcode.dest_start : opcode.dest_end])
        is_between_changes = 0 < number < len(opcodes) - 1
        has_words = re.search(r"\w", was) is not None
        is_changed = opcode.tag != "equal" or (is_between_changes and not has_words)
        runs.append(_TokenRun(was, now, is_changed))
    return runs


def _pieces(parts: Iterable[tuple[str, bool]]) -> tuple[WordingPiece, ...]:
    """(text, whether it is changed) in order → pieces: neighbours alike are joined, empty ones left out."""
    pieces: list[WordingPiece] = []
    for text, is_changed in parts:
        if not text:
            continue
        if pieces and pieces[-1].is_changed == is_changed:
            pieces[-1] = WordingPiece(pieces[-1].text + text, is_changed)
        else:
            pieces.append(WordingPiece(text, is_changed))
    return tuple(pieces)
