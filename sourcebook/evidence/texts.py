"""Source texts → proof: which passages are cited, and whether locators, quotes, names and words stand up to the texts.

A text that may not be published is looked for outside the project, by its file's name. What can be proved without any
text (the recorded shape of its passages) is proved without; it is never an error that a text is not at hand.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property, lru_cache
from pathlib import Path
from typing import NamedTuple

from ..i18n.messages import words as interface_words
from ..model import Briefing, Source
from ..model.loading import Loaded
from ..values import passages
from ..values.edtf import When
from ..values.languages import HAN
from ..values.text import folded
from .mentions import names, tokens
from .numbers import Figure, Lexicon, figures, lexicon

ENVIRONMENT = "SOURCEBOOK_TEXTS"
COMMITTED = "texts"

# The limits of a quote and of a paraphrase (the project's rule on rights). A Latin word weighs two, a Han character one.
QUOTE_WORDS, QUOTE_HAN, QUOTE_SHARE = 12, 24, 0.05
RUN_TOKENS, RUN_WEIGHT = 10, 20


def text_folders(root: Path, environ: Mapping[str, str] = os.environ) -> list[Path]:
    """Where texts are looked for: the data folder's own `texts/`, the folders of SOURCEBOOK_TEXTS, `texts/` beside."""
    named = (Path(folder) for folder in environ.get(ENVIRONMENT, "").split(os.pathsep) if folder)
    return [root / COMMITTED, *named, root.parent / COMMITTED]


@dataclass(frozen=True)
class Evidence:
    """The texts at hand, by source id. `unread` are those found but not UTF-8, `committed` those in the data folder;
    `lexicons` say, by language, what counts as a figure and as reserve in a text; `misnamed` are the names of files that
    have the recorded hash of a source whose own file is not at hand."""

    texts: Mapping[str, passages.Text]
    unread: frozenset[str] = frozenset()
    committed: frozenset[str] = frozenset()
    lexicons: Mapping[str, Lexicon] = field(default_factory=dict)
    misnamed: Mapping[str, str] = field(default_factory=dict)

    def disproves(self, source: Source) -> bool:
        """Whether the text at hand is not the one recorded, or has other passages: no locator of it means anything."""
        text = self.texts.get(source.id)
        return text is not None and (text.sha256, text.shape) != (source.sha256, source.passages)

    def missing(self, briefing: Briefing) -> list[Source]:
        """The sources whose text is not at hand."""
        return [s for s in briefing.sources.values() if s.id not in self.texts and s.id not in self.unread]

    def words(self, source: str, where: passages.Locator) -> str | None:
        """The words of a passage; None where the text is not at hand."""
        text = self.texts.get(source)
        return text.passage(where) if text else None

    def prints(self, name: str, sources: Iterable[str] = ()) -> bool:
        """Whether one of the texts (or of the named ones) at hand prints a name, letter case and width aside."""
        texts = (self._folded[source] for source in (tuple(sources) or self.texts) if source in self.texts)
        return any(stands_in(name, text) for text in texts)

    def dates(self, source: str, date: When) -> bool:
        """Whether a text at hand prints the year, month and day of a date, as far as they are not marked as doubtful."""
        text = " ".join(sentence for paragraph in self.texts[source].paragraphs for sentence in paragraph)
        printed = frozenset().union(*(figures(text, lexicon) for lexicon in self.lexicons.values()))
        points = {point for point in (date.start, date.end) if point and not point.sign}
        parts = {("number", p.year) for p in points}
        parts |= {("day", 100 * p.month + p.day) if p.day else ("month", p.month) for p in points}
        return not self.lexicons or {Figure(kind, Decimal(part)) for kind, part in parts if part} <= printed

    @cached_property
    def _folded(self) -> dict[str, str]:
        return {
            source: folded("\n".join(" ".join(paragraph) for paragraph in text.paragraphs))
            for source, text in self.texts.items()
        }


def gather(loaded: Loaded, environ: Mapping[str, str] = os.environ) -> Evidence:
    """The texts of a loaded briefing that are at hand, first found first taken → Evidence."""
    places = [folder for folder in text_folders(loaded.root, environ) if folder.is_dir()]
    texts, unread, committed = {}, set(), set()
    for source in loaded.briefing.sources.values():
        path = next((place / source.file for place in places if (place / source.file).is_file()), None)
        if path is None:
            continue
        if path.parent == loaded.root / COMMITTED:
            committed.add(source.id)
        try:
            texts[source.id] = passages.cut(path.read_bytes())
        except UnicodeDecodeError:
            unread.add(source.id)
    lexicons = (lexicon(interface_words(loaded, lang)) for lang in loaded.briefing.settings.languages)
    known = {lang: found for lang, found in zip(loaded.briefing.settings.languages, lexicons, strict=True) if found}
    absent = [s for s in loaded.briefing.sources.values() if s.id not in texts and s.id not in unread]
    misnamed = _by_hash(absent, places) if absent else {}
    return Evidence(texts, frozenset(unread), frozenset(committed), known, misnamed)


def _by_hash(absent: Iterable[Source], places: Iterable[Path]) -> dict[str, str]:
    """The names of files in some folders that have the recorded hash of a source, by the source's id."""
    files = (path for place in places for path in sorted(place.iterdir()) if path.is_file())
    names = {hashlib.sha256(path.read_bytes()).hexdigest(): path.name for path in files}
    return {source.id: names[source.sha256] for source in absent if source.sha256 in names}


def stands_in(words: str, text: str) -> bool:
    """Whether words stand in a folded text, letter case and width aside, as words of their own; LLMs prints LLM."""
    wanted, pattern = _to_stand(words)
    return wanted in text and pattern.search(text) is not None


@lru_cache(maxsize=1 << 14)  # a name is looked for in many passages
def _to_stand(words: str) -> tuple[str, re.Pattern[str]]:
    wanted = folded(words)
    before = r"(?<![a-z0-9])" if wanted[:1].isascii() and wanted[:1].isalnum() else ""
    after = r"(?=s?(?![a-z0-9]))" if wanted[-1:].isascii() and wanted[-1:].isalnum() else ""
    return wanted, re.compile(f"{before}{re.escape(wanted)}{after}")


class Coverage(NamedTuple):
    """The sentences of a source that claims cite, that are set aside, and that are neither, as (paragraph, sentence)."""

    cited: frozenset[tuple[int, int]]
    set_aside: frozenset[tuple[int, int]]
    open: frozenset[tuple[int, int]]


def coverage(briefing: Briefing, source: Source) -> Coverage:
    """What claims and set-asides cover of a source's recorded passages. A passage that is both counts as cited."""
    shape = source.passages
    every = frozenset((p, s) for p, count in enumerate(shape, 1) for s in range(1, count + 1))
    cited = frozenset(s for _, citation in briefing.cited(source.id) for s in citation.at.sentences(shape))
    aside = (
        frozenset(
            s
            for at in source.set_aside
            if passages.LOCATOR.fullmatch(at)
            for s in passages.locator(at).sentences(shape)
        )
        - cited
    )
    return Coverage(cited, aside, every - cited - aside)


# ── Own words ────────────────────────────────────────────────────────────────────────────────────────────────────────


class Run(NamedTuple):
    """Words that a sentence of ours shares with a source text."""

    source: str
    words: str


class OwnWords:
    """Finds runs of words shared with the texts that may only be cited; names and figures do not count."""

    def __init__(self, briefing: Briefing, evidence: Evidence) -> None:
        restricted = [s.id for s in briefing.sources.values() if s.rights == "cite-only" and s.id in evidence.texts]
        self._texts = {
            source: tokens("\n".join(" ".join(p) for p in evidence.texts[source].paragraphs)) for source in restricted
        }
        self._seeds = _seeds(tuple(self._texts.items()))
        self._names = names(briefing)

    def shared(self, text: str) -> Run | None:
        """The first run that is too long to be our own words, or None."""
        words = tokens(text)
        for start in range(len(words) - RUN_TOKENS + 1):
            for source, at in self._seeds.get(words[start : start + RUN_TOKENS], ()):
                length = _common(words[start:], self._texts[source][at:])
                if self._weight(words[start : start + length]) >= RUN_WEIGHT:
                    return Run(source, _written(words[start : start + length]))
        return None

    def _weight(self, words: Sequence[str]) -> int:
        """Two for a Latin word, one for a Han character, nothing for names and figures."""
        weight = position = 0
        while position < len(words):
            word, length = words[position], self._names.at(words, position).length
            if not length and not word[0].isdigit():
                weight += 1 if re.match(f"[{HAN}]", word) else 2
            position += length or 1
        return weight


@lru_cache(maxsize=4)
def _seeds(texts: tuple[tuple[str, tuple[str, ...]], ...]) -> dict[tuple[str, ...], list[tuple[str, int]]]:
    """The sources and positions at which each row of so many words stands that a run begins with it."""
    found: dict[tuple[str, ...], list[tuple[str, int]]] = defaultdict(list)
    for source, words in texts:
        for start in range(len(words) - RUN_TOKENS + 1):
            found[words[start : start + RUN_TOKENS]].append((source, start))
    return found


def _written(words: Sequence[str]) -> str:
    """Words as a line of text: no space between two Han characters."""
    return re.sub(f"(?<=[{HAN}]) (?=[{HAN}])", "", " ".join(words))


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    """How many words two lists share from their start."""
    return next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def is_short_quote(quote: str) -> bool:
    """Whether a quote keeps within 12 words, or 24 Han characters."""
    found = tokens(quote)
    han = sum(1 for word in found if re.match(f"[{HAN}]", word))
    return len(found) - han <= QUOTE_WORDS and han <= QUOTE_HAN


def quoted_share(quotes: Iterable[str], text: passages.Text) -> float:
    """The share of a text's words that the quotes of it take, each quote counted once."""
    whole = sum(len(tokens(sentence)) for paragraph in text.paragraphs for sentence in paragraph)
    return sum(len(tokens(quote)) for quote in set(quotes)) / max(whole, 1)
