"""What is wrong with the data, where, and what to write instead; and the one function that prints it.

Whatever reads or checks the data gives back Problems: nothing prints, and nothing raises, for bad data anywhere else.
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
    """The known word that a mistyped one most likely means, or `""`: the one that the fewest slips lead to. A slip is a
    letter too many, one missing, one wrong, or two in each other's place (optimal string alignment)."""
    return _nearest(word, known if isinstance(known, frozenset) else frozenset(known))


def _most_slips(word: str) -> int:
    """How many slips a word may be away from the one that was meant: one up to three letters, two up to eight, then one
    for every three letters. With more, short words would all be near each other: `en` is two slips away from `zh`."""
    return 1 if len(word) <= 3 else max(2, len(word) // 3)


@lru_cache(maxsize=4096)  # one mistyped address may stand in a thousand places
def _nearest(word: str, known: frozenset[str]) -> str:
    match = process.extractOne(word.lower(), _lower_case(known), scorer=OSA.distance, score_cutoff=_most_slips(word))
    return match[2] if match else ""


@lru_cache(maxsize=8)
def _lower_case(known: frozenset[str]) -> dict[str, str]:
    """The words in the order of the alphabet, each with its lower case: letter case is no slip."""
    return {name: name.lower() for name in sorted(known)}


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A hint that names the nearest known word, or `""`."""
    near = nearest(word, known)
    return f"did you mean “{near}”?" if near else ""


def print_problems(
    problems: Iterable[Problem],
    form: str = "text",
    print_line: Callable[[str], object] = print,
    rule_link: Callable[[str], str] | None = None,
) -> None:
    """Print problems, each once, sorted by place. `form` is one of FORMATS: lines for people, annotations for GitHub, or one
    JSON document.

    `print_line` takes what is printed, line by line. `rule_link` gives the address of the page that explains a rule, by
    its name. For people it makes the rule's name a link (OSC 8), so it is given only where a terminal shows it.
    """
    ordered = sorted(set(problems))
    if form == "json":
        entries = [{**asdict(problem), "help": rule_link(problem.rule) if rule_link else ""} for problem in ordered]
        print_line(json.dumps(entries, ensure_ascii=False, indent=2))
        return
    for problem in ordered:
        link = rule_link(problem.rule) if rule_link else ""
        if form == "github":
            print_line(_annotation(problem, link))
        else:
            print_line(_with_link(str(problem), problem.rule, link))


def _with_link(line: str, rule: str, link: str) -> str:
    """A line in which the rule's name between brackets is a link for terminals; unchanged without one."""
    return line.replace(f"[{rule}]", f"[\033]8;;{link}\033\\{rule}\033]8;;\033\\]", 1) if link else line


def _annotation(problem: Problem, link: str) -> str:
    """A workflow command of GitHub Actions; its three special characters are escaped, as are `,` and `:` in values."""
    says = f"{problem.says} — {problem.hint}" if problem.hint else problem.says
    words = f"{says}\n{link}" if link else says
    place = problem.place
    return (
        f"::{problem.level} file={_escaped(place.file, values=True)},line={place.line},col={place.column},"
        f"title={_escaped(problem.rule, values=True)}::{_escaped(words)}"
    )


def _escaped(text: str, *, values: bool = False) -> str:
    escapes = [("%", "%25"), ("\r", "%0D"), ("\n", "%0A")]  # the per cent sign first: the others bring it in
    if values:
        escapes += [(":", "%3A"), (",", "%2C")]
    for character, escape in escapes:
        text = text.replace(character, escape)
    return text
