"""Slips of order: what has an order stands the wrong way round, twice, or elsewhere."""

from __future__ import annotations

from collections.abc import Iterator

from ..tree import File, Mutant, Node
from .registry import operator


def _neighbours(file: File, kind: str) -> Iterator[tuple[Node, Node]]:
    for node in file.nodes:
        if node.kind == kind:
            yield from zip(node.children, node.children[1:], strict=False)


@operator("order")
def keys_swapped(file: File) -> Iterator[Mutant]:
    """Two keys of a record stand the other way round."""
    for one, other in _neighbours(file, "map"):
        if not one.is_chosen or one.is_wording:
            first, second = (file.text[n.key_start : n.end] for n in (one, other))
            yield file.changed((one.key_start, one.end, second), (other.key_start, other.end, first))


@operator("order", reader=True)
def claims_swapped(file: File) -> Iterator[Mutant]:
    """Two claims, positions, topics or kinds stand the other way round."""
    for one, other in _neighbours(file, "map"):
        if one.is_chosen and not one.is_wording:
            first, second = (file.text[n.key_start : n.end] for n in (one, other))
            yield file.changed((one.key_start, one.end, second), (other.key_start, other.end, first))


@operator("order", reader=True)
def items_swapped(file: File) -> Iterator[Mutant]:
    """Two items of a list stand the other way round."""
    for one, other in _neighbours(file, "list"):
        first, second = (file.text[n.start : n.end] for n in (one, other))
        yield file.changed((one.start, one.end, second), (other.start, other.end, first))


@operator("order")
def item_twice(file: File) -> Iterator[Mutant]:
    """An item of a list stands twice."""
    for node in file.nodes:
        if node.path and not node.has_key:
            typed = file.text[node.start : node.end]
            if node.parent.style == "flow":
                yield file.changed((node.end, node.end, f", {typed}"))
            else:
                start, end = file.line_span(node.start, node.end)
                yield file.changed((end, end, file.text[start:end]), also=(file.line(start),))


@operator("order", reader=True)
def item_missing(file: File) -> Iterator[Mutant]:
    """One of several items of a list is left out."""
    for node in file.nodes:
        if node.path and not node.has_key and len(node.parent.children) > 1:
            yield file.changed((*file.pair(node), ""), also=(file.line(node.parent.key_start),))


@operator("order")
def only_item_missing(file: File) -> Iterator[Mutant]:
    """A list that must hold something holds nothing."""
    for node in file.nodes:
        if (node.kind == "list" and node.name in ("sources", "label", "from", "to", "read")) or node.pattern == (
            "positions",
            "*",
            "claims",
        ):
            if node.pattern[:1] != ("aliases",):
                lines = (file.line(node.key_start), file.line(node.start))
                yield file.changed((node.start, node.end, "[]"), line=lines[0], also=lines)


@operator("order", reader=True)
def claim_missing(file: File) -> Iterator[Mutant]:
    """A claim is left out."""
    for node in file.nodes:
        if node.pattern == ("claims", "*"):
            yield file.changed((*file.pair(node), ""))


@operator("order")
def position_missing(file: File) -> Iterator[Mutant]:
    """Only one position of a dispute is left."""
    for node in file.nodes:
        if node.pattern == ("positions", "*") and len(node.parent.children) == 2:
            yield file.changed((*file.pair(node), ""), line=file.line(node.parent.key_start))


@operator("order")
def copied_claim(file: File) -> Iterator[Mutant]:
    """A claim was copied as the beginning of another one, and left as it was."""
    for node in file.nodes:
        if node.pattern == ("claims", "*"):
            start, end = file.line_span(node.key_start, node.end)
            typed = file.text[start:end].replace(f"{node.name}:", f"{node.name}-2:", 1)
            lines = range(file.line(start), file.line(end) + typed.count("\n") + 1)
            yield file.changed((end, end, typed), also=tuple(lines), note=f"{node.name} copied")


@operator("order")
def stray_line(file: File) -> Iterator[Mutant]:
    """A line of another file was pasted between two lines."""
    for node in file.nodes:
        if node.has_key and not node.in_flow and not node.is_chosen:
            start = file.line_span(node.key_start, node.key_start)[0]
            yield file.changed((start, start, "see the minutes of the last meeting\n"))
