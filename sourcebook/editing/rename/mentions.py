"""The words that still name an old address where no link was: comments, texts, guides. Only a person can judge them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from ...model.loading import Loaded, display_path
from ...problems import Place
from ..write_files import FileChange
from .move import AddressMove


class LeftMention(NamedTuple):
    """A place that names the old address after the renaming, and the line on which it stands."""

    place: Place
    line: str


def left_mentions(loaded: Loaded, docs: Path, move: AddressMove, changes: list[FileChange]) -> Iterator[LeftMention]:
    """The lines of data files, of guides in the data folder and of hand-written pages that name the old address still."""
    change_of = {change.path: change for change in changes}
    # units/a, but not units/ab, units/a-b, units/a.b or sub-units/a
    mention = re.compile(rf"(?<![\w./-]){re.escape(move.old)}(?![\w-]|\.\w)")
    data_files = [loaded.root / f"{address}.yml" for address in loaded.files]
    for path in [*data_files, *loaded.root.glob("**/README.md"), *sorted(docs.glob("**/*.md"))]:
        change = change_of.get(path)
        content = change.after if change else path.read_bytes()
        if move.old.encode() not in content:
            continue
        path_after = change.path_after if change else path
        for number, line in enumerate(content.decode("utf-8", "replace").splitlines(), 1):
            match = mention.search(line)
            if match and not _is_former_id(line, move.old):
                place = Place(display_path(path_after), number, match.start() + 1)
                yield LeftMention(place, line.strip())


def _is_former_id(line: str, old: str) -> bool:
    """Whether a line is one of a list of former ids, where the old address belongs."""
    return line.lstrip().startswith(("former_ids:", f"- {old}"))
