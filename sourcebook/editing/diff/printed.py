"""A report → lines for a terminal; a Diff → JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict

from ...yamlfile.characters import visible
from .changes import Diff
from .report import Report, ReportLine

# As `git diff --word-diff` writes them.
SIGNS = {"was": ("[-", "-]"), "now": ("{+", "+}")}


def lines(report: Report) -> Iterator[str]:
    """A report → lines, what is below a thing indented. What cannot be seen in a text is printed as its number, so that no
    character of the data is a command to the terminal."""
    yield _line(report.title)
    yield from map(_line, report.summary)
    for section in report.sections:
        yield ""
        note = f": {section.note}" if section.note else ""
        yield f"{section.title} ({len(section.items)}){note}"
        for item in section.items:
            yield f"  {_line(item.head)}"
            yield from (f"      {_line(line)}" for line in item.lines)


def _line(line: ReportLine) -> str:
    printed = ""
    for piece in line:
        opening, closing = SIGNS.get(piece.kind, ("", ""))
        printed += f"{opening}{visible(piece.text)}{closing}"
    return printed


def as_json(diff: Diff) -> str:
    """A Diff → one JSON document. Named tuples become objects, so that a field has a name there too."""
    document = json.dumps(_named(asdict(diff)), ensure_ascii=False, indent=2)
    # File names that are not UTF-8 hold surrogates, which JSON can write but UTF-8 cannot.
    return document.encode("utf-8", "backslashreplace").decode("utf-8")


def _named(value: object) -> object:
    """A value with every named tuple in it as a mapping."""
    if isinstance(value, dict):
        return {key: _named(part) for key, part in value.items()}
    if hasattr(value, "_asdict"):
        return _named(value._asdict())
    if isinstance(value, (list, tuple)):
        return [_named(part) for part in value]
    return value
