"""A text that YAML refuses → the line in which the slip was made, what it is, and what to write.

libyaml says where it could not go on. That may be lines below the slip, or the end of the file: a quote that is not closed
takes in all that follows. Data files have a plain layout, though: `key: value`; `key:` with something deeper below it;
`- item`; quotes and brackets that close where they belong. This module reads a refused text by that layout alone, from the
top, and stops at the first line that breaks it.
"""

from __future__ import annotations

import re
from typing import NamedTuple

import yaml

from ..problems import Place, Problem
from .characters import LOOKALIKE_COLON, lookalike_colon
from .positions import column_of, place_at

# A key with its colon, in quotes or not.
_KEY = re.compile(r"(?:\"[^\"]*\"|'[^']*'|[\w.-]+):(?=\s|$)")
# A word that may be a key whose colon is missing, or is another sign, or has no space behind it; not `https://`.
_COLONLESS = re.compile(r"([\w.-]+)(?::(?!//)|;| |$)")
# The marks that git leaves in a file where two sides could not be merged.
_CONFLICT = re.compile(r"(?:<{7}|>{7})(?: |$)|={7}$")
_QUOTED = {'"': re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL), "'": re.compile(r"'(?:[^']|'')*'", re.DOTALL)}
_BLOCK_HEAD = re.compile(r"[|>][-+0-9]*\s*$")
_CLOSES = {"{": "}", "[": "]"}
# By how many columns the lines of a data file are indented at each level.
_STEP = 2


class Slip(NamedTuple):
    """Where a text breaks the layout (line and column, from 1), what is the matter, what to write."""

    line: int
    column: int
    says: str
    hint: str = ""


def syntax_problem(error: yaml.YAMLError, text: str, file: str) -> Problem:
    """libyaml's error about a file's text → the problem in words that say what to do, at the place of the slip."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    words = (getattr(error, "problem", "") or str(error)).replace("\n", " ")
    lines = text.split("\n")
    typed = lines[line - 1] if line <= len(lines) else ""
    indent = typed[: len(typed) - len(typed.lstrip())]
    if ("\t" in typed and "\\t" in words) or "\t" in indent:
        return Problem(Place(file, line, typed.index("\t") + 1), "a tab stands here", "tabs", "indent with spaces")
    if colon := LOOKALIKE_COLON.search(text):
        return lookalike_colon(place_at(text, colon.start(1), file))
    if slip := first_slip(text, line):
        return Problem(Place(file, slip.line, slip.column), slip.says, "yaml", slip.hint)
    hint = "put a text that holds “: ”, [[ ]] inside { }, or begins with a sign, between quotes" if ":" in typed else ""
    return Problem(Place(file, line, column), f"is not YAML here: {words}", "yaml", hint)


def first_slip(text: str, last: int) -> Slip | None:
    """The first line of a text that breaks the layout, among its lines 1 to `last`; None where none does."""
    return _LayoutReader(text).first_slip(last)


class _Level(NamedTuple):
    """A column (from 0) in which the keys of a mapping, or the dashes of a list, stand one below the other; the line that
    opened it; and the column of the level around it."""

    column: int
    line: int
    around: int


class _LayoutReader:
    """Reads a text line by line and keeps track of the columns in which its lines may begin.

    An example of its state, line by line. Levels are written as their columns.

        1  claims:            levels [0]; may_deepen: the key has no value yet, so something deeper may follow
        2    first:           levels [0, 2]; may_deepen
        3      topic: music   levels [0, 2, 4]
        4    second:          levels [0, 2]; just_closed [4]; may_deepen
        5    topic: music     levels [0, 2]; after_empty_key = 5: line 4 needed something deeper, and this is not
        6      status: stated begins in column 4, which is no level, and nothing may be deeper than line 5: a slip

    Which line is to blame for a slip is not always the one that has no level. Here it is line 5, for it follows an empty
    key, line 4: one level to the right it would have been right, and line 6 with it.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = text.split("\n")
        self.starts = [0, *(match.end() for match in re.finditer("\n", text))]  # the offset of each line
        self.levels: list[_Level] = []  # from the outermost to the one that the last line belongs to
        self.just_closed: list[_Level] = []  # the levels that the last line ended, the innermost first
        self.previous = 0  # the number of the last line, comments and empty lines aside
        self.after_empty_key = 0  # the number of a line that follows a key without a value and is not deeper than it
        self.may_deepen = True  # whether the next line may begin deeper than the last one
        # A slip that a line makes unless it goes on with the plain text above it, as in
        #     says: one sentence
        #       and its end
        # The next key in its place proves that it does. A slip in the next line proves nothing: then this one is told.
        self.suspect: Slip | None = None

    def first_slip(self, last: int) -> Slip | None:
        """The first slip in the lines 1 to `last`."""
        done = 0  # the last line of the value that was read last
        for number, line in enumerate(self.lines[:last], 1):
            body = line.lstrip(" ")
            if number <= done or not body.strip() or body.startswith("#"):
                continue
            if _CONFLICT.match(line):
                return Slip(number, 1, "a merge left its marks here", "keep one of the two sides, and delete the marks")
            found = self.line(number, len(line) - len(body), body)
            if isinstance(found, Slip):
                return self.suspect if self.suspect and self.suspect.line == self.previous else found
            done, self.previous = found, number
        return self.suspect

    def line(self, number: int, column: int, body: str) -> Slip | int:
        """The slip in a line that begins with `body` in a column; or the number of the last line of its value."""
        is_item = False
        while body == "-" or body.startswith("- "):
            if slip := self.place(number, column, is_item=True):
                return slip
            rest = body[1:].lstrip(" ")
            column += len(body) - len(rest)
            body, is_item, self.may_deepen = rest, True, True
        key = _KEY.match(body)
        if not key:
            return self.value(number, column, body) if is_item or not body else self.without_key(number, column, body)
        if slip := self.place(number, column):
            return slip
        self.suspect = None
        value = body[key.end() :].lstrip(" \t")
        if not value or value.startswith("#"):
            self.may_deepen = True
            return number
        return self.value(number, column + len(body) - len(value), value)

    def without_key(self, number: int, column: int, body: str) -> Slip | int:
        """A line that is no key and no item: it may be the value of the key above, the rest of its text, or a slip."""
        if word := _COLONLESS.match(body):
            slip = Slip(number, column + 1, "a key needs a colon and a space behind it", f"write “{word[1]}: …”")
        else:
            says, hint = "this is neither a key with its value nor an item", "write “key: value”, or “- item”"
            slip = Slip(number, column + 1, says, hint)
        is_deeper = not self.levels or column > self.levels[-1].column
        begins_anew = self.previous and not self.may_deepen and body[0] in "\"'[{"
        if not is_deeper or begins_anew:
            return slip
        self.suspect = self.suspect or slip
        return self.value(number, column, body) if self.may_deepen else number

    # ── Columns ──────────────────────────────────────────────────────────────────────────────────────────────────────

    def place(self, number: int, column: int, *, is_item: bool = False) -> Slip | None:
        """Brings the levels up to date with a key or an item in a column; a slip where there is no such level."""
        around = self.levels[-1].column if self.levels else -_STEP
        # The dashes of a list may stand in the column of its key.
        if self.may_deepen and (column > around or (is_item and column == around)):
            self.levels.append(_Level(column, number, around))
            self.just_closed, self.may_deepen = [], False
            return None
        follows_empty_key, closed = self.may_deepen, []
        while self.levels and (self.levels[-1].column > column or self.ends_list(column, is_item)):
            closed.append(self.levels.pop())
        self.may_deepen = False
        if not self.levels or self.levels[-1].column != column:
            return self.misplaced(number, column, closed)
        self.just_closed, self.after_empty_key = closed, number if follows_empty_key else 0
        return None

    def ends_list(self, column: int, is_item: bool) -> bool:
        """Whether a key ends the list whose dashes stand in the key's own column, which is also that of the list's key."""
        top = self.levels[-1]
        return not is_item and top.column == column == top.around

    def misplaced(self, number: int, column: int, closed: list[_Level]) -> Slip:
        """The slip that left a line without a level of its own; `closed` are the levels that the line would end."""
        # It stands where a level should have been that was opened too far in or out: blame the line that opened that.
        for level in (*self.levels[-1:], *closed[::-1]):
            if level.column != column == level.around + _STEP:
                return self.moved(level.line, level.column - column)
        # It stands between two levels.
        if closed:
            return self.moved(number, column - closed[-1].column)
        # It is deeper than the last line, which should have been deeper itself: as the first line below an empty key, or
        # as a line of the level in this column, which it ended.
        if self.after_empty_key == self.previous or any(level.column == column for level in self.just_closed):
            return self.moved(self.previous, -1)
        return self.moved(number, 1)

    def moved(self, line: int, by: int) -> Slip:
        """The slip of a line that begins too far to the right (`by` above 0) or to the left."""
        text = self.lines[line - 1]
        says = f"the line stands too far to the {'right' if by > 0 else 'left'}"
        return Slip(line, len(text) - len(text.lstrip(" ")) + 1, says, "begin it where the lines of its kind begin")

    def is_inside(self, line: str) -> bool:
        """Whether a line begins deeper than the innermost level, so that it can be a part of a value there."""
        return len(line) - len(line.lstrip(" ")) > (self.levels[-1].column if self.levels else -1)

    # ── Values ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def value(self, number: int, column: int, value: str) -> Slip | int:
        """A value that begins in a line and a column: the slip in it, or the number of the last line that it takes."""
        self.may_deepen = False
        start = self.starts[number - 1] + column
        if value[:1] in _QUOTED:
            match = _QUOTED[value[0]].match(self.text, start)
            if not match or any(map(_is_structure, match.group().split("\n")[1:])):
                return _open_quote(number, column, value[0])
            return number + match.group().count("\n")
        if value[:1] in _CLOSES:
            return self.brackets(number, start)
        if _BLOCK_HEAD.match(value):
            end = number
            while end < len(self.lines) and (not self.lines[end].strip() or self.is_inside(self.lines[end])):
                end += 1
            return end
        return number

    def brackets(self, number: int, start: int) -> Slip | int:
        """Brackets that open at an offset in a line: all must close, each with its own sign, before the next key.

        A quote counts only where a value or key can begin; in `{says: it's so}` there is none.
        """
        waiting: list[str] = []  # the signs that will close the brackets that are open, the innermost last
        line, at, before = number, start, ""
        while at < len(self.text):
            sign = self.text[at]
            if sign == "\n":
                if not self.is_inside(self.lines[line]):  # the line below, for lines count from 1 and lists from 0
                    break
                line += 1
            elif sign in _QUOTED and before in "{[,:":
                match = _QUOTED[sign].match(self.text, at)
                if not match or "\n" in match.group():
                    return _open_quote(line, column_of(self.text, at), sign)
                at, before = match.end(), sign
                continue
            elif sign in _CLOSES:
                waiting.append(_CLOSES[sign])
            elif sign in _CLOSES.values():
                if waiting.pop() != sign:
                    break
                if not waiting:
                    return line
            if not sign.isspace():
                before = sign
            at += 1
        opening = self.text[start]
        says, hint = f"“{opening}” is not closed", f"close it with {_CLOSES[opening]}"
        return Slip(number, column_of(self.text, start) + 1, says, hint)


def _open_quote(line: int, column: int, sign: str) -> Slip:
    return Slip(line, column + 1, "the quote that opens here is not closed", f"close it with {sign}")


def _is_structure(line: str) -> bool:
    """Whether a line looks like a key or an item."""
    body = line.lstrip(" ")
    return body.startswith("- ") or bool(_KEY.match(body))
