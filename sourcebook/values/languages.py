"""Languages and their scripts: which script a language is written in, how much of a text is in a script, and which words
of a text are in another script than the page.

Languages are BCP 47 tags, scripts ISO 15924 codes. What they are called, and which script a language is most likely
written in, comes from Unicode CLDR, through Babel. The letters of each script stand in `scripts.toml`.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from babel import Locale
from babel.core import get_global

WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class Script:
    """A script: its letters as a character class of a regular expression holds them, the first words of their names in
    the Unicode Character Database, and whether spaces stand between words."""

    letters: str
    names: frozenset[str]
    spaces: bool


def read_scripts(path: Path) -> tuple[dict[str, Script], dict[str, tuple[str, ...]]]:
    """The data file → the scripts by code; and for each code, the scripts that it stands for: `Jpan` → Hani, Hira, Kana."""
    data = tomllib.loads(path.read_text("utf-8"))
    english = Locale("en").scripts
    scripts = {}
    for code, script in data["scripts"].items():
        names = script.get("names", [str(english[code]).upper()])
        scripts[code] = Script(script["letters"], frozenset(names), script.get("spaces", True))
    parts = {code: (code,) for code in scripts} | {code: tuple(mixed) for code, mixed in data["mixed"].items()}
    return scripts, parts


SCRIPTS, PARTS = read_scripts(Path(__file__).with_name("scripts.toml"))
# Scripts of Han characters without spaces between words: sentences in them have full-width marks.
IDEOGRAPHS = frozenset(
    code for code, parts in PARTS.items() if "Hani" in parts and not any(SCRIPTS[part].spaces for part in parts)
)
# Han characters, as a character class of a regular expression holds them; and one of them.
HAN = SCRIPTS["Hani"].letters
HAN_LETTER = re.compile(f"[{HAN}]")


@cache
def unknown_part(tag: str) -> str:
    """The first part of a BCP 47 tag that is no language, script or region of CLDR's, or `""`. Variants pass."""
    english = Locale("en")
    for index, part in enumerate(tag.split("-")):
        if index == 0:
            names = english.languages
        elif len(part) == 4:
            names = english.scripts
        elif len(part) in (2, 3):
            names = english.territories
        else:
            continue
        if part.lower() not in {str(name).lower() for name in names}:
            return part
    return ""


@cache
def script_of(tag: str) -> str:
    """The script a language is written in, as CLDR has it most likely: `en-GB` → `Latn`, `zh` → `Hans`; `""` unknown."""
    parts = tag.split("-")
    for part in parts[1:]:
        if len(part) == 4:
            return part.title()
    likely_tags = get_global("likely_subtags")  # `zh` → `zh_Hans_CN`
    likely = likely_tags.get("_".join(parts)) or likely_tags.get(parts[0], "")
    for part in likely.split("_"):
        if len(part) == 4:
            return str(part)
    return ""


@cache
def _name_begins(letter: str) -> str:
    """The first word of a letter's name: `é` (LATIN SMALL LETTER E WITH ACUTE) → `LATIN`."""
    return unicodedata.name(letter, "").split(" ")[0]


def letters(text: str) -> Counter[str]:
    """How much of each script a text has, by the first word of its letters' names: words, but ideographs one by one.

    `a 千问 model` → LATIN 2, CJK 2. A word of two scripts counts once for each change: `Qwen模型` → LATIN 1, CJK 2.
    """
    counts: Counter[str] = Counter()
    for word in WORD.findall(text):
        if word.isascii():
            counts["LATIN"] += 1
            continue
        before = ""
        for letter in word:
            name = _name_begins(letter)
            if name == "CJK" or name != before:
                counts[name] += 1
            before = name
    return counts


def share(text: str, script: str) -> float | None:
    """The share of a text that is in a script, from 0 to 1; None where it has no letters or the script is not known."""
    counts = letters(text)
    if script not in PARTS or not counts:
        return None
    own = frozenset().union(*(SCRIPTS[part].names for part in PARTS[script]))
    return sum(counts[name] for name in own) / sum(counts.values())


@dataclass(frozen=True)
class ForeignRuns:
    """What runs in other scripts than a page's look like: the pattern that finds each, and the language of its groups."""

    pattern: re.Pattern[str]
    tags: tuple[str, ...]

    def tag_of(self, match: re.Match[str]) -> str:
        """The language tag of a run that the pattern has found."""
        assert match.lastindex is not None
        return self.tags[match.lastindex - 1]


@cache
def foreign_runs(page_tag: str, tags: tuple[str, ...]) -> ForeignRuns | None:
    """How to find, in a text of one language, what is in the script of another one of a briefing (`tags`); None where
    nothing can be found so.

    A run in a script gets the first language that is written in it: on a Chinese page, of a briefing in English and
    French, `Qwen 3` is taken for English. What the page's own script has too cannot be told apart: on a Japanese page no
    run is Chinese, on a Chinese one kana are Japanese.
    """
    taken = set(PARTS.get(script_of(page_tag), ()))
    if not taken:
        return None
    patterns: list[str] = []
    found_tags: list[str] = []
    for tag in tags:
        others = [SCRIPTS[part] for part in PARTS.get(script_of(tag), ()) if part not in taken]
        if others:
            patterns.append(f"({_run_of(others)})")
            found_tags.append(tag)
            taken.update(PARTS[script_of(tag)])
    return ForeignRuns(re.compile("|".join(patterns)), tuple(found_tags)) if patterns else None


def _run_of(scripts: list[Script]) -> str:
    """The pattern of a run in some scripts. Words with spaces, figures and signs between them hang together: `GPT-4 and
    R&D 2.0` is one run, not eight."""
    letters = "".join(script.letters for script in scripts)
    if any(script.spaces for script in scripts):
        return rf"[{letters}][{letters}0-9&.'’+/ -]*[{letters}0-9]|[{letters}]"
    return f"[{letters}]+"
