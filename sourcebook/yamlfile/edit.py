"""A data file changed at places: comments, order, quotes, spacing and line ends of the rest stay as they are."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from . import parse as reading
from .parse import Entry, KeyPath, Node, Value

Rewrite = Callable[[str], str]


class Edit(NamedTuple):
    """The characters `start` to `end` of a text give way to other words."""

    start: int
    end: int
    words: str


class Order(NamedTuple):
    """A list to which an item is added: the path of the record that holds it, the record's keys in order, the list's key,
    the item."""

    record: KeyPath
    keys: tuple[str, ...]
    key: str
    item: str


def edited(
    data: bytes,
    file: str,
    values: Mapping[KeyPath, Rewrite],
    keys: Mapping[KeyPath, str],
    added: Order | None = None,
) -> bytes:
    """A data file's bytes with some texts rewritten, some keys renamed, an item added to a list → the new bytes.

    `values` holds, by path, the function from an old text to a new one: it is applied to the text as it is typed, quotes
    included. Where that does not give what it gives for the text as it is read (one with escapes, or folded inside an
    address), the text is written anew, in double quotes. What comes out is read again and is exactly what was wanted.
    """
    text, root = reading.written(data, file)
    wanted = _wanted(reading.parse(data, file).value, values, keys, added)
    edits = [_scalar(text, root.at(path).value, rewrite) for path, rewrite in values.items()]
    edits += [_scalar(text, root.at(path).key, _renamed(path[-1], new)) for path, new in keys.items()]
    edits += [_added(text, root, added)] if added else []
    new = _applied(text, edits).encode("utf-8")
    if ordered(reading.parse(new, file).value) != wanted:
        raise AssertionError(f"{file}: what was written is not what was meant")  # a fault of this module, not of data
    return new


def _renamed(old: str, new: str) -> Rewrite:
    return lambda typed: typed.replace(old, new, 1)


def _scalar(text: str, node: Node, rewrite: Rewrite) -> Edit:
    typed = rewrite(text[node.start : node.end])
    if not _reads(typed, rewrite(node.text)):
        typed = reading.quoted(rewrite(node.text)) + ("\n" if node.style in ("|", ">") else "")
    return Edit(node.start, node.end, typed)


def _reads(typed: str, wanted: str) -> bool:
    """Whether a scalar as typed is read as the text that is wanted."""
    try:
        return reading.parse(f"- {typed}".encode(), "").value == [wanted]
    except reading.Unreadable:
        return False


def _applied(text: str, edits: list[Edit]) -> str:
    for edit in sorted(edits, reverse=True):
        text = text[: edit.start] + edit.words + text[edit.end :]
    return text


def ordered(value: Value) -> object:
    """A value as it is compared where the order of keys counts."""
    if isinstance(value, dict):
        return [(key, ordered(inner)) for key, inner in value.items()]
    return [ordered(inner) for inner in value] if isinstance(value, list) else value


def _wanted(
    value: Value, values: Mapping[KeyPath, Rewrite], keys: Mapping[KeyPath, str], added: Order | None
) -> object:
    """What the new bytes must be read as: computed on the values, as the edits are on the text."""

    def made(inner: Value, path: KeyPath) -> Value:
        if isinstance(inner, str):
            return values[path](inner) if path in values else inner
        if isinstance(inner, list):
            return [made(item, (*path, number)) for number, item in enumerate(inner)]
        found = {keys.get((*path, key), key): made(item, (*path, key)) for key, item in inner.items()}
        return _with_item(found, added) if added and added.record == path else found

    return ordered(made(value, ()))


def _with_item(record: dict[str, Value], added: Order) -> dict[str, Value]:
    if added.key in record:
        return {**record, added.key: [*record[added.key], added.item]}
    entries = list(record.items())
    entries.insert(_rank(list(record), added), (added.key, [added.item]))
    return dict(entries)


def _rank(present: list[str], added: Order) -> int:
    """Where among the keys of a record a new one goes: behind the last of those that come before it."""
    before = set(added.keys[: added.keys.index(added.key)])
    return max((number for number, key in enumerate(present, 1) if key in before), default=0)


def _added(text: str, root: Node, added: Order) -> Edit:
    """The edit that adds an item to a list, or the list to the record."""
    record = root.at(added.record).value if added.record else root
    for entry in record.entries:
        if entry.key.text == added.key:
            return _item(text, entry.value, added.item)
    rank = _rank([entry.key.text for entry in record.entries], added)
    words = f"{added.key}: [{added.item}]"
    if record.style == "flow":
        return _inside(record, rank, words)
    return _line(text, record.entries, rank, words)


def _item(text: str, node: Node, item: str) -> Edit:
    if node.style == "flow":
        return _inside(node, len(node.entries), item)
    # The dashes of a block list stand in the column where the list begins.
    return _below(text, node.end, _column(text, node.start), f"- {item}")


def _inside(node: Node, rank: int, words: str) -> Edit:
    """Into a flow mapping or list, before the entry of that rank."""
    if rank < len(node.entries):
        at = node.entries[rank].start
        return Edit(at, at, f"{words}, ")
    at = node.entries[-1].value.end if node.entries else node.start + 1
    return Edit(at, at, f", {words}" if node.entries else words)


def _line(text: str, entries: tuple[Entry, ...], rank: int, words: str) -> Edit:
    """A line of its own in a block mapping."""
    column = _column(text, entries[0].start)
    if rank == 0:
        return Edit(entries[0].start, entries[0].start, words + _line_end(text) + " " * column)
    return _below(text, entries[rank - 1].value.end, column, words)


def _below(text: str, end: int, column: int, words: str) -> Edit:
    """Below the line on which something ends; what ends with its line (a block scalar) is not followed by another's."""
    if end and text[end - 1] == "\n":
        return Edit(end, end, " " * column + words + _line_end(text))
    at = text.find("\n", end)
    if at < 0:
        return Edit(len(text), len(text), _line_end(text) + " " * column + words)
    at -= text[at - 1] == "\r"
    return Edit(at, at, _line_end(text) + " " * column + words)


def _column(text: str, offset: int) -> int:
    return offset - (text.rfind("\n", 0, offset) + 1)


def _line_end(text: str) -> str:
    first = text.find("\n")
    return "\r\n" if first > 0 and text[first - 1] == "\r" else "\n"
