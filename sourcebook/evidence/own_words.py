"""Runs of words that a sentence of ours shares with a source text: what may only be cited must be told in own words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ..values.languages import HAN, HAN_LETTER
from ..values.passages import Text
from .mentions import NameIndex, Tokens, tokens

# A run is too long if it has so many words and weighs so much: a Latin word weighs two, a Han character one, names and
# figures nothing. So ten Latin words are too many, or twenty Han characters.
RUN_TOKENS, RUN_WEIGHT = 10, 20


class SharedRun(NamedTuple):
    """Words that a sentence shares with a source text: the id of the source, and the words."""

    source: str
    words: str


class OwnWords:
    """Finds runs of words shared with some texts, by their sources' ids.

    Every row of RUN_TOKENS words of the texts is indexed with the places where it stands. A sentence is compared row by
    row: where one of its rows is in the index, both are followed as far as they agree.
    """

    def __init__(self, texts: Mapping[str, Text], names: NameIndex) -> None:
        self.texts = texts
        self.names = names
        self._words = {source: words_of(text) for source, text in texts.items()}
        self._places: dict[Tokens, list[tuple[str, int]]] = defaultdict(list)
        for source, words in self._words.items():
            for start in range(len(words) - RUN_TOKENS + 1):
                self._places[words[start : start + RUN_TOKENS]].append((source, start))

    def shared(self, text: str) -> SharedRun | None:
        """The first run that is too long to be our own words; None where there is none."""
        words = tokens(text)
        for start in range(len(words) - RUN_TOKENS + 1):
            for source, at in self._places.get(words[start : start + RUN_TOKENS], ()):
                length = _common(words[start:], self._words[source][at:])
                run = words[start : start + length]
                if self._weight(run) >= RUN_WEIGHT:
                    return SharedRun(source, _written(run))
        return None

    def _weight(self, words: Sequence[str]) -> int:
        """Two for a Latin word, one for a Han character, nothing for names and figures."""
        weight = position = 0
        while position < len(words):
            word, mention = words[position], self.names.at(words, position)
            if mention is not None:
                position += mention.length
                continue
            if not word[0].isdigit():
                weight += 1 if HAN_LETTER.match(word) else 2
            position += 1
        return weight


def words_of(text: Text) -> Tokens:
    """A source text → its words."""
    return tokens("\n".join(" ".join(paragraph) for paragraph in text.paragraphs))


def _written(words: Sequence[str]) -> str:
    """Words as a line of text: no space between two Han characters."""
    return re.sub(f"(?<=[{HAN}]) (?=[{HAN}])", "", " ".join(words))


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    """How many words two lists share from their start."""
    shared = 0
    for mine, theirs in zip(one, other, strict=False):
        if mine != theirs:
            break
        shared += 1
    return shared
