"""What stopped a build → what the bar of `mkdocs serve` says about it.

This module imports nothing of the package, so that it can still report that another module of the package cannot be
imported (see trial.py).
"""

from __future__ import annotations

import os
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple, Protocol

from mkdocs.exceptions import Abort

PACKAGE = Path(__file__).parents[1]


class Mistake(NamedTuple):
    """What the bar says of one fault: `file:line:column`, the fault, what to write instead, the name of the rule."""

    place: str
    says: str
    hint: str = ""
    rule: str = ""


class ProblemLike(Protocol):
    """What this module asks of a Problem (sourcebook.problems)."""

    @property
    def place(self) -> object:
        """Where the problem is; its text is `file:line:column`."""

    @property
    def says(self) -> str:
        """What is the matter."""

    @property
    def hint(self) -> str:
        """What to write instead."""

    @property
    def rule(self) -> str:
        """The name of the rule."""


class CodeStopped(Abort):
    """A change of our Python with which no build succeeds; `mistakes` say where and why."""

    def __init__(self, mistakes: Sequence[Mistake]) -> None:
        super().__init__("The changed Python does not work.")
        self.mistakes = tuple(mistakes)


def of_problem(problem: ProblemLike) -> Mistake:
    """A problem of the briefing → what the bar says."""
    return Mistake(str(problem.place), problem.says, problem.hint, problem.rule)


def of_exception(reason: BaseException) -> list[Mistake]:
    """What stopped a build → what the bar says.

    That is the problems of the briefing, or one place in a template or in our Python, or else the words of the exception.
    """
    if isinstance(reason, CodeStopped):
        return list(reason.mistakes)
    if problems := getattr(reason, "problems", ()):
        return [of_problem(problem) for problem in problems]
    if isinstance(reason, SystemExit) and isinstance(reason.__context__, Exception):
        reason = reason.__context__  # mkdocs-macros turns what a macro raised into a SystemExit
    says = getattr(reason, "message", None) or str(reason) or type(reason).__name__
    if isinstance(reason, (Abort, SystemExit)):
        return [Mistake("", says)]
    return [Mistake(_place(reason), f"{type(reason).__name__}: {says}")]


def _place(reason: BaseException) -> str:
    """`file:line` of the last line of ours that ran; for a file that is no Python or no template, the line in that file."""
    line = getattr(reason, "lineno", None)
    if line:
        return f"{_from_here(getattr(reason, 'filename', None) or '')}:{line}"
    for frame in reversed(traceback.extract_tb(reason.__traceback__)):
        if _is_ours(Path(frame.filename)):
            return f"{_from_here(frame.filename)}:{frame.lineno}"
    return ""


def _is_ours(file: Path) -> bool:
    """Whether a file is of the package or of the briefing in the working directory, and not of an installed library."""
    return "site-packages" not in file.parts and (file.is_relative_to(PACKAGE) or file.is_relative_to(Path.cwd()))


def _from_here(file: str) -> str:
    """A file's path from the working directory, if it lies below it."""
    path = Path(file)
    return (
        path.relative_to(Path.cwd()).as_posix()
        if file and path.is_relative_to(Path.cwd())
        else file.replace(os.sep, "/")
    )
