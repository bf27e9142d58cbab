"""Where words stand in a source text: the locator to cite, by the words themselves or by the sentences most like them."""

from __future__ import annotations

from typing import NamedTuple

from rapidfuzz import fuzz, process

from ..evidence.mentions import tokens
from ..values.passages import Locator, Text

# Below this likeness, of 100, a sentence is no answer.
LEAST_ALIKE = 60


class Found(NamedTuple):
    """A passage: its locator, its words, and how like the words sought it is, 100 where it holds them."""

    at: Locator
    words: str
    alike: int


def cite(text: Text, words: str, most: int = 3) -> list[Found]:
    """A source text and words → the passages that hold them, in the order of the text; where none does, up to `most`
    sentences that are most like them, the likest first. Letter case, width and punctuation do not matter."""
    sought = tokens(words)
    if not sought:
        return []
    exact = [Found(at, text.passage(at), 100) for at in _holding(text, sought)]
    return exact or _like(text, words, most)


def _holding(text: Text, sought: tuple[str, ...]) -> list[Locator]:
    """The shortest passages that hold a row of words: a sentence, or a run of sentences of one paragraph."""
    found: list[Locator] = []
    for number, paragraph in enumerate(text.paragraphs, 1):
        row = [(word, sentence) for sentence, words in enumerate(paragraph, 1) for word in tokens(words)]
        words = tuple(word for word, _ in row)
        for start in range(len(words) - len(sought) + 1):
            if words[start : start + len(sought)] == sought:
                locator = Locator(number, row[start][1], row[start + len(sought) - 1][1])
                if locator not in found:
                    found.append(locator)
    return found


def _like(text: Text, words: str, most: int) -> list[Found]:
    sentences = {
        Locator(p, s, s): sentence
        for p, paragraph in enumerate(text.paragraphs, 1)
        for s, sentence in enumerate(paragraph, 1)
    }
    ranked = process.extract(
        words, sentences, scorer=fuzz.token_set_ratio, processor=_plain, limit=most, score_cutoff=LEAST_ALIKE
    )
    return [Found(at, sentence, round(score)) for sentence, score, at in ranked]


def _plain(text: str) -> str:
    return " ".join(tokens(text))
