"""A data file in its one canonical form: keys in reading order, spaces and line breaks alike; comments and values stay.

What is canonical: the keys of a record stand as its model declares them, and what is keyed by the editors (claims,
positions, languages, kinds) as they wrote it. Two spaces a level, list items indented under their key, one space behind
a colon, two at least before a comment. A mapping or list in braces or brackets stands on one line, or, where it holds a
comment, is written over several. A text stands on one line, unless it is a block (`|`, `>`). Quotes are double; what
another reader of YAML would take for a number, a truth value or nothing is in quotes. Claims stand one empty line apart;
elsewhere an empty line stays, and never two.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from .. import model
from ..model import loading as load
from ..model.memory import garbage_collection_paused
from ..problems import Problem
from ..yamlfile import parse as reading
from ..yamlfile.comments import Laid, Layout, Remark, laid_out
from ..yamlfile.edit import ordered
from ..yamlfile.parse import KeyPath, Node, Value
from .modeline import schema_folder, with_modeline
from .write_files import FileChange, Refused

# What the core schema of YAML 1.2, or YAML 1.1, reads as null, a truth value or a number; dates are left as they are.
NOT_TEXT = re.compile(
    r"~|null|true|false|yes|no|on|off|[-+]?(\.[0-9]+|[0-9][0-9_]*(\.[0-9_]*)?)(e[-+]?[0-9]+)?"
    r"|0o[0-7]+|0x[0-9a-f]+|[-+]?\.inf|\.nan|[-+]?[0-9]+(:[0-5]?[0-9])+",
    re.IGNORECASE,
)
PLAIN_KEY = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]*")

# The records inside a record, by their paths.
Records = dict[KeyPath, type[model.Record]]


class Formatting(NamedTuple):
    """The files that are not in canonical form, as changes, and what is wrong with those that cannot be read."""

    changes: tuple[FileChange, ...]
    problems: tuple[Problem, ...]


def format_files(loaded: load.Loaded, addresses: Iterable[str]) -> Formatting:
    """Files of a loaded data folder, by their addresses → Formatting; writes nothing."""
    changes, problems = [], []
    has_schemas = schema_folder(loaded.root).is_dir()
    with garbage_collection_paused():
        for address in addresses:
            found = loaded.files[address]
            try:
                new = formatted(found.data, found.file, load.record_class(loaded.briefing.settings, address))
                new = with_modeline(new, address) if has_schemas else new
            except reading.Unreadable as error:
                problems.append(error.problem)
                continue
            if new != found.data:
                changes.append(FileChange(loaded.root / f"{address}.yml", found.data, new))
    return Formatting(tuple(changes), tuple(problems))


def below(loaded: load.Loaded, path: Path) -> list[str]:
    """The addresses of the data files that a path names: itself, or those in the folder. Refused if there is none."""
    wanted = path.resolve()
    files = {address: (loaded.root / f"{address}.yml").resolve() for address in loaded.files}
    found = [address for address, file in files.items() if wanted in (file, *file.parents)]
    if not found:
        raise Refused(f"{path} is no data file of {load.display_path(loaded.root)}/, nor a folder of them")
    return found


def formatted(data: bytes, file: str, record_class: type) -> bytes:
    """A data file's bytes and the class of its record → the bytes in canonical form; the same again for those.

    Line ends stay those of the first line. Unreadable for what is not data; keys that the class does not know stand last.
    """
    layout = laid_out(data, file)
    value = layout.record.value.value()
    if not isinstance(value, dict):
        return data
    records = {part.path: part.record for part in model.parts(value, record_class) if part.record}
    new = "".join(f"{line}\n" for line in _Printer(layout, records).lines()).encode("utf-8")
    if ordered(reading.parse(new, file).value) != ordered(_in_order(value, (), records)):
        raise AssertionError(f"{file}: formatting would change what it says")  # a fault of this module, not of data
    return new.replace(b"\n", b"\r\n") if b"\r\n" in data[: data.find(b"\n") + 1] else new


def _in_order(value: Value, path: KeyPath, records: Records) -> Value:
    """A value with the keys of its records in canonical order."""
    if isinstance(value, dict):
        keys = sorted(value, key=_rank(path, records))
        return {key: _in_order(value[key], (*path, key), records) for key in keys}
    if isinstance(value, list):
        return [_in_order(item, (*path, number), records) for number, item in enumerate(value)]
    return value


def _rank(path: KeyPath, records: Records) -> Callable[[str], int]:
    """Where a key stands among those of the record at a path; all alike where none is."""
    record = records.get(path)
    known = {key: number for number, key in enumerate(record.keys())} if record else {}
    return lambda key: known.get(key, len(known))


class _Printer:
    def __init__(self, layout: Layout, records: Records) -> None:
        self.layout = layout
        self.text = layout.text
        self.records = records

    def lines(self) -> Iterator[str]:
        head, record = self.layout.head, self.layout.record
        for number, remark in enumerate(head):
            yield from _remark(remark, 0, first=number == 0)
        entries = self.sorted(record, ())
        if head and entries and (self.layout.head_apart or entries[0].above):
            yield ""  # a comment right below the head would be taken for a part of it
        if not entries:
            yield "{}"
        yield from self.entries(record, (), 0)

    def sorted(self, around: Laid, path: KeyPath) -> list[Laid]:
        if around.value.is_list:
            return around.inside
        rank = _rank(path, self.records)
        return sorted(around.inside, key=lambda entry: rank(entry.key.text))

    def entries(self, around: Laid, path: KeyPath, indent: int) -> Iterator[str]:
        """The lines of an open mapping or list."""
        for number, entry in enumerate(self.sorted(around, path)):
            inner = (*path, entry.key.text if entry.key else around.inside.index(entry))
            is_claim = self.records.get(inner) is model.Claim and entry.is_open
            if number and (entry.first.apart or is_claim):
                yield ""
            for place, remark in enumerate(entry.above):
                yield from _remark(remark, indent, first=place == 0)
            if entry.above and entry.apart:
                yield ""
            yield from self.entry(entry, inner, indent)
        for number, remark in enumerate(around.foot):
            yield from _remark(remark, indent, first=number == 0 and not remark.apart)

    def entry(self, entry: Laid, path: KeyPath, indent: int) -> Iterator[str]:
        behind = entry.behind
        start = " " * indent + (f"{self.key(entry.key)}:" if entry.key else "-")
        if not entry.is_open:
            first, *rest = self.value(entry.value, path, indent)
            yield f"{start} {first}{behind}"
            yield from rest
            return
        lines = self.entries(entry, path, indent + 2)
        # An item's first line stands behind its dash, unless there is a comment above it or behind the dash.
        if entry.key or behind or self.sorted(entry, path)[0].above:
            yield start + behind
        else:
            yield start + next(lines)[indent + 1 :]
        yield from lines

    def value(self, node: Node, path: KeyPath, indent: int) -> list[str]:
        """The lines of a value that is not open, the first one without indent."""
        if node.style in ("|", ">"):
            return self.block(node, indent)
        return [self.inline(node, path)]

    def inline(self, node: Node, path: KeyPath) -> str:
        """A value on one line."""
        if node.text is not None:
            return self.scalar(node)
        if node.is_list:
            return f"[{', '.join(self.inline(e.value, (*path, n)) for n, e in enumerate(node.entries))}]"
        rank = _rank(path, self.records)
        entries = sorted(node.entries, key=lambda entry: rank(entry.key.text))
        return f"{{{', '.join(self.pair(e.key, e.value, path) for e in entries)}}}"

    def pair(self, key: Node, value: Node, path: KeyPath) -> str:
        return f"{self.key(key)}: {self.inline(value, (*path, key.text))}"

    def key(self, node: Node) -> str:
        """A key; in quotes only where it needs them."""
        is_plain = PLAIN_KEY.fullmatch(node.text) and not NOT_TEXT.fullmatch(node.text)
        return node.text if is_plain else self.scalar(node)

    def scalar(self, node: Node) -> str:
        """A text on one line."""
        typed = self.text[node.start : node.end]
        if node.style == "" and node.text and "\n" not in node.text and not NOT_TEXT.fullmatch(node.text):
            return node.text
        if node.style == "'" and "\n" not in node.text and ('"' in node.text or "\\" in node.text):
            return "'" + node.text.replace("'", "''") + "'"
        if node.style == '"' and "\n" not in typed:
            return typed
        return reading.quoted(node.text)

    def block(self, node: Node, indent: int) -> list[str]:
        """A text written as a block: its lines as they are, moved as a whole."""
        head, *lines = self.text[node.start : node.end].removesuffix("\n").split("\n")
        while lines and not lines[-1].strip(" ") and "+" not in head:
            lines.pop()
        depth = min((len(line) - len(line.lstrip(" ")) for line in lines if line.strip(" ")), default=0)
        moved = [" " * (indent + 2) + line[depth:] if line.strip(" ") else line[depth:] for line in lines]
        return [head, *moved]


def _remark(remark: Remark, indent: int, *, first: bool) -> Iterator[str]:
    """A comment on a line of its own; the empty line above the first of several is written by whoever asks."""
    if remark.apart and not first:
        yield ""
    yield " " * indent + remark.words
