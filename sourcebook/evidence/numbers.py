"""The kinds of figure that a sentence may hold: what a reader would compare with the passage."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from ..values.edtf import When


@dataclass(frozen=True, order=True)
class Number:
    """A number, a year among them: `1,000`, `six`, `六倍`."""

    value: Decimal

    def __str__(self) -> str:
        return f"{self.value:f}"


@dataclass(frozen=True, order=True)
class Percentage:
    """So many per cent (or per mille: the sign is not told apart)."""

    value: Decimal

    def __str__(self) -> str:
        return f"{self.value:f} %"


@dataclass(frozen=True, order=True)
class Month:
    """A month of the year, by its number."""

    month: int

    def __str__(self) -> str:
        return f"month {self.month}"


@dataclass(frozen=True, order=True)
class MonthDay:
    """A day of some year (a gMonthDay of XML Schema)."""

    month: int
    day: int

    def __str__(self) -> str:
        return f"{self.month}-{self.day:02}"


Figure = Number | Percentage | Month | MonthDay


def number(value: int | Decimal) -> Number:
    """A number as a Figure, trailing zeros aside."""
    return Number(Decimal(value).normalize())


def figures_of_date(date: When) -> frozenset[Figure]:
    """The day, or else the month, at each end of a date; nothing for an end that is a year, or that is marked as the
    editors' own (`~`, `?`)."""
    found: set[Figure] = set()
    for point in (date.start, date.end):
        if point is None or point.sign or not point.month:
            continue
        found.add(MonthDay(point.month, point.day) if point.day else Month(point.month))
    return frozenset(found)


def years_of_date(date: When) -> frozenset[Figure]:
    """The year at each end of a date, but for an end that is marked as the editors' own (`~`, `?`)."""
    return frozenset(number(point.year) for point in (date.start, date.end) if point and not point.sign)


def listed(figures: Iterable[Figure]) -> str:
    """Figures as a message names them: days, months, numbers, percentages. A day stands for its month and its number
    too: 8 June is found as a day, a month and the number 8, and told as `6-08`."""
    found = set(figures)
    days = sorted(figure for figure in found if isinstance(figure, MonthDay))
    for day in days:
        found -= {Month(day.month), number(day.day)}
    months = sorted(figure for figure in found if isinstance(figure, Month))
    numbers = sorted(figure for figure in found if isinstance(figure, Number))
    percentages = sorted(figure for figure in found if isinstance(figure, Percentage))
    return ", ".join(map(str, (*days, *months, *numbers, *percentages)))
