"""What a renaming changes in hand-written pages: what macros are called with, and links to pages that are made from data."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from pathlib import Path

from ...model.loading import display_path
from ...outputs.macro_calls import macro_texts
from ..write_files import FileChange, Refused
from .move import AddressMove

# [words](target.md#anchor) and [label]: target.md#anchor
LINK = re.compile(
    r"(?P<before>\]\(\s*<?|^ {0,3}\[[^\]\n]+\]:\s*<?)(?P<target>[^\s()<>#]+\.md)(?P<anchor>#[^\s()<>]+)?", re.MULTILINE
)


def page_changes(docs: Path, move: AddressMove) -> Iterator[FileChange]:
    """The hand-written pages below `docs` that name an address which moves. Refused for a page that is not UTF-8."""
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


def rewritten(page: str, name: str, move: AddressMove) -> str:
    """A page's text, and its name from the folder of its language → the text with every address moved."""
    text = _with_calls_moved(page, move)
    return LINK.sub(lambda link: _link_after(link, posixpath.dirname(name), move), text)


def _with_calls_moved(page: str, move: AddressMove) -> str:
    pieces = []
    end = 0
    for text in macro_texts(page):
        pieces += [page[end : text.start], move.after(text.typed)]
        end = text.end
    return "".join([*pieces, page[end:]])


def _link_after(link: re.Match[str], folder: str, move: AddressMove) -> str:
    """A Markdown link of a page in `folder` → the same after the move.

    A link to a page made from data names an address: from briefs/one.md, `../units/a.md#key` names units/a/key.
    """
    target, anchor = link["target"], link["anchor"] or ""
    address = posixpath.normpath(posixpath.join(folder, target)).removesuffix(".md")
    if anchor:
        address += f"/{anchor[1:]}"
    address_after = move.after(address)
    if address_after == address:
        return link[0]
    steps = address_after.split("/")
    target_after = posixpath.relpath("/".join(steps[:2]) + ".md", folder or ".")
    if target_after == posixpath.normpath(target):
        target_after = target  # the same page: the link stays as it is typed, with `./` or without
    anchor_after = f"#{steps[2]}" if anchor else ""
    return link["before"] + target_after + anchor_after
