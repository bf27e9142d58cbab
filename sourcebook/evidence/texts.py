"""The source texts that are at hand, and what they print.

A text that may not be published is looked for outside the project, by its file's name. What can be proved without any
text (the recorded shape of its passages) is proved without; it is never an error that a text is not at hand.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from ..i18n.messages import words as interface_words
from ..model import Briefing, Source
from ..model.loading import Loaded
from ..values import passages
from ..values.edtf import When
from ..values.text import folded
from .lexicon import lexicon_for
from .numbers import figures_of_date, years_of_date
from .printed import stands_in
from .reader import TextReader

ENVIRONMENT = "SOURCEBOOK_TEXTS"
COMMITTED = "texts"


def text_folders(root: Path, environ: Mapping[str, str] = os.environ) -> list[Path]:
    """Where texts are looked for: the data folder's own `texts/`, the folders of SOURCEBOOK_TEXTS, `texts/` beside."""
    named = (Path(folder) for folder in environ.get(ENVIRONMENT, "").split(os.pathsep) if folder)
    return [root / COMMITTED, *named, root.parent / COMMITTED]


@dataclass(frozen=True)
class Evidence:
    """The texts at hand, by source id. `unread` are those found but not UTF-8, `committed` those in the data folder;
    `readers` find figures and words of reserve, by language; `misnamed` are the names of files that have the recorded
    hash of a source whose own file is not at hand."""

    texts: Mapping[str, passages.Text]
    unread: frozenset[str] = frozenset()
    committed: frozenset[str] = frozenset()
    readers: Mapping[str, TextReader] = field(default_factory=dict)
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

    def reads(self, tag: str) -> bool:
        """Whether figures and words of reserve are found in texts of a language, by its BCP 47 tag."""
        return tag.partition("-")[0] in {lang.partition("-")[0] for lang in self.readers}

    def prints(self, name: str, sources: Iterable[str] = ()) -> bool:
        """Whether one of the texts (or of the named ones) at hand prints a name, letter case and width aside."""
        texts = (self._folded[source] for source in (tuple(sources) or self.texts) if source in self.texts)
        return any(stands_in(name, text) for text in texts)

    def prints_date(self, source: str, date: When) -> bool:
        """Whether a text at hand prints the year, month and day of a date, as far as they are not marked as doubtful.
        True where no language is known in which to look for them."""
        text = " ".join(sentence for paragraph in self.texts[source].paragraphs for sentence in paragraph)
        printed = frozenset().union(*(reader.figures(text) for reader in self.readers.values()))
        return not self.readers or figures_of_date(date) | years_of_date(date) <= printed

    @cached_property
    def _folded(self) -> dict[str, str]:
        """Each text as names are looked for in it."""
        return {
            source: folded("\n".join(" ".join(paragraph) for paragraph in text.paragraphs))
            for source, text in self.texts.items()
        }


def gather(loaded: Loaded, environ: Mapping[str, str] = os.environ, before: Evidence | None = None) -> Evidence:
    """The texts of a loaded briefing that are at hand, first found first taken → Evidence. What equals what was gathered
    `before` is that, with all that was found in it since."""
    places = [folder for folder in text_folders(loaded.root, environ) if folder.is_dir()]
    texts: dict[str, passages.Text] = {}
    unread, committed = set(), set()
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
    absent = [s for s in loaded.briefing.sources.values() if s.id not in texts and s.id not in unread]
    readers = _readers(loaded, before.readers if before else {})
    found = Evidence(texts, frozenset(unread), frozenset(committed), readers, _by_hash(absent, places))
    return before if before is not None and before == found else found


def _readers(loaded: Loaded, before: Mapping[str, TextReader]) -> dict[str, TextReader]:
    """A reader for each language of a briefing whose figures and words of reserve are known."""
    readers: dict[str, TextReader] = {}
    for lang in loaded.briefing.settings.languages:
        lexicon = lexicon_for(loaded, lang)
        if lexicon is not None:
            reader = TextReader(lexicon, interface_words(loaded, lang).locale)
            readers[lang] = before[lang] if before.get(lang) == reader else reader
    return readers


def _by_hash(absent: list[Source], places: Iterable[Path]) -> dict[str, str]:
    """The names of files in some folders that have the recorded hash of a source, by the source's id."""
    if not absent:
        return {}
    files = (path for place in places for path in sorted(place.iterdir()) if path.is_file())
    names = {hashlib.sha256(path.read_bytes()).hexdigest(): path.name for path in files}
    return {source.id: names[source.sha256] for source in absent if source.sha256 in names}
