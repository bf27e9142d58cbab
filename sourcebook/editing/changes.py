"""Changes to files: computed first, shown as a unified diff, written all or none."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator
from difflib import unified_diff
from pathlib import Path
from typing import NamedTuple


class Refused(Exception):
    """What was asked for cannot be done: why, and what to do instead. Nothing has been written."""

    def __init__(self, says: str, hint: str = "", problems: Iterable[object] = ()) -> None:
        super().__init__(says)
        self.says, self.hint, self.problems = says, hint, tuple(problems)


class Change(NamedTuple):
    """A file, what it holds before and after, where it goes if it moves, and whether there is none before."""

    path: Path
    before: bytes
    after: bytes
    to: Path | None = None
    is_new: bool = False


def diff(changes: Iterable[Change]) -> str:
    """Changes → a unified diff in git's form, paths from the working directory, moves as renames."""
    return "".join(line for change in changes for line in _diff(change))


def _diff(change: Change) -> Iterator[str]:
    old, new = _name(change.path), _name(change.to or change.path)
    yield f"diff --git a/{old} b/{new}\n"
    if old != new:
        yield f"rename from {old}\nrename to {new}\n"
    lines = (_lines(change.before), _lines(change.after))
    for line in unified_diff(*lines, f"a/{old}", f"b/{new}"):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _lines(data: bytes) -> list[str]:
    return [line + "\n" for line in data.decode("utf-8").split("\n")[:-1]] + _rest(data)


def _rest(data: bytes) -> list[str]:
    """What stands behind the last line feed, if anything."""
    last = data.decode("utf-8").rpartition("\n")[2]
    return [last] if last else []


def _name(path: Path) -> str:
    return os.path.relpath(path).replace(os.sep, "/")


def write(changes: Iterable[Change]) -> None:
    """Write all of the changes, or, where the system refuses one, none. OSError then, after everything is put back.

    Every new content is first written beside its file, so that a full disk or a locked folder is met before anything has
    changed; what remains are renames.
    """
    changes = list(changes)
    beside = [change.path.with_name(f".{change.path.name}.new") for change in changes]
    done: list[Change] = []
    try:
        for change, new in zip(changes, beside, strict=True):
            new.parent.mkdir(parents=True, exist_ok=True)
            new.write_bytes(change.after)
            if not change.is_new:
                shutil.copymode(change.path, new)
        for change, new in zip(changes, beside, strict=True):
            done.append(change)
            new.replace(change.path)
            if change.to:
                change.to.parent.mkdir(exist_ok=True)
                change.path.rename(change.to)
    except BaseException:
        for change in reversed(done):
            _put_back(change)
        raise
    finally:
        for new in beside:
            new.unlink(missing_ok=True)


def _put_back(change: Change) -> None:
    if change.to and change.to.exists() and not change.path.exists():
        change.to.rename(change.path)
    if change.is_new:
        change.path.unlink(missing_ok=True)
    else:
        change.path.write_bytes(change.before)
