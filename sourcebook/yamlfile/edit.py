"""A data file changed at places: comments, order, quotes, spacing and line ends of the rest stay as they are.

The characters of an old value give way to those of the new one, at the offsets that libyaml tells. Instead, ruamel.yaml
could read a file with its comments and write it again ("round trip"). It was tried for this and for `canonical` (version
0.19.1; quotes kept, width and indents as ours), on the 154 data files of this repository and on 400 as people may type
them (tests/typist.py):

- The 154 files come back byte for byte, and one changed value is one changed line. With CR LF, only 106 come back.
- Of the 400 files 106 lose comments, and 9 come back with other values, without a word. Spaces and line breaks inside
  brackets, texts over several lines and the indent of lists are written anew.
- A comment hangs on the key above it. Where keys change places, it goes with the wrong one.
- It reads 1.10, 012 and 2026-06-08 as numbers and dates, and accepts anchors, tags and invisible characters. So every file
  would still be read by `parse` first. 1,000 files take 5.0 s to read and write; an edit of each by this module 0.6 s.

So this room has its own code. Its results are read again and compared with what was meant before anybody gets them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from .nodes import MappingNode, Node, ScalarNode, SequenceNode, key_at, node_at, quoted, written
from .parse import Unreadable, parse
from .positions import column_of
from .values import KeyPath, Value, same

# From an old text to the new one.
Rewrite = Callable[[str], str]


class NewItem(NamedTuple):
    """An item for the end of a list that stands in a record, whether the list is there already or not.

    `record` is the path of the record, `keys` are the keys that a record of its class may have, in order, `key` is that of
    the list, and `item` a text that needs no quotes.
    """

    record: KeyPath
    keys: tuple[str, ...]
    key: str
    item: str


class _Replacement(NamedTuple):
    """The characters `start` to `end` of a text give way to others."""

    start: int
    end: int
    typed: str


def edited(
    data: bytes,
    file: str,
    values: Mapping[KeyPath, Rewrite],
    keys: Mapping[KeyPath, str],
    added: NewItem | None = None,
) -> bytes:
    """A data file's bytes with some texts rewritten, some keys renamed, an item added to a list → the new bytes.

    `values` holds, by path, the function from an old text to a new one: it is applied to the text as it is typed, quotes
    included. Where that does not give what it gives for the text as it is read (one with escapes, or one that is folded
    inside an address), the text is written anew, in double quotes. `keys` holds new keys by the paths of the old ones.

    The result is read again, and its value is exactly the one that was wanted. Unreadable as for `parse`;
    KeyError for a path that leads nowhere, or not to a text, a key or a record.
    """
    text, root = written(data, file)
    wanted = _wanted(parse(data, file).value, (), values, keys, added)
    replacements = []
    for path, rewrite in values.items():
        node = node_at(root, path)
        if not isinstance(node, ScalarNode):
            raise KeyError(path)
        replacements.append(_rewritten(text, node, rewrite))
    for path, new in keys.items():
        key = key_at(root, path)
        replacements.append(_rewritten(text, key, _renaming(key.text, new)))
    if added:
        replacements.append(_added(text, root, added))
    result = _applied(text, replacements).encode("utf-8")
    if not same(parse(result, file).value, wanted):
        raise AssertionError(f"{file}: what was written is not what was meant")  # a fault of this module, not of data
    return result


def _renaming(old: str, new: str) -> Rewrite:
    return lambda typed: typed.replace(old, new, 1)


def _rewritten(text: str, node: ScalarNode, rewrite: Rewrite) -> _Replacement:
    wanted = rewrite(node.text)
    typed = rewrite(text[node.start : node.end])
    if not _is_read_as(typed, wanted):
        # A block ends with its line, so that its line end is a part of it.
        typed = quoted(wanted) + ("\n" if node.style in ("|", ">") else "")
    return _Replacement(node.start, node.end, typed)


def _is_read_as(typed: str, wanted: str) -> bool:
    """Whether a scalar as typed is read as the text that is wanted."""
    try:
        return parse(f"- {typed}".encode(), "").value == [wanted]
    except Unreadable:
        return False


def _applied(text: str, replacements: list[_Replacement]) -> str:
    """A text after its replacements, made from the last to the first, so that offsets before them still hold."""
    for replacement in sorted(replacements, reverse=True):
        text = text[: replacement.start] + replacement.typed + text[replacement.end :]
    return text


# ── The value that is wanted ─────────────────────────────────────────────────────────────────────────────────────────


def _wanted(
    value: Value, path: KeyPath, values: Mapping[KeyPath, Rewrite], keys: Mapping[KeyPath, str], added: NewItem | None
) -> Value:
    """What the new bytes must be read as: worked out on the values, independently of the text."""
    if isinstance(value, str):
        return values[path](value) if path in values else value
    if isinstance(value, list):
        return [_wanted(item, (*path, number), values, keys, added) for number, item in enumerate(value)]
    record = _with_item(value, added) if added and added.record == path else value
    found: dict[str, Value] = {}
    for key, inner in record.items():
        found[keys.get((*path, key), key)] = _wanted(inner, (*path, key), values, keys, added)
    return found


def _with_item(record: dict[str, Value], added: NewItem) -> dict[str, Value]:
    held = record.get(added.key)
    if isinstance(held, list):
        return {**record, added.key: [*held, added.item]}
    entries = list(record.items())
    entries.insert(_position(list(record), added), (added.key, [added.item]))
    return dict(entries)


def _position(present: list[str], added: NewItem) -> int:
    """Where among the keys of a record the new one goes: behind the last of those that come before it in order."""
    before = added.keys[: added.keys.index(added.key)]
    position = 0
    for number, key in enumerate(present, 1):
        if key in before:
            position = number
    return position


# ── The text of an item that is added ────────────────────────────────────────────────────────────────────────────────


def _added(text: str, root: Node, added: NewItem) -> _Replacement:
    """The characters that add an item to a list, or the list to its record, in the style of what is there."""
    record = node_at(root, added.record)
    if not isinstance(record, MappingNode):
        raise KeyError(added.record)
    for key, value in record.entries:
        if key.text == added.key and isinstance(value, SequenceNode):
            return _added_item(text, value, added.item)
    position = _position([key.text for key, _ in record.entries], added)
    typed = f"{added.key}: [{added.item}]"
    if record.style == "flow":
        starts = [key.start for key, _ in record.entries]
        return _in_brackets(record, starts, position, typed)
    return _on_a_line(text, record, position, typed)


def _added_item(text: str, node: SequenceNode, item: str) -> _Replacement:
    if node.style == "flow":
        return _in_brackets(node, [inner.start for inner in node.items], len(node.items), item)
    # The list begins with its first dash, so the new dash goes into the same column.
    return _below(text, node.end, column_of(text, node.start), f"- {item}")


def _in_brackets(node: MappingNode | SequenceNode, starts: list[int], position: int, typed: str) -> _Replacement:
    """Into brackets, before the entry of that position; `starts` are the offsets of the entries that are there."""
    if position < len(starts):
        return _Replacement(starts[position], starts[position], f"{typed}, ")
    if not starts:
        return _Replacement(node.start + 1, node.start + 1, typed)
    last = node.items[-1] if isinstance(node, SequenceNode) else node.entries[-1][1]
    return _Replacement(last.end, last.end, f", {typed}")


def _on_a_line(text: str, record: MappingNode, position: int, typed: str) -> _Replacement:
    """On a line of its own, as the entry of that position in a mapping in block style."""
    start = record.entries[0][0].start
    column = column_of(text, start)
    if position == 0:
        return _Replacement(start, start, typed + _line_end(text) + " " * column)
    return _below(text, record.entries[position - 1][1].end, column, typed)


def _below(text: str, end: int, column: int, typed: str) -> _Replacement:
    """On a new line below the one on which something ends, behind any comment there."""
    if end and text[end - 1] == "\n":  # a block, which ends with its line
        return _Replacement(end, end, " " * column + typed + _line_end(text))
    at = text.find("\n", end)
    if at < 0:
        at = len(text)
    elif text[at - 1] == "\r":
        at -= 1
    return _Replacement(at, at, _line_end(text) + " " * column + typed)


def _line_end(text: str) -> str:
    """The line end of a text's first line."""
    first = text.find("\n")
    return "\r\n" if first > 0 and text[first - 1] == "\r" else "\n"
