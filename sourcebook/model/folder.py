"""A data folder: the files in it, what they hold once they have been read, and where each value stands."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from ..problems import Place, Problem, nearest
from ..yamlfile import parse
from ..yamlfile.values import KeyPath
from .briefing import Briefing
from .fields import ID, RESERVED_IDS

SETTINGS = "briefing"
WORDS = "words"
# The folder of the source texts that may be published.
TEXTS = "texts"


class DataFile(NamedTuple):
    """A file of the data folder: its address, its name in messages, and its bytes."""

    address: str
    file: str
    data: bytes


@dataclass(frozen=True)
class DataFolder:
    """What every data folder has, sound or broken: its path, the problems of its shape, and its files by address."""

    root: Path
    problems: tuple[Problem, ...]
    files: dict[str, DataFile] = field(repr=False)
    _documents: dict[str, parse.Document] = field(default_factory=dict, init=False, repr=False, compare=False)

    def place(self, address: str, path: KeyPath = (), *, key: bool = False) -> Place:
        """The place of a value (or of its key) in the record at an address; the beginning of a file that is not there.

        The file is read a second time for this, from the bytes that were kept: few places are ever asked for.
        """
        data_file = self.files.get(address)
        if data_file is None:
            return Place(display_path(self.root / f"{address}.yml"))
        if address not in self._documents:
            self._documents[address] = parse.parse(data_file.data, data_file.file)
        return self._documents[address].place(path, key=key)


@dataclass(frozen=True)
class Loaded(DataFolder):
    """A data folder whose `briefing.yml` could be read: the briefing, its own interface words by name and language, and
    the line on which each claim begins, by the claim's address. Single records may still be missing (Briefing.hidden)."""

    briefing: Briefing
    words: dict[str, dict[str, str]] = field(default_factory=dict, repr=False)
    lines: dict[str, int] = field(default_factory=dict, repr=False)


@dataclass(frozen=True)
class Broken(DataFolder):
    """A data folder whose `briefing.yml` is missing or cannot be used: there is no briefing, and `problems` says why."""


def display_path(path: Path) -> str:
    """A path as messages name it: relative to the working directory where it lies below it, and with slashes."""
    relative = os.path.relpath(path)
    return (str(path) if relative.startswith("..") else relative).replace(os.sep, "/")


class RecordFile(NamedTuple):
    """A file that holds a record: the folder of its kind, the record's address, and the file's path."""

    folder: str
    address: str
    path: Path


class FolderScan:
    """Looks at the names in a data folder. `problems` are those of entries that may not stand there, `hidden` the
    addresses of the records that they were probably meant to be."""

    def __init__(self, root: Path, folders: list[str]) -> None:
        self.root = root
        self.folders = folders
        self.problems: list[Problem] = []
        self.hidden: set[str] = set()

    def record_files(self) -> Iterator[RecordFile]:
        """Each file that holds a record: folders in the order in which they were given, files by name."""
        for entry in sorted(self.root.iterdir()):
            self._check_top_entry(entry)
        for folder in self.folders:
            path = self.root / folder
            if not path.is_dir() or path.is_symlink():
                continue
            taken: dict[str, str] = {}
            for entry in sorted(path.iterdir()):
                if self._is_record(entry, taken):
                    yield RecordFile(folder, f"{folder}/{entry.stem}", entry)

    def _check_top_entry(self, entry: Path) -> None:
        """At the top stand the settings, the folders of the kinds, a README and the open texts, nothing else."""
        if entry.is_symlink():
            self._problem(entry, "is a symbolic link; data is read from plain files only", "plain_files")
        elif entry.is_dir() and entry.name not in (*self.folders, TEXTS) and not entry.name.startswith("."):
            near = nearest(entry.name, self.folders)
            # The records belong to the kind that was meant: links to them are not called unknown as well.
            self.hidden.update(f"{near}/{record.stem}" for record in entry.glob("*.yml"))
            hint = f"did you mean “{near}”?" if near else f"declare the kind in {SETTINGS}.yml"
            self._problem(entry, f"“{entry.name}” is not a kind of this briefing", "known_kinds", hint)
        elif entry.is_file() and entry.suffix in (".yml", ".yaml") and entry.stem not in (SETTINGS, WORDS):
            self._problem(entry, "is no record here", "known_files", "records stand in the folder of their kind")

    def _is_record(self, entry: Path, taken: dict[str, str]) -> bool:
        """Whether an entry of a kind's folder is a record with a safe name of its own; a problem where it should be.
        `taken` are the names of the records before it, by their lower-case ids."""
        if entry.name == "README.md" or (entry.name.startswith(".") and entry.suffix != ".yml"):
            return False
        if entry.is_symlink():
            self._problem(entry, "is a symbolic link; data is read from plain files only", "plain_files")
        elif entry.is_dir() or entry.suffix != ".yml":
            misnamed = entry.suffix in (".yaml", ".YML")
            hint = f"rename it to {entry.stem}.yml" if misnamed else "a record is a file ID.yml"
            self._problem(entry, "is not a record", "known_files", hint)
        elif (reason := _reason_against_id(entry.stem)) is not None:
            self._problem(entry, f"the id “{entry.stem}” {reason}", "safe_ids", "rename the file")
        elif (other := taken.get(entry.stem.lower())) is not None:
            says = f"its address differs only in case from that of {other}"
            self._problem(entry, says, "one_address_each", "give one of the two another id")
        else:
            taken[entry.stem.lower()] = entry.name
            return True
        meant_id = re.split(r"[.]ya?ml", entry.name, maxsplit=1, flags=re.IGNORECASE)[0]
        self.hidden.add(f"{entry.parent.name}/{meant_id}")
        return False

    def _problem(self, path: Path, says: str, rule: str, hint: str = "") -> None:
        self.problems.append(Problem(Place(display_path(path)), says, rule, hint))


def _reason_against_id(stem: str) -> str | None:
    """Why an id cannot be an address on every system, or None."""
    if not re.fullmatch(ID, stem):
        return "is not made of ASCII letters and digits with single hyphens or points between them"
    if stem.partition(".")[0].lower() in RESERVED_IDS:
        return "is reserved by some systems or by this site"
    return None
