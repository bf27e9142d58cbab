"""Slips of keys: mistyped, missing, misplaced, empty, twice."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from sourcebook import model

from ..tree import File, Mutant, Node
from .registry import operator
from .words import ID_LETTERS, mistyped


def _fixed(file: File) -> Iterator[Node]:
    """The keys that the schema knows."""
    return (node for node in file.nodes if node.has_key and not node.is_chosen)


def _parent_line(file: File, node: Node) -> int:
    """Where what is missing beside a value is missed: at the key (or the dash) of what it stands in."""
    parent = node.parent
    return file.line(parent.key_start) if parent.path else file.line(parent.start)


@operator("key")
def key_mistyped(file: File) -> Iterator[Mutant]:
    """One letter of a key is wrong, missing, too many, or in the wrong place."""
    for node in _fixed(file):
        yield file.changed((node.key_start, node.key_end, mistyped(node.name, file.random("key", node.path))))


def _declared(file: File) -> Iterator[tuple[Node, int]]:
    """The kinds, topics, properties and languages that briefing.yml declares, and how many places use each."""
    if file.address == "briefing":
        briefing = file.briefing
        used = Counter(claim.topic for claim in briefing.claims.values())
        used.update(name for _, name, _ in briefing.stated())
        for node in file.nodes:
            if node.is_chosen and len(node.path) == 2 and node.kind == "map":
                yield node, used[node.name] if node.path[0] in ("topics", "properties") else 2


@operator("key")
def declared_key_mistyped(file: File) -> Iterator[Mutant]:
    """One letter of a kind, a topic, a property or a language is wrong where briefing.yml declares it."""
    for node, used in _declared(file):
        for turn in range(5 * (used > 1)):
            wrong = mistyped(node.name, file.random("declared", node.path, turn), letters=ID_LETTERS)
            yield file.changed((node.key_start, node.key_end, wrong))


@operator("key", reader=True)
def declared_key_used_once_mistyped(file: File) -> Iterator[Mutant]:
    """The same for a word that one claim uses: either of the two may be the slip, and the claim is named."""
    for node, used in _declared(file):
        for turn in range(5 * (used <= 1)):
            wrong = mistyped(node.name, file.random("declared", node.path, turn), letters=ID_LETTERS)
            yield file.changed((node.key_start, node.key_end, wrong))


@operator("key")
def property_mistyped(file: File) -> Iterator[Mutant]:
    """One letter of a property is wrong where a claim states it."""
    for node in file.nodes:
        if node.pattern == ("claims", "*", "states", "*"):
            for turn in range(3):
                wrong = mistyped(node.name, file.random("property", node.path, turn), letters=ID_LETTERS)
                yield file.changed((node.key_start, node.key_end, wrong))


@operator("key")
def key_in_capitals(file: File) -> Iterator[Mutant]:
    """A key begins with a capital letter."""
    for node in _fixed(file):
        yield file.changed((node.key_start, node.key_start + 1, node.name[0].upper()))


@operator("key")
def key_in_the_plural(file: File) -> Iterator[Mutant]:
    """A key stands in the plural, or in the singular."""
    for node in _fixed(file):
        yield file.changed((node.key_start, node.key_end, node.name[:-1] if node.name[-1] == "s" else node.name + "s"))


@operator("key")
def key_unknown(file: File) -> Iterator[Mutant]:
    """A key of the editor's own stands among those of a record."""
    for node in file.nodes:
        if node.kind == "map" and not node.is_per_language and node.children and not node.children[0].is_chosen:
            first = node.children[0]
            gap = (
                ", "
                if node.style == "flow"
                else "\n" + " " * (first.key_start - file.line_span(first.key_start, first.key_start)[0])
            )
            yield file.changed((first.key_start, first.key_start, f"remark: see above{gap}"))


@operator("key")
def key_missing(file: File) -> Iterator[Mutant]:
    """A key that a record must have is left out, with its value."""
    for node in _fixed(file):
        if node.is_required and (node.name, file.folder) != ("title", model.SOURCES):
            start, end = file.pair(node)
            yield file.changed((start, end, ""), line=_parent_line(file, node), also=(file.line(start),))


@operator("key")
def source_without_a_title(file: File) -> Iterator[Mutant]:
    """The name of a source, title or called, is left out."""
    for node in _fixed(file):
        if file.folder == model.SOURCES and node.pattern in (("title",), ("called",)):
            yield file.changed((*file.pair(node), ""), line=_parent_line(file, node))


@operator("key", reader=True)
def optional_key_missing(file: File) -> Iterator[Mutant]:
    """A key that may be left out is left out: a date, a status, an attribution, a quote, an alias."""
    for node in _fixed(file):
        if not node.is_required:
            start, end = file.pair(node)
            yield file.changed((start, end, ""), also=(_parent_line(file, node),))


@operator("key")
def key_without_value(file: File) -> Iterator[Mutant]:
    """A key has no value."""
    for node in file.nodes:
        if node.has_key and (node.children or node.kind == "text"):
            yield file.changed((node.start, node.end, ""), line=file.line(node.key_start))


@operator("key")
def key_twice(file: File) -> Iterator[Mutant]:
    """A key stands twice, with its value."""
    for node in file.nodes:
        if not node.has_key:
            continue
        typed = file.text[node.key_start : node.end]
        if node.in_flow:
            yield file.changed((node.end, node.end, f", {typed}"))
        else:
            start, end = file.line_span(node.key_start, node.end)
            margin = re.match(r" *(- )?", file.text[start:]).group().replace("-", " ")
            yield file.changed((end, end, f"{margin}{typed}\n"))


@operator("key")
def key_twice_later(file: File) -> Iterator[Mutant]:
    """A key of a record stands again at the record's end, with another value."""
    for node in file.nodes:
        if node.has_key and not node.in_flow and node.kind == "text" and node.parent.path:
            last = node.parent.children[-1]
            end = file.line_span(last.end, last.end)[1]
            margin = " " * (node.key_start - file.line_span(node.key_start, node.key_start)[0])
            if last is not node and margin.strip() == "":
                yield file.changed((end, end, f"{margin}{node.name}: other\n"))


@operator("key")
def key_one_level_up(file: File) -> Iterator[Mutant]:
    """The lines of a key are indented too little: they belong to what stands above."""
    for node in _fixed(file):
        above = node.parent.parent if node.parent else None
        if above is not None and not node.in_flow and above.style == "block" and above.kind == "map":
            start, end = file.line_span(node.key_start, node.end)
            step = node.key_start - start - (node.parent.key_start - file.line_span(*(node.parent.key_start,) * 2)[0])
            moved = re.sub(rf"^ {{{step}}}", "", file.text[start:end], flags=re.MULTILINE)
            yield file.changed((start, end, moved), also=(_parent_line(file, node),))
