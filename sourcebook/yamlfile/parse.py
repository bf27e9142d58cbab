"""Bytes → text values and the place of each. This room knows YAML and knows no entity; nothing else reads YAML.

What is accepted is a small, plain part of YAML 1.1: one document of mappings, lists and scalars, every scalar kept as the
text that was typed (`no`, `1.10` and `2026-06` stay so). Refused, before anything is built from it: what is not UTF-8, too
large or too deep, duplicate keys, anchors, aliases, merge keys, tags, further documents, characters that nobody can see.
The parser is PyYAML's binding of libyaml, and only that: the pure Python one reads some documents differently.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple, Union

import yaml
from yaml.cyaml import CParser

from ..problems import Place, Problem
from .diagnose import first_slip

MAX_BYTES = 1 << 20
MAX_DEPTH = 12

Value = Union[str, "list[Value]", "dict[str, Value]"]
KeyPath = tuple[str | int, ...]

PLAIN = r"A-Za-z\u00c0-\u024f\u3400-\u4dbf\u4e00-\u9fff\s.,:;!?/()\[\]{}\"'，。：；！？、（）“”-"

# C0 and C1 controls but tab and line feed, the line and paragraph separators that YAML takes for a new line, the
# bidirectional controls of Unicode TR 36 ("Trojan Source"), zero-width and other invisible format characters.
UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u2028-\u202e"
    "\u2060-\u206f\u2800\u3164\ufeff\uffa0\ufff9-\uffff\U000e0000-\U000e0fff]"
    # Joiners and variation selectors serve other scripts, and pictures: not between the letters of these.
    f"|(?<=[%‰{PLAIN}])[\u200c\u200d\ufe00-\ufe0f]|(?<=[0-9])[\u200c\u200d]|[\u200c\u200d](?=[0-9{PLAIN}])"
)
# The same, and what only stands in names of files: halves of characters, which no UTF-8 holds.
UNSHOWN = re.compile(f"{UNSEEN.pattern}|[\ud800-\udfff]")
# Characters that stand for others: Kangxi and other radicals, compatibility ideographs, full-width letters and digits,
# ligatures (Unicode Standard Annex 15).
STAND_IN = re.compile(
    "[\u2e80-\u2fdf\uf900-\ufaff\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\ufb00-\ufb06\U0002f800-\U0002fa1f]"
)
NOTHING = frozenset(("null", "Null", "NULL", "~"))
INVISIBLE = ("visible_text", "delete it")
LOOKALIKE_COLON = re.compile(r"^\s*[\w.-]+(\uff1a|:[\u00a0\u3000])", re.MULTILINE)


def visible(text: str) -> str:
    """A text on one line, without anything that cannot be seen: such a character stands as its number, as `⟨U+202E⟩`."""
    return UNSHOWN.sub(lambda match: f"⟨U+{ord(match.group()):04X}⟩", re.sub("[\t\n\r]", " ", text))


class Unreadable(Exception):
    """A file that cannot be read as data; carries the one problem that says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


class Spot(NamedTuple):
    """Where a key (or, in a list, the item) begins, where its value begins, and the same for what is inside it."""

    key: tuple[int, int]
    value: tuple[int, int]
    inside: dict[str | int, Spot]


class Document(NamedTuple):
    """A file's value, and the line and column (from 1) of every key and value in it."""

    file: str
    value: Value
    root: Spot

    def place(self, path: KeyPath, *, key: bool = False) -> Place:
        """The place of the value at a path (or of its key); of the nearest thing around it where the path ends early."""
        spot = self.root
        for step in path:
            if step not in spot.inside:
                return Place(self.file, *(spot.key if spot is not self.root else spot.value))
            spot = spot.inside[step]
        return Place(self.file, *(spot.key if key else spot.value))


class Node(NamedTuple):
    """A value as it is written: the characters `start` to `end` of the file's text (offsets from 0; of a block mapping or
    list, up to the end of the last scalar in it). `style` is that of a scalar (`""`, `'`, `"`, `|` or `>`), or `block` or
    `flow`; a scalar has `text` and no `entries`."""

    start: int
    end: int
    style: str
    text: str | None
    entries: tuple[Entry, ...] = ()
    is_list: bool = False

    def value(self) -> Value:
        """What it is read as."""
        if self.text is not None:
            return self.text
        values = [entry.value.value() for entry in self.entries]
        return values if self.is_list else {entry.key.text: v for entry, v in zip(self.entries, values, strict=True)}

    def at(self, path: KeyPath) -> Entry:
        """The entry at a path of keys and list numbers, one step at least. KeyError if there is none."""
        for number, entry in enumerate(self.entries):
            if path[0] == (number if self.is_list else entry.key.text):
                return entry.value.at(path[1:]) if len(path) > 1 else entry
        raise KeyError(path)


class Entry(NamedTuple):
    """A key with its value, or an item of a list, which has no key."""

    key: Node | None
    value: Node

    @property
    def start(self) -> int:
        """Where it begins; of an item, behind its dash."""
        return (self.key or self.value).start


def read_bytes(path: Path, file: str) -> bytes:
    """The bytes of a data file, named `file` in messages. Unreadable for a symbolic link, or past MAX_BYTES."""
    if path.is_symlink():
        raise Unreadable(Problem(Place(file), "is a symbolic link; data is read from plain files only", "plain_files"))
    if path.stat().st_size > MAX_BYTES:
        raise Unreadable(Problem(Place(file), f"is larger than {MAX_BYTES >> 10} KiB", "file_size"))
    return path.read_bytes()


def parse(data: bytes, file: str) -> Document:
    """A data file's bytes → Document. Unreadable, with one problem at its place, for whatever is refused."""
    text = _decoded(data, file)
    parser = CParser(text)
    try:
        document = _Reader(parser, file, text).document()
    except yaml.YAMLError as error:
        raise Unreadable(_syntax(error, text, file)) from None
    finally:
        parser.dispose()
    if isinstance(document.value, str) and (colon := LOOKALIKE_COLON.search(text)):
        raise Unreadable(_lookalike(_at(text, colon.start(1), file)))
    return document


def written(data: bytes, file: str) -> tuple[str, Node]:
    """A data file's bytes → its text and its value as it is written there, for whoever changes a file and leaves the
    rest of it as it is. The text keeps its line ends; a CR LF is two characters. Unreadable as for `parse`."""
    parse(data, file)
    text = data.decode("utf-8")
    parser = CParser(text)
    try:
        parser.get_event(), parser.get_event()
        return text, _node(parser.get_event, parser.get_event())
    finally:
        parser.dispose()


def _node(following: Callable[[], yaml.Event], event: yaml.Event) -> Node:
    """The node that begins with an event; `following` gives the next one."""
    start, end = event.start_mark.index, event.end_mark.index
    if isinstance(event, yaml.ScalarEvent):
        return Node(start, end, event.style or "", event.value)
    entries: list[Entry] = []
    is_list = isinstance(event, yaml.SequenceStartEvent)
    while not isinstance(inner := following(), (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
        key = None if is_list else _node(following, inner)
        entries.append(Entry(key, _node(following, inner if is_list else following())))
    if event.flow_style:
        return Node(start, inner.end_mark.index, "flow", None, tuple(entries), is_list)
    return Node(start, entries[-1].value.end if entries else end, "block", None, tuple(entries), is_list)


def quoted(text: str) -> str:
    """A text → the double-quoted scalar, on one line, that is read as this text."""
    for character, escape in (("\\", "\\\\"), ('"', '\\"'), ("\n", "\\n"), ("\t", "\\t")):
        text = text.replace(character, escape)
    return f'"{text}"'


def _decoded(data: bytes, file: str) -> str:
    if len(data) > MAX_BYTES:
        raise Unreadable(Problem(Place(file), f"is larger than {MAX_BYTES >> 10} KiB", "file_size"))
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - (data.rfind(b"\n", 0, error.start) + 1) + 1
        says = f"is not UTF-8: byte 0x{data[error.start]:02x} cannot stand here"
        raise Unreadable(Problem(Place(file, line, column), says, "utf_8", "save the file as UTF-8")) from None
    text = text.replace("\r\n", "\n")
    if unseen := UNSEEN.search(text):
        says = f"holds the invisible character U+{ord(unseen.group()):04X}"
        raise Unreadable(Problem(_at(text, unseen.start(), file), says, *INVISIBLE))
    if problem := _stand_in(text, file):
        raise Unreadable(problem)
    return text


def _stand_in(text: str, file: str) -> Problem | None:
    """The first character that looks like another and is not, or a letter whose accent is a character of its own."""
    for match in STAND_IN.finditer(text):
        meant = unicodedata.normalize("NFKC", match.group())
        if meant != match.group():
            says = f"“{match.group()}” (U+{ord(match.group()):04X}) stands for “{meant}” here"
            return Problem(_at(text, match.start(), file), says, "plain_characters", f"type a plain “{meant}”")
    if not unicodedata.is_normalized("NFC", text):
        number, line = next(
            (n, a) for n, a in enumerate(text.split("\n"), 1) if not unicodedata.is_normalized("NFC", a)
        )
        composed = unicodedata.normalize("NFC", line)
        column = next((c for c, (a, b) in enumerate(zip(line, composed, strict=False), 1) if a != b), len(composed) + 1)
        says = f"“{composed[column - 1 : column]}” is written as several characters: a letter and its accent apart"
        return Problem(Place(file, number, column), says, "plain_characters", "type it as one (Unicode NFC)")
    return None


def _at(text: str, offset: int, file: str) -> Place:
    return Place(file, text.count("\n", 0, offset) + 1, offset - (text.rfind("\n", 0, offset) + 1) + 1)


def _syntax(error: yaml.YAMLError, text: str, file: str) -> Problem:
    """What libyaml found wrong, in words that say what to do."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    words = (getattr(error, "problem", "") or str(error)).replace("\n", " ")
    lines = text.split("\n")
    typed = lines[line - 1] if line <= len(lines) else ""
    if "\t" in typed and "\\t" in words or typed[: len(typed) - len(typed.lstrip())].count("\t"):
        return Problem(Place(file, line, typed.index("\t") + 1), "a tab stands here", "tabs", "indent with spaces")
    if colon := LOOKALIKE_COLON.search(text):
        return _lookalike(_at(text, colon.start(1), file))
    if slip := first_slip(text, line):
        return Problem(Place(file, slip.line, slip.column), slip.says, "yaml", slip.hint)
    hint = "put a text that holds “: ”, [[ ]] inside { }, or begins with a sign, between quotes" if ":" in typed else ""
    return Problem(Place(file, line, column), f"is not YAML here: {words}", "yaml", hint)


def _lookalike(place: Place) -> Problem:
    says = "what looks like a colon and a space is not: a full-width sign or a special space stands here"
    return Problem(place, says, "yaml", "type an ASCII “: ”")


class _Reader:
    """Walks libyaml's events and builds values of them; refuses on the way, so nothing hostile is ever composed."""

    def __init__(self, parser: CParser, file: str, text: str) -> None:
        self.next = parser.get_event
        self.file = file
        self.text = text
        self.lines = text.split("\n") if " #" in text else []

    def document(self) -> Document:
        self.next()
        start = self.next()
        if isinstance(start, yaml.StreamEndEvent):
            raise self.refused(start, "is empty", "not_empty")
        event = self.next()
        value, root = self.value(event, 0)
        self.next()
        after = self.next()
        if not isinstance(after, yaml.StreamEndEvent):
            raise self.refused(after, "a second document begins here", "one_document", "one file holds one record")
        return Document(self.file, value, root)

    def value(self, event: yaml.Event, depth: int) -> tuple[Value, Spot]:
        if isinstance(event, yaml.AliasEvent):
            raise self.refused(
                event, "an alias (*) stands here", "plain_yaml", "write the value out; quote a text that begins with *"
            )
        if event.anchor is not None:
            raise self.refused(
                event, "an anchor (&) stands here", "plain_yaml", "write the value out; quote a text that begins with &"
            )
        if event.tag is not None:
            raise self.refused(
                event, "a tag (!) stands here", "plain_yaml", "every value is text; quote a text that begins with !"
            )
        if isinstance(event, yaml.ScalarEvent):
            if event.style == '"' and (unseen := UNSEEN.search(event.value)):
                raise self.refused(event, f"holds the invisible character U+{ord(unseen.group()):04X}", *INVISIBLE)
            if not event.style:
                self.plain(event)
            at = _start(event)
            return event.value, Spot(at, at, {})
        if depth >= MAX_DEPTH:
            raise self.refused(event, f"is nested more than {MAX_DEPTH} levels deep", "depth")
        return self.mapping(event, depth) if isinstance(event, yaml.MappingStartEvent) else self.sequence(event, depth)

    def plain(self, event: yaml.ScalarEvent) -> None:
        """Refuses what an editor would not believe of a text without quotes: that it is nothing, or ends at a #."""
        if event.value in NOTHING:
            hint = "write a value, or leave the key out; as a text it stands in quotes"
            raise self.refused(event, f"“{event.value}” means nothing to YAML", "plain_yaml", hint)
        end = event.end_mark
        if self.lines and event.value and re.match(r" #[^\s#]", self.lines[end.line][end.column :]):
            place = Place(self.file, end.line + 1, end.column + 2)
            hint = "put the text in quotes; a comment has a space behind its #"
            raise Unreadable(Problem(place, "“#” ends the text here: the rest is a comment", "comments", hint))

    def mapping(self, event: yaml.Event, depth: int) -> tuple[dict[str, Value], Spot]:
        found: dict[str, Value] = {}
        inside: dict[str | int, Spot] = {}
        while not isinstance(key := self.next(), yaml.MappingEndEvent):
            name = self.key(key, found, inside)
            follows = self.next()
            if event.flow_style and self.is_absent(follows, key):
                raise self.without_value(key)
            value, spot = self.value(follows, depth + 1)
            if value == "" and (colon := LOOKALIKE_COLON.match(name)):
                line, column = _start(key)
                raise Unreadable(_lookalike(Place(self.file, line, column + colon.start(1))))
            found[name], inside[name] = value, Spot(_start(key), spot.value, spot.inside)
        return found, Spot(_start(event), _start(event), inside)

    def is_absent(self, value: yaml.Event, key: yaml.Event) -> bool:
        """Whether nothing stands behind a key, not even its colon."""
        if not isinstance(value, yaml.ScalarEvent) or value.value or value.style or value.tag or value.anchor:
            return False
        return ":" not in self.text[key.end_mark.index : value.start_mark.index]

    def without_value(self, key: yaml.ScalarEvent) -> Unreadable:
        """A word inside { } that is no key: the colon or the space behind it is missing, or it is the rest of a text."""
        name, mark = key.value, LOOKALIKE_COLON.match(key.value)
        if mark:
            line, column = _start(key)
            return Unreadable(_lookalike(Place(self.file, line, column + mark.start(1))))
        word = re.match(r"([\w-]+)(?:[:;]| +[\"'\[{]|$)", name) if not key.style else None
        if word and word[1] != name:
            says = "a key needs a colon and a space behind it"
            return self.refused(key, says, "yaml", f"write “{word[1]}: …”")
        says = f"“{name}” has no value here"
        return self.refused(
            key, says, "yaml", "inside { } a key has a colon and a space, and a text with a comma stands in quotes"
        )

    def key(self, event: yaml.Event, found: dict[str, Value], inside: dict[str | int, Spot]) -> str:
        if not isinstance(event, yaml.ScalarEvent) or event.anchor is not None or event.tag is not None:
            raise self.refused(
                event, "a key must be a plain word", "plain_yaml", "quote a text that begins with [ or {"
            )
        if event.value == "<<" and not event.style:
            raise self.refused(event, "a merge key (<<) stands here", "plain_yaml", "write the values out")
        if event.value in found:
            says = f"the key “{event.value}” stands here a second time; first in line {inside[event.value].key[0]}"
            raise self.refused(event, says, "duplicate_keys", "keep one of the two")
        return event.value

    def sequence(self, event: yaml.Event, depth: int) -> tuple[list[Value], Spot]:
        found: list[Value] = []
        inside: dict[str | int, Spot] = {}
        while not isinstance(item := self.next(), yaml.SequenceEndEvent):
            value, spot = self.value(item, depth + 1)
            if not event.flow_style and _goes_on(item):
                place = Place(self.file, item.start_mark.line + 2, 1)
                hint = "write “- ” before each item; a text over several lines stands in quotes"
                raise Unreadable(Problem(place, "the item above goes on here", "yaml", hint))
            inside[len(found)] = Spot(_start(item), spot.value, spot.inside)
            found.append(value)
        return found, Spot(_start(event), _start(event), inside)

    def refused(self, event: yaml.Event, says: str, rule: str, hint: str = "") -> Unreadable:
        return Unreadable(Problem(Place(self.file, *_start(event)), says, rule, hint))


def _start(event: yaml.Event) -> tuple[int, int]:
    mark = event.start_mark
    return mark.line + 1, mark.column + 1


def _goes_on(item: yaml.Event) -> bool:
    """Whether a text without quotes goes on in another line."""
    return isinstance(item, yaml.ScalarEvent) and not item.style and item.end_mark.line > item.start_mark.line


def leaves(value: Value, path: KeyPath = ()) -> Iterator[tuple[KeyPath, str]]:
    """Every text in a value, with its path, in reading order."""
    if isinstance(value, str):
        yield path, value
    else:
        for step, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from leaves(inner, (*path, step))
