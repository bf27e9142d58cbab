"""What a YAML file says, as plain Python values: texts, lists of values, and mappings from keys to values.

There are no numbers, dates or truth values here. The model decides what a text means; this room keeps what was typed.
"""

from __future__ import annotations

from typing import TypeAlias, Union

# A text, a list, or a mapping. A key of a mapping is always a text.
Value: TypeAlias = Union[str, "list[Value]", "dict[str, Value]"]

# The way from a file's record to one value in it: keys of mappings, and numbers of list items from 0.
# `("claims", "inside-ath", "sources", 0, "at")` is the locator in the first citation of that claim.
KeyPath: TypeAlias = tuple[str | int, ...]


def at(value: Value, path: KeyPath) -> Value | None:
    """The value at a path, or None where the path leads nowhere. Negative item numbers lead nowhere."""
    here: Value | None = value
    for step in path:
        if isinstance(here, dict) and isinstance(step, str):
            here = here.get(step)
        elif isinstance(here, list) and isinstance(step, int) and 0 <= step < len(here):
            here = here[step]
        else:
            return None
    return here


def same(one: Value, other: Value) -> bool:
    """Whether two values are equal and their keys stand in the same order, which `==` on mappings does not ask."""
    if isinstance(one, dict) and isinstance(other, dict):
        return list(one) == list(other) and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    return one == other
