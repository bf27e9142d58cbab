"""Slips of language: a text that is missing, untranslated, in the wrong place or under a wrong code."""

from __future__ import annotations

from collections.abc import Iterator

from ..tree import File, Mutant, Node
from .registry import operator

WRONG_CODES = {"en": ["eng", "EN", "us", "english", "fr"], "zh": ["cn", "ZH", "zho", "chinese", "ja"]}


def _per_language(file: File) -> Iterator[Node]:
    return (node for node in file.nodes if node.is_per_language)


@operator("language")
def language_missing(file: File) -> Iterator[Mutant]:
    """A text stands in one language only."""
    for node in _per_language(file):
        for child in node.children:
            start, end = file.pair(child)
            yield file.changed((start, end, ""), line=file.line(node.key_start))


@operator("language")
def language_misnamed(file: File) -> Iterator[Mutant]:
    """The code of a language is another."""
    for node in _per_language(file):
        for child in node.children:
            wrong = file.random("code", child.path).choice(WRONG_CODES[child.name])
            yield file.changed((child.key_start, child.key_end, wrong))


@operator("language")
def language_in_addition(file: File) -> Iterator[Mutant]:
    """A text stands in a language that the briefing does not have."""
    for node in _per_language(file):
        last = node.children[-1]
        gap = (
            ", " if last.in_flow else "\n" + " " * (last.key_start - file.line_span(last.key_start, last.key_start)[0])
        )
        line = file.line(last.end) + (not last.in_flow)
        yield file.changed((last.end, last.end, f"{gap}fr: une phrase."), line=line)


@operator("language")
def languages_swapped(file: File) -> Iterator[Mutant]:
    """Two languages of a text have each other's words."""
    for node in _per_language(file):
        if len(node.children) == 2 and node.children[0].is_sentence:
            one, other = node.children
            first, second = (file.text[child.start : child.end] for child in (one, other))
            yield file.changed(
                (one.start, one.end, second), (other.start, other.end, first), also=(file.line(other.start),)
            )


@operator("language")
def untranslated(file: File) -> Iterator[Mutant]:
    """A sentence stands in one language twice."""
    for node in _per_language(file):
        if len(node.children) == 2 and node.children[0].is_sentence:
            for one, other in (node.children, node.children[::-1]):
                yield file.changed((one.start, one.end, file.text[other.start : other.end]))


@operator("language")
def untranslated_reason(file: File) -> Iterator[Mutant]:
    """A reason or an attribution stands in English twice."""
    for node in _per_language(file):
        if node.name == "by" or node.pattern[:1] == ("set_aside",):
            by = {child.name: child for child in node.children}
            yield file.changed((by["zh"].start, by["zh"].end, file.text[by["en"].start : by["en"].end]))


@operator("language")
def language_without_words(file: File) -> Iterator[Mutant]:
    """A text is empty in one language."""
    for node in file.nodes:
        if node.is_wording:
            empty = file.random("empty", node.path).choice(['""', "''", '" "', '"　"'])
            yield file.changed((node.start, node.end, empty))


@operator("language")
def code_of_no_language(file: File) -> Iterator[Mutant]:
    """The language of an alias or of a source is none."""
    for node in file.nodes:
        if node.kind == "text" and node.name in ("lang", "language", "tag"):
            for wrong in ("cn", "english", "中文", "zh_Hans", "en_GB", "xx", "e", "zh-Hanz"):
                yield file.changed((node.start, node.end, wrong))


@operator("language")
def code_of_another_language(file: File) -> Iterator[Mutant]:
    """An alias in one script is said to be in a language of another."""
    for node in file.nodes:
        if node.pattern == ("aliases", "*", "lang"):
            yield file.changed((node.start, node.end, "zh" if node.value == "en" else "en"), line=file.line(node.parent.start),
                               also=(file.line(node.start),))  # fmt: skip


@operator("language")
def translated_misnamed(file: File) -> Iterator[Mutant]:
    """The languages that the editors rendered, or the order of a label, name one that there is not."""
    for node in file.nodes:
        if node.pattern in (("translated", "*"), ("label", "*")):
            for wrong in WRONG_CODES[node.value]:
                yield file.changed((node.start, node.end, wrong))


@operator("language", reader=True)
def words_changed(file: File) -> Iterator[Mutant]:
    """A word of a sentence is another."""
    for node in file.nodes:
        if node.is_sentence and node.name == "en":
            spaces = [
                at
                for at in range(node.start, node.end)
                if file.text[at - 1 : at + 2].replace(" ", "").isalpha() and file.text[at] == " "
            ]
            if len(spaces) > 2:
                at = file.random("word", node.path).randrange(len(spaces) - 1)
                if file.text.find("[[", spaces[at], spaces[at + 1]) < 0:
                    yield file.changed((spaces[at] + 1, spaces[at + 1], "marginally"))
