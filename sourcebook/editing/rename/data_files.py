"""What a renaming changes in the data: links in every file, and the key and former ids in the file of the renamed thing.

Only the characters of an address change; comments, order, quotes and spaces stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from ...model import (
    SOURCES,
    VALUE_RANGES,
    Briefing,
    Claim,
    Entity,
    Part,
    Position,
    Question,
    Source,
    former_addresses,
    former_id,
    page_of,
    parts,
)
from ...model.loading import Loaded, record_class
from ...yamlfile.edit import NewItem, Rewrite, edited
from ...yamlfile.parse import parse
from ...yamlfile.values import KeyPath
from ..modeline import schema_folder, with_modeline
from ..write_files import FileChange
from .move import AddressMove


def data_changes(loaded: Loaded, move: AddressMove) -> Iterator[FileChange]:
    """A loaded briefing and a move → every file of the data that changes, one of them perhaps to another path."""
    for address, data_file in loaded.files.items():
        is_own_file = address == page_of(move.old)
        if not is_own_file and not _may_name(data_file.data, move):
            continue
        values = dict(_link_rewrites(loaded, address, move))
        keys: dict[KeyPath, str] = {}
        added = None
        if is_own_file:
            renamed = _renamed_thing(loaded.briefing, move)
            values |= _former_id_rewrites(renamed, move)
            added = _added_former_id(renamed, move)
            if not move.is_of_record:
                keys = {renamed.path: move.new_id}
        after = edited(data_file.data, data_file.file, values, keys, added)
        is_moved = address == move.old
        if is_moved and schema_folder(loaded.root).is_dir():
            after = with_modeline(after, move.new)
        if after != data_file.data:
            to = loaded.root / f"{move.new}.yml" if is_moved else None
            yield FileChange(loaded.root / f"{address}.yml", data_file.data, after, to)


def _may_name(data: bytes, move: AddressMove) -> bool:
    """Whether a file may name the old address; a quick look that spares most files from being parsed.

    A backslash counts: an escape may hide a letter of the address, and so may a line that ends inside it.
    """
    return move.old_id.encode() in data or b"\\" in data


# ── Links ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _link_rewrites(loaded: Loaded, address: str, move: AddressMove) -> Iterator[tuple[KeyPath, Rewrite]]:
    """The texts of a file that name the old address: the path of each, and what becomes of the text."""
    data_file = loaded.files[address]
    value = parse(data_file.data, data_file.file).value
    for part in parts(value, record_class(loaded.briefing.settings, address)):
        if isinstance(part.value, str):
            rewrite = _rewrite(loaded.briefing, address, part, part.value.strip(), move)
            if rewrite is not None:
                yield part.path, rewrite


def _rewrite(briefing: Briefing, address: str, part: Part, text: str, move: AddressMove) -> Rewrite | None:
    """What becomes of one text in the file of `address`; None where it does not name the old address."""
    if part.names == "links":
        link = re.compile(rf"\[\[{re.escape(move.old)}(?=[/|]|\]\])")
        return partial(link.sub, f"[[{move.new}") if link.search(text) else None
    if part.names == "address" or (part.names == "value" and _runs_to_kinds(briefing, part.path[-1])):
        return partial(_put, move.old, move.new) if move.after(text) != text else None
    names_by_id = {"source": f"{SOURCES}/{text}", "position": f"{address}/{text}"}
    if names_by_id.get(part.names) == move.old:
        return partial(_put, move.old_id, move.new_id)
    return None


def _runs_to_kinds(briefing: Briefing, name: str | int) -> bool:
    """Whether the values of a property are addresses, and not dates, amounts or words."""
    declared = briefing.settings.properties.get(str(name))
    return declared is not None and declared.to[0] not in VALUE_RANGES


def _put(old: str, new: str, typed: str) -> str:
    return typed.replace(old, new, 1)


# ── The renamed thing itself ─────────────────────────────────────────────────────────────────────────────────────────


class _FormerId(NamedTuple):
    """An entry of `former_ids`: as it is written now, as it is written after the move, and the whole address it means."""

    written: str
    written_after: str
    address: str


class _RenamedThing(NamedTuple):
    """The record, claim or position that is renamed: its path in its file, the keys that it may have in their order, its
    former ids, and the id that it gives up, as it will stand among them."""

    path: KeyPath
    keys: tuple[str, ...]
    former_ids: list[_FormerId]
    given_up: str


def _renamed_thing(briefing: Briefing, move: AddressMove) -> _RenamedThing:
    page = page_of(move.old)
    record = briefing.record(page)
    if not move.is_of_record:
        field, thing = _part(record, move.old_id)
        formers = [_FormerId(key, key, f"{page}/{key}") for key in thing.former_ids]
        return _RenamedThing((field, thing.key), type(thing).keys(), formers, thing.key)
    addresses = former_addresses(record)
    formers = [
        _FormerId(written, former_id(address, move.new), address)
        for written, address in zip(record.former_ids, addresses, strict=True)
    ]
    return _RenamedThing((), type(record).keys(), formers, former_id(move.old, move.new))


def _former_id_rewrites(renamed: _RenamedThing, move: AddressMove) -> dict[KeyPath, Rewrite]:
    """What changes in the former ids that are there.

    An id that is taken up again gives its place to the one that is given up: bois → woodwind → bois leaves
    `former_ids: [woodwind]`.
    """
    rewrites: dict[KeyPath, Rewrite] = {}
    for number, former in enumerate(renamed.former_ids):
        wanted = renamed.given_up if former.address == move.new else former.written_after
        if wanted != former.written:
            rewrites[(*renamed.path, "former_ids", number)] = partial(_put, former.written, wanted)
    return rewrites


def _added_former_id(renamed: _RenamedThing, move: AddressMove) -> NewItem | None:
    """The item that is added to the former ids; None where an id that is taken up again gives its place."""
    if any(former.address == move.new for former in renamed.former_ids):
        return None
    return NewItem(renamed.path, renamed.keys, "former_ids", renamed.given_up)


def _part(record: Entity | Source | Question, key: str) -> tuple[str, Claim | Position]:
    """The field in which a claim or a position stands, and the claim or position itself. KeyError if there is none."""
    if isinstance(record, Entity):
        return "claims", record.claims[key]
    if isinstance(record, Question):
        return "positions", record.positions[key]
    raise KeyError(key)
