"""Changes to files: they are worked out first, can be shown as a unified diff, and are written all or none."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator
from difflib import unified_diff
from pathlib import Path
from typing import NamedTuple

from ..problems import Problem


class Refused(Exception):
    """An act that cannot be done: `says` is the reason, `hint` what to do instead, `problems` what is wrong with the data.

    Whoever raises it has written nothing.
    """

    def __init__(self, says: str, hint: str = "", problems: Iterable[Problem] = ()) -> None:
        super().__init__(says)
        self.says = says
        self.hint = hint
        self.problems = tuple(problems)


class FileChange(NamedTuple):
    """One file: its bytes before and after. `to` is the path to which it moves, if it moves; `is_new` says that there is no
    such file yet, and then `before` is empty."""

    path: Path
    before: bytes
    after: bytes
    to: Path | None = None
    is_new: bool = False

    @property
    def path_after(self) -> Path:
        """Where the file is when the change has been written."""
        return self.to or self.path


def as_unified_diff(changes: Iterable[FileChange]) -> str:
    """Changes → one unified diff as git prints it: paths from the working directory, a moved file as a rename.

    UnicodeDecodeError if a file is not UTF-8.
    """
    return "".join(line for change in changes for line in _diff_lines(change))


def _diff_lines(change: FileChange) -> Iterator[str]:
    old, new = _path_in_diff(change.path), _path_in_diff(change.path_after)
    yield f"diff --git a/{old} b/{new}\n"
    if old != new:
        yield f"rename from {old}\nrename to {new}\n"
    for line in unified_diff(_lines(change.before), _lines(change.after), f"a/{old}", f"b/{new}"):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _lines(data: bytes) -> list[str]:
    """A file's lines with their line feeds; the last one may have none.

    Not `splitlines`: it would also break a line at a carriage return or a form feed, where git does not.
    """
    *whole, last = data.decode("utf-8").split("\n")
    lines = [f"{line}\n" for line in whole]
    if last:
        lines.append(last)
    return lines


def _path_in_diff(path: Path) -> str:
    return os.path.relpath(path).replace(os.sep, "/")


def write_all(changes: Iterable[FileChange]) -> None:
    """Write every change; or, if the system refuses one, none: then everything is put back, and OSError is raised.

    Each new content is first written to a file beside the old one (`.bois.yml.new` beside `bois.yml`). So a full disk or a
    locked folder stops the work before any file has changed; what follows are renames.
    """
    changes = list(changes)
    drafts = [change.path.with_name(f".{change.path.name}.new") for change in changes]
    begun: list[FileChange] = []
    try:
        for change, draft in zip(changes, drafts, strict=True):
            draft.parent.mkdir(parents=True, exist_ok=True)
            draft.write_bytes(change.after)
            if not change.is_new:
                shutil.copymode(change.path, draft)
        for change, draft in zip(changes, drafts, strict=True):
            begun.append(change)
            draft.replace(change.path)
            if change.to:
                change.to.parent.mkdir(exist_ok=True)
                change.path.rename(change.to)
    except BaseException:
        for change in reversed(begun):
            _put_back(change)
        raise
    finally:
        for draft in drafts:
            draft.unlink(missing_ok=True)


def _put_back(change: FileChange) -> None:
    if change.to and change.to.exists() and not change.path.exists():
        change.to.rename(change.path)
    if change.is_new:
        change.path.unlink(missing_ok=True)
    else:
        change.path.write_bytes(change.before)
