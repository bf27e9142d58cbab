"""Two states of a briefing → the difference as claims: what a reviewer of a pull request reads instead of lines.

`folders` copies what is compared, `sides` checks it, `compare` gives a Diff. A Diff is plain values (`changes`). `report`
puts it into lines; `printed` prints these for a terminal, or the Diff as JSON, and outputs/ for a pull request.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from ...evidence.texts import COMMITTED, ENVIRONMENT
from . import folders
from .changes import Diff
from .compare import compare
from .folders import Unusable
from .sides import DiffSide, examined_side

__all__ = ["Diff", "DiffSide", "Unusable", "between_folders", "between_revisions", "compare", "examined_side"]

WORK_TREE = "work tree"

# The name of a side, and what copies its data folder to a path.
_NamedCopy = tuple[str, Callable[[Path], None]]


def between_revisions(revisions: Sequence[str], data: Path) -> Diff:
    """One revision (HEAD where none is named) and the work tree, or two revisions → Diff.

    `data` is the data folder in the work tree. Unusable if one of the names is no revision, or there is no repository.
    """
    before = revisions[0] if revisions else "HEAD"
    copies: list[_NamedCopy] = [(before, partial(folders.from_revision, before, data))]
    if len(revisions) > 1:
        copies.append((revisions[1], partial(folders.from_revision, revisions[1], data)))
    else:
        copies.append((WORK_TREE, partial(folders.from_folder, data)))
    # Texts that may not be published stand beside the data folder of the work tree, whatever revision is read.
    beside = str(data.absolute().parent / COMMITTED)
    text_folders = os.pathsep.join(filter(None, [os.environ.get(ENVIRONMENT, ""), beside]))
    return _compared(copies, {ENVIRONMENT: text_folders})


def between_folders(before: Path, after: Path, names: tuple[str, str] = ("", "")) -> Diff:
    """Two data folders and what they are called → Diff. Unusable if one is no folder.

    Only their plain files are read, and texts in the folders of SOURCEBOOK_TEXTS.
    """
    copies: list[_NamedCopy] = [
        (name or str(folder), partial(folders.from_folder, folder))
        for name, folder in zip(names, (before, after), strict=True)
    ]
    return _compared(copies, os.environ)


def _compared(copies: list[_NamedCopy], environment: Mapping[str, str]) -> Diff:
    with TemporaryDirectory(prefix="sourcebook-") as room:
        sides = []
        for number, (name, copy_to) in enumerate(copies):
            data = Path(room, str(number), "data")
            copy_to(data)
            sides.append(examined_side(name, data, environment))
        before, after = sides
        return compare(before, after)
