"""What is known of a language and of a script as data: one file per language, and one per script, in `lexicons/`.

A language that is not there, or not whole, gets its number words and hedge words from the briefing: `data/words.yml` may
hold `number_words` and `hedge_words`. These two extend the lexicon of their language. They are no interface words: nothing
on a page shows them, and they do nothing for a language whose lexicon has such words of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from ..model.loading import WORDS, Loaded
from ..problems import Problem
from ..values.languages import IDEOGRAPHS
from ..yamlfile import parse
from ..yamlfile.values import Value

FOLDER = Path(__file__).parent / "lexicons"
RULE = "interface_words"
# What a briefing may say of a language in data/words.yml, and how it writes it there.
BRIEFING_WORDS = {
    "number_words": "Number words of a language for which Sourcebook has none, each with its value: “deux 2, trois 3”; "
    "an ending of number words with 0 and “…” before it: “…fold 0”.",
    "hedge_words": "Words of reserve of a language for which Sourcebook has none: “peut-être, sans doute”.",
}
NUMBER_WORD = re.compile(r"(?P<ending>…?)(?P<word>\S.*) (?P<value>[0-9]+)")


class LexiconData(BaseModel):
    """The base of what a file in `lexicons/` holds."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Lexicon(LexiconData):
    """The words by which the checks know a figure, a reserve or a slip in a language. Names of months, words such as
    “million” and the decimal sign are not here: they come from Unicode CLDR.

    `number_words`: words and what they count. `number_endings`: what may follow such a word (six|fold).
    `ordinal_endings`: what may follow the digits of a day (8|th). `between_day_and_month`: words that may stand there
    (8th *of* June). `percent_words`: what is written for %. `name_endings`: what may follow a name (LLM|s).
    `hedge_words`: words of reserve, by which a text does not vouch for what it says. `may_stand_twice`: words that may
    follow themselves (had had); without this key, nothing is said of words that do. `unfinished_words` and
    `unfinished_beginnings`: what shows, anywhere or at its beginning, that a text is to be written.
    """

    number_words: dict[str, int] = {}
    number_endings: tuple[str, ...] = ()
    ordinal_endings: tuple[str, ...] = ()
    between_day_and_month: tuple[str, ...] = ()
    percent_words: tuple[str, ...] = ()
    name_endings: tuple[str, ...] = ()
    hedge_words: tuple[str, ...] = ()
    may_stand_twice: tuple[str, ...] | None = None
    unfinished_words: tuple[str, ...] = ()
    unfinished_beginnings: tuple[str, ...] = ()


NOTHING_KNOWN = Lexicon()


class Numerals(LexiconData):
    """How a script writes numbers without digits: its `digits` and `scales` with their values; `counters`, which follow a
    numeral that counts; the sign of an `ordinal` before a numeral; the signs of a `month` and a `day` behind one."""

    digits: dict[str, int]
    scales: dict[str, int]
    counters: str
    ordinal: str
    month: str
    day: str


class ScriptMarks(LexiconData):
    """The marks of a script. `sentence_ends`: marks that end a sentence, the full stop first. `foreign_marks`: marks of
    other scripts that are typed by mistake beside its letters, or beside the marks `behind_letters`. `pairs`: marks of
    which one opens and one closes. `letter`: any letter of it."""

    sentence_ends: str
    foreign_marks: str
    behind_letters: str
    pairs: tuple[str, ...]
    letter: str
    numerals: Numerals | None = None


@cache
def lexicons() -> Mapping[str, Lexicon]:
    """The lexicons that come with the package, by the code of their language."""
    return {path.stem: Lexicon.model_validate(_read(path)) for path in sorted(FOLDER.glob("*.yml"))}


@cache
def name_endings() -> tuple[str, ...]:
    """What may follow a name in any language, long endings first: a text may use the names of another language."""
    endings = {ending for lexicon in lexicons().values() for ending in lexicon.name_endings}
    return tuple(sorted(endings, key=lambda ending: (-len(ending), ending)))


@cache
def scripts() -> Mapping[str, ScriptMarks]:
    """The scripts that the package knows, by their ISO 15924 code; those of Han characters all as `Hani`."""
    return {path.stem: ScriptMarks.model_validate(_read(path)) for path in sorted((FOLDER / "scripts").glob("*.yml"))}


def _read(path: Path) -> Value:
    return parse.parse(parse.read_bytes(path, path.name), path.name).value


def lexicon_of(tag: str) -> Lexicon:
    """The package's lexicon of a language, by its BCP 47 tag, region and script aside; an empty one where it has none."""
    return lexicons().get(tag.partition("-")[0].lower(), NOTHING_KNOWN)


def marks_of_script(code: str) -> ScriptMarks | None:
    """What is known of a script, by its ISO 15924 code; None where nothing is."""
    return scripts().get("Hani" if code in IDEOGRAPHS else code)


def numerals() -> Numerals:
    """The numerals of Han characters."""
    found = scripts()["Hani"].numerals
    if found is None:
        raise ValueError("lexicons/scripts/Hani.yml has no numerals")
    return found


# ── What a briefing says of a language ───────────────────────────────────────────────────────────────────────────────


def lexicon_for(loaded: Loaded, lang: str) -> Lexicon | None:
    """The lexicon of one of a briefing's languages: the package's, and what it lacks from the briefing's own words. None
    where neither has number words and hedge words: then nothing can be proved in this language."""
    found = lexicon_of(loaded.briefing.settings.tag(lang))
    if not found.number_words:
        found = _with_number_words(found, loaded.words.get("number_words", {}).get(lang, ""))
    if not found.hedge_words:
        listed = loaded.words.get("hedge_words", {}).get(lang, "")
        found = found.model_copy(update={"hedge_words": tuple(filter(None, listed.split(", ")))})
    return found if found.number_words and found.hedge_words else None


def _with_number_words(lexicon: Lexicon, listed: str) -> Lexicon:
    """A lexicon with number words as a briefing lists them: “deux 2, trois 3, …fold 0”. Others are left out."""
    numbers, endings = {}, [*lexicon.number_endings]
    for match in filter(None, map(NUMBER_WORD.fullmatch, listed.split(", "))):
        if match["ending"]:
            endings.append(match["word"])
        else:
            numbers[match["word"]] = int(match["value"])
    return lexicon.model_copy(update={"number_words": numbers, "number_endings": tuple(endings)})


def needed_words(loaded: Loaded) -> dict[str, tuple[str, ...]]:
    """Each of BRIEFING_WORDS → the languages of a briefing for which the package has none of them."""
    settings = loaded.briefing.settings
    own = {lang: lexicon_of(settings.tag(lang)) for lang in settings.languages}
    return {name: tuple(lang for lang in own if not getattr(own[lang], name)) for name in BRIEFING_WORDS}


def problems(loaded: Loaded) -> Iterator[Problem]:
    """What is wrong with the number words and hedge words in a briefing's `data/words.yml`."""
    for name, needed in needed_words(loaded).items():
        for lang, listed in loaded.words.get(name, {}).items():
            if lang in loaded.briefing.settings.languages and lang not in needed:
                says = f"Sourcebook has {name} of its own for {lang}; these are not read"
                place = loaded.place(WORDS, (name, lang), key=True)
                yield Problem(place, says, RULE, "take them out", "warning")
            elif name == "number_words":
                for entry in listed.split(", "):
                    if not NUMBER_WORD.fullmatch(entry):
                        says = f"“{entry}” is no number word with its value"
                        yield Problem(loaded.place(WORDS, (name, lang)), says, RULE, "write them as: deux 2, trois 3")
                        break
