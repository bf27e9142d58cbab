"""Slips of dates: not in the calendar, not in EDTF, the wrong way round."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..tree import File, Mutant, Node
from .registry import operator

DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
MONTH = re.compile(r"(\d{4})-(\d{2})(?!-\d|\d)")


def _dates(file: File) -> Iterator[Node]:
    """The values that are dates."""
    for node in file.nodes:
        declared = file.briefing.settings.properties.get(node.name)
        states = node.pattern == ("claims", "*", "states", "*") and declared and declared.value_range == "date"
        if node.kind == "text" and (node.name in ("when", "published") or states):
            yield node


def _each(file: File, *forms) -> Iterator[Mutant]:
    """Each date in each of the forms that changes it."""
    for node in _dates(file):
        for form in dict.fromkeys(form(node.value) for form in forms):
            if form != node.value:
                yield file.changed((node.start, node.end, form))


@operator("date")
def not_in_the_calendar(file: File) -> Iterator[Mutant]:
    """A month 13 or 00, a day 32 or 00, a 30th of February."""
    yield from _each(
        file,
        lambda date: re.sub(r"^(\d{4})-\d\d", r"\1-13", date),
        lambda date: re.sub(r"^(\d{4})-\d\d", r"\1-00", date),
        lambda date: DAY.sub(r"\1-\2-32", date),
        lambda date: DAY.sub(r"\1-\2-00", date),
        lambda date: DAY.sub(r"\1-02-30", date),
    )


@operator("date")
def date_in_another_form(file: File) -> Iterator[Mutant]:
    """A date has slashes, points, words, one digit too few, another dash or full-width digits."""
    yield from _each(
        file,
        lambda date: DAY.sub(r"\1/\2/\3", date),
        lambda date: DAY.sub(r"\3.\2.\1", date),
        lambda date: DAY.sub(r"\2/\3/\1", date),
        lambda date: DAY.sub(r"\3-\2-\1", date),
        lambda date: DAY.sub(r"\1年\2月\3日", date),
        lambda date: MONTH.sub(r"\1年\2月", date),
        lambda date: MONTH.sub(r"\2/\1", date),
        lambda date: MONTH.sub(r"June \1", date),
        lambda date: date.replace("-0", "-"),
        lambda date: date.replace("-", "–"),
        lambda date: date.replace("-", "."),
        lambda date: date.replace("-", ""),
        lambda date: date.replace("2026", "26"),
        lambda date: date.replace("2026", "2O26"),
        lambda date: "".join(chr(ord(c) + 0xFEE0) if c.isdigit() else c for c in date),
        lambda date: f"{date}T00:00",
        lambda date: f"{date} ?",
        lambda date: f"~{date}",
        lambda date: f"{date}~~",
        lambda date: f"about {date}",
    )


@operator("date")
def interval_in_another_form(file: File) -> Iterator[Mutant]:
    """An interval has one point, three, a dash or nothing at its open end, or is open at both."""
    for node in _dates(file):
        if "/" in node.value:
            start, _, end = node.value.partition("/")
            for wrong in (f"{start}/.", f"{start}/...", f"{start}/", f"{start} - {end}", f"{start}/{end}/{end}", "../..",
                          f"{start} / {end}", f"{start}\\{end}", f"/{end}", f"{start}/now", f"{start}/…"):  # fmt: skip
                yield file.changed((node.start, node.end, wrong))


@operator("date")
def interval_backwards(file: File) -> Iterator[Mutant]:
    """An interval ends before it starts."""
    for node in _dates(file):
        year = re.search(r"\d{4}", node.value).group()
        yield file.changed((node.start, node.end, f"{node.value.strip('./')}/{int(year) - 1}".replace("/../", "/")))


@operator("date")
def interval_for_a_publication(file: File) -> Iterator[Mutant]:
    """A text was published over an interval."""
    for node in _dates(file):
        if node.name == "published":
            yield file.changed((node.start, node.end, f"{node.value}/.."))
            yield file.changed((node.start, node.end, f"{node.value}/{node.value}"))


@operator("date", reader=True)
def another_date(file: File) -> Iterator[Mutant]:
    """A date in the calendar, but not that of the source: the next day, another year."""
    yield from _each(
        file,
        lambda date: DAY.sub(lambda day: f"{day[1]}-{day[2]}-{int(day[3]) % 28 + 1:02}", date),
        lambda date: date.replace("2026", "2062"),
        lambda date: (
            MONTH.sub(lambda month: f"{month[1]}-{int(month[2]) % 12 + 1:02}", date) if "/" not in date else date
        ),
    )
