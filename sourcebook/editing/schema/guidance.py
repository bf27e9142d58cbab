"""What an editor is told about a field while typing: what it is, how to write it, a good and a bad example.

The words stand in `guidance.yml`, by class and field, so that the models stay readable.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from ... import model
from ...yamlfile import parse as reading
from ...yamlfile.parse import Value

FILE = Path(__file__).parent / "guidance.yml"


@cache
def guidance() -> dict[str, dict[str, dict[str, Any]]]:
    """What is told, by the name of the class, then the key."""
    return reading.parse(reading.read_bytes(FILE, FILE.name), FILE.name).value


def told(name: str, key: str) -> dict[str, Any]:
    """What is told of a key of a class, or of the class that it has it from. KeyError where nobody wrote it."""
    for one in getattr(model, name, object).__mro__[:-1]:
        if key in guidance().get(one.__name__, {}):
            return guidance()[one.__name__][key]
    return guidance()[name][key]


def shown(name: str, key: str, node: dict[str, Any]) -> dict[str, Any]:
    """The same as keywords of JSON Schema; `node` is pydantic's schema of the value.

    Examples are offered for completion only where the form is the point: a date, a locator, not a sentence.
    """
    entry = told(name, key)
    good = [as_yaml(value) for value in entry["good"]]
    bad = [(as_yaml(one["written"]), one["why"]) for one in entry["bad"]]
    lines = [entry["is"], entry["write"], *(f"Good: {text}" for text in good)]
    lines += [f"Bad: {text} – {why}" for text, why in bad]
    marked = [entry["is"], f"**How to write it:** {entry['write']}", *(f"✓ `{text}`" for text in good)]
    marked += [f"✗ `{text}` {why}" for text, why in bad]
    found: dict[str, Any] = {"description": "\n".join(lines), "markdownDescription": "\n\n".join(marked)}
    is_form = "pattern" in str(node) and "names" not in str(node) and "perLanguage" not in str(node)
    return found | ({"examples": entry["good"]} if is_form else {})


def as_yaml(value: Value) -> str:
    """A value on one line, as an editor would type it."""
    if isinstance(value, dict):
        return f"{{{', '.join(f'{_scalar(key)}: {as_yaml(inner)}' for key, inner in value.items())}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(as_yaml, value))}]"
    return _scalar(value)


def _scalar(text: str) -> str:
    """A text in quotes where YAML would not take it for this text."""
    try:
        plain = reading.parse(f"[{text}]".encode(), "").value == [text] and not text.replace(".", "", 1).isdigit()
    except reading.Unreadable:
        plain = False
    return text if plain else reading.quoted(text)
