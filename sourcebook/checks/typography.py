"""Wording: a text is whole, in the script and with the marks of its language, and typed as it was meant.

What is right depends on the script of a language (Unicode CLDR). Nothing is said of a script that these rules do not know.
They warn: a text may have its reasons. A strict build, as the workflows make it, stops at a warning.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from ..evidence.texts import Evidence
from ..model import Briefing, Link, inline
from ..values import languages as scripts
from ..values.languages import HAN
from ..values.passages import CLOSERS
from ..yamlfile.parse import KeyPath
from .rule import Fault, Wording, once, wordings

SENTENCES = frozenset(("says", "asks", "weighing", "remarks"))
LEAST_OWN, LEAST_OWN_LATIN, FEW_WORDS = 0.2, 0.5, 3
LATER = re.compile(r"\b(?:TODO|TBD|FIXME|XXX)\b|^[（(]?(?:待补|待定|待译|待写|略)")
ENDS = {"Latn": ".!?…", **dict.fromkeys(scripts.IDEOGRAPHS, "。！？…")}
# A mark of the other kind: ASCII beside an ideograph, or full width beside a Latin letter.
ASCII_MARK = re.compile(rf"[,;:!?.()](?:(?<=[{HAN}）”].)|(?=[{HAN}]))")
WIDE_MARK = re.compile(r"[，。；：？！（）、](?:(?<=[A-Za-z0-9)\]”].)|(?= ?[A-Za-z]))")
PAIRS = ("“”", "（）", "()", "《》", "「」")
TWICE = frozenset(("", "had", "that", "very", "–", "—", "-"))  # words that may stand twice
CYRILLIC = "\u0400-\u052f"
AMID_LATIN = re.compile(
    rf"(?<=[A-Za-z])[{CYRILLIC}]|[{CYRILLIC}](?=[A-Za-z])|(?<![{CYRILLIC}])[{CYRILLIC}](?![{CYRILLIC}])"
)


class Text(NamedTuple):
    """A wording in one of its languages: `plain` is what a reader sees, a letter of the script for the name of a link."""

    wording: Wording
    lang: str
    script: str
    plain: str

    @property
    def is_sentence(self) -> bool:
        return self.wording.path[-1] in SENTENCES

    def fault(self, says: str, hint: str = "") -> Fault:
        return Fault(self.wording.address, (*self.wording.path, self.lang), says, hint, level="warning")


@once
def _texts(briefing: Briefing) -> tuple[Text, ...]:
    """Every wording, language by language."""
    return tuple(_each_text(briefing))


def _each_text(briefing: Briefing) -> Iterator[Text]:
    for wording in wordings(briefing):
        for lang, text in wording.texts.items():
            if lang in briefing.settings.languages:
                script = scripts.script_of(briefing.settings.tag(lang))
                name = "字" if script in scripts.IDEOGRAPHS else "x"
                pieces = inline(text) if wording.linked else (text,)
                plain = "".join((piece.words or name) if isinstance(piece, Link) else piece for piece in pieces)
                yield Text(wording, lang, script, plain)


def finished_texts(briefing: Briefing, evidence: Evidence) -> Iterator[Fault]:
    """A text has words, and none that say it will be written later; a unit may be a sign."""
    for text in _texts(briefing):
        is_unit = text.wording.path == ("unit",) and all(map(_is_of_a_unit, text.plain))
        if LATER.search(text.plain) or not (any(map(str.isalnum, text.plain)) or is_unit):
            yield text.fault(f"“{text.plain}” is no text yet", "write it, or take it out")


def _is_of_a_unit(sign: str) -> bool:
    """Whether a sign by itself counts something: of money (Unicode category Sc), per cent, degrees."""
    return sign in "%‰°′″" or unicodedata.category(sign) == "Sc"


def own_script(briefing: Briefing, evidence: Evidence) -> Iterator[Fault]:
    """A sentence is written in its language's script, and so is an alias; names may be in any."""
    told = None
    for text in _texts(briefing):
        if text.is_sentence or text.wording.path[-1] == "by" or "set_aside" in text.wording.path:
            if text.wording is not told and _is_foreign(text):  # two texts in each other's place are one slip
                yield text.fault(f"this does not look like {text.lang}", "is it translated, and in its place?")
                told = text.wording
    for entity in briefing.entities.values():
        for index, alias in enumerate(entity.aliases):
            if scripts.share(alias.text, scripts.script_of(alias.lang)) == 0:
                says = f"“{alias.text}” is not written as {alias.lang} is"
                yield Fault(entity.address, ("aliases", index, "lang"), says, "which language is it?", level="warning")


def one_alphabet(briefing: Briefing, evidence: Evidence) -> Iterator[Fault]:
    """No Latin word has a Cyrillic letter that looks like one of its own, and none stands alone for one (UTS 39)."""
    for address, path, text in _typed(briefing):
        if letter := AMID_LATIN.search(text):
            says = f"“{letter.group()}” (U+{ord(letter.group()):04X}) is a Cyrillic letter"
            yield Fault(address, path, says, "type the Latin letter that it looks like", level="warning")


def _typed(briefing: Briefing) -> Iterator[tuple[str, KeyPath, str]]:
    """Every text that may have Latin letters: wordings, aliases, and what sources are called."""
    for text in _texts(briefing):
        if text.script != "Cyrl":
            yield text.wording.address, (*text.wording.path, text.lang), text.plain
    for lang, language in briefing.settings.languages.items():
        if scripts.script_of(language.tag) != "Cyrl":
            yield "briefing", ("languages", lang, "name"), language.name
    for entity in briefing.entities.values():
        for index, alias in enumerate(entity.aliases):
            yield (
                entity.address,
                ("aliases", index, "text"),
                alias.text if scripts.script_of(alias.lang) != "Cyrl" else "",
            )
    for source in briefing.sources.values():
        for field in ("file", "title", "original_title", "licence", "url"):
            yield source.address, (field,), getattr(source, field) or ""


def _is_foreign(text: Text) -> bool:
    """Whether more of a text than a few names is in another script than its language's."""
    others = {other for lang, other in text.wording.texts.items() if lang != text.lang}
    words = sum(scripts.letters(text.plain).values())
    own = scripts.share(text.plain, text.script)
    if own is None:
        return False
    least = LEAST_OWN_LATIN if text.script == "Latn" else LEAST_OWN
    return (own < least and words > FEW_WORDS) or (own == 0 and text.wording.texts[text.lang] in others)


def whole_sentences(briefing: Briefing, evidence: Evidence) -> Iterator[Fault]:
    """A sentence ends with a full stop or another mark that ends one."""
    for text in _texts(briefing):
        if text.is_sentence and text.script in ENDS and not _is_foreign(text):
            end = text.plain.rstrip(CLOSERS + " ")[-1:]
            if end not in ENDS[text.script]:
                hint = f"end it with one of: {' '.join(ENDS[text.script])}"
                yield text.fault(f"the sentence does not end: “…{text.plain[-12:]}”", hint)


def own_punctuation(briefing: Briefing, evidence: Evidence) -> Iterator[Fault]:
    """A sentence has the marks of its script: full-width ones among ideographs, ASCII ones among Latin letters."""
    for text in _texts(briefing):
        if (
            text.is_sentence
            and not _is_foreign(text)
            and (marks := {"Latn": WIDE_MARK}.get(text.script, text.script in ENDS and ASCII_MARK))
        ):
            if mark := marks.search(text.plain):
                around = text.plain[max(0, mark.start() - 6) : mark.end() + 6]
                yield text.fault(
                    f"“{mark.group()}” is a mark of another script: “{around}”", "type that of the language"
                )


def typed_once(briefing: Briefing, evidence: Evidence) -> Iterator[Fault]:
    """No word and no space stands twice, and quotation marks and brackets come in pairs."""
    for text in _texts(briefing):
        language = briefing.settings.tag(text.lang).partition("-")[0]
        if text.script in ENDS and "  " in text.plain:
            yield text.fault("two spaces stand together", "delete one")
        elif language == "en" and (word := _doubled(text.plain)):
            yield text.fault(f"“{word}” stands twice", "delete one")
        elif text.plain.count('"') % 2 or any(text.plain.count(a) != text.plain.count(b) for a, b in PAIRS):
            yield text.fault("a quotation mark or a bracket has no other", "delete it, or write the other")
        elif _is_quoted(text.plain):
            yield text.fault(
                "the whole text stands between quotation marks", "quotes around a value in YAML are \" or '"
            )


def _is_quoted(plain: str) -> bool:
    """Whether a whole text, its last full stop aside, stands between marks of which the last one closes the first."""
    text, depth = plain.rstrip(".。"), 0
    if re.fullmatch('"[^"]*"', text):
        return True
    for at, sign in enumerate(text):
        depth += (sign == "“") - (sign == "”")
        if depth == 0:
            return at > 0 and at + 1 == len(text)
    return False


@lru_cache(maxsize=1 << 14)
def _doubled(plain: str) -> str:
    """The first word that stands twice in a text, or `""`."""
    words = plain.lower().split(" ")
    return next((one for one, other in zip(words, words[1:], strict=False) if one == other and one not in TWICE), "")


RULES = (finished_texts, own_script, one_alphabet, whole_sentences, own_punctuation, typed_once)
