"""Did you mean: every key, word and address of the briefing, mistyped by one letter, and whether the hint names it."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from sourcebook import model
from sourcebook.model import Briefing, loading
from sourcebook.problems import nearest

from .operators.words import ID_LETTERS, LETTERS, neighbours

LEAST = 0.95
MOST = 400  # neighbours of a word that are tried, picked by a fixed seed; a short word has fewer
COLUMNS = "{:<28}{:>8}{:>10}{:>12}{:>10}"


class Vocabulary(NamedTuple):
    """Words among which a mistyped one is looked up, and the letters it may be mistyped with."""

    name: str
    words: frozenset[str]
    letters: str


class Measured(NamedTuple):
    """How often the hint named the right word, and examples where it did not: (typed, meant, hinted)."""

    name: str
    words: int
    tried: int
    right: int
    wrong: list[tuple[str, str, str]]


def vocabularies(briefing: Briefing) -> Iterator[Vocabulary]:
    """What a hint is looked up in: the keys of each record, and what the briefing declares and holds."""
    for record in (
        model.Settings, model.Language, model.Kind, model.Property, model.Entity, model.Metric, model.Alias, model.Claim,
        model.Citation, model.Source, model.Question, model.Position,
    ):  # fmt: skip
        keys = (field.alias or name for name, field in record.model_fields.items() if field.alias != "/address")
        yield Vocabulary(f"keys of {record.__name__}", frozenset(keys), LETTERS + "_")
    settings = briefing.settings
    for name in ("kinds", "topics", "properties", "languages"):
        yield Vocabulary(name, frozenset(getattr(settings, name)), LETTERS)
    yield Vocabulary("addresses", briefing.addresses, ID_LETTERS + "/")
    yield Vocabulary("entities", frozenset(briefing.entities), ID_LETTERS + "/")
    yield Vocabulary("claims", frozenset(briefing.claims), ID_LETTERS + "/")
    yield Vocabulary("sources", frozenset(source.id for source in briefing.sources.values()), ID_LETTERS)


def measured(data: Path, most: int = MOST) -> list[Measured]:
    """A data folder → for each vocabulary, how often one wrong letter still leads to the word that was meant."""
    return [_measured(vocabulary, most) for vocabulary in vocabularies(loading.load(data).briefing)]


def _measured(vocabulary: Vocabulary, most: int) -> Measured:
    tried = right = 0
    wrong: list[tuple[str, str, str]] = []
    for word in sorted(vocabulary.words):
        typed = sorted({*neighbours(word, vocabulary.letters)} - vocabulary.words - {""})
        for mistyped in random.Random(word).sample(typed, min(most, len(typed))):
            found = nearest(mistyped, vocabulary.words)
            tried, right = tried + 1, right + (found == word)
            if found != word and len(wrong) < 5:
                wrong.append((mistyped, word, found))
    return Measured(vocabulary.name, len(vocabulary.words), tried, right, wrong)


def lines(found: list[Measured]) -> Iterator[str]:
    """The report, line by line."""
    yield "\n" + COLUMNS.format("did you mean", "words", "mistyped", "right first", "share")
    for each in found:
        yield COLUMNS.format(each.name, each.words, each.tried, each.right, f"{each.right / max(each.tried, 1):.1%}")
    tried, right = (sum(getattr(each, part) for each in found) for part in ("tried", "right"))
    yield COLUMNS.format("all", sum(each.words for each in found), tried, right, f"{right / tried:.1%}")
    for each in found:
        yield from (f"  {each.name}: “{typed}” for “{meant}” → “{hinted}”" for typed, meant, hinted in each.wrong[:2])


def keeps_the_promise(found: list[Measured]) -> bool:
    """Whether every vocabulary with words of three letters and more leads back to the right word often enough."""
    return all(each.right >= LEAST * each.tried for each in found)
