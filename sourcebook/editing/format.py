"""Data files in their one canonical form: what `yamlfile.canonical` says of any YAML file, and what the model adds.

The keys of a record stand as its class declares them. What is keyed by the editors (claims, positions, languages, kinds)
stands as they wrote it. An empty line stands above each claim but the first that is written over several lines.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from .. import model
from ..model import loading
from ..model.memory import garbage_collection_paused
from ..problems import Problem
from ..yamlfile.canonical import canonical
from ..yamlfile.parse import Unreadable, parse
from ..yamlfile.values import KeyPath
from .modeline import schema_folder, with_modeline
from .write_files import FileChange, Refused


class Formatting(NamedTuple):
    """The files that are not in canonical form, as changes, and what is wrong with those that cannot be read."""

    changes: tuple[FileChange, ...]
    problems: tuple[Problem, ...]


def format_files(loaded: loading.Loaded, addresses: Iterable[str]) -> Formatting:
    """Files of a loaded data folder, by their addresses → Formatting; writes nothing."""
    changes, problems = [], []
    has_schemas = schema_folder(loaded.root).is_dir()
    with garbage_collection_paused():
        for address in addresses:
            found = loaded.files[address]
            try:
                new = formatted(found.data, found.file, loading.record_class(loaded.briefing.settings, address))
                new = with_modeline(new, address) if has_schemas else new
            except Unreadable as error:
                problems.append(error.problem)
                continue
            if new != found.data:
                changes.append(FileChange(loaded.root / f"{address}.yml", found.data, new))
    return Formatting(tuple(changes), tuple(problems))


def below(loaded: loading.Loaded, path: Path) -> list[str]:
    """The addresses of the data files that a path names: itself, or those in the folder. Refused if there is none."""
    wanted = path.resolve()
    files = {address: (loaded.root / f"{address}.yml").resolve() for address in loaded.files}
    found = [address for address, file in files.items() if wanted in (file, *file.parents)]
    if not found:
        raise Refused(f"{path} is no data file of {loading.display_path(loaded.root)}/, nor a folder of them")
    return found


def formatted(data: bytes, file: str, record_class: type) -> bytes:
    """A data file's bytes and the class of its record → the bytes in canonical form; the same again for those.

    Unreadable for what is not data; keys that the class does not know stand last.
    """
    order: dict[KeyPath, tuple[str, ...]] = {}
    claims: set[KeyPath] = set()
    for part in model.parts(parse(data, file).value, record_class):
        if part.record:
            order[part.path] = part.record.keys()
        if part.record is model.Claim:
            claims.add(part.path)
    return canonical(data, file, order, set_apart=claims)
