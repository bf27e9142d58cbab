"""Walks over records that follow the types of the fields, so that a new field needs no line here.

`parts` walks over a record as it was read, before any model is made of it: every value in it with what its type says of
it. `texts_per_language` walks over a finished record: every text that stands in each language.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from types import UnionType
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel

from ..yamlfile.parse import KeyPath, Value
from .fields import Names, PerLanguage
from .records import Record


class Part(NamedTuple):
    """A value in a record and the path to it; the class whose keys it holds, if it is a record itself; what its texts
    name, as the mark `Names` says, or `""`."""

    path: KeyPath
    value: Value
    record: type[Record] | None
    names: str


def parts(value: Value, record_class: type) -> Iterator[Part]:
    """A record as read and its class → every value in it that the class knows, from the outside in, in reading order."""
    return _parts(value, record_class, (), "")


def _parts(value: Value, hint: Any, path: KeyPath, names: str) -> Iterator[Part]:
    origin, inside = get_origin(hint), get_args(hint)
    if origin is Annotated:
        marks = (mark.what for mark in inside[1:] if isinstance(mark, Names))
        yield from _parts(value, inside[0], path, next(marks, names))
        return
    if origin in (Union, UnionType):
        yield from _parts(value, next(one for one in inside if one is not type(None)), path, names)
        return
    record = hint if isinstance(hint, type) and issubclass(hint, Record) else None
    yield Part(path, value, record, names)
    if isinstance(value, dict):
        for key, inner in value.items():
            one = _hints(record).get(key) if record else inside[1] if origin is dict else None
            if one is not None:
                yield from _parts(inner, one, (*path, key), names)
    elif isinstance(value, list) and origin is tuple:
        for number, inner in enumerate(value):
            yield from _parts(inner, inside[0], (*path, number), names)


def type_at(model: type[BaseModel], path: KeyPath) -> Any:
    """The type, with its marks, of what stands at a path in a record of a class; None where nothing can stand there.

    In a Claim the path ("sources", 0, "at") leads to Locator, ("says",) to Texts, ("says", "en") to Words.
    """
    hint: Any = model
    for step in path:
        hint = _type_inside(bare_type(hint), step)
    return hint


def record_at(model: type[BaseModel], path: KeyPath) -> type[Record] | None:
    """The class of the record that stands at a path in a record of a class; None where something else stands there."""
    bare = bare_type(type_at(model, path))
    return bare if isinstance(bare, type) and issubclass(bare, Record) else None


def _type_inside(hint: Any, step: str | int) -> Any:
    """The type at a key of a record or a dict, or at a number of a list."""
    if isinstance(hint, type) and issubclass(hint, Record):
        return _hints(hint).get(str(step))
    origin = get_origin(hint)
    if origin is dict:
        return get_args(hint)[1]
    if origin is tuple:
        return get_args(hint)[0]
    return None


def bare_type(hint: Any) -> Any:
    """A type without its marks, and without “or None”."""
    while get_origin(hint) in (Annotated, Union, UnionType):
        hint = next(one for one in get_args(hint) if one is not type(None))
    return hint


@cache
def _hints(record: type[Record]) -> dict[str, Any]:
    """The types of the keys of a record, with their marks."""
    hints = get_type_hints(record, include_extras=True)
    return {field.alias or name: hints[name] for name, field in record.model_fields.items()}


class TextField(NamedTuple):
    """A text of a record that stands in each language: the path to it, the text by language, whether it may have links."""

    path: KeyPath
    texts: Mapping[str, str]
    linked: bool


def texts_per_language(record: Record) -> Iterator[TextField]:
    """A record → its texts, and those of the records in it, in the order of the fields."""
    return _texts_of_record(record, ())


def _texts_of_record(record: Record, path: KeyPath) -> Iterator[TextField]:
    for name, key, way in _ways_to_texts(type(record)):
        yield from _texts(getattr(record, name), way, (*path, key))


class _Way(NamedTuple):
    """How texts are reached from a value: it is itself such a text, or a record, or a dict or tuple of what leads on."""

    to: Literal["text", "linked text", "record", "dict", "tuple"]
    inside: _Way | None = None


def _texts(value: Any, way: _Way, path: KeyPath) -> Iterator[TextField]:
    if value is None:
        return
    if way.to in {"text", "linked text"}:
        yield TextField(path, value, way.to == "linked text")
    elif way.inside is None:
        yield from _texts_of_record(value, path)
    else:
        for key, inner in value.items() if way.to == "dict" else enumerate(value):
            yield from _texts(inner, way.inside, (*path, key))


@cache
def _ways_to_texts(record: type[Record]) -> tuple[tuple[str, str, _Way], ...]:
    """The fields of a record that lead to texts: each with its name, its key in the file, and the way. Worked out once
    for a class: a claim has some ten fields, and two with texts."""
    hints = get_type_hints(record, include_extras=True)
    found = []
    for name, field in record.model_fields.items():
        way = _way(hints[name])
        if way is not None:
            found.append((name, field.alias or name, way))
    return tuple(found)


def _way(hint: Any) -> _Way | None:
    """The way to the texts in a value of a type; None where no texts are in it."""
    hint, marks = _bare(hint)
    if any(isinstance(mark, PerLanguage) for mark in marks):
        return _Way("linked text" if Names("links") in marks else "text")
    if isinstance(hint, type) and issubclass(hint, Record):
        return _Way("record") if _ways_to_texts(hint) else None
    if get_origin(hint) not in (dict, tuple):
        return None
    inside = _way(get_args(hint)[-1 if get_origin(hint) is dict else 0])
    kind: Literal["dict", "tuple"] = "dict" if get_origin(hint) is dict else "tuple"
    return _Way(kind, inside) if inside else None


def _bare(hint: Any) -> tuple[Any, tuple[Any, ...]]:
    """A type without its marks and without “or None”, and its marks."""
    marks: tuple[Any, ...] = ()
    while True:
        if get_origin(hint) is Annotated:
            hint, *more = get_args(hint)
            marks = (*marks, *more)
        elif get_origin(hint) in (Union, UnionType):
            hint = next(one for one in get_args(hint) if one is not type(None))
        else:
            return hint, marks
