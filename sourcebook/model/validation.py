"""What pydantic finds wrong with the shape of a record, in the editor's words and at its place.

Pydantic reports every error that it meets. One slip may give several: a key that is indented too little is missing where
it belongs and unknown where it stands. So the errors are grouped first, and each slip is told once.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from ..problems import Problem, did_you_mean, nearest
from ..yamlfile import parse
from ..yamlfile.values import KeyPath, at
from .fields import FORM, PerLanguage
from .walk import record_at, type_at, without_marks

# How messages call what a value should be, by pydantic's error type, and what it is.
EXPECTED_VALUES = {
    "string_type": "one text",
    "dict_type": "keys with values",
    "tuple_type": "a list",
    "model_type": "keys with values",
    "model_attributes_type": "keys with values",
}
VALUE_TYPES: dict[type, str] = {str: "a text", list: "a list", dict: "keys with values"}
EXAMPLES = {
    "tuple_type": "write it as [one, two] or with “- ” before each",
    "string_type": "a text that begins with [ or { stands in quotes",
}
# What pydantic puts at the end of an error's path where a key is wrong, and not its value.
KEY = "[key]"


class Message(NamedTuple):
    """What is wrong, and what to write."""

    says: str
    hint: str = ""


def shape_problems(error: ValidationError, document: parse.Document, model: type[BaseModel]) -> Iterator[Problem]:
    """One problem for each of pydantic's errors that is not a consequence of another."""
    faults = error.errors(include_url=False)
    strayed = _strayed_keys(faults, document, model)
    for path in strayed:
        says = f"“{path[-1]}” stands where “{path[-2]}” has its names"
        hint = "indent it further: it belongs to what stands above"
        yield Problem(document.place(path, key=True), says, "shape", hint)
    faults = [fault for fault in faults if not _follows_from_strayed(fault["loc"], strayed, document)]
    yield from _missing_keys(faults, document, model)
    paths_told: set[KeyPath] = set()
    for fault in faults:
        path = tuple(step for step in fault["loc"] if step != KEY)
        if fault["type"] == "missing" or path in paths_told or _is_emptied(fault, faults):
            continue
        paths_told.add(path)
        is_unknown_key = fault["type"] == "extra_forbidden"
        place = document.place(path, key=is_unknown_key or KEY in fault["loc"])
        says, hint = _message(fault, path, model)
        yield Problem(place, says, "known_keys" if is_unknown_key else "shape", hint)


def _is_emptied(fault: ErrorDetails, faults: list[ErrorDetails]) -> bool:
    """Whether pydantic calls a list empty only because each item in it is wrong, which is told of the items."""
    path = fault["loc"]
    return fault["type"] == "too_short" and any(
        len(other["loc"]) > len(path) and other["loc"][: len(path)] == path for other in faults
    )


def _missing_keys(faults: list[ErrorDetails], document: parse.Document, model: type[BaseModel]) -> Iterator[Problem]:
    """One problem for each record that lacks keys. A key that is there under a mistyped name does not count as missing:
    `nmae` is told as an unknown key, with “did you mean “name”?”."""
    mistyped: set[KeyPath] = set()
    for fault in faults:
        if fault["type"] == "extra_forbidden":
            *around, key = fault["loc"]
            mistyped.add((*around, nearest(str(key), _known_keys(model, tuple(around)))))
    lacking: dict[KeyPath, list[str]] = {}
    for fault in faults:
        if fault["type"] == "missing" and fault["loc"] not in mistyped:
            lacking.setdefault(fault["loc"][:-1], []).append(str(fault["loc"][-1]))
    for path, keys in lacking.items():
        names = [f"“{key}”" for key in keys]
        says = f"the key {names[0]} is missing"
        if len(names) > 1:
            says = f"the keys {', '.join(names[:-1])} and {names[-1]} are missing"
        yield Problem(document.place((*path, keys[0])), says, "shape")


# ── Keys that are indented too little ────────────────────────────────────────────────────────────────────────────────
#
#     claims:
#       tuba:
#       says: {en: The tuba fell.}        `says` and `topic` stand where the names of claims stand,
#       topic: music                      and the claim `tuba` has nothing in it
#
# Pydantic takes `says` for the name of a claim: it finds that this claim lacks everything and has an unknown key `en`, that
# `topic` is no claim, and that `tuba` is empty. What is to be told is that `says` and `topic` are indented too little.


def _strayed_keys(faults: list[ErrorDetails], document: parse.Document, model: type[BaseModel]) -> list[KeyPath]:
    """The paths of keys that have left their record."""
    strayed: dict[KeyPath, None] = {}
    for fault in faults:
        path = fault["loc"]
        for end in range(2, len(path) + 1):
            if _has_strayed(path[:end], document, model):
                strayed[path[:end]] = None
    return [*strayed]


def _has_strayed(path: KeyPath, document: parse.Document, model: type[BaseModel]) -> bool:
    """Whether what stands at a path, among the names of records, is a key of such a record."""
    own_keys = set(_known_keys(model, path))
    if path[-1] not in own_keys or _known_keys(model, path[:-1]):
        return False
    value, beside = at(document.value, path), at(document.value, path[:-1])
    if not isinstance(value, dict):
        return True
    is_record_left_empty = isinstance(beside, dict) and "" in beside.values()
    # A record may be called `says` all the same: then what it holds is mostly what a record holds.
    known = own_keys.intersection(value)
    return not known or is_record_left_empty or len(known) <= len(value) - len(known)


def _follows_from_strayed(path: KeyPath, strayed: list[KeyPath], document: parse.Document) -> bool:
    """Whether an error is that of a strayed key, or of the record beside it that the key has left."""
    for key in strayed:
        if path[: len(key)] == key:
            return True
        is_beside = path[: len(key) - 1] == key[:-1]
        if not is_beside:
            continue
        if len(path) == len(key) and at(document.value, path) == "":
            return True
        value = at(document.value, key)
        lost_keys = {key[-1], *(value if isinstance(value, dict) else ())}
        if len(path) > len(key) and path[-1] in lost_keys:
            return True
    return False


# ── Messages ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def _message(fault: ErrorDetails, path: KeyPath, model: type[BaseModel]) -> Message:
    """What to tell of one of pydantic's errors."""
    kind, value, name = fault["type"], fault.get("input"), path[-1] if path else ""
    context = fault.get("ctx", {})
    if kind == "extra_forbidden":
        return Message(f"the key “{name}” is not known here", did_you_mean(str(name), _known_keys(model, path[:-1])))
    if kind in EXPECTED_VALUES:
        return _of_wrong_type(fault, path, model)
    if kind == "literal_error":
        allowed = [word.strip("'") for word in context["expected"].replace(" or ", ", ").split(", ")]
        near = did_you_mean(value, allowed) if isinstance(value, str) else ""
        return Message(f"“{value}” is not a value of “{name}”", near or f"one of: {', '.join(allowed)}")
    if kind in (FORM, "string_pattern_mismatch"):
        hint = context["hint"] if kind == FORM else f"pattern {context['pattern']}"
        if fault["loc"][-1] == KEY:
            return Message(f"“{value}” cannot be a key here", hint)
        key = next(step for step in reversed(path) if isinstance(step, str))  # of a list, the key above it
        return Message(f"“{value}” does not have the form that “{key}” needs", hint)
    if kind in ("string_too_short", "too_short"):
        return Message(f"“{name}” is empty", "write a value, or leave the key out")
    return Message(fault["msg"].removeprefix("Value error, "))


def _of_wrong_type(fault: ErrorDetails, path: KeyPath, model: type[BaseModel]) -> Message:
    """What to tell of a text that should be a list, and the like."""
    kind, name = fault["type"], path[-1] if path else ""
    subject = f"“{name}”" if isinstance(name, str) and name else "this"
    value_type = VALUE_TYPES.get(type(fault.get("input")), "nothing")
    hint = EXAMPLES.get(kind, "")
    if kind == "dict_type":
        key = "key" if _has_keys_of_editors(model, path) else "en"
        hint = f"as “{key}: …” on lines of their own"
    return Message(f"{subject} should be {EXPECTED_VALUES[kind]}, not {value_type}", hint)


def _has_keys_of_editors(model: type[BaseModel], path: KeyPath) -> bool:
    """Whether the keys at a path are names that the editors give, as of claims: not languages, as of a text."""
    bare, marks = without_marks(type_at(model, path))
    return get_origin(bare) is dict and not any(isinstance(mark, PerLanguage) for mark in marks)


def _known_keys(model: type[BaseModel], path: KeyPath) -> list[str]:
    """The keys that the record at a path knows; none where no record stands there."""
    record = record_at(model, path)
    if record is None:
        return []
    return list(record.keys())
