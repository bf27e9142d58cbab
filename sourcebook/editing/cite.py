"""Where words stand in a source text: the locators to cite.

A passage that holds the words is best; where there is none, the sentences that are most like the words are offered.
"""

from __future__ import annotations

from typing import NamedTuple

from rapidfuzz import fuzz, process

from ..evidence.mentions import tokens
from ..evidence.texts import Evidence
from ..model import Briefing
from ..problems import did_you_mean
from ..values.passages import Locator, Text
from .write_files import Refused

# The likeness of words that a passage holds, and the least at which a sentence is worth showing.
SAME = 100
LEAST_ALIKE = 60


class PassageMatch(NamedTuple):
    """A passage: its locator, its words, and how like the words sought it is, from 0 to 100 (100: it holds them)."""

    at: Locator
    words: str
    likeness: int


def cite(briefing: Briefing, evidence: Evidence, source: str, words: str) -> tuple[str, list[PassageMatch]]:
    """A source (its id or its address) and words of its text → the source's id, and the passages to cite.

    Refused for a source that there is not, a text that is not at hand, and words that no sentence is like.
    """
    record = briefing.find_source(source.removeprefix("sources/"))
    if record is None:
        hint = did_you_mean(source, (known.id for known in briefing.sources.values()))
        raise Refused(f"“{source}” is not a source", hint)
    text = evidence.texts.get(record.id)
    if text is None:
        raise Refused(f"“{record.file}” is not at hand", "name its folder in SOURCEBOOK_TEXTS, or put it in texts/")
    matches = find_passages(text, words)
    if not matches:
        raise Refused("no sentence is like these words")
    return record.id, matches


def find_passages(text: Text, words: str, most: int = 3) -> list[PassageMatch]:
    """A source text and words → the passages that hold them, in the order of the text; where none does, up to `most`
    sentences that are most like them, the likest first. Letter case, width and punctuation do not matter."""
    sought = tokens(words)
    if not sought:
        return []
    exact = [PassageMatch(at, text.passage(at), SAME) for at in _holding(text, sought)]
    return exact or _most_like(text, words, most)


def _holding(text: Text, sought: tuple[str, ...]) -> list[Locator]:
    """The shortest passages that hold a row of words: a sentence, or a run of sentences of one paragraph.

    A paragraph is one row of words, each with the number of its sentence. “opinions. The big” in paragraph 4 is found where
    “opinions” ends sentence 1 and “the big” begins sentence 2: the locator is 4.1-2.
    """
    locators: list[Locator] = []
    for paragraph_number, paragraph in enumerate(text.paragraphs, 1):
        words: list[str] = []
        sentence_of: list[int] = []
        for sentence_number, sentence in enumerate(paragraph, 1):
            for word in tokens(sentence):
                words.append(word)
                sentence_of.append(sentence_number)
        row = tuple(words)
        for start in range(len(row) - len(sought) + 1):
            end = start + len(sought)
            if row[start:end] == sought:
                locator = Locator(paragraph_number, sentence_of[start], sentence_of[end - 1])
                if locator not in locators:
                    locators.append(locator)
    return locators


def _most_like(text: Text, words: str, most: int) -> list[PassageMatch]:
    sentences = {}
    for paragraph_number, paragraph in enumerate(text.paragraphs, 1):
        for sentence_number, sentence in enumerate(paragraph, 1):
            sentences[Locator(paragraph_number, sentence_number, sentence_number)] = sentence
    ranked = process.extract(
        words, sentences, scorer=fuzz.token_set_ratio, processor=_spaced, limit=most, score_cutoff=LEAST_ALIKE
    )
    return [PassageMatch(locator, sentence, round(score)) for sentence, score, locator in ranked]


def _spaced(text: str) -> str:
    """A text as rapidfuzz compares it: its words with spaces between them, without punctuation."""
    return " ".join(tokens(text))
