"""Dates as precise as the source gives them: EDTF (ISO 8601-2:2019), level 0 and what a briefing needs of level 1.

`2026`, `2026-06`, `2026-06-08`; `2026-06~` about, `2026?` uncertain, `2026~?` is written `2026%`; intervals
`2026-03-16/2026-06`, `2026-03-16/..` still so, `../2026-06` from an unstated time on.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from typing import Literal, cast

POINT = re.compile(r"(?P<year>[0-9]{4})(?:-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?)?(?P<sign>[?~%]?)")
# `~` about, `?` uncertain, `%` both.
Sign = Literal["", "?", "~", "%"]
EXPLAINED = "write a date as 2026, 2026-06, 2026-06-08, 2026-06~ or an interval as 2026-03-16/.."


@dataclass(frozen=True)
class Point:
    """A year, month or day, and what the source says of it: `~` about, `?` uncertain, `%` both."""

    year: int
    month: int | None
    day: int | None
    sign: Sign

    def __str__(self) -> str:
        """The date as ISO 8601-1 writes it, which has no signs of doubt: `2026`, `2026-06` or `2026-06-08`."""
        text = f"{self.year:04}"
        if self.month is not None:
            text += f"-{self.month:02}"
        if self.day is not None:
            text += f"-{self.day:02}"
        return text

    @property
    def earliest(self) -> date:
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def latest(self) -> date:
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])


@dataclass(frozen=True)
class When:
    """A time in EDTF: its text as typed, and its two ends (the same Point twice for a date; None where open)."""

    text: str
    start: Point | None
    end: Point | None

    @property
    def is_interval(self) -> bool:
        return "/" in self.text

    @property
    def earliest(self) -> date:
        return self.start.earliest if self.start else date.min

    @property
    def latest(self) -> date:
        return self.end.latest if self.end else date.max

    def overlaps(self, other: When) -> bool:
        """Whether some day may lie in both."""
        return self.earliest <= other.latest and other.earliest <= self.latest


def when(text: str) -> When:
    """An EDTF text → When. ValueError, in words for the editor, if it is none or cannot be."""
    if "/" not in text:
        point = _point(text)
        return When(text, point, point)
    ends = text.split("/")
    if len(ends) != 2 or ends == ["..", ".."]:
        raise ValueError(f"“{text}” is not an interval: {EXPLAINED}")
    start, end = (None if end == ".." else _point(end) for end in ends)
    if start and end and end.latest < start.earliest:
        raise ValueError(f"“{text}” ends before it starts")
    return When(text, start, end)


def _point(text: str) -> Point:
    match = POINT.fullmatch(text)
    if not match:
        raise ValueError(f"“{text}” is not a date: {EXPLAINED}")
    year = int(match["year"])
    month = int(match["month"]) if match["month"] else None
    day = int(match["day"]) if match["day"] else None
    try:
        date(year, 1 if month is None else month, 1 if day is None else day)
    except ValueError:
        raise ValueError(f"“{text}” is not in the calendar") from None
    return Point(year, month, day, cast(Sign, match["sign"]))
