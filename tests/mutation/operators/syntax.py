"""Slips of YAML: what an editor's hand or a bad merge leaves behind."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..tree import File, Mutant, Node
from .registry import operator


def _plain_texts(file: File) -> Iterator[Node]:
    return (node for node in file.nodes if node.kind == "text" and not node.style)


def _quoted_texts(file: File) -> Iterator[Node]:
    return (node for node in file.nodes if node.kind == "text" and node.style)


def _keyed(file: File) -> Iterator[Node]:
    return (node for node in file.nodes if node.has_key)


@operator("syntax")
def tab_for_indent(file: File) -> Iterator[Mutant]:
    """A line is indented with a tab."""
    for match in re.finditer(r"^( +)[^ #\n]", file.text, re.MULTILINE):
        yield file.changed((*match.span(1), "\t"))


@operator("syntax")
def tab_after_colon(file: File) -> Iterator[Mutant]:
    """A tab stands between the colon and the value."""
    for node in _keyed(file):
        if file.text[node.key_end : node.key_end + 2] == ": ":
            yield file.changed((node.key_end + 1, node.key_end + 2, "\t"))


@operator("syntax")
def no_space_after_colon(file: File) -> Iterator[Mutant]:
    """The space after a key's colon is missing."""
    for node in _keyed(file):
        if file.text[node.key_end : node.key_end + 2] == ": ":
            yield file.changed((node.key_end + 1, node.key_end + 2, ""))


@operator("syntax")
def no_colon(file: File) -> Iterator[Mutant]:
    """The colon after a key is missing."""
    for node in _keyed(file):
        yield file.changed((node.key_end, node.key_end + 1, ""))


@operator("syntax")
def full_width_colon(file: File) -> Iterator[Mutant]:
    """The colon after a key comes from a Chinese keyboard."""
    for node in _keyed(file):
        stop = node.key_end + (2 if file.text[node.key_end : node.key_end + 2] == ": " else 1)
        yield file.changed((node.key_end, stop, "："))


@operator("syntax")
def semicolon_for_colon(file: File) -> Iterator[Mutant]:
    """A semicolon stands for the colon after a key."""
    for node in _keyed(file):
        yield file.changed((node.key_end, node.key_end + 1, ";"))


@operator("syntax")
def indented_more(file: File) -> Iterator[Mutant]:
    """A line stands one space too far to the right."""
    for match in re.finditer(r"^ *(?=[^ #\n])", file.text, re.MULTILINE):
        yield file.changed((match.end(), match.end(), " "))


@operator("syntax")
def indented_less(file: File) -> Iterator[Mutant]:
    """A line stands one space too far to the left."""
    for match in re.finditer(r"^ +(?=[^ #\n])", file.text, re.MULTILINE):
        yield file.changed((match.end() - 1, match.end(), ""))


@operator("syntax")
def quote_left_open(file: File) -> Iterator[Mutant]:
    """The closing quote of a text is missing."""
    for node in _quoted_texts(file):
        yield file.changed((node.end - 1, node.end, ""))


@operator("syntax")
def quote_never_opened(file: File) -> Iterator[Mutant]:
    """The opening quote of a text is missing."""
    for node in _quoted_texts(file):
        yield file.changed((node.start, node.start + 1, ""))


@operator("syntax")
def quote_in_quotes(file: File) -> Iterator[Mutant]:
    """A text between quotes holds another quote."""
    for node in _quoted_texts(file):
        middle = (node.start + node.end) // 2
        yield file.changed((middle, middle, file.text[node.start]))


@operator("syntax")
def curly_quotes(file: File) -> Iterator[Mutant]:
    """A word processor made the quotes around a text curly."""
    for node in _quoted_texts(file):
        yield file.changed((node.start, node.start + 1, "“"), (node.end - 1, node.end, "”"))


@operator("syntax")
def bracket_left_open(file: File) -> Iterator[Mutant]:
    """The closing bracket or brace is missing."""
    for node in file.nodes:
        if node.style == "flow":
            yield file.changed((node.end - 1, node.end, ""), line=file.line(node.start))


@operator("syntax")
def bracket_never_opened(file: File) -> Iterator[Mutant]:
    """The opening bracket or brace is missing."""
    for node in file.nodes:
        if node.style == "flow":
            yield file.changed((node.start, node.start + 1, ""))


@operator("syntax")
def wrong_bracket(file: File) -> Iterator[Mutant]:
    """A bracket closes what a brace opened, or the other way round."""
    for node in file.nodes:
        if node.style == "flow":
            yield file.changed((node.end - 1, node.end, {"]": "}", "}": "]"}[file.text[node.end - 1]]))


@operator("syntax")
def comma_missing(file: File) -> Iterator[Mutant]:
    """A comma between two entries in one line is missing."""
    for node in file.nodes:
        if node.style == "flow":
            for child in node.children[1:]:
                start = child.key_start if child.has_key else child.start
                comma = file.text.rindex(",", 0, start)
                yield file.changed((comma, comma + 1, ""))


@operator("syntax")
def full_width_comma(file: File) -> Iterator[Mutant]:
    """A comma between two entries in one line comes from a Chinese keyboard."""
    for node in file.nodes:
        if node.style == "flow":
            for child in node.children[1:]:
                start = child.key_start if child.has_key else child.start
                comma = file.text.rindex(",", 0, start)
                yield file.changed((comma, start, "，"))


@operator("syntax")
def dash_missing(file: File) -> Iterator[Mutant]:
    """The dash before an item of a list is missing."""
    for match in re.finditer(r"^ *(- )", file.text, re.MULTILINE):
        yield file.changed((*match.span(1), "  "))


@operator("syntax")
def dash_without_space(file: File) -> Iterator[Mutant]:
    """No space stands after the dash of an item."""
    for match in re.finditer(r"^ *-( )", file.text, re.MULTILINE):
        yield file.changed((*match.span(1), ""))


@operator("syntax")
def conflict_marks(file: File) -> Iterator[Mutant]:
    """A merge left its marks around a line."""
    for number, match in enumerate(re.finditer(r"^(?=.)(?! *#)", file.text, re.MULTILINE), 1):
        start, (_, end) = match.start(), file.line_span(match.start(), match.start())
        at = file.line(start)
        edits = ((start, start, "<<<<<<< HEAD\n"), (end, end, "=======\n>>>>>>> branch\n"))
        if number % 3 == 1:
            yield file.changed(*edits, line=at, also=(at + 2, at + 3), note=f"around line {at}")


@operator("syntax")
def colon_in_a_text(file: File) -> Iterator[Mutant]:
    """A text that is not in quotes holds a colon and a space."""
    for node in _plain_texts(file):
        if node.is_wording and (space := _middle_space(file, node)):
            yield file.changed((space, space + 1, ": "))


@operator("syntax")
def number_sign_in_a_text(file: File) -> Iterator[Mutant]:
    """A text that is not in quotes holds a space and a #, behind which YAML reads nothing."""
    for node in _plain_texts(file):
        if node.is_wording and (space := _middle_space(file, node)):
            yield file.changed((space, space + 1, " #"))


@operator("syntax")
def comma_in_braces(file: File) -> Iterator[Mutant]:
    """A text inside { } that is not in quotes holds a comma."""
    for node in _plain_texts(file):
        if node.in_flow and (space := _middle_space(file, node)):
            yield file.changed((space, space + 1, ", "))


@operator("syntax")
def begins_with_a_sign(file: File) -> Iterator[Mutant]:
    """A text that is not in quotes begins with a sign that means something to YAML."""
    for node in _plain_texts(file):
        sign = file.random("sign", node.path).choice("&*!@`%|>{[")
        yield file.changed((node.start, node.start, sign))


@operator("syntax")
def broken_over_lines(file: File) -> Iterator[Mutant]:
    """A text goes on in the next line, at its left edge."""
    for node in _plain_texts(file):
        if node.is_wording and (space := _middle_space(file, node)):
            at = file.line(space)
            yield file.changed((space, space + 1, "\n"), also=(at + 1,))


@operator("syntax")
def cut_off(file: File) -> Iterator[Mutant]:
    """The file ends in the middle of a claim."""
    for node in file.nodes:
        if node.pattern in (("claims", "*"), ("positions", "*")):
            child = node.children[1]
            while child.children:
                child = child.children[-1]
            middle = (child.start + child.end) // 2
            lines = [*range(file.line(node.key_start), file.line(middle) + 1)]
            above = [
                file.line(other.key_start) for other in file.nodes if other.pattern in (("answer",), ("positions",))
            ]
            yield file.changed((middle, len(file.text), ""), also=(*lines, *above), note=f"cut in line {lines[-1]}")


def _middle_space(file: File, node: Node) -> int:
    """A space inside a text, outside its links, near its middle; 0 where there is none."""
    typed = re.sub(r"\[\[.*?\]\]", lambda link: "x" * len(link.group()), file.text[node.start : node.end])
    spaces = [match.start() for match in re.finditer(r"(?<=\w) (?=\w)", typed)]
    return node.start + min(spaces, key=lambda at: abs(at - len(typed) // 2)) if spaces else 0
