"""Where the character at an offset of a text stands: people count lines and columns from 1, programs characters from 0."""

from __future__ import annotations

from ..problems import Place


def column_of(text: str, offset: int) -> int:
    """The column, from 0, of the character at an offset."""
    return offset - (text.rfind("\n", 0, offset) + 1)


def place_at(text: str, offset: int, file: str) -> Place:
    """The line and column, from 1, of the character at an offset in the text of a file."""
    return Place(file, text.count("\n", 0, offset) + 1, column_of(text, offset) + 1)
