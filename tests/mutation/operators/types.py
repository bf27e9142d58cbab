"""Slips of type: a list for a text, a text for a list, a number with a comma, a word that is none of those allowed."""

from __future__ import annotations

from collections.abc import Iterator

from ..tree import File, Mutant
from .registry import operator
from .words import mistyped

WORDS_OF_A_LIST = frozenset(
    "topic status bound measure answer kind rights read shape must prefers lang language tag".split()
)


@operator("type")
def list_for_a_text(file: File) -> Iterator[Mutant]:
    """A text stands between [ ]."""
    for node in file.nodes:
        if node.kind == "text" and node.has_key:
            yield file.changed((node.start, node.end, f"[{file.text[node.start : node.end]}]"))


@operator("type")
def mapping_for_a_text(file: File) -> Iterator[Mutant]:
    """A text stands between { }, with a key."""
    for node in file.nodes:
        if node.kind == "text":
            yield file.changed((node.start, node.end, "{of: " + file.text[node.start : node.end] + "}"))


@operator("type")
def text_for_a_list(file: File) -> Iterator[Mutant]:
    """The first item of a list stands for the list."""
    for node in file.nodes:
        if node.kind == "list" and node.children[0].kind == "text":
            first = node.children[0]
            end = node.end
            yield file.changed((node.start, end, file.text[first.start : first.end]), line=file.line(node.key_start),
                               also=(file.line(node.start),))  # fmt: skip


@operator("type")
def mapping_for_a_list(file: File) -> Iterator[Mutant]:
    """The only item of a list stands without its dash or brackets."""
    for node in file.nodes:
        if node.kind == "list" and len(node.children) == 1 and node.children[0].kind == "map":
            only = node.children[0]
            lines = (file.line(node.key_start), file.line(node.start))
            yield file.changed((node.start, node.end, file.text[only.start : only.end]), line=lines[0], also=lines)


@operator("type")
def text_for_a_mapping(file: File) -> Iterator[Mutant]:
    """One text stands where keys with values are asked for."""
    for node in file.nodes:
        if node.kind == "map" and node.has_key:
            lines = (file.line(node.key_start), file.line(node.start))
            yield file.changed((node.start, node.end, "something"), line=lines[0], also=lines)


@operator("type")
def list_for_a_mapping(file: File) -> Iterator[Mutant]:
    """A list stands where keys with values are asked for."""
    for node in file.nodes:
        if node.kind == "map" and node.has_key:
            lines = (file.line(node.key_start), file.line(node.start))
            yield file.changed((node.start, node.end, "[something]"), line=lines[0], also=lines)


@operator("type")
def null_for_a_value(file: File) -> Iterator[Mutant]:
    """YAML's word for nothing stands for a value."""
    for node in file.nodes:
        if node.has_key:
            nothing = file.random("null", node.path).choice(["null", "~", "Null"])
            yield file.changed(
                (node.start, node.end, nothing), line=file.line(node.key_start), also=(file.line(node.start),)
            )


@operator("type")
def truth_for_a_word(file: File) -> Iterator[Mutant]:
    """Yes, no, true or false stands for a word of a list."""
    for node in file.nodes:
        if node.kind == "text" and node.name in WORDS_OF_A_LIST:
            truths = ["true", "false", "yes", "no"][: 3 if node.name.startswith("lang") else 4]  # no is Norwegian
            yield file.changed((node.start, node.end, file.random("truth", node.path).choice(truths)))


@operator("type")
def word_of_a_list_mistyped(file: File) -> Iterator[Mutant]:
    """One letter is wrong in a word that must be one of a few: a status, a topic, an answer, a kind."""
    for node in file.nodes:
        names = {node.name, str(node.parent.name) if node.parent else ""}
        if node.kind == "text" and names & WORDS_OF_A_LIST - {"lang", "language", "tag"} and len(node.value) > 2:
            yield file.changed((node.start, node.end, mistyped(node.value, file.random("word", node.path))))


@operator("type")
def word_of_a_list_in_capitals(file: File) -> Iterator[Mutant]:
    """A word that must be one of a few begins with a capital letter."""
    for node in file.nodes:
        if node.kind == "text" and node.name in WORDS_OF_A_LIST - {"lang", "language", "tag"}:
            yield file.changed((node.start, node.start + 1, node.value[0].upper()))


@operator("type")
def amount_in_another_form(file: File) -> Iterator[Mutant]:
    """An amount has a thousands separator, a unit, an exponent, words or full-width digits."""
    for node in file.nodes:
        if node.name == "amount":
            wide = "".join(chr(ord(c) + 0xFEE0) if c.isdigit() else c for c in node.value)
            for wrong in (
                f"{node.value},000",
                f"{node.value} %",
                f"{node.value}e3",
                "about 30",
                wide,
                f"+{node.value}",
                "١٢",
            ):
                yield file.changed((node.start, node.end, f'"{wrong}"'))


@operator("type")
def placeholder(file: File) -> Iterator[Mutant]:
    """A text was to be written later."""
    for node in file.nodes:
        if node.is_wording:
            later = file.random("later", node.path).choice(
                ["TODO", "TBD", "FIXME", "XXX", "…", "...", "?", "-", "待补"]
            )
            typed = f'"{later}"' if later in "?-" else later
            yield file.changed((node.start, node.end, typed))
