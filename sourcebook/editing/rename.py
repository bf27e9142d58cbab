"""Give a record, a claim or a position another address: the file moves, every link follows, former addresses lead there."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import NamedTuple

from .. import checks, model
from ..evidence.texts import COMMITTED, ENVIRONMENT
from ..model import ADDRESS, QUESTIONS, SOURCES, VALUE_RANGES, Briefing, page_of
from ..model import loading as load
from ..problems import Place, Problem, did_you_mean, errors
from ..yamlfile import parse as reading
from ..yamlfile.edit import Order, Rewrite, edited
from ..yamlfile.parse import KeyPath
from . import prose
from .modeline import schema_folder, with_modeline
from .write_files import FileChange, Refused

PARTS = ("claims", "positions")


class Left(NamedTuple):
    """A place that still names the old address in words: a comment, a text, a guide. Only a person can judge it."""

    place: Place
    line: str


@dataclass(frozen=True)
class Renaming:
    """What a renaming does: the changes, ready to be written, and the places that are left to a person."""

    old: str
    new: str
    changes: tuple[FileChange, ...]
    left: tuple[Left, ...]


def docs_folder(data: Path) -> Path:
    """A data folder → the folder of the hand-written pages of the same briefing: `docs`, beside it."""
    return data.absolute().parent / "docs"


def rename(data: Path, docs: Path, old: str, new: str, step: Callable[[str], object] = lambda words: None) -> Renaming:
    """A data folder, the folder of hand-written pages, the address now, the address to be → Renaming; writes nothing.

    Addresses are those of entities, sources (the bare id will do), questions, claims and positions. `step` is told what
    is being done. Refused, with the reason, where the data has errors, before or after.
    """
    step("checking the data")
    examined = checks.examine(data)
    loaded, wrong = examined.loaded, errors(examined.problems)
    if isinstance(loaded, load.Broken) or wrong:
        raise Refused("the data has errors; mend them first", problems=wrong)
    briefing = loaded.briefing
    old, new = _whole_addresses(briefing, old, new)
    _require_possible(briefing, old, new)
    step("rewriting the links")
    changes = planned(loaded, docs, old, new)
    step("checking the result")
    after = _changed_copy(examined, changes)
    if wrong := errors(after):
        raise Refused(f"“{old}” cannot become “{new}”: the data would have errors then", problems=wrong)
    return Renaming(old, new, tuple(changes), tuple(_left(loaded, docs, old, changes)))


def planned(loaded: load.Loaded, docs: Path, old: str, new: str) -> list[FileChange]:
    """The changes that give an address of sound data a new one that is free; what they would break is not looked at."""
    move = partial(_moved, old, new)
    return [*_data_changes(loaded, old, new, move), *prose.changes(docs, move)]


def _whole_addresses(briefing: Briefing, old: str, new: str) -> tuple[str, str]:
    """Both as whole addresses: a bare id is that of a source."""
    if "/" not in old and briefing.find_source(old):
        old = f"{SOURCES}/{old}"
    return old, f"{SOURCES}/{new}" if "/" not in new and _folder(old) == SOURCES else new


def _moved(old: str, new: str, address: str) -> str:
    """An address after the renaming; what stands below the old address moves along."""
    return new + address[len(old) :] if address == old or address.startswith(f"{old}/") else address


# ── What may be renamed, to what ─────────────────────────────────────────────────────────────────────────────────────


def _require_possible(briefing: Briefing, old: str, new: str) -> None:
    if old not in briefing.addresses:
        now = briefing.now(old)
        hint = f"it is {now} now" if now else did_you_mean(old, briefing.addresses)
        raise Refused(f"“{old}” is not an address", hint)
    if not re.fullmatch(ADDRESS, new):
        raise Refused(
            f"“{new}” is not an address",
            "ASCII letters and digits with single hyphens or points between them, as kind/id or kind/id/claim",
        )
    if old == new:
        raise Refused("both addresses are the same")
    if new in briefing.addresses:
        raise Refused(f"“{new}” exists already", "two records are not made one by renaming")
    if page_of(old) == old:
        _require_folder(briefing, old, new)
    elif page_of(new) != page_of(old) or page_of(new) == new:
        hint = f"write {page_of(old)}/{new.rpartition('/')[2]}; to move it, write it anew where it belongs"
        raise Refused("a claim stays in the file of its subject, a position in that of its question", hint)
    if (owner := briefing.now(new)) not in (None, old):
        raise Refused(f"“{new}” was the address of {owner}", "an id is never given away again: links lead there")


def _require_folder(briefing: Briefing, old: str, new: str) -> None:
    """The new address is that of a record, in a folder whose records have the same shape."""
    folder = _folder(new)
    folders = [*briefing.settings.kinds, SOURCES, QUESTIONS]
    if page_of(new) != new:
        raise Refused(f"“{old}” is a record and “{new}” a part of one", "write kind/id")
    if folder not in folders:
        raise Refused(f"“{folder}” is not a kind of this briefing", did_you_mean(folder, folders))
    classes = [load.record_class(briefing.settings, address) for address in (old, new)]
    if classes[0] is not classes[1]:
        raise Refused(f"a record of {_folder(old)} does not have the shape of one of {folder}")


# ── The changes ──────────────────────────────────────────────────────────────────────────────────────────────────────


def _data_changes(loaded: load.Loaded, old: str, new: str, move: Rewrite) -> Iterator[FileChange]:
    """Every file of the data that changes."""
    step = old.rpartition("/")[2].encode()
    for address, found in loaded.files.items():
        # Escapes may hide an address, and so may a line that ends inside one.
        if address != page_of(old) and step not in found.data and b"\\" not in found.data:
            continue
        values = dict(_rewrites(loaded, address, old, new, move))
        keys, added = {}, None
        if address == page_of(old):
            keys, added = _identity(loaded, old, new, values)
        after = edited(found.data, found.file, values, keys, added)
        if address == old and schema_folder(loaded.root).is_dir():
            after = with_modeline(after, new)
        if after != found.data:
            path = loaded.root / f"{address}.yml"
            yield FileChange(path, found.data, after, loaded.root / f"{new}.yml" if address == old else None)


def _rewrites(
    loaded: load.Loaded, address: str, old: str, new: str, move: Rewrite
) -> Iterator[tuple[KeyPath, Rewrite]]:
    """The texts of a file that name the old address, by path, each with what becomes of it."""
    found = loaded.files[address]
    record = load.record_class(loaded.briefing.settings, address)
    links = re.compile(rf"\[\[{re.escape(old)}(?=[/|]|\]\])")
    for part in model.parts(reading.parse(found.data, found.file).value, record):
        if not isinstance(part.value, str):
            continue
        named, words = part.names, part.value.strip()
        if named == "links" and links.search(words):
            yield part.path, partial(links.sub, f"[[{new}")
        elif named == "address" or named == "value" and _runs_to_kinds(loaded.briefing, part.path[-1]):
            if move(words) != words:
                yield part.path, partial(_put, old, new)
        elif (named, old) in (("source", f"{SOURCES}/{words}"), ("position", f"{address}/{words}")):
            yield part.path, partial(_put, old.rpartition("/")[2], new.rpartition("/")[2])


def _runs_to_kinds(briefing: Briefing, name: str | int) -> bool:
    declared = briefing.settings.properties.get(str(name))
    return declared is not None and declared.to[0] not in VALUE_RANGES


def _identity(
    loaded: load.Loaded, old: str, new: str, values: dict[KeyPath, Rewrite]
) -> tuple[dict[KeyPath, str], Order | None]:
    """What changes in the file of the renamed thing itself: (its key, if it has one; the former id to be added).

    An id that is taken up again gives its place among the former ids to the one that is given up.
    """
    record, keys = load.record_class(loaded.briefing.settings, old), {}
    if page_of(old) == old:
        at, held = (), _record(loaded.briefing, old)
        formers, whole = held.former_ids, model.former_addresses(held)
        former = old if _folder(new) != _folder(old) else old.rpartition("/")[2]
        now = [one.rpartition("/")[2] if _folder(one) == _folder(new) else one for one in whole]
    else:
        field, part = _part(loaded.briefing, old)
        at, formers = (field, part.key), part.former_ids
        former, record = part.key, type(part)
        whole, now = [f"{page_of(old)}/{one}" for one in formers], list(formers)
        keys = {at: new.rpartition("/")[2]}
    taken_up = False
    for number, one in enumerate(formers):
        wanted = former if whole[number] == new else now[number]
        taken_up = taken_up or whole[number] == new
        if wanted != one:
            values[(*at, "former_ids", number)] = partial(_put, one, wanted)
    return keys, None if taken_up else Order(at, record.keys(), "former_ids", former)


def _put(old: str, new: str, typed: str) -> str:
    return typed.replace(old, new, 1)


def _folder(address: str) -> str:
    return address.partition("/")[0]


def _record(briefing: Briefing, address: str) -> model.Entity | model.Source | model.Question:
    for group in (briefing.entities, briefing.sources, briefing.questions):
        if address in group:
            return group[address]
    raise KeyError(address)


def _part(briefing: Briefing, address: str) -> tuple[str, model.Claim | model.Position]:
    """A claim or a position, and the field in which it stands."""
    record = _record(briefing, page_of(address))
    field = next(field for field in PARTS if hasattr(record, field))
    return field, getattr(record, field)[address.rpartition("/")[2]]


# ── The proof ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _changed_copy(examined: checks.Examined, changes: list[FileChange]) -> list[Problem]:
    """What is wrong with the data after the changes: they are made in a copy, which is read like any other."""
    root = examined.loaded.root
    moved = {change.path: change for change in changes}
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "data"
        for address, found in examined.loaded.files.items():
            change = moved.get(path := root / f"{address}.yml")
            target = copy / ((change.to if change and change.to else path).relative_to(root))
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(change.after if change else found.data)
        if (root / COMMITTED).is_dir():
            shutil.copytree(root / COMMITTED, copy / COMMITTED)
        beside = (os.environ.get(ENVIRONMENT, ""), str(root.absolute().parent / COMMITTED))
        found = checks.examine(copy, {**os.environ, ENVIRONMENT: os.pathsep.join(filter(None, beside))}).problems
        return [_as_if(problem, load.display_path(copy), load.display_path(root)) for problem in found]


def _as_if(problem: Problem, copy: str, root: str) -> Problem:
    """A problem of the copy as one of the folder itself."""
    place = Place(problem.place.file.replace(copy, root, 1), problem.place.line, problem.place.column)
    return Problem(place, problem.says, problem.rule, problem.hint, problem.level)


def _left(loaded: load.Loaded, docs: Path, old: str, changes: list[FileChange]) -> Iterator[Left]:
    """The lines that still name the old address, where no link was: comments, guides, words."""
    after = {change.path: change for change in changes}
    named = re.compile(rf"(?<![\w./-]){re.escape(old)}(?![\w-]|\.\w)")
    files = [loaded.root / f"{address}.yml" for address in loaded.files]
    for path in [*files, *loaded.root.glob("**/README.md"), *sorted(docs.glob("**/*.md"))]:
        change = after.get(path)
        data = change.after if change else path.read_bytes()
        if old.encode() not in data:
            continue
        for number, line in enumerate(data.decode("utf-8", "replace").splitlines(), 1):
            if (found := named.search(line)) and not line.lstrip().startswith(("former_ids:", f"- {old}")):
                place = Place(load.display_path(change.to if change and change.to else path), number, found.start() + 1)
                yield Left(place, line.strip())
