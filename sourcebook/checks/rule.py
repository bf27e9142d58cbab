"""What a rule is, what it looks at, what it finds, and the walks over records that rules share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Literal, NamedTuple

from ..evidence.mentions import NameIndex, bearers_of_names
from ..evidence.own_words import OwnWords
from ..evidence.texts import Evidence
from ..model import Briefing, Claim, Naming, namings
from ..model.history import ReadLog
from ..model.loading import KnownRecord
from ..yamlfile.values import KeyPath
from .multilingual import (
    MonolingualText,
    MultilingualText,
    addressed_records,
    is_comparable,
    monolingual_texts,
    multilingual_texts,
)


class RecordPath(NamedTuple):
    """A value in a record: the record's address and the path of keys; what stands inside the value belongs to it."""

    address: str
    path: KeyPath = ()


class Fault(NamedTuple):
    """A record's address, the path of keys to the value at fault in it, what is the matter, what to write; `key`: the
    place to be shown is that of the value's key.

    A rule that compares a value with other values, in other places, names those under `depends_on`. If one of them is at
    fault itself, the reader is told of that one only: mended, it may mend this one too.
    """

    address: str
    path: KeyPath
    says: str
    hint: str = ""
    key: bool = False
    level: Literal["error", "warning"] = "error"
    depends_on: tuple[RecordPath, ...] = ()


# ── What rules look at ───────────────────────────────────────────────────────────────────────────────────────────────


@dataclass
class Memory:
    """What a program that checks the same folder again and again (a server) keeps from one time to the next: the records
    read before, by address, the log of each data folder, and what was found in texts. It only saves time: nothing that is
    told depends on it."""

    records: dict[str, KnownRecord] = field(default_factory=dict)
    logs: dict[Path, ReadLog] = field(default_factory=dict)
    evidence: Evidence | None = None
    _names: NameIndex | None = None
    _own_words: OwnWords | None = None

    def names(self, briefing: Briefing) -> NameIndex:
        """The names in a briefing; the same index as before while they are the same."""
        bearers = bearers_of_names(briefing)
        if self._names is None or self._names.bearers != bearers:
            self._names = NameIndex(bearers)
        return self._names

    def own_words(self, briefing: Briefing, evidence: Evidence) -> OwnWords:
        """What finds runs of words shared with the texts that may only be cited; the same as before while these texts
        and the names are the same."""
        restricted = [source.id for source in briefing.sources.values() if source.rights == "cite-only"]
        texts = {source: evidence.texts[source] for source in restricted if source in evidence.texts}
        names, known = self.names(briefing), self._own_words
        if known is None or known.names is not names or known.texts != texts:
            known = self._own_words = OwnWords(texts, names)
        return known


@dataclass(frozen=True)
class Case:
    """What every rule of one run looks at: a briefing, the evidence, and the texts that stand in several languages. What
    several rules need of them is worked out once, and kept here."""

    briefing: Briefing
    evidence: Evidence
    texts: tuple[MultilingualText, ...]
    memory: Memory

    @cached_property
    def monolingual(self) -> tuple[MonolingualText, ...]:
        """Every text, language by language; what is in a language that the briefing has not is left out."""
        return tuple(one for text in self.texts for one in monolingual_texts(self.briefing, text))

    @cached_property
    def namings(self) -> tuple[tuple[str, Naming], ...]:
        """Every id and address in a record that names something, with the address of the record: which ones, the types of
        the fields say."""
        records = addressed_records(self.briefing)
        return tuple((address, naming) for address, record in records for naming in namings(record))

    @cached_property
    def comparable(self) -> tuple[MultilingualText, ...]:
        """The sentences of which each language is compared with the others."""
        return tuple(text for text in self.texts if is_comparable(self.briefing, text))

    @cached_property
    def names(self) -> NameIndex:
        """Where the texts name entities."""
        return self.memory.names(self.briefing)

    @cached_property
    def own_words(self) -> OwnWords:
        """What finds runs of words that are not our own."""
        return self.memory.own_words(self.briefing, self.evidence)


def case_of(briefing: Briefing, evidence: Evidence, memory: Memory | None = None) -> Case:
    """A briefing and the evidence → what the rules look at."""
    return Case(briefing, evidence, multilingual_texts(briefing), memory or Memory())


RuleFunction = Callable[[Case], Iterator[Fault]]


def claims(briefing: Briefing) -> Iterator[tuple[Claim, KeyPath]]:
    """Every claim, and the path to it in its file."""
    return ((claim, ("claims", claim.key)) for claim in briefing.claims.values())


def naming(*addresses: str) -> tuple[RecordPath, ...]:
    """Where the names of entities stand: a wrong name is at fault in all that looks for the name."""
    return tuple(RecordPath(address, (field,)) for address in addresses for field in ("name", "aliases", "translated"))
