"""What is wrong with the data, where, and what to write instead; and the one function that prints it.

A rule is a generator of Problems; nothing in this project prints or raises for bad data anywhere else.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from functools import lru_cache
from typing import Literal

from rapidfuzz import process
from rapidfuzz.distance import OSA

FORMATS = ("text", "github", "json")


@dataclass(frozen=True, order=True)
class Place:
    """A point in a file: its path from the project's root, line and column, both counted from 1."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, order=True)
class Problem:
    """One fault: where it stands, what is the matter in the data's own words, the rule's stable name, what to write."""

    place: Place
    says: str
    rule: str
    hint: str = ""
    level: Literal["error", "warning"] = "error"

    def __str__(self) -> str:
        """One line for people: `file:line:column: words [rule]`, and the hint on a second."""
        warning = "warning: " if self.level == "warning" else ""
        hint = f"\n    {self.hint}" if self.hint else ""
        return f"{self.place}: {warning}{self.says} [{self.rule}]{hint}"


def errors(problems: Iterable[Problem]) -> list[Problem]:
    """Those that stop a build."""
    return [problem for problem in problems if problem.level == "error"]


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word that a mistyped one most likely means (optimal string alignment), or `""`."""
    return _nearest(word, known if isinstance(known, frozenset) else frozenset(known))


@lru_cache(maxsize=4096)  # one mistyped address may stand in a thousand places
def _nearest(word: str, known: frozenset[str]) -> str:
    limit = max(1, min(len(word) // 2, 2), len(word) // 3) if len(word) > 2 else 1
    found = process.extractOne(word.lower(), _lowered(known), scorer=OSA.distance, score_cutoff=limit)
    return found[2] if found else ""


@lru_cache(maxsize=8)
def _lowered(known: frozenset[str]) -> dict[str, str]:
    return {name: name.lower() for name in sorted(known)}


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A hint that names the nearest known word, or `""`."""
    near = nearest(word, known)
    return f"did you mean “{near}”?" if near else ""


def report(problems: Iterable[Problem], form: str = "text", say: Callable[[str], object] = print) -> None:
    """Problems → lines, sorted by place: for people, for GitHub's annotations, or as one JSON document."""
    ordered = sorted(set(problems))
    if form == "json":
        say(json.dumps([asdict(problem) for problem in ordered], ensure_ascii=False, indent=2))
        return
    for problem in ordered:
        say(_annotation(problem) if form == "github" else str(problem))


def _annotation(problem: Problem) -> str:
    """A workflow command of GitHub Actions; its three special characters are escaped, as are `,` and `:` in values."""
    words = problem.says + (f" — {problem.hint}" if problem.hint else "")
    place = problem.place
    return (
        f"::{problem.level} file={_escaped(place.file, values=True)},line={place.line},col={place.column},"
        f"title={_escaped(problem.rule, values=True)}::{_escaped(words)}"
    )


def _escaped(text: str, *, values: bool = False) -> str:
    pairs = [("%", "%25"), ("\r", "%0D"), ("\n", "%0A")] + ([(":", "%3A"), (",", "%2C")] if values else [])
    for character, code in pairs:
        text = text.replace(character, code)
    return text
