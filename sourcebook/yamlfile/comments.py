"""A data file as entries with their comments: what belongs to which, so that entries can change places.

YAML does not say to what a comment belongs. Here, each belongs to what is named beside it:

    # The file.                     the file: a comment at its head, up to the first empty line

    # How it is named.              `name`: a comment on a line of its own is about the entry below
    name: {en: Bois}  # a group     `name`: a comment behind something is about the entry on its line
    claims:
      first:
        topic: music
        # Not yet: status           the end of `first`: it is deeper than `measure`, and as deep as what is in `first`
    measure: level
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field

from .nodes import MappingNode, Node, ScalarNode, SequenceNode, written
from .positions import column_of

_EMPTY_LINE = re.compile(r"^[ \t]*\n", re.MULTILINE)
_DASH_OR_COMMENT = re.compile(r"-|#.*")


@dataclass
class CommentLine:
    """A comment on a line of its own, and whether an empty line stands above it."""

    typed: str
    after_empty_line: bool


@dataclass
class CommentedEntry:
    """A key with its value, or an item of a list (`key` is None), with its comments.

    `start` and `column` are those of the key or the dash, from 0. `is_open` says that the value is a mapping or list with
    its entries one below the other: `inside` are these, and `below` the comments at their end. `behind` is the comment on
    the entry's own line, with the spaces before it, two at least. Whether an empty line stands above the entry is said by
    `after_empty_line`; one above its comments is that of the first comment.
    """

    key: ScalarNode | None
    value: Node
    start: int
    column: int
    after_empty_line: bool
    is_open: bool
    inside: list[CommentedEntry] = field(default_factory=list)
    above: list[CommentLine] = field(default_factory=list)
    behind: str = ""
    below: list[CommentLine] = field(default_factory=list)

    @property
    def top(self) -> CommentedEntry | CommentLine:
        """What stands first of the entry: its first comment, or itself."""
        return self.above[0] if self.above else self


@dataclass
class CommentedFile:
    """A data file: its text, with LF at its line ends; the comments at its head, and whether an empty line follows them;
    and its record, as one open entry."""

    text: str
    head: list[CommentLine]
    empty_line_below_head: bool
    record: CommentedEntry


def commented(data: bytes, file: str) -> CommentedFile:
    """A data file's bytes → CommentedFile. Unreadable as for `parse.parse`."""
    text, root = written(data.replace(b"\r\n", b"\n"), file)
    entries = _EntryMaker(text, root)
    record = entries.record()
    head = _Owners(entries, record).share_out()
    has_empty_line = bool(head and record.inside and record.inside[0].top.after_empty_line)
    for entry in _walk(record):
        if entry.inside:  # an empty line above the first entry of a mapping or list parts it from nothing
            entry.inside[0].top.after_empty_line = False
    return CommentedFile(text, head, has_empty_line, record)


class _Comment:
    """A comment in the text: where it stands, and whether it is alone on its line."""

    def __init__(self, text: str, start: int) -> None:
        end = text.find("\n", start)
        self.start, self.column = start, column_of(text, start)
        self.typed = text[start : end if end >= 0 else len(text)].rstrip()
        before = text[start - self.column : start]
        self.is_alone = not before.strip()
        self.spaces = max(len(before) - len(before.rstrip()), 2)


class _EntryMaker:
    """The entries of a text, without comments yet; and the comments in it, without owners yet."""

    def __init__(self, text: str, root: Node) -> None:
        self.text = text
        self.root = root
        self.scalars = list(_scalars(root))
        self.comments = [_Comment(text, start) for start in self.comment_starts()]
        self.below_empty_lines = self.lines_below_empty_ones()

    def comment_starts(self) -> Iterator[int]:
        """Between scalars there are only signs and spaces, so that a # there begins a comment."""
        end = 0
        for start, next_end in [*((node.start, node.end) for node in self.scalars), (len(self.text), 0)]:
            while (found := self.text.find("#", end, start)) >= 0:
                yield found
                line_end = self.text.find("\n", found)
                end = line_end if line_end >= 0 else len(self.text)
            end = next_end

    def lines_below_empty_ones(self) -> set[int]:
        """The offsets of the lines that follow an empty line. Empty lines inside a text are a part of the text."""
        spans = [(node.start, self.visible_end(node)) for node in self.scalars]
        spans = [(start, end) for start, end in spans if "\n" in self.text[start:end]]
        found = set()
        for match in _EMPTY_LINE.finditer(self.text):
            if not any(start <= match.start() < end for start, end in spans):
                found.add(match.end())
        return found

    def visible_end(self, node: ScalarNode) -> int:
        """Where a text ends; the empty lines below a block are a part of it only if its head keeps them (`|+`)."""
        typed = self.text[node.start : node.end]
        keeps_all = node.style not in ("|", ">") or "+" in typed.partition("\n")[0]
        return node.end if keeps_all else node.start + len(typed.rstrip("\n \t"))

    def is_below_empty_line(self, start: int) -> bool:
        return start - column_of(self.text, start) in self.below_empty_lines

    def record(self) -> CommentedEntry:
        """The whole of the file as an entry, which is open in any style."""
        return self.entry(None, self.root, self.root.start, is_open=True)

    def entry(self, key: ScalarNode | None, value: Node, start: int, *, is_open: bool) -> CommentedEntry:
        """An entry that starts at an offset, and what is inside it."""
        column = column_of(self.text, start)
        found = CommentedEntry(key, value, start, column, self.is_below_empty_line(start), is_open)
        if is_open and isinstance(value, MappingNode):
            for name, inner in value.entries:
                found.inside.append(self.entry(name, inner, name.start, is_open=self.is_open(inner)))
        elif is_open and isinstance(value, SequenceNode):
            end = value.start
            for item in value.items:
                item_start = self.dash_behind(end) if value.style == "block" else item.start
                found.inside.append(self.entry(None, item, item_start, is_open=self.is_open(item)))
                end = item.end
        return found

    def is_open(self, node: Node) -> bool:
        """Whether a value is written with its entries one below the other, or has to be: a comment stands in it."""
        if isinstance(node, ScalarNode):
            return False
        if node.style == "block":
            return True
        is_empty = not (node.items if isinstance(node, SequenceNode) else node.entries)
        return not is_empty and any(node.start < comment.start < node.end for comment in self.comments)

    def dash_behind(self, offset: int) -> int:
        """The dash of the item that follows an offset; there may be comments before it, with dashes in them."""
        for found in _DASH_OR_COMMENT.finditer(self.text, offset):
            if found[0] == "-":
                return found.start()
        raise AssertionError("an item of a list without brackets has a dash")


class _Owners:
    """Gives every comment of a file to the entry that it belongs to."""

    def __init__(self, entries: _EntryMaker, record: CommentedEntry) -> None:
        self.entries = entries
        self.record = record
        self.order = [entry for entry in _walk(record) if entry is not record]  # as they come in the text
        self.starts = [entry.start for entry in self.order]
        self.scalar_starts = [node.start for node in entries.scalars]

    def share_out(self) -> list[CommentLine]:
        """Every comment goes to its entry; those of the file itself are returned."""
        head: list[CommentLine] = []
        is_head = True
        for number, comment in enumerate(self.entries.comments):
            line = CommentLine(comment.typed, self.entries.is_below_empty_line(comment.start))
            is_head = is_head and not (number and line.after_empty_line)
            before = self.order[: bisect_left(self.starts, comment.start)]
            after = self.order[len(before)] if len(before) < len(self.order) else None
            if not before and (is_head or not after):
                head.append(line)
            elif not comment.is_alone and before and not before[-1].behind:
                before[-1].behind = " " * comment.spaces + comment.typed
            elif not comment.is_alone or (before and self.is_inside_text(comment, before[-1])):
                # There is no second place behind an entry, nor one in a text: the place above it is next.
                (before[-1] if before else after or self.record).above.append(line)
            else:
                self.list_for(comment, before, after).append(line)
        return head

    def is_inside_text(self, comment: _Comment, entry: CommentedEntry) -> bool:
        """Whether a comment stands within a value that is not open, as behind the `|` of a block."""
        return not entry.is_open and comment.start < entry.value.end

    def list_for(
        self, comment: _Comment, before: list[CommentedEntry], after: CommentedEntry | None
    ) -> list[CommentLine]:
        """Where a comment that is alone on its line goes: above the entry `after` it, or below the entries inside another.

        `before` are all entries that begin before it.
        """
        for entry in reversed(before):
            if entry.is_open and entry.value.style == "flow" and comment.start < entry.value.end:
                return after.above if after and after.start < entry.value.end else entry.below
        if after and comment.column <= after.column:
            return after.above
        if ended := self.ended_above(comment, before, after):
            return ended.below
        return after.above if after else self.record.below

    def ended_above(
        self, comment: _Comment, before: list[CommentedEntry], after: CommentedEntry | None
    ) -> CommentedEntry | None:
        """The innermost mapping or list that ends above a comment and whose entries stand no deeper than the comment.

        The entries stand deeper than the entry `after`, for otherwise the mapping or list would go on there.
        """
        column_below = after.column if after else -1
        found = None
        for entry in (self.record, *before):
            if entry.inside and column_below < entry.inside[0].column <= comment.column:
                if entry is self.record or self.ends_above(entry, comment):
                    found = entry
        return found

    def ends_above(self, entry: CommentedEntry, comment: _Comment) -> bool:
        """Whether an entry is open, in block style, and between its end and a comment there are only other comments."""
        scalars_above = bisect_left(self.scalar_starts, comment.start)
        is_last = not scalars_above or self.scalar_starts[scalars_above - 1] <= entry.value.end
        return is_last and entry.is_open and entry.value.style == "block"


def _scalars(node: Node) -> Iterator[ScalarNode]:
    """The keys and texts in a value, in the order in which they are written."""
    if isinstance(node, ScalarNode):
        yield node
    elif isinstance(node, SequenceNode):
        for item in node.items:
            yield from _scalars(item)
    else:
        for key, value in node.entries:
            yield key
            yield from _scalars(value)


def _walk(entry: CommentedEntry) -> Iterator[CommentedEntry]:
    yield entry
    for inner in entry.inside:
        yield from _walk(inner)
