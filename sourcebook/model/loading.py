"""A folder → a Briefing, the place of every value in it, and the problems of its shape.

`load` never raises for bad data: a record too broken to read is left out, its address is remembered as `hidden` (so that
links to it are not called unknown), and one problem a fault says what is wrong with it.
"""

from __future__ import annotations

import gc
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import BaseModel, ValidationError

from .. import model
from ..problems import Place, Problem, did_you_mean, nearest
from ..values.languages import unknown_part
from ..yamlfile import parse as reading
from .validation import shape_problems

SETTINGS = "briefing"
WORDS = "words"


class DataFile(NamedTuple):
    """A file of the data folder: its address, its name in messages, and its bytes."""

    address: str
    file: str
    data: bytes


@dataclass(frozen=True)
class Loaded:
    """What a data folder held. `briefing` is None only if `briefing.yml` itself cannot be read; `lines` are the lines on
    which claims begin, by address."""

    root: Path
    briefing: model.Briefing | None
    problems: tuple[Problem, ...]
    files: dict[str, DataFile] = field(repr=False)
    words: dict[str, dict[str, str]] = field(default_factory=dict, repr=False)
    lines: dict[str, int] = field(default_factory=dict, repr=False)
    _documents: dict[str, reading.Document] = field(default_factory=dict, repr=False)

    def place(self, address: str, path: reading.KeyPath = (), *, key: bool = False) -> Place:
        """Where a value (or its key) of a record stands. Read again from the bytes kept: places are seldom asked for."""
        found = self.files.get(address)
        if found is None:
            return Place(shown(self.root / f"{address}.yml"))
        if address not in self._documents:
            self._documents[address] = reading.parse(found.data, found.file)
        return self._documents[address].place(path, key=key)


def shown(path: Path) -> str:
    """A path as messages name it: from the working directory if it lies below it."""
    relative = os.path.relpath(path)
    return (str(path) if relative.startswith("..") else relative).replace(os.sep, "/")


class Known(NamedTuple):
    """A record that was read before: the bytes and the class it was made of, and the lines of its claims."""

    data: bytes
    record_class: type[BaseModel]
    record: Any
    lines: dict[str, int]


def load(root: Path, known: dict[str, Known] | None = None) -> Loaded:
    """The data folder of a briefing → Loaded. Reads every file once, and writes nothing.

    What stands in `known`, by address, is not parsed again while its bytes are the same; records are never changed, so
    that briefings may share them. `known` is brought up to date for the next time.
    """
    with collector_at_rest():
        return _Loader(Path(root), {} if known is None else known).loaded()


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """The garbage collector switched off for a while. Reading and checking make millions of objects and no garbage cycles;
    without the collector, reading takes a third of the time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


class _Loader:
    def __init__(self, root: Path, known: dict[str, Known]) -> None:
        self.root = root
        self.known = known
        self.problems: list[Problem] = []
        self.files: dict[str, DataFile] = {}
        self.hidden: set[str] = set()
        self.lines: dict[str, int] = {}

    def loaded(self) -> Loaded:
        settings = self.settings()
        if settings is None:
            return Loaded(self.root, None, tuple(self.problems), self.files)
        records: dict[str, dict[str, model.Record]] = {model.SOURCES: {}, model.QUESTIONS: {}, "entities": {}}
        for folder, address, path in self.record_files(settings):
            record = self.record(address, path, record_class(settings, address))
            if record is not None:
                records[folder if folder in records else "entities"][address] = record
        words = self.words()
        briefing = model.Briefing(
            settings, records["entities"], records[model.SOURCES], records[model.QUESTIONS], frozenset(self.hidden)
        )
        return Loaded(self.root, briefing, tuple(self.problems), self.files, words, self.lines)

    def settings(self) -> model.Settings | None:
        path = self.root / f"{SETTINGS}.yml"
        if not path.is_file() or path.is_symlink():
            says = "is missing; it says what this briefing is made of" if not path.exists() else "is not a plain file"
            self.problem(path, says, "plain_files")
            return None
        settings = self.record(SETTINGS, path, model.Settings)
        if settings is not None:
            for kind in settings.kinds:
                if kind in model.RESERVED_KINDS or kind in settings.languages:
                    place = self.document(SETTINGS).place(("kinds", kind), key=True)
                    says = f"the kind “{kind}” would take an address that the site keeps for itself"
                    self.problems.append(Problem(place, says, "safe_ids", "give the folder another name"))
            if misdeclared := [*self.misdeclared(settings)]:  # else everything that uses the right word would be wrong
                self.problems.extend(misdeclared)
                return None
        return settings

    def misdeclared(self, settings: model.Settings) -> Iterator[Problem]:
        """Kinds and languages that are there under another name than the settings declare, and tags of no language."""
        place = self.document(SETTINGS).place
        for lang, told in settings.languages.items():
            if part := unknown_part(told.tag):
                says = f"“{part}” in “{told.tag}” is no language, script or region"
                yield Problem(place(("languages", lang, "tag")), says, "known_language_tags", "as en, zh-Hans or en-GB")
        folders = {entry.name for entry in self.root.iterdir() if entry.is_dir()} - {*settings.kinds}
        for kind in settings.kinds:
            if not (self.root / kind).is_dir() and (near := nearest(kind, folders)):
                says = f"the kind “{kind}” has no folder, and the folder “{near}” no kind"
                yield Problem(place(("kinds", kind), key=True), says, "known_kinds", f"did you mean “{near}”?")
        written = [settings.title, settings.description, *(kind.name for kind in settings.kinds.values())]
        for lang in settings.languages:
            instead = set.intersection(*map(set, written)) - {*settings.languages}
            if instead and not any(lang in texts for texts in written):
                says = f"nothing is written in “{lang}”, and everything in {', '.join(sorted(instead))}"
                hint = did_you_mean(lang, instead) or "write the code that the texts have"
                yield Problem(place(("languages", lang), key=True), says, "known_languages", hint)

    def words(self) -> dict[str, dict[str, str]]:
        """The briefing's own interface words (`data/words.yml`), or nothing."""
        path = self.root / f"{WORDS}.yml"
        found = self.record(WORDS, path, model.InterfaceWords) if path.is_file() else None
        return found.root if found is not None else {}

    def record_files(self, settings: model.Settings) -> Iterator[tuple[str, str, Path]]:
        """(folder, address, path) of each record file, folders in the order of their kinds, files by name."""
        folders = [*settings.kinds, model.SOURCES, model.QUESTIONS]
        for entry in sorted(self.root.iterdir()):
            self.top_entry(entry, folders)
        for folder in folders:
            path = self.root / folder
            if path.is_dir() and not path.is_symlink():
                seen: dict[str, str] = {}
                for entry in sorted(path.iterdir()):
                    if self.is_record(entry, seen):
                        yield folder, f"{folder}/{entry.stem}", entry

    def top_entry(self, entry: Path, folders: list[str]) -> None:
        """What may stand at the top of the data folder: its settings, the folders, a README and the open texts."""
        if entry.is_symlink():
            self.problem(entry, "is a symbolic link; data is read from plain files only", "plain_files")
        elif entry.is_dir() and entry.name not in (*folders, "texts") and not entry.name.startswith("."):
            near = nearest(entry.name, folders)
            self.hidden.update(f"{near}/{record.stem}" for record in entry.glob("*.yml"))  # that is where they belong
            hint = f"did you mean “{near}”?" if near else f"declare the kind in {SETTINGS}.yml"
            self.problem(entry, f"“{entry.name}” is not a kind of this briefing", "known_kinds", hint)
        elif entry.is_file() and entry.suffix in (".yml", ".yaml") and entry.stem not in (SETTINGS, WORDS):
            self.problem(entry, "is no record here", "known_files", "records stand in the folder of their kind")

    def is_record(self, entry: Path, seen: dict[str, str]) -> bool:
        """Whether a file in a kind's folder is a record with a safe name of its own; a problem if it should be."""
        if entry.name == "README.md" or (entry.name.startswith(".") and entry.suffix != ".yml"):
            return False
        if entry.is_symlink():
            self.problem(entry, "is a symbolic link; data is read from plain files only", "plain_files")
        elif entry.is_dir() or entry.suffix != ".yml":
            hint = (
                f"rename it to {entry.stem}.yml" if entry.suffix in (".yaml", ".YML") else "a record is a file ID.yml"
            )
            self.problem(entry, "is not a record", "known_files", hint)
        elif (reason := _unsafe(entry.stem)) is not None:
            self.problem(entry, f"the id “{entry.stem}” {reason}", "safe_ids", "rename the file")
        elif entry.stem.lower() in seen:
            says = f"its address differs only in case from that of {seen[entry.stem.lower()]}"
            self.problem(entry, says, "one_address_each", "give one of the two another id")
        else:
            seen[entry.stem.lower()] = entry.name
            return True
        self.hidden.add(f"{entry.parent.name}/{re.split(r'[.]ya?ml', entry.name, maxsplit=1, flags=re.IGNORECASE)[0]}")
        return False

    def record(self, address: str, path: Path, record_class: type[BaseModel]) -> Any:
        """The record in a file, or None and its problems."""
        data = self.read(address, path)
        if data is None:
            return None
        found = self.known.get(address)
        if found is None or (found.data, found.record_class) != (data, record_class):
            found = self.parsed(address, record_class)
            if found is None:
                self.known.pop(address, None)
                self.hidden.add(address)
                return None
            self.known[address] = found
        self.lines |= found.lines
        return found.record

    def parsed(self, address: str, record_class: type[BaseModel]) -> Known | None:
        """The record that the bytes of a file make, or None and its problems."""
        try:
            document = self.document(address)
        except reading.Unreadable as error:
            self.problems.append(error.problem)
            return None
        if not isinstance(document.value, dict):
            place = Place(document.file)
            self.problems.append(Problem(place, "a record is a list of keys with values, as “name:”", "shape"))
        else:
            addressed = "address" in record_class.model_fields
            raw = {**document.value, "/address": address} if addressed else document.value
            try:
                record = record_class.model_validate(raw)
                return Known(self.files[address].data, record_class, record, _claim_lines(address, document))
            except ValidationError as error:
                self.problems.extend(shape_problems(error, document, record_class))
        return None

    def read(self, address: str, path: Path) -> bytes | None:
        file = shown(path)
        try:
            data = reading.read_bytes(path, file)
        except reading.Unreadable as error:
            self.problems.append(error.problem)
            self.hidden.add(address)
            return None
        self.files[address] = DataFile(address, file, data)
        return data

    def document(self, address: str) -> reading.Document:
        found = self.files[address]
        return reading.parse(found.data, found.file)

    def problem(self, path: Path, says: str, rule: str, hint: str = "") -> None:
        self.problems.append(Problem(Place(shown(path)), says, rule, hint))


def record_class(settings: model.Settings, address: str) -> type[BaseModel]:
    """The class of the record that stands at an address of the data folder."""
    whole = {SETTINGS: model.Settings, WORDS: model.InterfaceWords}
    if address in whole:
        return whole[address]
    folder = address.partition("/")[0]
    shared = {model.SOURCES: model.Source, model.QUESTIONS: model.Question}
    return shared.get(folder) or model.ENTITY_CLASSES[settings.kinds[folder].shape]


def _claim_lines(address: str, document: reading.Document) -> dict[str, int]:
    """The line of each claim in a record, by the claim's address: every page shows them, so they are kept."""
    claims = document.root.inside.get("claims")
    return {f"{address}/{key}": spot.key[0] for key, spot in claims.inside.items()} if claims else {}


def _unsafe(stem: str) -> str | None:
    """Why an id cannot be an address on every system, or None."""
    if not re.fullmatch(model.ID, stem):
        return "is not made of ASCII letters and digits with single hyphens or points between them"
    if stem.split(".")[0].lower() in model.RESERVED_IDS:
        return "is reserved by some systems or by this site"
    return None
