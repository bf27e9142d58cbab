"""Slips of rights: more of another's text than may be shown."""

from __future__ import annotations

from collections.abc import Iterator

from ..tree import File, Mutant
from .registry import operator


@operator("rights")
def rights_opened(file: File) -> Iterator[Mutant]:
    """A text that may only be cited is said to be open."""
    for node in file.nodes:
        if node.pattern == ("rights",):
            yield file.changed((node.start, node.end, "open"))


@operator("rights")
def licence_misplaced(file: File) -> Iterator[Mutant]:
    """A text that may only be cited has a licence."""
    for node in file.nodes:
        if node.pattern == ("rights",):
            yield file.changed(
                (node.end, node.end, "\nlicence: CC BY 4.0"), line=file.line(node.end) + 1, also=(file.line(node.end),)
            )


@operator("rights")
def quote_too_long(file: File) -> Iterator[Mutant]:
    """A citation has a quote of more words than may be quoted."""
    words = " ".join(f"word{number}" for number in "abcdefghijklmn")
    for node in file.nodes:
        if node.pattern == ("claims", "*", "sources", "*"):
            quote = next((child for child in node.children if child.name == "quote"), None)
            if quote:
                yield file.changed((quote.start, quote.end, f'"{words}"'))
            else:
                yield file.changed((node.end - 1, node.end - 1, f', quote: "{words}"'))


@operator("rights")
def quote_too_long_in_chinese(file: File) -> Iterator[Mutant]:
    """A citation has a quote of more Han characters than may be quoted."""
    for node in file.nodes:
        if node.pattern == ("claims", "*", "sources", "*") and not any(
            child.name == "quote" for child in node.children
        ):
            yield file.changed((node.end - 1, node.end - 1, f", quote: {'甲乙丙丁戊' * 5}"))


@operator("rights", proof=True)
def sentence_of_the_text(file: File) -> Iterator[Mutant]:
    """A claim says what its passage says, in the words of the passage."""
    for node in file.nodes:
        if node.pattern == ("claims", "*", "says", "*") and node.name == "en":
            citation = file.briefing.claims[f"{file.address}/{node.path[1]}"].sources[0]
            words = file.passage(citation)
            if len(words.split()) >= 25:
                yield file.changed((node.start, node.end, _quoted(words)), note="the passage's own words")


@operator("rights", proof=True)
def quote_of_a_whole_sentence(file: File) -> Iterator[Mutant]:
    """A citation quotes its whole sentence, a short one."""
    for node in file.nodes:
        if node.pattern == ("claims", "*", "sources", "*"):
            citation = file.briefing.claims[f"{file.address}/{node.path[1]}"].sources[node.path[3]]
            words = file.passage(citation)
            if (
                words
                and len(words.split()) <= 12
                and citation.at.first == citation.at.last is not None
                and not citation.quote
            ):
                yield file.changed(
                    (node.end - 1, node.end - 1, f", quote: {_quoted(words)}"), note="the whole sentence"
                )


def _quoted(words: str) -> str:
    return '"' + words.replace("\\", "\\\\").replace('"', '\\"') + '"'
