"""What pydantic finds wrong with the shape of a record, in the editor's words and at its place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError

from .. import model
from ..problems import Problem, did_you_mean, nearest
from ..yamlfile import parse as reading

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
FOUND = {str: "a text", list: "a list", dict: "keys with values"}


def shape_problems(error: ValidationError, document: reading.Document, record_class: type) -> Iterator[Problem]:
    """One problem for each of pydantic's errors that is not a consequence of another."""
    faults = error.errors(include_url=False)
    strayed = _strayed(faults, document, record_class)
    for path in strayed:
        says = f"“{path[-1]}” stands where “{path[-2]}” has its names"
        hint = "indent it further: it belongs to what stands above"
        yield Problem(document.place(path, key=True), says, "shape", hint)
    faults = [fault for fault in faults if not _follows_from(fault["loc"], strayed, document)]
    yield from _missing(faults, document, record_class)
    seen: set[tuple] = set()
    for fault in faults:
        if fault["type"] == "missing":
            continue
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


def _missing(faults: list, document: reading.Document, record_class: type) -> Iterator[Problem]:
    """One problem for each record that lacks keys, those aside that are there under a mistyped name."""
    mistyped = {
        (*fault["loc"][:-1], nearest(str(fault["loc"][-1]), _known_keys(record_class, fault["loc"])))
        for fault in faults
        if fault["type"] == "extra_forbidden"
    }
    lacking: dict[tuple, list[str]] = {}
    for fault in faults:
        if fault["type"] == "missing" and fault["loc"] not in mistyped:
            lacking.setdefault(fault["loc"][:-1], []).append(f"“{fault['loc'][-1]}”")
    for path, names in lacking.items():
        says = f"the key {names[0]} is missing"
        if len(names) > 1:
            says = f"the keys {', '.join(names[:-1])} and {names[-1]} are missing"
        yield Problem(document.place((*path, names[0].strip("“”"))), says, "shape")


def _strayed(faults: list, document: reading.Document, record_class: type) -> list[reading.KeyPath]:
    """The keys of a record that stand where the records' names stand: indented too little, they left their record."""
    found: dict[tuple, None] = {}
    for fault in faults:
        path = fault["loc"]
        for end in range(2, len(path) + 1):
            named = path[:end]
            keys = _known_keys(record_class, (*named, ""))
            if named[-1] in keys and not _known_keys(record_class, named):
                value = _at(document.value, named)
                known = {*value} & {*keys} if isinstance(value, dict) else ()
                hollow = "" in _at(document.value, named[:-1]).values()
                if not known or hollow or len(known) <= len(value) - len(known):
                    found[named] = None
    return [*found]


def _follows_from(path: reading.KeyPath, strayed: list[reading.KeyPath], document: reading.Document) -> bool:
    """Whether a fault is that of a strayed key, or of the record beside it that the key has left."""
    for key in strayed:
        taken = _at(document.value, key)
        went = {key[-1], *(taken if isinstance(taken, dict) else ())}  # what the record above it has lost
        beside = path[: len(key) - 1] == key[:-1] and path[: len(key)] != key
        hollow = len(path) == len(key) and _at(document.value, path) == ""
        if path[: len(key)] == key or (beside and (hollow or path[len(key) :][:1] and path[-1] in went)):
            return True
    return False


def _at(value: reading.Value, path: reading.KeyPath) -> reading.Value | None:
    """The value at a path; None where there is none."""
    for step in path:
        if isinstance(value, dict):
            value = value.get(step)
        else:
            value = value[step] if isinstance(value, list) and isinstance(step, int) and step < len(value) else None
    return value


def _said(fault: dict[str, Any], path: reading.KeyPath, record_class: type) -> tuple[str, str]:
    """(what is wrong, what to write) for one of pydantic's errors."""
    kind, found, name = fault["type"], fault.get("input"), path[-1] if path else ""
    context = fault.get("ctx", {})
    if kind == "extra_forbidden":
        hint = did_you_mean(str(name), _known_keys(record_class, path))
        return f"the key “{name}” is not known here", hint
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
        return f"“{found}” cannot be a key here", form(context["pattern"])
    if kind == "string_pattern_mismatch":
        named = next(step for step in reversed(path) if isinstance(step, str))
        return f"“{found}” does not have the form that “{named}” needs", form(context["pattern"])
    if kind in ("string_too_short", "too_short"):
        return f"“{name}” is empty", "write a value, or leave the key out"
    return fault["msg"].removeprefix("Value error, "), ""


def form(pattern: str) -> str:
    """What a pattern of the model asks for, in words."""
    forms = {
        f"^{model.ID}$": "an id: ASCII letters and digits, with single hyphens or points between them",
        f"^{model.FORMER}$": "an id, or kind/id for a record that stood in another folder",
        f"^{model.ADDRESS}$": "an address, as kind/id or kind/id/claim",
        r"^[^/\\\s]+(?: [^/\\\s]+)*$": "the name of a file, without a folder",
        f"^{model.WEB_ADDRESS}$": "an address on the web, as https://example.org/page",
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


def _inner(annotation: Any, step: str | int) -> Any:
    fields = getattr(annotation, "model_fields", None)
    if fields is not None:
        by_key = {f.alias or name: f.annotation for name, f in fields.items()}
        return by_key.get(step)
    arguments = [a for a in getattr(annotation, "__args__", ()) if a not in (type(None), Ellipsis, str)]
    return arguments[-1] if arguments else None
