"""A folder → a Briefing, the place of every value in it, and the problems of its shape.

`load` never raises for bad data. A record too broken to read is left out, and its address is remembered in
`Briefing.hidden`, so that links to it are not called unknown. One problem for each fault says what is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple, TypeVar

from pydantic import BaseModel, ValidationError

from ..problems import Place, Problem, did_you_mean, nearest
from ..values.languages import unknown_part
from ..yamlfile import parse
from ..yamlfile.values import Value
from .briefing import Briefing
from .fields import OWN_ADDRESS, QUESTIONS, RESERVED_KINDS, SOURCES
from .folder import (
    SETTINGS,
    TEXTS,
    WORDS,
    Broken,
    DataFile,
    DataFolder,
    FolderScan,
    Loaded,
    display_path,
)
from .memory import garbage_collection_paused
from .records import ENTITY_CLASSES, Entity, InterfaceWords, Question, Settings, Source
from .validation import shape_problems

__all__ = [
    "SETTINGS",
    "TEXTS",
    "WORDS",
    "Broken",
    "DataFile",
    "DataFolder",
    "KnownRecord",
    "Loaded",
    "Loader",
    "display_path",
    "load",
    "record_class",
]

Model = TypeVar("Model", bound=BaseModel)


class KnownRecord(NamedTuple):
    """A record that was read before: the bytes and the class it was made of, and the lines of its claims."""

    data: bytes
    record_class: type[BaseModel]
    record: BaseModel
    lines: dict[str, int]


def load(root: Path, known: dict[str, KnownRecord] | None = None) -> Loaded | Broken:
    """The data folder of a briefing → Loaded, or Broken where `briefing.yml` cannot be used. Reads every file once, and
    writes nothing.

    What stands in `known`, by address, is not parsed again while its bytes are the same; records are never changed, so
    that briefings may share them. `known` is brought up to date for the next time.
    """
    with garbage_collection_paused():
        return Loader(Path(root), {} if known is None else known).load()


class Loader:
    """Reads the files of one data folder, and gathers on the way: `problems`, `files` by address, `hidden` (the
    addresses of records that could not be read) and `lines` (of claims, by address)."""

    def __init__(self, root: Path, known: dict[str, KnownRecord]) -> None:
        self.root = root
        self.known = known
        self.problems: list[Problem] = []
        self.files: dict[str, DataFile] = {}
        self.hidden: set[str] = set()
        self.lines: dict[str, int] = {}

    def load(self) -> Loaded | Broken:
        """The whole folder."""
        settings = self._settings()
        if settings is None:
            return Broken(self.root, tuple(self.problems), self.files)
        entities: dict[str, Entity] = {}
        sources: dict[str, Source] = {}
        questions: dict[str, Question] = {}
        scan = FolderScan(self.root, [*settings.kinds, SOURCES, QUESTIONS])
        for folder, address, path in scan.record_files():
            if folder == SOURCES:
                self._add(sources, address, path, Source)
            elif folder == QUESTIONS:
                self._add(questions, address, path, Question)
            else:
                self._add(entities, address, path, ENTITY_CLASSES[settings.kinds[folder].shape])
        words = self._interface_words()
        hidden = frozenset(self.hidden | scan.hidden)
        briefing = Briefing(settings, entities, sources, questions, hidden)
        problems = (*self.problems, *scan.problems)
        return Loaded(self.root, problems, self.files, briefing, words, self.lines)

    def _settings(self) -> Settings | None:
        """What `briefing.yml` declares; None, and problems, where nothing can be read with it."""
        path = self.root / f"{SETTINGS}.yml"
        if not path.is_file() or path.is_symlink():
            says = "is missing; it says what this briefing is made of" if not path.exists() else "is not a plain file"
            self.problems.append(Problem(Place(display_path(path)), says, "plain_files"))
            return None
        settings = self.record(SETTINGS, path, Settings)
        if settings is None:
            return None
        document = self._document(SETTINGS)
        self.problems.extend(_taken_names(settings, document))
        wrong_names = [*_wrong_names(settings, document, self.root)]
        self.problems.extend(wrong_names)
        # With a wrong name here, every record that uses the right one would be called wrong.
        return None if wrong_names else settings

    def _interface_words(self) -> dict[str, dict[str, str]]:
        """The briefing's own interface words (`data/words.yml`), or nothing."""
        path = self.root / f"{WORDS}.yml"
        words = self.record(WORDS, path, InterfaceWords) if path.is_file() else None
        return words.root if words is not None else {}

    def _add(self, records: dict[str, Model], address: str, path: Path, record_class: type[Model]) -> None:
        record = self.record(address, path, record_class)
        if record is not None:
            records[address] = record

    def record(self, address: str, path: Path, record_class: type[Model]) -> Model | None:
        """The record in a file, or None and its problems."""
        data = self._read(address, path)
        if data is None:
            return None
        known = self.known.get(address)
        if known is None or known.data != data or known.record_class is not record_class:
            known = self._parsed(address, record_class)
            if known is None:
                self.known.pop(address, None)
                self.hidden.add(address)
                return None
            self.known[address] = known
        self.lines |= known.lines
        assert isinstance(known.record, record_class)
        return known.record

    def _parsed(self, address: str, record_class: type[BaseModel]) -> KnownRecord | None:
        """The record that the bytes of a file make, or None and its problems."""
        try:
            document = self._document(address)
        except parse.Unreadable as error:
            self.problems.append(error.problem)
            return None
        if not isinstance(document.value, dict):
            says = "a record is a list of keys with values, as “name:”"
            self.problems.append(Problem(Place(document.file), says, "shape"))
            return None
        raw: dict[str, Value] = dict(document.value)
        if "address" in record_class.model_fields:
            raw[OWN_ADDRESS] = address
        try:
            record = record_class.model_validate(raw)
        except ValidationError as error:
            self.problems.extend(shape_problems(error, document, record_class))
            return None
        return KnownRecord(self.files[address].data, record_class, record, _claim_lines(address, document))

    def _read(self, address: str, path: Path) -> bytes | None:
        """The bytes of a file, or None and its problem."""
        file = display_path(path)
        try:
            data = parse.read_bytes(path, file)
        except parse.Unreadable as error:
            self.problems.append(error.problem)
            self.hidden.add(address)
            return None
        self.files[address] = DataFile(address, file, data)
        return data

    def _document(self, address: str) -> parse.Document:
        data_file = self.files[address]
        return parse.parse(data_file.data, data_file.file)


def record_class(settings: Settings, address: str) -> type[BaseModel]:
    """The class of the record that stands at an address of the data folder. KeyError where none can stand there."""
    if address == SETTINGS:
        return Settings
    if address == WORDS:
        return InterfaceWords
    folder = address.partition("/")[0]
    if folder == SOURCES:
        return Source
    if folder == QUESTIONS:
        return Question
    return ENTITY_CLASSES[settings.kinds[folder].shape]


def _taken_names(settings: Settings, document: parse.Document) -> Iterator[Problem]:
    """Kinds whose folder would stand where the site has pages of its own."""
    for kind in settings.kinds:
        if kind in RESERVED_KINDS or kind in settings.languages:
            says = f"the kind “{kind}” would take an address that the site keeps for itself"
            place = document.place(("kinds", kind), key=True)
            yield Problem(place, says, "safe_ids", "give the folder another name")


def _wrong_names(settings: Settings, document: parse.Document, root: Path) -> Iterator[Problem]:
    """Tags of no language, and kinds and languages that the data has under another name than the settings declare."""
    for lang, language in settings.languages.items():
        if part := unknown_part(language.tag):
            says = f"“{part}” in “{language.tag}” is no language, script or region"
            place = document.place(("languages", lang, "tag"))
            yield Problem(place, says, "known_language_tags", "as en, zh-Hans or en-GB")
    undeclared = {entry.name for entry in root.iterdir() if entry.is_dir()} - {*settings.kinds}
    for kind in settings.kinds:
        if not (root / kind).is_dir() and (near := nearest(kind, undeclared)):
            says = f"the kind “{kind}” has no folder, and the folder “{near}” no kind"
            yield Problem(document.place(("kinds", kind), key=True), says, "known_kinds", f"did you mean “{near}”?")
    texts = [settings.title, settings.description, *(kind.name for kind in settings.kinds.values())]
    for lang in settings.languages:
        instead = set.intersection(*map(set, texts)) - {*settings.languages}
        if instead and not any(lang in text for text in texts):
            says = f"nothing is written in “{lang}”, and everything in {', '.join(sorted(instead))}"
            hint = did_you_mean(lang, instead) or "write the code that the texts have"
            yield Problem(document.place(("languages", lang), key=True), says, "known_languages", hint)


def _claim_lines(address: str, document: parse.Document) -> dict[str, int]:
    """The line of each claim in a record, by the claim's address: every page shows them, so they are kept."""
    claims = document.root.inside.get("claims")
    if claims is None:
        return {}
    return {f"{address}/{key}": spot.key[0] for key, spot in claims.inside.items()}
