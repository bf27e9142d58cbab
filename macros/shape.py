"""What pydantic finds wrong with the shape of a record, in the editor's words and at its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError

from . import model, reading
from .problems import Problem, did_you_mean, nearest

TYPES = {
    "string_type": "one text",
    "dict_type": "keys with values",
    "tuple_type": "a list",
    "model_type": "keys with values",
    "model_attributes_type": "keys with values",
}
EXAMPLES = {
    "tuple_type": "write it as [one, two] or with “- ” before each",
    "string_type": "a text that begins with [ or { stands in quotes",
}
KEYED = frozenset("claims positions states set_aside kinds topics properties languages".split())
TORN = "inside { } a text with a comma stands in quotes"
FOUND = {str: "a text", list: "a list", dict: "keys with values"}


def shape_problems(error: ValidationError, document: reading.Document, record_class: type) -> Iterator[Problem]:
    """One problem for each of pydantic's errors that is not a consequence of another."""
    seen: set[tuple] = set()
    faults = error.errors(include_url=False)
    mistyped = {
        (*fault["loc"][:-1], nearest(str(fault["loc"][-1]), _known_keys(record_class, fault["loc"])))
        for fault in faults
        if fault["type"] == "extra_forbidden"
    }
    for fault in faults:
        if fault["type"] == "missing" and fault["loc"] in mistyped:
            continue  # it is there, under a mistyped key
        if fault["type"] == "too_short" and any(
            fault["loc"] == f["loc"][: len(fault["loc"])] != f["loc"] for f in faults
        ):
            continue  # a list is not empty because what stands in it is wrong
        path = tuple(step for step in fault["loc"] if step not in ("[key]",))
        is_key = "[key]" in fault["loc"] or fault["type"] == "extra_forbidden"
        if path in seen:
            continue
        seen.add(path)
        says, hint = _said(fault, path, record_class)
        rule = "known_keys" if fault["type"] == "extra_forbidden" else "shape"
        yield Problem(document.place(path, key=is_key), says, rule, hint)


def _said(fault: dict[str, Any], path: reading.KeyPath, record_class: type) -> tuple[str, str]:
    """(what is wrong, what to write) for one of pydantic's errors."""
    kind, found, name = fault["type"], fault.get("input"), path[-1] if path else ""
    context = fault.get("ctx", {})
    if kind == "extra_forbidden":
        hint = did_you_mean(str(name), _known_keys(record_class, path))
        return f"the key “{name}” is not known here", hint or (TORN if found == "" else "")
    if kind == "missing":
        return f"the key “{name}” is missing", ""
    if kind in TYPES:
        where = f"“{name}”" if isinstance(name, str) and name else "this"
        hint = (
            f"as “{'key' if name in KEYED else 'en'}: …” on lines of their own"
            if kind == "dict_type"
            else EXAMPLES.get(kind, "")
        )
        return f"{where} should be {TYPES[kind]}, not {FOUND.get(type(found), 'nothing')}", hint
    if kind == "literal_error":
        allowed = [word.strip("'") for word in context["expected"].replace(" or ", ", ").split(", ")]
        hint = did_you_mean(found, allowed) if isinstance(found, str) else ""
        return f"“{found}” is not a value of “{name}”", hint or f"one of: {', '.join(allowed)}"
    if kind == "string_pattern_mismatch" and fault["loc"][-1] == "[key]":
        return f"“{found}” cannot be a key here", _form(context["pattern"])
    if kind == "string_pattern_mismatch":
        named = next(step for step in reversed(path) if isinstance(step, str))
        return f"“{found}” does not have the form that “{named}” needs", _form(context["pattern"])
    if kind in ("string_too_short", "too_short"):
        # A language is a short word; what else stands as a key without a value is the end of a text with a comma.
        torn = _is_wording(record_class, path) and not re.fullmatch(r"[a-z]{2,3}(-\w+)*", str(name))
        hint = TORN if torn and found == "" else "write a value, or leave the key out"
        return f"“{name}” is empty", hint
    return fault["msg"].removeprefix("Value error, "), ""


def _form(pattern: str) -> str:
    """What a pattern of the model asks for, in words."""
    forms = {
        f"^{model.ID}$": "an id: ASCII letters and digits, with single hyphens or points between them",
        f"^{model.FORMER}$": "an id, or kind/id for a record that stood in another folder",
        f"^{model.ADDRESS}$": "an address, as kind/id or kind/id/claim",
        r"^[^/\\]+$": "the name of a file, without a folder",
        r"^https?://[^\s\"'<>]+$": "an address on the web, as https://example.org/page",
        "^[0-9a-f]{64}$": "the SHA-256 of the file, as 64 hexadecimal digits; the passages command prints it",
    }
    return forms.get(pattern, f"pattern {pattern}")


def _known_keys(record_class: type, path: reading.KeyPath) -> list[str]:
    """The keys that the record at a path knows: follows the fields' own types, so a new field needs no line here."""
    here: Any = record_class
    for step in path[:-1]:
        here = _inner(here, step)
    fields = getattr(here, "model_fields", {})
    return [f.alias or name for name, f in fields.items() if f.alias != "/address"]


def _is_wording(record_class: type, path: reading.KeyPath) -> bool:
    """Whether the value at a path stands in a text per language."""
    here: Any = record_class
    for step in path[:-1]:
        here = _inner(here, step)
    return "dict" in str(here) and path[-2:-1] != ("states",)


def _inner(annotation: Any, step: str | int) -> Any:
    fields = getattr(annotation, "model_fields", None)
    if fields is not None:
        by_key = {f.alias or name: f.annotation for name, f in fields.items()}
        return by_key.get(step)
    arguments = [a for a in getattr(annotation, "__args__", ()) if a not in (type(None), Ellipsis, str)]
    return arguments[-1] if arguments else None
