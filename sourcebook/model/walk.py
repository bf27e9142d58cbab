"""Walks over records that follow the types of the fields, so that a new field needs no line here.

`parts` walks over a record as it was read, before any model is made of it: every value in it with what its type says of
it. Over a finished record walk `texts_per_language`, which gives every text that stands in each language, and
`replace_names`, which copies the record with other names in it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from types import UnionType
from typing import Annotated, Any, Literal, NamedTuple, TypeVar, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel

from ..yamlfile.values import KeyPath, Value
from .fields import Names, PerLanguage
from .records import Record

AnyModel = TypeVar("AnyModel", bound=Record)


class Part(NamedTuple):
    """A value in a record and the path to it; the class whose keys it holds, if it is a record itself; what its texts
    name, as the mark `Names` says, or `""`: an `address`, a `source`, …"""

    path: KeyPath
    value: Value
    record: type[Record] | None
    names: str


def parts(value: Value, record_class: type) -> Iterator[Part]:
    """A record as read and its class → every value in it that the class knows, from the outside in, in reading order."""
    return _parts(value, record_class, (), "")


def _parts(value: Value, hint: Any, path: KeyPath, names: str) -> Iterator[Part]:
    """`names` is what the type of the value around this one says that its texts name."""
    bare, marks = without_marks(hint)
    names = _names(marks, names)
    yield Part(path, value, _record_class(bare), names)
    steps: Iterable[tuple[str | int, Value]] = ()
    if isinstance(value, dict):
        steps = value.items()
    elif isinstance(value, list):
        steps = enumerate(value)
    for step, inner in steps:
        inside = _type_inside(bare, step)
        if inside is not None:
            yield from _parts(inner, inside, (*path, step), names)


def _names(marks: tuple[Any, ...], around: str) -> str:
    """What the texts in a value name, by the marks of its type; where they do not say it, as the value around it."""
    for mark in marks:
        if isinstance(mark, Names):
            around = mark.what
    return around


def replace_names(record: AnyModel, replaced: Callable[[str, str], str]) -> AnyModel:
    """A finished record → a copy of it, and of the records in it, with other names.

    `replaced` is given every text that names something, a record's own address included, and what it names, as
    `Part.names`; it gives the text that is to stand there. Keys stay as they are.
    """
    record_class = type(record)
    fields = {
        name: _replaced(getattr(record, name), _type_inside(record_class, field.alias or name), "", replaced)
        for name, field in record_class.model_fields.items()
    }
    return record.model_copy(update=fields)


def _replaced(value: object, hint: Any, names: str, replaced: Callable[[str, str], str]) -> object:
    """A value of a type → the same with other names; `names` is what the type of the value around it says."""
    bare, marks = without_marks(hint)
    names = _names(marks, names)
    if isinstance(value, Record):
        return replace_names(value, replaced)
    if isinstance(value, dict):
        return {key: _replaced(inner, _type_inside(bare, key), names, replaced) for key, inner in value.items()}
    if isinstance(value, tuple) and get_origin(bare) is tuple:  # not a NamedTuple, which is one value
        return tuple(_replaced(inner, _type_inside(bare, at), names, replaced) for at, inner in enumerate(value))
    return replaced(value, names) if isinstance(value, str) and names else value


def type_at(model: type[BaseModel], path: KeyPath) -> Any:
    """The type, with its marks, of what stands at a path in a record of a class; None where nothing can stand there.

    In a Claim the path ("sources", 0, "at") leads to Locator, ("says",) to Texts, ("says", "en") to Words.
    """
    hint: Any = model
    for step in path:
        bare, _ = without_marks(hint)
        hint = _type_inside(bare, step)
    return hint


def record_at(model: type[BaseModel], path: KeyPath) -> type[Record] | None:
    """The class of the record that stands at a path in a record of a class; None where something else stands there."""
    bare, _ = without_marks(type_at(model, path))
    return _record_class(bare)


def without_marks(hint: Any) -> tuple[Any, tuple[Any, ...]]:
    """A type without its marks and without “or None”, and its marks, the outer ones first."""
    marks: tuple[Any, ...] = ()
    while True:
        if get_origin(hint) is Annotated:
            hint, *more = get_args(hint)
            marks = (*marks, *more)
        elif get_origin(hint) in (Union, UnionType):
            hint = next(one for one in get_args(hint) if one is not type(None))
        else:
            return hint, marks


def _record_class(bare: Any) -> type[Record] | None:
    """A type as the class of a record, if it is one."""
    return bare if isinstance(bare, type) and issubclass(bare, Record) else None


def _type_inside(bare: Any, step: str | int) -> Any:
    """The type at a key of a record or a dict, or at a number of a list; None where nothing can stand there."""
    record = _record_class(bare)
    if record is not None:
        return _hints(record).get(str(step))
    if get_origin(bare) is dict and isinstance(step, str):
        return get_args(bare)[1]
    if get_origin(bare) is tuple and isinstance(step, int):
        return get_args(bare)[0]
    return None


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
    ways = []
    for name, field in record.model_fields.items():
        way = _way(hints[name])
        if way is not None:
            ways.append((name, field.alias or name, way))
    return tuple(ways)


def _way(hint: Any) -> _Way | None:
    """The way to the texts in a value of a type; None where no texts are in it."""
    hint, marks = without_marks(hint)
    for mark in marks:
        if isinstance(mark, PerLanguage):
            return _Way("linked text" if mark.links else "text")
    if isinstance(hint, type) and issubclass(hint, Record):
        return _Way("record") if _ways_to_texts(hint) else None
    if get_origin(hint) not in (dict, tuple):
        return None
    inside = _way(get_args(hint)[-1 if get_origin(hint) is dict else 0])
    kind: Literal["dict", "tuple"] = "dict" if get_origin(hint) is dict else "tuple"
    return _Way(kind, inside) if inside else None
