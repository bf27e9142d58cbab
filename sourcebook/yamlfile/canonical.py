"""A data file in its one canonical form: keys in a given order, spaces and line breaks alike; comments and values stay.

What is canonical: the keys of a mapping stand in the order that the caller gives; keys that it does not give stand behind
those, as they were. Two spaces a level, list items indented under their key, one space behind a colon, two at least before
a comment. A mapping or list in brackets stands on one line, or, where it holds a comment, is written over several. A text
stands on one line, unless it is a block (`|`, `>`). Quotes are double; what another reader of YAML would take for a number,
a truth value or nothing is in quotes. An empty line stays, and never two; the caller says above what there is always one.
Line ends are those of the first line.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from .comments import CommentedEntry, CommentedFile, CommentLine, commented
from .nodes import Node, ScalarNode, SequenceNode, quoted, value_of
from .parse import parse
from .values import KeyPath, Value, same

# The keys of mappings in their order, by the path of the mapping.
KeyOrder = Mapping[KeyPath, Sequence[str]]

# What the core schema of YAML 1.2, or YAML 1.1, reads as null, a truth value or a number; dates are left as they are.
_NOT_TEXT = re.compile(
    r"~|null|true|false|yes|no|on|off|[-+]?(\.[0-9]+|[0-9][0-9_]*(\.[0-9_]*)?)(e[-+]?[0-9]+)?"
    r"|0o[0-7]+|0x[0-9a-f]+|[-+]?\.inf|\.nan|[-+]?[0-9]+(:[0-5]?[0-9])+",
    re.IGNORECASE,
)
_PLAIN_KEY = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]*")
_STEP = 2

_Thing = TypeVar("_Thing")


def canonical(data: bytes, file: str, order: KeyOrder, set_apart: Collection[KeyPath] = ()) -> bytes:
    """A data file's bytes → the bytes in canonical form; the same again for those.

    `order` gives the keys of mappings, `set_apart` the paths of entries that have an empty line above them where they are
    written over several lines. A file that is no mapping stays as it is. The result is read again, and its value is the
    same, in the new order. Unreadable as for `parse`.
    """
    source = commented(data, file)
    value = value_of(source.record.value)
    if not isinstance(value, dict):
        return data
    lines = _Printer(source, order, set_apart).lines()
    result = "".join(f"{line}\n" for line in lines).encode("utf-8")
    if not same(parse(result, file).value, _in_order(value, (), order)):
        raise AssertionError(f"{file}: formatting would change what it says")  # a fault of this module, not of data
    return result.replace(b"\n", b"\r\n") if b"\r\n" in data[: data.find(b"\n") + 1] else result


def _in_order(value: Value, path: KeyPath, order: KeyOrder) -> Value:
    """A value with its keys in canonical order."""
    if isinstance(value, dict):
        pairs = _sorted([(key, key) for key in value], order.get(path, ()))
        return {key: _in_order(value[key], (*path, key), order) for key in pairs}
    if isinstance(value, list):
        return [_in_order(item, (*path, number), order) for number, item in enumerate(value)]
    return value


def _sorted(named: Iterable[tuple[str, _Thing]], keys: Sequence[str]) -> list[_Thing]:
    """Things with their keys, in the order of the keys that are given; those of other keys stand last, as they were."""
    ranks = {key: number for number, key in enumerate(keys)}
    return [thing for _, thing in sorted(named, key=lambda pair: ranks.get(pair[0], len(ranks)))]


class _Printer:
    """Prints a file in canonical form, line by line."""

    def __init__(self, source: CommentedFile, order: KeyOrder, set_apart: Collection[KeyPath]) -> None:
        self.source = source
        self.order = order
        self.set_apart = set_apart

    def lines(self) -> Iterator[str]:
        """The lines of the file, without their ends."""
        head, record = self.source.head, self.source.record
        yield from _comment_lines(head, 0)
        entries = self.sorted_entries(record, ())
        # A comment right below the head would be taken for a part of the head.
        if head and entries and (self.source.empty_line_below_head or entries[0][1].above):
            yield ""
        if not entries:
            yield "{}"
        yield from self.entries(record, (), 0)

    def sorted_entries(self, around: CommentedEntry, path: KeyPath) -> list[tuple[KeyPath, CommentedEntry]]:
        """What is inside an open mapping or list, in order, each with its path."""
        if isinstance(around.value, SequenceNode):
            return [((*path, number), entry) for number, entry in enumerate(around.inside)]
        named = [(entry.key.text, ((*path, entry.key.text), entry)) for entry in around.inside if entry.key]
        return _sorted(named, self.order.get(path, ()))

    def entries(self, around: CommentedEntry, path: KeyPath, indent: int) -> Iterator[str]:
        """The lines of what is inside an open mapping or list."""
        for number, (inner, entry) in enumerate(self.sorted_entries(around, path)):
            if number and (entry.top.after_empty_line or (entry.is_open and inner in self.set_apart)):
                yield ""
            yield from _comment_lines(entry.above, indent)
            if entry.above and entry.after_empty_line:
                yield ""
            yield from self.entry(entry, inner, indent)
        if around.below and around.below[0].after_empty_line:
            yield ""
        yield from _comment_lines(around.below, indent)

    def entry(self, entry: CommentedEntry, path: KeyPath, indent: int) -> Iterator[str]:
        """The lines of a key and its value, or of an item."""
        start = " " * indent + (f"{self.key(entry.key)}:" if entry.key else "-")
        if not entry.is_open:
            first, *rest = self.value(entry.value, path, indent)
            yield f"{start} {first}{entry.behind}"
            yield from rest
            return
        lines = self.entries(entry, path, indent + _STEP)
        # An item's first line stands behind its dash, unless there is a comment above it or behind the dash.
        if entry.key or entry.behind or self.sorted_entries(entry, path)[0][1].above:
            yield start + entry.behind
        else:
            yield start + next(lines)[indent + 1 :]
        yield from lines

    def value(self, node: Node, path: KeyPath, indent: int) -> list[str]:
        """The lines of a value that is not open, the first one without indent."""
        if isinstance(node, ScalarNode) and node.style in ("|", ">"):
            return self.block(node, indent)
        return [self.inline(node, path)]

    def inline(self, node: Node, path: KeyPath) -> str:
        """A value on one line."""
        if isinstance(node, ScalarNode):
            return self.scalar(node)
        if isinstance(node, SequenceNode):
            items = [self.inline(item, (*path, number)) for number, item in enumerate(node.items)]
            return f"[{', '.join(items)}]"
        entries = _sorted([(key.text, (key, value)) for key, value in node.entries], self.order.get(path, ()))
        pairs = [f"{self.key(key)}: {self.inline(value, (*path, key.text))}" for key, value in entries]
        return f"{{{', '.join(pairs)}}}"

    def key(self, node: ScalarNode) -> str:
        """A key; in quotes only where it needs them."""
        is_plain = _PLAIN_KEY.fullmatch(node.text) and not _NOT_TEXT.fullmatch(node.text)
        return node.text if is_plain else self.scalar(node)

    def scalar(self, node: ScalarNode) -> str:
        """A text on one line: without quotes or with the escapes that it was typed with, where that is still right."""
        typed = self.source.text[node.start : node.end]
        if node.style == "" and node.text and "\n" not in node.text and not _NOT_TEXT.fullmatch(node.text):
            return node.text
        if node.style == "'" and "\n" not in node.text and ('"' in node.text or "\\" in node.text):
            return "'" + node.text.replace("'", "''") + "'"
        if node.style == '"' and "\n" not in typed:
            return typed
        return quoted(node.text)

    def block(self, node: ScalarNode, indent: int) -> list[str]:
        """A text written as a block: its lines as they are, moved as a whole to the indent."""
        head, *lines = self.source.text[node.start : node.end].removesuffix("\n").split("\n")
        while lines and not lines[-1].strip(" ") and "+" not in head:
            lines.pop()
        depth = min((len(line) - len(line.lstrip(" ")) for line in lines if line.strip(" ")), default=0)
        moved = [" " * (indent + _STEP) + line[depth:] if line.strip(" ") else line[depth:] for line in lines]
        return [head, *moved]


def _comment_lines(comments: list[CommentLine], indent: int) -> Iterator[str]:
    """Comments on lines of their own; an empty line above the first of them is written by the caller."""
    for number, comment in enumerate(comments):
        if number and comment.after_empty_line:
            yield ""
        yield " " * indent + comment.typed
