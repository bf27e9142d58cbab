"""Addresses in hand-written pages: what macros are called with, and links to the pages that are made from data."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from ..model.loading import display_path
from .write_files import FileChange, Refused

# Jinja's comments and raw blocks, which call nothing; then its expressions and statements, whose strings may hold braces.
STRING = r'"(?:\\.|[^"\\])*"|' + r"'(?:\\.|[^'\\])*'"
JINJA = re.compile(
    r"(?P<still>\{#.*?#\}|\{%[-+]?\s*raw\s*[-+]?%\}.*?\{%[-+]?\s*endraw\s*[-+]?%\})"
    rf"|\{{\{{(?:{STRING}|(?!\}}\}}).)*\}}\}}|\{{%(?:{STRING}|(?!%\}}).)*%\}}",
    re.DOTALL,
)
TEXT = re.compile(STRING)
# [words](target.md#anchor) and [label]: target.md#anchor
LINK = re.compile(r"(\]\(\s*<?|^ {0,3}\[[^\]\n]+\]:\s*<?)([^\s()<>#]+\.md)(#[^\s()<>]+)?", re.MULTILINE)


def rewritten(page: str, name: str, move: Callable[[str], str]) -> str:
    """A page's text and its name (from the folder of its language) → the text with every address moved.

    `move` gives the address now for an address, or the same one.
    """
    text = JINJA.sub(lambda found: found[0] if found["still"] else TEXT.sub(_moved(move), found[0]), page)
    return LINK.sub(lambda found: _link(found, posixpath.dirname(name), move), text)


def _moved(move: Callable[[str], str]) -> Callable[[re.Match[str]], str]:
    return lambda string: string[0][0] + move(string[0][1:-1]) + string[0][-1]


def _link(found: re.Match[str], folder: str, move: Callable[[str], str]) -> str:
    """A link between pages; one to a page made from data names its address as `units/x.md#claim`."""
    before, target, anchor = found[1], found[2], found[3] or ""
    page = posixpath.normpath(posixpath.join(folder, target)).removesuffix(".md")
    now = move(f"{page}/{anchor[1:]}" if anchor else page).split("/")
    if anchor and "/".join(now) == f"{page}/{anchor[1:]}" or not anchor and "/".join(now) == page:
        return found[0]
    new = posixpath.relpath("/".join(now[:2]) + ".md", folder or ".")
    return before + (target if new == posixpath.normpath(target) else new) + (f"#{now[2]}" if anchor else "")


def changes(docs: Path, move: Callable[[str], str]) -> Iterator[FileChange]:
    """The hand-written pages below `docs` that name an address which moves, each as a FileChange."""
    for path in sorted(docs.glob("*/**/*.md")):
        before = path.read_bytes()
        try:
            text = before.decode("utf-8")
        except UnicodeDecodeError as error:
            raise Refused(f"{display_path(path)} is not UTF-8", "save the file as UTF-8") from error
        name = path.relative_to(docs).as_posix().partition("/")[2]
        after = rewritten(text, name, move).encode("utf-8")
        if after != before:
            yield FileChange(path, before, after)
