"""A data file as entries with their comments: what belongs to which, so that entries can change places.

Three kinds of comment are told apart. One behind something on its line belongs to that entry. One on lines of its own
belongs to the entry below it; or, where it is indented more deeply than that, to the end of the mapping or list above.
The one at the head of a file, up to the first empty line below it, belongs to the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from . import parse as reading
from .parse import Entry, Node

_DASH_OR_COMMENT = re.compile(r"-|#.*")


@dataclass
class Remark:
    """A comment on a line of its own, and whether an empty line stands above it."""

    words: str
    apart: bool


@dataclass
class Laid:
    """An entry with the comments above it and behind it, and whether an empty line stands above it (its comments not
    counted). `behind` begins with the spaces before it, two at least. `inside` are its own entries where it is written on
    several lines, and then `foot` the comments below them."""

    key: Node | None
    value: Node
    start: int
    column: int
    apart: bool = False
    above: list[Remark] = field(default_factory=list)
    behind: str = ""
    inside: list[Laid] | None = None
    foot: list[Remark] = field(default_factory=list)

    @property
    def first(self) -> Laid | Remark:
        """What of it stands first, above which an empty line may stand: a comment, or itself."""
        return self.above[0] if self.above else self

    @property
    def is_open(self) -> bool:
        """Whether it is a mapping or list written over several lines, its entries one below the other."""
        return self.inside is not None


class _Comment:
    """A comment in the text: where it stands, whether alone on its line."""

    def __init__(self, text: str, start: int) -> None:
        line = text.rfind("\n", 0, start) + 1
        end = text.find("\n", start)
        self.start, self.column = start, start - line
        self.words = text[start : end if end >= 0 else len(text)].rstrip()
        before = text[line:start]
        self.alone = not before.strip()
        self.gap = max(len(before) - len(before.rstrip()), 2)


@dataclass
class Layout:
    """A data file: its text (line ends as LF), the comment at its head and whether an empty line follows it, and its
    record as one open entry."""

    text: str
    head: list[Remark]
    head_apart: bool
    record: Laid


def laid_out(data: bytes, file: str) -> Layout:
    """A data file's bytes → its Layout. Unreadable as for `reading.parse`."""
    text, root = reading.written(data.replace(b"\r\n", b"\n"), file)
    return _Layer(text, root).laid()


class _Layer:
    def __init__(self, text: str, root: Node) -> None:
        self.text = text
        self.root = root
        self.scalars = list(_scalars(root))
        self.comments = [_Comment(text, start) for start in self.comment_starts()]
        self.empty = self.empty_lines()

    def comment_starts(self) -> Iterator[int]:
        """Between scalars there are only signs and spaces, so that a # there begins a comment."""
        end = 0
        for node in (*self.scalars, None):
            stop = node.start if node else len(self.text)
            while 0 <= (found := self.text.find("#", end, stop)):
                yield found
                end = self.text.find("\n", found) if "\n" in self.text[found:] else len(self.text)
            end = node.end if node else stop

    def empty_lines(self) -> set[int]:
        """Where the line starts that follows an empty one; empty lines inside a text are part of it."""
        inside = [(node.start, self.end(node)) for node in self.scalars]
        inside = [(start, end) for start, end in inside if "\n" in self.text[start:end]]
        found = set()
        for match in re.finditer(r"^[ \t]*\n", self.text, re.MULTILINE):
            if not any(start <= match.start() < end for start, end in inside):
                found.add(match.end())
        return found

    def end(self, node: Node) -> int:
        """Where a scalar ends; the empty lines below a block count only where its head keeps them (`|+`)."""
        typed = self.text[node.start : node.end]
        is_cut = node.style in ("|", ">") and "+" not in typed.partition("\n")[0]
        return node.start + len(typed.rstrip("\n \t")) if is_cut else node.end

    def apart(self, start: int) -> bool:
        return self.text.rfind("\n", 0, start) + 1 in self.empty

    def laid(self) -> Layout:
        record = self.entry(Entry(None, self.root), self.root.start, is_record=True)
        order = list(_walk(record))
        head: list[Remark] = []
        for comment in self.comments:
            self.give(comment, record, order, head)
        head_apart = bool(head and record.inside and record.inside[0].first.apart)
        for entry in order:
            for first in (entry.inside or ())[:1]:
                first.first.apart = False
        return Layout(self.text, head, head_apart, record)

    def entry(self, entry: Entry, start: int, *, is_record: bool = False) -> Laid:
        found = Laid(entry.key, entry.value, start, self.column(start), self.apart(start))
        if is_record or self.is_open(entry.value):
            found.inside = []
            end = entry.value.start
            for inner in entry.value.entries:
                is_item = entry.value.is_list and entry.value.style == "block"
                found.inside.append(self.entry(inner, self.dash(end) if is_item else inner.start))
                end = inner.value.end
        return found

    def dash(self, start: int) -> int:
        """The dash of the item that follows an offset; there may be comments before it."""
        while (found := _DASH_OR_COMMENT.search(self.text, start))[0] != "-":
            start = found.end()
        return found.start()

    def column(self, offset: int) -> int:
        return offset - (self.text.rfind("\n", 0, offset) + 1)

    def is_open(self, node: Node) -> bool:
        """Block mappings and lists, and those in brackets that hold a comment."""
        if node.style == "flow":
            return bool(node.entries) and any(node.start < c.start < node.end for c in self.comments)
        return node.style == "block"

    def give(self, comment: _Comment, record: Laid, order: list[Laid], head: list[Remark]) -> None:
        """Give a comment to whom it belongs. `order` are all entries as they come in the text, the record first."""
        before = [entry for entry in order[1:] if entry.start < comment.start]
        after = next((entry for entry in order[1:] if entry.start > comment.start), None)
        remark = Remark(comment.words, self.apart(comment.start))
        if not before and (after is None or self.is_head(comment)):
            head.append(remark)
        elif not comment.alone and before and not before[-1].behind:
            before[-1].behind = " " * comment.gap + comment.words
        elif not comment.alone or (before and not before[-1].is_open and comment.start < before[-1].value.end):
            (before[-1] if before else after or record).above.append(remark)
        else:
            owner, is_foot = self.owner(comment, record, before, after)
            (owner.foot if is_foot else owner.above).append(remark)

    def is_head(self, comment: _Comment) -> bool:
        """Whether a comment above the first entry is the file's: no empty line stands between it and the first one."""
        return not any(self.apart(one.start) for one in self.comments[1:] if one.start <= comment.start)

    def owner(self, comment: _Comment, record: Laid, before: list[Laid], after: Laid | None) -> tuple[Laid, bool]:
        """Whose a comment on its own line is, and whether it stands at the foot of it."""
        for entry in reversed(before):
            if entry.is_open and entry.value.style == "flow" and comment.start < entry.value.end:
                return (after, False) if after and after.start < entry.value.end else (entry, True)
        if after and comment.column <= after.column:
            return after, False
        around = [record, *(e for e in before if e.is_open and e.value.style == "block" and self.ends(e, comment))]
        deeper = [e for e in around if e.inside and (after.column if after else -1) < e.inside[0].column]
        fitting = [e for e in deeper if e.inside[0].column <= comment.column]
        return (fitting[-1], True) if fitting else (after, False) if after else (record, True)

    def ends(self, entry: Laid, comment: _Comment) -> bool:
        """Whether nothing stands between the end of an open entry and a comment but other comments."""
        return not any(entry.value.end < node.start < comment.start for node in self.scalars)


def _scalars(node: Node) -> Iterator[Node]:
    if node.text is not None:
        yield node
    for entry in node.entries:
        if entry.key:
            yield from _scalars(entry.key)
        yield from _scalars(entry.value)


def _walk(entry: Laid) -> Iterator[Laid]:
    yield entry
    for inner in entry.inside or ():
        yield from _walk(inner)
