"""Slips of proof: a passage that is not there, a quote, a hash or a name that the text does not bear out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sourcebook.values.passages import locator
from sourcebook.values.text import folded

from ..tree import File, Mutant, Node
from .registry import operator


def _locators(file: File) -> Iterator[tuple[Node, tuple[int, ...]]]:
    """Each cited locator, and the shape of the source it is cited from."""
    for node in file.nodes:
        if node.pattern == ("claims", "*", "sources", "*", "at"):
            name = next(child.value for child in node.parent.children if child.name == "source")
            yield node, file.briefing.source(name).passages


def _set_aside(file: File) -> Iterator[Node]:
    return (node for node in file.nodes if node.pattern == ("set_aside", "*"))


@operator("proof")
def locator_past_the_end(file: File) -> Iterator[Mutant]:
    """A locator names a paragraph, a sentence or a run that the text does not have."""
    for node, shape in _locators(file):
        paragraph = int(re.match(r"\d+", node.value).group())
        count = shape[paragraph - 1]
        for wrong in (f"{len(shape) + 1}", f"{paragraph}.{count + 1}", f"{paragraph}.{max(count, 1)}-{count + 1}"):
            yield file.changed((node.start, node.end, f'"{wrong}"'))


@operator("proof")
def locator_in_another_form(file: File) -> Iterator[Mutant]:
    """A locator is no locator: a zero, another sign, words, a run that runs backwards."""
    for node, _ in _locators(file):
        at = node.value
        paragraph = at.partition(".")[0]
        forms = [f"{paragraph}.0", f"0{at}", f"§{at}", f"p. {at}", at.replace(".", ",") + ",", f"{paragraph}-2", f"{at}.1.1",
                 f"{paragraph}.3-2", f"{paragraph}.2–4", f"{paragraph}.2-2", f"{at}-", "all", f"{paragraph}:1"]  # fmt: skip
        yield file.changed((node.start, node.end, f'"{file.random("form", node.path).choice(forms)}"'))


@operator("proof")
def locator_without_quotes(file: File) -> Iterator[Mutant]:
    """A locator stands without quotes: the same text."""
    for node, _ in _locators(file):
        yield file.changed((node.start, node.end, node.value))


@operator("proof", reader=True)
def another_locator(file: File) -> Iterator[Mutant]:
    """A locator names another passage of the source."""
    for node, shape in _locators(file):
        others = [f"{p}.{s}" for p, count in enumerate(shape, 1) for s in range(1, count + 1)]
        others = [other for other in others if other != node.value and other.partition(".")[0] != node.value]
        yield file.changed((node.start, node.end, f'"{file.random("other", node.path).choice(others)}"'))


@operator("proof", reader=True)
def another_source(file: File) -> Iterator[Mutant]:
    """A citation names another source."""
    for node in file.nodes:
        if node.pattern == ("claims", "*", "sources", "*", "source"):
            others = [source.id for source in file.briefing.sources.values() if source.id != node.value]
            yield file.changed(
                (node.start, node.end, file.random("other", node.path).choice(others)), also=(file.line(node.start),)
            )


@operator("proof")
def passage_no_longer_set_aside(file: File) -> Iterator[Mutant]:
    """A passage that no claim cites is no longer set aside."""
    said = {node.name: node for node in file.nodes if len(node.path) == 1}
    for node in _set_aside(file):
        yield file.changed(
            (*file.pair(node), ""), line=file.line(said["set_aside"].key_start), also=(file.line(said["read"].start),)
        )


@operator("proof")
def cited_passage_set_aside(file: File) -> Iterator[Mutant]:
    """A passage that a claim cites is set aside."""
    source = file.briefing.sources.get(file.address)
    asides = list(_set_aside(file))
    for at in sorted({str(citation.at) for _, citation in file.briefing.cited(source.id)}) if source and asides else ():
        first = asides[0]
        margin = " " * (first.key_start - file.line_span(first.key_start, first.key_start)[0])
        start = file.line_span(first.key_start, first.key_start)[0]
        if at not in {node.name for node in asides}:
            yield file.changed((start, start, f'{margin}"{at}": {{en: a heading, zh: 标题}}\n'))


@operator("proof")
def set_aside_past_the_end(file: File) -> Iterator[Mutant]:
    """What is set aside is no passage of the text, or no locator."""
    source = file.briefing.sources.get(file.address)
    for node in _set_aside(file):
        paragraph = int(re.match(r"\d+", node.name).group())
        for wrong in (
            f"{len(source.passages) + 1}",
            f"{paragraph}.{source.passages[paragraph - 1] + 1}",
            "heading",
            f"{paragraph}.",
        ):
            yield file.changed((node.key_start, node.key_end, f'"{wrong}"'))


@operator("proof")
def passage_set_aside_twice(file: File) -> Iterator[Mutant]:
    """A passage is set aside a second time, as its paragraph or as its first sentence."""
    for node in _set_aside(file):
        wider = node.name.partition(".")[0] if "." in node.name else f"{node.name}.1"
        start, end = file.line_span(node.key_start, node.end)
        typed = file.text[start:end].replace(f'"{node.name}"', f'"{wider}"')
        if wider not in {other.name for other in _set_aside(file)}:
            yield file.changed((end, end, typed), also=(file.line(start),))


@operator("proof")
def hash_in_another_form(file: File) -> Iterator[Mutant]:
    """A hash is too short, too long, in capitals or of another kind."""
    for node in file.nodes:
        if node.pattern == ("sha256",):
            value = node.value
            for wrong in (
                value[:-1],
                value + "0",
                value.upper(),
                value[:40],
                f"sha256:{value}",
                value.replace("0", "O"),
                value[:63] + "g",
            ):
                yield file.changed((node.start, node.end, wrong))


@operator("proof")
def passages_in_another_form(file: File) -> Iterator[Mutant]:
    """The shape of a text has commas, a zero, two spaces or words."""
    for node in file.nodes:
        if node.pattern == ("passages",):
            for wrong in (
                node.value.replace(" ", ", "),
                f"{node.value} 0",
                node.value.replace(" ", "  "),
                "many",
                f"-{node.value}",
            ):
                yield file.changed((node.start, node.end, f'"{wrong}"'))


@operator("proof", proof=True)
def hash_changed(file: File) -> Iterator[Mutant]:
    """One digit of a hash is another."""
    for node in file.nodes:
        if node.pattern == ("sha256",):
            for at in range(0, 64, 8):
                digit = "0" if node.value[at] != "0" else "1"
                yield file.changed((node.start + at, node.start + at + 1, digit))


@operator("proof", proof=True)
def text_file_of_another_name(file: File) -> Iterator[Mutant]:
    """The file of a source has another name."""
    for node in file.nodes:
        if node.pattern == ("file",):
            for wrong in (f"x{node.value}", node.value.replace(".txt", ".md"), node.value.upper()):
                yield file.changed((node.start, node.end, wrong))


@operator("proof", proof=True)
def passages_changed(file: File) -> Iterator[Mutant]:
    """One paragraph of a text's shape has a sentence more, or one paragraph is missing."""
    for node in file.nodes:
        if node.pattern == ("passages",):
            counts = [int(count) for count in node.value.split()]
            for at in range(len(counts)):
                more = [*counts[:at], counts[at] + 1, *counts[at + 1 :]]
                for shape in (more, counts[:at] + counts[at + 1 :]):
                    yield file.changed((node.start, node.end, f'"{" ".join(map(str, shape))}"'))


@operator("proof", proof=True)
def quote_changed(file: File) -> Iterator[Mutant]:
    """A word of a quote is another, is missing, or is misspelt."""
    for node in file.nodes:
        if node.name == "quote":
            words = node.value.split(" ")
            for at, word in enumerate(words):
                for new in ("nevertheless", word[:1] + "q" + word[1:]):
                    changed = " ".join([*words[:at], new, *words[at + 1 :]])
                    yield file.changed((node.start, node.end, f'"{changed}"'))


@operator("proof", proof=True)
def locator_away_from_its_quote(file: File) -> Iterator[Mutant]:
    """A locator with a quote names a passage in which the quote does not stand."""
    for node, shape in _locators(file):
        said = {child.name: child.value for child in node.parent.children}
        if "quote" in said:
            for paragraph in range(1, len(shape) + 1):
                words = file.evidence.words(said["source"], locator(str(paragraph))) or ""
                if str(paragraph) != node.value.partition(".")[0] and folded(said["quote"]) not in folded(words):
                    yield file.changed((node.start, node.end, f'"{paragraph}"'))


@operator("proof", proof=True)
def name_that_no_text_prints(file: File) -> Iterator[Mutant]:
    """A name or an alias is spelt as no text spells it."""
    ours = {node.value for node in file.nodes if node.pattern == ("translated", "*")}
    for node in file.nodes:
        printed = node.pattern == ("name", "*") and file.folder and node.name not in ours
        if node.kind == "text" and (printed or node.pattern == ("aliases", "*", "text")):
            yield file.changed((node.start, node.end, f"{file.text[node.start : node.end].strip(chr(34))}qua"))


@operator("proof", proof=True)
def translated_forgotten(file: File) -> Iterator[Mutant]:
    """A name that the editors rendered themselves is not listed as theirs."""
    said = {node.name: node for node in file.nodes if len(node.path) <= 2 and node.pattern[:1] == ("name",)}
    for node in file.nodes:
        if node.pattern == ("translated", "*"):
            whole = node.parent if len(node.parent.children) == 1 else node
            yield file.changed(
                (*file.pair(whole), ""), line=file.line(said[node.value].start) - (whole.start < said[node.value].start)
            )
