"""A data file as operators see it: every key and value of it with its span of characters, so that one can be changed."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import yaml

from sourcebook.evidence.texts import Evidence
from sourcebook.model import Briefing, Citation

# Under these keys stand names that the editor chose: ids, languages, properties.
CHOSEN = frozenset(
    "claims positions states set_aside kinds topics properties languages says by name unit base asks weighing remarks "
    "publisher called title description plural inverse".split()
)
# A text once per language, and those of them that are sentences.
PER_LANGUAGE = frozenset(
    "says by name unit base asks weighing remarks publisher called title description plural inverse".split()
)
SENTENCES = frozenset("says asks weighing remarks".split())
# What may be left out without another being wrong.
REQUIRED = frozenset(
    "name says topic sources source at file sha256 language kind rights passages asks answer unit measure title "
    "description languages label kinds topics plural from to tag text lang claims".split()
)


@dataclass(frozen=True)
class Mutant:
    """A data file with one slip. `lines` are those at which a message is right, counted in the changed file; `data` is
    None for a file that is gone; `file` and `moved_to` are paths inside the data folder; `note` says what was done."""

    file: str
    lines: frozenset[int]
    data: bytes | None
    note: str
    moved_to: str = ""
    operator: str = ""


@dataclass(frozen=True, eq=False)
class Node:
    """A value: the path of keys to it, and where its key (for an item of a list, the item) and itself begin and end."""

    path: tuple[str | int, ...]
    pattern: tuple[str, ...]  # the path with * for whatever the editor chose
    kind: str  # text, list, map
    style: str  # of a text: "" plain, or its quotes; of a list or a mapping: "flow" or "block"
    in_flow: bool
    start: int
    end: int
    key_start: int
    key_end: int
    value: str
    parent: Node | None = field(repr=False)
    children: list[Node] = field(default_factory=list, repr=False)

    @property
    def name(self) -> str:
        """The last step of its path, if that is a key."""
        return str(self.path[-1]) if self.path else ""

    @property
    def has_key(self) -> bool:
        return bool(self.path) and isinstance(self.path[-1], str)

    @property
    def is_chosen(self) -> bool:
        """Whether its key is a name that the editor chose."""
        return self.pattern[-1:] == ("*",)

    @property
    def is_wording(self) -> bool:
        """Whether it is a text in one of the briefing's languages."""
        return self.kind == "text" and self.is_chosen and self.parent.is_per_language

    @property
    def is_per_language(self) -> bool:
        """Whether it is a mapping of languages to texts."""
        named = self.pattern[-1:] and self.pattern[-1] in PER_LANGUAGE
        reason = self.pattern[-2:] in (("topics", "*"), ("set_aside", "*"))
        return self.kind == "map" and bool(named or reason)

    @property
    def is_sentence(self) -> bool:
        return self.is_wording and self.parent.name in SENTENCES

    @property
    def is_required(self) -> bool:
        may_lack = self.pattern in (("claims",), ("aliases", "*", "sources"))
        return self.has_key and not self.is_chosen and self.name in REQUIRED and not may_lack


@dataclass(frozen=True, eq=False)
class File:
    """A data file: its path inside the data folder, its text, and every value in it in reading order."""

    name: str
    text: str
    briefing: Briefing = field(repr=False)
    evidence: Evidence = field(repr=False)

    def passage(self, citation: Citation) -> str:
        """The words that a citation names, where the text is at hand; otherwise none."""
        return self.evidence.words(citation.source, citation.at) or ""

    @property
    def address(self) -> str:
        return self.name.removesuffix(".yml")

    @property
    def folder(self) -> str:
        return self.name.rpartition("/")[0]

    @cached_property
    def nodes(self) -> list[Node]:
        root = yaml.compose(self.text, Loader=yaml.CSafeLoader)
        return list(self._walk(root, (), (), None, False, (0, 0)))

    def _walk(self, found, path, pattern, parent, in_flow, key) -> Iterator[Node]:
        start, end = self._offset(found.start_mark), self._offset(found.end_mark)
        kind = {"scalar": "text", "sequence": "list", "mapping": "map"}[found.id]
        flow = kind != "text" and bool(found.flow_style)
        style = (found.style or "") if kind == "text" else ("flow" if flow else "block")
        key = key if path and isinstance(path[-1], str) else (start, end)
        value = found.value if kind == "text" else ""
        node = Node(path, pattern, kind, style, in_flow, start, end, *key, value, parent)
        below: list[Node] = []
        if kind == "map":
            chosen = (pattern[-1:] and pattern[-1] in CHOSEN) or pattern[-2:] in (("topics", "*"), ("set_aside", "*"))
            for name, inner in found.value:
                span = (self._offset(name.start_mark), self._offset(name.end_mark))
                step = "*" if chosen else name.value
                below += self._walk(inner, (*path, name.value), (*pattern, step), node, in_flow or flow, span)
        elif kind == "list":
            for number, inner in enumerate(found.value):
                below += self._walk(inner, (*path, number), (*pattern, "*"), node, in_flow or flow, (0, 0))
        node.children.extend(child for child in below if child.parent is node)
        if style == "block" and node.children:  # libyaml ends it where the next thing begins
            object.__setattr__(node, "end", max(child.end for child in node.children))
        yield node
        yield from below

    def _offset(self, mark: yaml.Mark) -> int:
        return self.line_starts[mark.line] + mark.column

    @cached_property
    def line_starts(self) -> list[int]:
        starts = [0]
        for line in self.text.splitlines(keepends=True):
            starts.append(starts[-1] + len(line))
        return [*starts, len(self.text)]

    def line(self, offset: int) -> int:
        """The line, from 1, in which a character stands."""
        return self.text.count("\n", 0, offset) + 1

    def line_span(self, start: int, end: int) -> tuple[int, int]:
        """The whole lines around a span, the last line's end included."""
        after = self.text.find("\n", end)
        return self.text.rfind("\n", 0, start) + 1, len(self.text) if after < 0 else after + 1

    def pair(self, node: Node) -> tuple[int, int]:
        """What to take out so that a value and its key (or its dash) are gone."""
        if not node.in_flow:
            return self.line_span(node.key_start, node.end)
        start, end = node.key_start, node.end
        rest = self.text[end:]
        if rest.lstrip().startswith(","):
            return start, end + len(rest) - len(rest.lstrip(", \n"))
        before = self.text[:start].rstrip(", \n")
        return (len(before), end) if self.text[len(before) : start].strip() == "," else (start, end)

    def changed(
        self, *edits: tuple[int, int, str], line: int | None = None, also: tuple[int, ...] = (), note: str = ""
    ):
        """The mutant with spans of the text replaced; a message is right in the line of the first one, or in `line`."""
        text = self.text
        for start, end, new in sorted(edits, reverse=True):
            text = text[:start] + new + text[end:]
        start, end, new = edits[0]
        lines = frozenset((line or self.line(start), *also))
        note = note or f"{_short(self.text[start:end])} → {_short(new)}"
        return Mutant(self.name, lines, text.encode(), note)

    def random(self, *seed: object) -> random.Random:
        """Chance that falls out the same in every run."""
        return random.Random(f"{self.name} {seed}")


def _short(text: str) -> str:
    return repr(text if len(text) < 40 else f"{text[:25]}…{text[-10:]}")


def files(data: Path, briefing: Briefing, evidence: Evidence) -> list[File]:
    """Every data file of a folder."""
    found = sorted(data.rglob("*.yml"))
    return [File(path.relative_to(data).as_posix(), path.read_bytes().decode(), briefing, evidence) for path in found]
