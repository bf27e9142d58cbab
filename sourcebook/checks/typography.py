"""Wording: a text is whole, in the script and with the marks of its language, and typed as it was meant.

What is right depends on the script of a language (Unicode CLDR); its marks stand in `evidence/lexicons/scripts`. Nothing is
said of a script that is not there. These rules warn: a text may have its reasons. A strict build, as the workflows make it,
stops at a warning.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from ..evidence.lexicon import lexicon_of, lexicons, marks_of_script, scripts
from ..values.languages import HAN, IDEOGRAPHS, letters, script_of, share
from ..values.passages import CLOSERS
from ..yamlfile.values import KeyPath
from .multilingual import MonolingualText, MultilingualText
from .rule import Case, Fault

# Of the words of a text, this share at least is in the script of its language, where it has more than a few.
LEAST_OWN, LEAST_OWN_LATIN, FEW_WORDS = 0.2, 0.5, 3
DASHES = frozenset("–—-")  # between spaces, as two words would stand
SIGNS_OF_UNITS = "%‰°′″"
CYRILLIC = "\u0400-\u052f"
AMID_LATIN = re.compile(
    rf"(?<=[A-Za-z])[{CYRILLIC}]|[{CYRILLIC}](?=[A-Za-z])|(?<![{CYRILLIC}])[{CYRILLIC}](?![{CYRILLIC}])"
)


def _warning(text: MonolingualText, says: str, hint: str) -> Fault:
    return Fault(text.whole.address, (*text.whole.path, text.lang), says, hint, level="warning")


def finished_texts(case: Case) -> Iterator[Fault]:
    """A text has words, and none that say it will be written later; a unit may be a sign."""
    for text in case.monolingual:
        is_unit = text.whole.path == ("unit",) and all(map(_is_of_a_unit, text.plain))
        has_words = any(map(str.isalnum, text.plain)) or is_unit
        if not has_words or _unfinished().search(text.plain):
            yield _warning(text, f"“{text.plain}” is no text yet", "write it, or take it out")


def _is_of_a_unit(sign: str) -> bool:
    """Whether a sign by itself counts something: of money (Unicode category Sc), per cent, degrees."""
    return sign in SIGNS_OF_UNITS or unicodedata.category(sign) == "Sc"


@cache
def _unfinished() -> re.Pattern[str]:
    """What says in any language that a text is to be written: a word in it, or its beginning, also in brackets."""
    words = [re.escape(word) for known in lexicons().values() for word in known.unfinished_words]
    beginnings = [re.escape(word) for known in lexicons().values() for word in known.unfinished_beginnings]
    return re.compile(rf"\b(?:{'|'.join(words)})\b|^[（(]?(?:{'|'.join(beginnings)})")


def own_script(case: Case) -> Iterator[Fault]:
    """A sentence is written in its language's script, and so is an alias; names may be in any."""
    told: MultilingualText | None = None
    for text in case.monolingual:
        if not text.whole.mark.links:
            continue
        if text.whole is not told and _is_foreign(text):  # two texts in each other's place are one slip
            yield _warning(text, f"this does not look like {text.lang}", "is it translated, and in its place?")
            told = text.whole
    for entity in case.briefing.entities.values():
        for index, alias in enumerate(entity.aliases):
            if share(alias.text, script_of(alias.lang)) == 0:
                says = f"“{alias.text}” is not written as {alias.lang} is"
                yield Fault(entity.address, ("aliases", index, "lang"), says, "which language is it?", level="warning")


def _is_foreign(text: MonolingualText) -> bool:
    """Whether more of a text than a few names is in another script than its language's."""
    own = share(text.plain, text.script)
    if own is None:
        return False
    least = LEAST_OWN_LATIN if text.script == "Latn" else LEAST_OWN
    if own < least and sum(letters(text.plain).values()) > FEW_WORDS:
        return True
    others = [words for lang, words in text.whole.texts.items() if lang != text.lang]
    return own == 0 and text.whole.texts[text.lang] in others


def one_alphabet(case: Case) -> Iterator[Fault]:
    """No Cyrillic letter stands for the Latin letter that it looks like, in a Latin word or alone (UTS 39)."""
    for address, path, text in _typed(case):
        if letter := AMID_LATIN.search(text):
            says = f"“{letter.group()}” (U+{ord(letter.group()):04X}) is a Cyrillic letter"
            yield Fault(address, path, says, "type the Latin letter that it looks like", level="warning")


def _typed(case: Case) -> Iterator[tuple[str, KeyPath, str]]:
    """Every text that may have Latin letters, with its address and path: those in languages that are not written in
    Cyrillic, and what sources are called."""
    for text in case.monolingual:
        if text.script != "Cyrl":
            yield text.whole.address, (*text.whole.path, text.lang), text.plain
    for lang, language in case.briefing.settings.languages.items():
        if script_of(language.tag) != "Cyrl":
            yield "briefing", ("languages", lang, "name"), language.name
    for entity in case.briefing.entities.values():
        for index, alias in enumerate(entity.aliases):
            if script_of(alias.lang) != "Cyrl":
                yield entity.address, ("aliases", index, "text"), alias.text
    for source in case.briefing.sources.values():
        for field, value in source:
            if isinstance(value, str):
                yield source.address, (field,), value


def whole_sentences(case: Case) -> Iterator[Fault]:
    """A sentence ends with a full stop or another mark that ends one."""
    for text in case.monolingual:
        marks = marks_of_script(text.script) if text.whole.mark.sentence else None
        if marks is None or text.plain.rstrip(CLOSERS + " ")[-1:] in marks.sentence_ends:
            continue
        if not _is_foreign(text):  # of such a text, own_script tells
            hint = f"end it with one of: {' '.join(marks.sentence_ends)}"
            yield _warning(text, f"the sentence does not end: “…{text.plain[-12:]}”", hint)


def own_punctuation(case: Case) -> Iterator[Fault]:
    """A sentence has the marks of its script: full-width ones among ideographs, ASCII ones among Latin letters."""
    for text in case.monolingual:
        foreign = _foreign_marks(text.script) if text.whole.mark.sentence else None
        mark = foreign.search(text.plain) if foreign else None
        if mark and not _is_foreign(text):
            around = text.plain[max(0, mark.start() - 6) : mark.end() + 6]
            says = f"“{mark.group()}” is a mark of another script: “{around}”"
            yield _warning(text, says, "type that of the language")


@cache
def _foreign_marks(script: str) -> re.Pattern[str] | None:
    """A mark of another script beside a letter of this one: ASCII beside an ideograph, or full width beside a Latin
    letter. It may stand behind a closing bracket too, and before a space where the script has spaces."""
    marks = marks_of_script(script)
    if marks is None:
        return None
    own, space = (HAN, "") if script in IDEOGRAPHS else ("A-Za-z", " ?")
    behind = rf"(?<=[{own}{re.escape(marks.behind_letters)}].)"
    before = rf"(?={space}[{own}])"
    return re.compile(rf"[{re.escape(marks.foreign_marks)}](?:{behind}|{before})")


def typed_once(case: Case) -> Iterator[Fault]:
    """No word and no space stands twice, and quotation marks and brackets come in pairs."""
    for text in case.monolingual:
        if "  " in text.plain and marks_of_script(text.script) is not None:
            yield _warning(text, "two spaces stand together", "delete one")
        elif word := _doubled(text.plain, case.briefing.settings.tag(text.lang)):
            yield _warning(text, f"“{word}” stands twice", "delete one")
        elif not _is_paired(text.plain):
            says = "a quotation mark or a bracket has no other"
            yield _warning(text, says, "delete it, or write the other")
        elif _is_quoted(text.plain):
            says = "the whole text stands between quotation marks"
            yield _warning(text, says, "quotes around a value in YAML are \" or '")


def _doubled(plain: str, tag: str) -> str:
    """The first word that stands twice in a text of a language, or `""`; also where it is not known which words may."""
    allowed = lexicon_of(tag).may_stand_twice
    if allowed is None:
        return ""
    words = plain.lower().split(" ")
    for word, following in pairwise(words):
        if word and word == following and word not in allowed and word not in DASHES:
            return word
    return ""


def _is_paired(plain: str) -> bool:
    """Whether quotation marks and brackets, of whatever script, come in pairs."""
    if plain.count('"') % 2:
        return False
    return all(plain.count(pair[0]) == plain.count(pair[1]) for pair in _pairs())


@cache
def _pairs() -> frozenset[str]:
    """The marks of all scripts of which one opens and one closes, as `()`."""
    return frozenset(pair for script in scripts().values() for pair in script.pairs)


def _is_quoted(plain: str) -> bool:
    """Whether a whole text, its last full stop aside, stands between marks of which the last one closes the first."""
    full_stops = "".join(script.sentence_ends[0] for script in scripts().values())
    text, depth = plain.rstrip(full_stops), 0
    if re.fullmatch('"[^"]*"', text):
        return True
    for at, sign in enumerate(text):
        if sign == "“":
            depth += 1
        elif sign == "”":
            depth -= 1
        if depth == 0:
            return at > 0 and at + 1 == len(text)
    return False


RULES = (finished_texts, own_script, one_alphabet, whole_sentences, own_punctuation, typed_once)
