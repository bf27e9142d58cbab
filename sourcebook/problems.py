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


def report(
    problems: Iterable[Problem],
    form: str = "text",
    say: Callable[[str], object] = print,
    link: Callable[[str], str] | None = None,
) -> None:
    """Problems → lines, sorted by place: for people, for GitHub's annotations, or as one JSON document.

    `link` gives the address of the page that explains a rule, by its name. For people it makes the rule's name a link
    (OSC 8), so it is given only where a terminal shows it.
    """
    ordered = sorted(set(problems))
    if form == "json":
        told = ({**asdict(problem), "help": link(problem.rule) if link else ""} for problem in ordered)
        say(json.dumps(list(told), ensure_ascii=False, indent=2))
        return
    for problem in ordered:
        to = link(problem.rule) if link else ""
        say(_annotation(problem, to) if form == "github" else _linked(str(problem), problem.rule, to))


def _linked(line: str, rule: str, to: str) -> str:
    return line.replace(f"[{rule}]", f"[\033]8;;{to}\033\\{rule}\033]8;;\033\\]", 1) if to else line


def _annotation(problem: Problem, to: str) -> str:
    """A workflow command of GitHub Actions; its three special characters are escaped, as are `,` and `:` in values."""
    words = "\n".join(filter(None, (problem.says + (f" — {problem.hint}" if problem.hint else ""), to)))
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
