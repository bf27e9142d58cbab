"""A data file as it is written: which characters of its text make up which key and value, and in what style.

For whoever changes a file and leaves the rest of it as it is. The kinds of node are those of the YAML specification
(chapter 3): scalar, mapping, sequence. Offsets count characters of the file's text from 0; `end` is behind the last.
"""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias

import yaml

from .events import NextEvent, end_of, events, start_of
from .parse import parse
from .values import KeyPath, Value

# How a mapping or list is written: its entries on lines of their own, or between brackets.
CollectionStyle: TypeAlias = Literal["block", "flow"]


class ScalarNode(NamedTuple):
    """A text. `style` is the sign with which it begins: `'`, `"`, `|`, `>`, or nothing for a plain one."""

    start: int
    end: int
    style: str
    text: str


class MappingNode(NamedTuple):
    """Keys with their values. One in block style ends with the last scalar in it."""

    start: int
    end: int
    style: CollectionStyle
    entries: tuple[tuple[ScalarNode, Node], ...]


class SequenceNode(NamedTuple):
    """A list. In block style it begins with its first dash, and each of its items behind the item's dash."""

    start: int
    end: int
    style: CollectionStyle
    items: tuple[Node, ...]


Node: TypeAlias = ScalarNode | MappingNode | SequenceNode


def written(data: bytes, file: str) -> tuple[str, Node]:
    """A data file's bytes → its text, and its value as it is written there.

    The text keeps its line ends: a CR LF is two characters. Unreadable as for `parse`.
    """
    parse(data, file)  # what it refuses never comes here: an alias, a depth that Python's calls would not bear
    text = data.decode("utf-8")
    with events(text) as following:
        following()  # the stream starts
        following()  # the document starts
        return text, _node(following, following())


def value_of(node: Node) -> Value:
    """What a node is read as."""
    if isinstance(node, ScalarNode):
        return node.text
    if isinstance(node, SequenceNode):
        return [value_of(item) for item in node.items]
    return {key.text: value_of(value) for key, value in node.entries}


def node_at(root: Node, path: KeyPath) -> Node:
    """The node of the value at a path. KeyError where the path leads nowhere."""
    here = root
    for step in path:
        if isinstance(here, SequenceNode) and isinstance(step, int) and 0 <= step < len(here.items):
            here = here.items[step]
        else:
            here = _entry(here, step, path)[1]
    return here


def key_at(root: Node, path: KeyPath) -> ScalarNode:
    """The node of the key at the end of a path. KeyError where the path leads nowhere, or to an item of a list."""
    return _entry(node_at(root, path[:-1]), path[-1], path)[0]


def quoted(text: str) -> str:
    """A text → the double-quoted scalar, on one line, that is read as this text."""
    for character, escape in (("\\", "\\\\"), ('"', '\\"'), ("\n", "\\n"), ("\t", "\\t")):
        text = text.replace(character, escape)
    return f'"{text}"'


def _entry(node: Node, key: str | int, path: KeyPath) -> tuple[ScalarNode, Node]:
    if isinstance(node, MappingNode):
        for entry in node.entries:
            if entry[0].text == key:
                return entry
    raise KeyError(path)


def _node(following: NextEvent, event: yaml.Event) -> Node:
    """The node that begins with an event; `following` gives the events behind it, one by one."""
    start, end = start_of(event).index, end_of(event).index
    if isinstance(event, yaml.ScalarEvent):
        return ScalarNode(start, end, event.style or "", event.value)
    if isinstance(event, yaml.SequenceStartEvent):
        items: list[Node] = []
        while not isinstance(inner := following(), yaml.SequenceEndEvent):
            items.append(_node(following, inner))
        if event.flow_style:
            return SequenceNode(start, end_of(inner).index, "flow", tuple(items))
        return SequenceNode(start, items[-1].end if items else end, "block", tuple(items))
    assert isinstance(event, yaml.MappingStartEvent)
    entries: list[tuple[ScalarNode, Node]] = []
    while not isinstance(inner := following(), yaml.MappingEndEvent):
        key = _node(following, inner)
        assert isinstance(key, ScalarNode)
        entries.append((key, _node(following, following())))
    if event.flow_style:
        return MappingNode(start, end_of(inner).index, "flow", tuple(entries))
    return MappingNode(start, entries[-1][1].end if entries else end, "block", tuple(entries))
