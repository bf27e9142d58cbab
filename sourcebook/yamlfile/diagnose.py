"""A text that YAML refuses → the line in which the slip was made, and what it is.

libyaml says where it could not go on, which may be lines after the slip, or the file's end. Data files have a plain layout:
`key: value`, `key:` with something deeper below it, `- item`, quotes and brackets that close where they belong. This room
reads a text by that layout alone, from the top, and stops at the first line that does not keep to it.
"""

from __future__ import annotations

import re
from typing import NamedTuple

KEY = re.compile(r"(?:\"[^\"]*\"|'[^']*'|[\w.-]+):(?=\s|$)")
COLONLESS = re.compile(r"([\w.-]+)(?::(?!//)|;| |$)")
CONFLICT = re.compile(r"(?:<{7}|>{7})(?: |$)|={7}$")
QUOTED = {'"': re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL), "'": re.compile(r"'(?:[^']|'')*'", re.DOTALL)}
CLOSES = {"{": "}", "[": "]"}
STEP = 2


class Slip(NamedTuple):
    """Where a text leaves its layout (line and column from 1), what is the matter, what to write."""

    line: int
    column: int
    says: str
    hint: str = ""


class _Level(NamedTuple):
    """A column at which keys or items stand, the line that opened it, and the column of what it stands in."""

    column: int
    line: int
    around: int


def first_slip(text: str, last: int) -> Slip | None:
    """The first line of a text, of those up to `last`, that does not keep to the layout; None where all do."""
    return _Layout(text).slip(last)


class _Layout:
    def __init__(self, text: str) -> None:
        self.lines = text.split("\n")
        self.levels: list[_Level] = []
        self.closed: list[_Level] = []  # those that the line before this one closed
        self.before = 0  # that line
        self.hollow = 0  # the line that stands where something deeper should have followed
        self.opens = True  # whether something deeper may follow it
        self.doubt: Slip | None = None  # a line that is right only if what follows does not stand against it

    def slip(self, last: int) -> Slip | None:
        skipped_to = 0
        for number, line in enumerate(self.lines[:last], 1):
            body = line.lstrip(" ")
            if number <= skipped_to or not body.strip() or body.startswith("#"):
                continue
            if CONFLICT.match(line):
                return Slip(number, 1, "a merge left its marks here", "keep one of the two sides, and delete the marks")
            found = self._line(number, len(line) - len(body), body)
            if isinstance(found, Slip):
                return self.doubt if self.doubt and self.doubt.line == self.before else found
            skipped_to, self.before = found, number
        return self.doubt

    def _line(self, number: int, column: int, body: str) -> Slip | int:
        """What is wrong with a line; or the last line that belongs to it."""
        is_item = False
        while body == "-" or body.startswith("- "):
            if slip := self._placed(number, column, is_item=True):
                return slip
            rest = body[1:].lstrip(" ")
            column, body, is_item, self.opens = column + len(body) - len(rest), rest, True, True
        key = KEY.match(body)
        if not key:
            return self._value(number, column, body) if is_item or not body else self._neither(number, column, body)
        if slip := self._placed(number, column):
            return slip
        self.doubt = None
        value = body[key.end() :].lstrip(" \t")
        if not value or value.startswith("#"):
            self.opens = True
            return number
        return self._value(number, column + len(body) - len(value), value)

    def _neither(self, number: int, column: int, body: str) -> Slip | int:
        """A line that is no key and no item: the value of the line above, the rest of its text, or a slip."""
        word = COLONLESS.match(body)
        says = (
            "a key needs a colon and a space behind it" if word else "this is neither a key with its value nor an item"
        )
        hint = f"write “{word[1]}: …”" if word else "write “key: value”, or “- item”"
        slip = Slip(number, column + 1, says, hint)
        belongs = not self.levels or column > self.levels[-1].column
        if not belongs or (self.before and not self.opens and body[0] in "\"'[{"):
            return slip
        self.doubt = self.doubt or slip
        return self._value(number, column, body) if self.opens else number

    def _value(self, number: int, column: int, value: str) -> Slip | int:
        """A value that begins in a line: what is wrong with it, or the last line that it takes."""
        self.opens = False
        rest = "\n".join([value, *self.lines[number:]])
        if value[:1] in QUOTED:
            match = QUOTED[value[0]].match(rest)
            if not match or any(map(_is_structure, match.group().split("\n")[1:])):
                return Slip(number, column + 1, "the quote that opens here is not closed", f"close it with {value[0]}")
            return number + match.group().count("\n")
        if value[:1] in CLOSES:
            return self._flow(number, column, rest)
        if re.match(r"[|>][-+0-9]*\s*$", value):
            end = number
            while end < len(self.lines) and (not self.lines[end].strip() or self._is_inside(self.lines[end])):
                end += 1
            return end
        return number

    def _is_inside(self, line: str) -> bool:
        return len(line) - len(line.lstrip(" ")) > (self.levels[-1].column if self.levels else -1)

    def _flow(self, number: int, column: int, rest: str) -> Slip | int:
        """What stands between brackets: they are closed, each by its own kind, before the next key of the file."""
        waiting: list[str] = []
        at = 0
        while at < len(rest):
            sign = rest[at]
            if sign == "\n" and not self._is_inside(rest[at + 1 :].partition("\n")[0]):
                break
            if sign in QUOTED and rest[:at].rstrip()[-1:] in tuple("{[,:"):
                match = QUOTED[sign].match(rest, at)
                if not match or "\n" in match.group():
                    return Slip(
                        number, column + at + 1, "the quote that opens here is not closed", f"close it with {sign}"
                    )
                at = match.end()
                continue
            if sign in CLOSES:
                waiting.append(CLOSES[sign])
            elif sign in CLOSES.values():
                if waiting[-1] != sign:
                    break
                waiting.pop()
                if not waiting:
                    return number + rest.count("\n", 0, at)
            at += 1
        return Slip(number, column + 1, f"“{rest[0]}” is not closed", f"close it with {CLOSES[rest[0]]}")

    def _placed(self, number: int, column: int, is_item: bool = False) -> Slip | None:
        """Puts a key or an item at its level; a slip where there is no such level."""
        around = self.levels[-1].column if self.levels else -STEP
        if self.opens and (column > around or (is_item and column == around)):
            self.levels.append(_Level(column, number, around))
            self.closed, self.opens = [], False
            return None
        was_open, closed = self.opens, []
        while self.levels and (self.levels[-1].column > column or self._ends_list(column, is_item)):
            closed.append(self.levels.pop())
        self.opens = False
        if not self.levels or self.levels[-1].column != column:
            return self._misplaced(number, column, closed)
        self.closed, self.hollow = closed, number if was_open else 0
        return None

    def _ends_list(self, column: int, is_item: bool) -> bool:
        """Whether a key at the column of a list's dashes ends the list: the list stands in a key at that column."""
        top = self.levels[-1]
        return not is_item and top.column == column == top.around

    def _misplaced(self, number: int, column: int, closed: list[_Level]) -> Slip:
        """The line to blame for a line that stands at no level: the one that opened or closed a level, or itself."""
        for level in (*self.levels[-1:], *closed[::-1]):
            if level.column != column == level.around + STEP:
                return self._moved(level.line, level.column - column)
        if closed:
            return self._moved(number, column - closed[-1].column)
        if self.hollow == self.before or any(level.column == column for level in self.closed):
            return self._moved(self.before, -1)
        return self._moved(number, 1)

    def _moved(self, line: int, by: int) -> Slip:
        text = self.lines[line - 1]
        side = "right" if by > 0 else "left"
        says = f"the line stands too far to the {side}"
        return Slip(line, len(text) - len(text.lstrip(" ")) + 1, says, "begin it where the lines of its kind begin")


def _is_structure(line: str) -> bool:
    """Whether a line looks like a key or an item."""
    body = line.lstrip(" ")
    return body.startswith("- ") or bool(KEY.match(body))
