"""Bytes → text values, and the place of each. Nothing else in the package reads YAML.

What is accepted is a small, plain part of YAML 1.1: one document of mappings, lists and scalars. Every scalar stays the
text that was typed: `no`, `1.10` and `2026-06` are texts. Refused are: what is not UTF-8, too large or nested too deeply;
duplicate keys, anchors, aliases, merge keys, tags, further documents; characters that deceive (see `characters`).

The values are built from libyaml's events (see `events`), and what is refused is refused at its event, before anything is
built from it.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import yaml

from ..problems import Place, Problem
from .characters import LOOKALIKE_COLON, first_unseen, invisible, lookalike_colon, refused_character
from .diagnose import syntax_problem
from .events import NextEvent, end_of, events, start_of
from .positions import place_at
from .values import KeyPath, Value

MAX_BYTES = 1 << 20
MAX_DEPTH = 12

# What YAML reads as null. A plain scalar without any characters (`key:`) is an empty text.
NOTHING = frozenset(("null", "Null", "NULL", "~"))


class Unreadable(Exception):
    """A file that cannot be read as data; carries the one problem that says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


class PlacedValue(NamedTuple):
    """Where a key and its value begin (line and column, from 1), and the same for every value inside, by key or number.

    In a list, and for the whole of a file, `key` is where the value begins.
    """

    key: tuple[int, int]
    value: tuple[int, int]
    inside: dict[str | int, PlacedValue]


class Document(NamedTuple):
    """A file's value, and the line and column of every key and value in it."""

    file: str
    value: Value
    root: PlacedValue

    def place(self, path: KeyPath, *, key: bool = False) -> Place:
        """The place of the value at a path, or of its key. Where the path leads to nothing, the place of the key of the
        last value on the way that is there."""
        here = self.root
        for step in path:
            if step not in here.inside:
                return Place(self.file, *(here.key if here is not self.root else here.value))
            here = here.inside[step]
        return Place(self.file, *(here.key if key else here.value))


def read_bytes(path: Path, file: str) -> bytes:
    """The bytes of a data file, named `file` in messages. Unreadable for a symbolic link, or past MAX_BYTES."""
    if path.is_symlink():
        raise Unreadable(Problem(Place(file), "is a symbolic link; data is read from plain files only", "plain_files"))
    if path.stat().st_size > MAX_BYTES:
        raise _too_large(file)
    return path.read_bytes()


def parse(data: bytes, file: str) -> Document:
    """A data file's bytes → Document. Unreadable, with one problem at its place, for whatever is refused."""
    text = _decoded(data, file)
    try:
        with events(text) as following:
            document = _EventReader(following, file, text).document()
    except yaml.YAMLError as error:
        raise Unreadable(syntax_problem(error, text, file)) from None
    # A file in which no key has a colon is one long text to YAML.
    if isinstance(document.value, str) and (colon := LOOKALIKE_COLON.search(text)):
        raise Unreadable(lookalike_colon(place_at(text, colon.start(1), file)))
    return document


def _decoded(data: bytes, file: str) -> str:
    """The text of a file, with LF at its line ends."""
    if len(data) > MAX_BYTES:
        raise _too_large(file)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - (data.rfind(b"\n", 0, error.start) + 1) + 1
        says = f"is not UTF-8: byte 0x{data[error.start]:02x} cannot stand here"
        raise Unreadable(Problem(Place(file, line, column), says, "utf_8", "save the file as UTF-8")) from None
    text = text.replace("\r\n", "\n")
    if problem := refused_character(text, file):
        raise Unreadable(problem)
    return text


def _too_large(file: str) -> Unreadable:
    return Unreadable(Problem(Place(file), f"is larger than {MAX_BYTES >> 10} KiB", "file_size"))


class _EventReader:
    """Takes the events of a file one by one, builds its value of them, and stops at the first that is refused."""

    def __init__(self, following: NextEvent, file: str, text: str) -> None:
        self.next = following
        self.file = file
        self.text = text
        # Needed only to look behind a text for a #; most files have none.
        self.lines = text.split("\n") if " #" in text else []

    def document(self) -> Document:
        """The value of the one document that the file holds."""
        self.next()  # the stream starts
        start = self.next()
        if isinstance(start, yaml.StreamEndEvent):
            raise self.refused(start, "is empty", "not_empty")
        value, root = self.value(self.next(), 0)
        self.next()  # the document ends
        after = self.next()
        if not isinstance(after, yaml.StreamEndEvent):
            raise self.refused(after, "a second document begins here", "one_document", "one file holds one record")
        return Document(self.file, value, root)

    def value(self, event: yaml.Event, depth: int) -> tuple[Value, PlacedValue]:
        """The value that begins with an event, `depth` mappings or lists around it."""
        if isinstance(event, yaml.ScalarEvent):
            return self.scalar(event)
        if isinstance(event, yaml.AliasEvent):
            hint = "write the value out; quote a text that begins with *"
            raise self.refused(event, "an alias (*) stands here", "plain_yaml", hint)
        assert isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent))
        self.require_no_property(event)
        if depth >= MAX_DEPTH:
            raise self.refused(event, f"is nested more than {MAX_DEPTH} levels deep", "depth")
        return self.mapping(event, depth) if isinstance(event, yaml.MappingStartEvent) else self.sequence(event, depth)

    def require_no_property(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        """Refuses what YAML calls the properties of a node: an anchor, a tag."""
        if event.anchor is not None:
            hint = "write the value out; quote a text that begins with &"
            raise self.refused(event, "an anchor (&) stands here", "plain_yaml", hint)
        if event.tag is not None:
            hint = "every value is text; quote a text that begins with !"
            raise self.refused(event, "a tag (!) stands here", "plain_yaml", hint)

    def scalar(self, event: yaml.ScalarEvent) -> tuple[str, PlacedValue]:
        self.require_no_property(event)
        start = _start(event)
        if not event.style:
            self.require_plain(event)
        elif event.style == '"' and (unseen := first_unseen(event.value)):  # written as an escape, "\u202e"
            raise Unreadable(invisible(Place(self.file, *start), unseen.group()))
        return event.value, PlacedValue(start, start, {})

    def require_plain(self, event: yaml.ScalarEvent) -> None:
        """Refuses a text without quotes of which YAML reads less than an editor expects: null, or its part before a #."""
        if event.value in NOTHING:
            hint = "write a value, or leave the key out; as a text it stands in quotes"
            raise self.refused(event, f"“{event.value}” means nothing to YAML", "plain_yaml", hint)
        if not self.lines or not event.value:
            return
        end = end_of(event)
        if re.match(r" #[^\s#]", self.lines[end.line][end.column :]):
            place = Place(self.file, end.line + 1, end.column + 2)
            hint = "put the text in quotes; a comment has a space behind its #"
            raise Unreadable(Problem(place, "“#” ends the text here: the rest is a comment", "comments", hint))

    def mapping(self, event: yaml.MappingStartEvent, depth: int) -> tuple[dict[str, Value], PlacedValue]:
        found: dict[str, Value] = {}
        inside: dict[str | int, PlacedValue] = {}
        while not isinstance(following := self.next(), yaml.MappingEndEvent):
            key = self.key(following, inside)
            name, start = key.value, _start(key)
            first = self.next()
            if event.flow_style and self.has_no_colon(key, first):
                raise self.without_value(key)
            value, place = self.value(first, depth + 1)
            if value == "" and (colon := LOOKALIKE_COLON.match(name)):
                raise self.with_lookalike_colon(key, colon)
            found[name], inside[name] = value, PlacedValue(start, place.value, place.inside)
        start = _start(event)
        return found, PlacedValue(start, start, inside)

    def key(self, event: yaml.Event, before: dict[str | int, PlacedValue]) -> yaml.ScalarEvent:
        """The event of a key, where it is a text that stands there for the first time."""
        if not isinstance(event, yaml.ScalarEvent) or event.anchor is not None or event.tag is not None:
            hint = "quote a text that begins with [ or {"
            raise self.refused(event, "a key must be a plain word", "plain_yaml", hint)
        if event.value == "<<" and not event.style:
            raise self.refused(event, "a merge key (<<) stands here", "plain_yaml", "write the values out")
        if event.value in before:
            says = f"the key “{event.value}” stands here a second time; first in line {before[event.value].key[0]}"
            raise self.refused(event, says, "duplicate_keys", "keep one of the two")
        return event

    def has_no_colon(self, key: yaml.ScalarEvent, value: yaml.Event) -> bool:
        """Whether a key inside { } has no value and no colon: `{a, b: c}` is `{a: , b: c}` to YAML."""
        if not isinstance(value, yaml.ScalarEvent) or value.value or value.style or value.tag or value.anchor:
            return False
        return ":" not in self.text[end_of(key).index : start_of(value).index]

    def without_value(self, key: yaml.ScalarEvent) -> Unreadable:
        """What to say of a word inside { } without a value: its colon is mistyped, or it is the rest of a longer text."""
        name = key.value
        if colon := LOOKALIKE_COLON.match(name):
            return self.with_lookalike_colon(key, colon)
        word = re.match(r"([\w-]+)(?:[:;]| +[\"'\[{]|$)", name) if not key.style else None
        if word and word[1] != name:
            return self.refused(key, "a key needs a colon and a space behind it", "yaml", f"write “{word[1]}: …”")
        hint = "inside { } a key has a colon and a space, and a text with a comma stands in quotes"
        return self.refused(key, f"“{name}” has no value here", "yaml", hint)

    def with_lookalike_colon(self, key: yaml.ScalarEvent, colon: re.Match[str]) -> Unreadable:
        line, column = _start(key)
        return Unreadable(lookalike_colon(Place(self.file, line, column + colon.start(1))))

    def sequence(self, event: yaml.SequenceStartEvent, depth: int) -> tuple[list[Value], PlacedValue]:
        found: list[Value] = []
        inside: dict[str | int, PlacedValue] = {}
        while not isinstance(first := self.next(), yaml.SequenceEndEvent):
            value, place = self.value(first, depth + 1)
            if not event.flow_style and _goes_on(first):
                below = Place(self.file, start_of(first).line + 2, 1)
                hint = "write “- ” before each item; a text over several lines stands in quotes"
                raise Unreadable(Problem(below, "the item above goes on here", "yaml", hint))
            inside[len(found)] = place
            found.append(value)
        start = _start(event)
        return found, PlacedValue(start, start, inside)

    def refused(self, event: yaml.Event, says: str, rule: str, hint: str = "") -> Unreadable:
        return Unreadable(Problem(Place(self.file, *_start(event)), says, rule, hint))


def _start(event: yaml.Event) -> tuple[int, int]:
    mark = start_of(event)
    return mark.line + 1, mark.column + 1


def _goes_on(item: yaml.Event) -> bool:
    """Whether a text without quotes goes on in another line."""
    return isinstance(item, yaml.ScalarEvent) and not item.style and end_of(item).line > start_of(item).line
