"""Finds the figures and the words of reserve in texts of one language, by its lexicon.

A figure is a number, a percentage, a month or a day. It is found as digits (`1,000`, `86,50`, `3.7`, `10 billion`,
`100亿`), as a word (`six`, `sixfold`, `triple`, `六倍`, `第四季度`) or as the name of a month. *One* and *first* are no
figures: they are more often articles and adverbs than counts. Words such as “million”, names of months and the decimal
sign come from Unicode CLDR through Babel, other words from the lexicon.

A passage is read in every language of a briefing, for it may quote another language than its own. So numerals in Han
characters and words for “per cent” are known in texts of every language.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from babel import Locale

from .han_numerals import han_numeral, of_han_numeral
from .lexicon import Lexicon, lexicons, numerals
from .numbers import Figure, Month, MonthDay, Number, Percentage, number

SPACES = " \u00a0\u202f"
PERCENT_SIGNS = ("%", "‰")
ISO_DATE = re.compile(r"(?<![\d-])(?P<year>\d{4})-(?P<month>\d{2})(?:-(?P<day>\d{2}))?(?![\d-])")
WORD = re.compile(r"[^\W\d_]+")
NEVER = r"(?!)"  # a pattern that matches nothing: there are no words to look for


@dataclass(frozen=True)
class TextReader:
    """What reads the texts of one language. Two are equal if they find the same. What was found in a text is kept, by
    the text, as long as the reader is: each sentence is compared with several others, and again after every edit."""

    lexicon: Lexicon
    locale: Locale
    _found: dict[tuple[str, bool], frozenset[Figure]] = field(default_factory=dict, compare=False, repr=False)

    def figures(self, text: str, *, words: bool = True) -> frozenset[Figure]:
        """Every figure in a text; without `words`, those in digits and the months alone."""
        key = (text, words)
        if key not in self._found:
            self._found[key] = frozenset(self._figures(_normalised(text), words))
        return self._found[key]

    def hedge(self, text: str) -> str | None:
        """The first word of reserve in a text; None where it has none."""
        for match in self._hedges.finditer(text):
            if match.group() not in self._months:  # “May 2026” is not “may”
                return match.group()
        return None

    def _figures(self, text: str, words: bool) -> Iterator[Figure]:
        """What one pattern has found is taken out of the text before the next one looks: of `10 billion`, no `billion`
        is left. Only a day is left there, to be found as a number and a month too."""
        for match in self._days.finditer(text):
            yield self._of_day(match)
        patterns: list[tuple[re.Pattern[str], Callable[[re.Match[str]], Iterable[Figure]]]] = [
            (ISO_DATE, _of_iso_date),
            (self._digits, self._of_digits),
            (self._month_names, lambda match: [Month(self._months[match.group()])]),
        ]
        if words:
            patterns.append((han_numeral(), of_han_numeral))
        for pattern, read in patterns:
            for match in pattern.finditer(text):
                yield from read(match)
            text = pattern.sub(" · ", text)
        if words:
            for phrase, value in self.lexicon.number_words.items():
                if _is_unspaced(phrase) and phrase in text:
                    yield number(value)
            yield from self._of_words(text)

    # ── The words that CLDR knows ──

    @cached_property
    def _months(self) -> Mapping[str, int]:
        """The months by their names; none in a language that numbers them (6月)."""
        names: Mapping[int, str] = self.locale.months["format"]["wide"]
        return {_normalised(name): month for month, name in names.items() if not name[0].isdigit()}

    @cached_property
    def _scales(self) -> Mapping[str, int]:
        """`thousand` → 1000, `million` and `millions` → 1000000: what CLDR writes behind a shortened number.

        CLDR says: 10000 is written by the pattern “00 thousand”. The zeros of the pattern stand for the digits that are
        left, here two, so the word stands for 10000 divided by 10.
        """
        found = {}
        for plural in self.locale.compact_decimal_formats.get("long", {}).values():
            for size, form in plural.items():
                pattern = str(form.pattern)
                word = pattern.replace("0", "").replace("'", "").strip()
                if WORD.fullmatch(word):
                    found[word.casefold()] = 10 ** (len(size) - 1) // 10 ** (pattern.count("0") - 1)
        return found

    # ── Patterns ──

    @cached_property
    def _days(self) -> re.Pattern[str]:
        """A day of a month: `8 June`, `8th of June`, `June 8`, `le 1er juin`, `6月8日`."""
        names = _any_of(self._months)
        endings, between = _any_of(self.lexicon.ordinal_endings), _any_of(self.lexicon.between_day_and_month)
        day_first = rf"\b(?P<day>\d{{1,2}})(?:{endings})?\s+(?:(?:{between})\s+)?(?P<month>{names})\b"
        month_first = rf"\b(?P<month_before>{names})\s+(?P<day_after>\d{{1,2}})(?!\d)"
        han = rf"(?P<han_month>\d{{1,2}}){numerals().month}(?P<han_day>\d{{1,2}}){numerals().day}"
        return re.compile(f"{day_first}|{month_first}|{han}")

    @cached_property
    def _digits(self) -> re.Pattern[str]:
        """A number in digits, grouped (`1,000`) or not, and what stands behind: a scale, the sign of a month, per cent."""
        decimal: str = self.locale.number_symbols["latn"]["decimal"]
        group = f"[{SPACES}]" if decimal == "," else f"[,{SPACES}]"
        percent = (*PERCENT_SIGNS, *(word for known in lexicons().values() for word in known.percent_words))
        han = "".join(numerals().scales)
        digits = rf"(?P<whole>\d{{1,3}}(?:{group}\d{{3}})+(?!\d)|\d+)(?:{re.escape(decimal)}(?P<part>\d+))?"
        scale = rf"(?P<scale>{_any_of(self._scales)})(?!\w)|(?P<han_scale>[{han}]+)"
        behind = rf"{scale}|(?P<month>{numerals().month})|(?P<percent>{_any_of(percent)})"
        return re.compile(rf"(?<![\d.A-Za-z]){digits}(?:[{SPACES}-]?(?:{behind}))?", re.IGNORECASE)

    @cached_property
    def _month_names(self) -> re.Pattern[str]:
        """Case counts: `May` is a month, `may` is not."""
        return re.compile(rf"\b(?:{_any_of(self._months)})\b")

    @cached_property
    def _spaced_numbers(self) -> Mapping[str, int]:
        """The number words that stand between spaces."""
        return {word: value for word, value in self.lexicon.number_words.items() if word[0].isalpha()}

    @cached_property
    def _counting(self) -> re.Pattern[str]:
        """A number word, with an ending or without, or a scale."""
        words = _any_of((*self._spaced_numbers, *self._scales))
        endings = _any_of(self.lexicon.number_endings)
        return re.compile(rf"(?<![^\W\d_])(?:{words})(?:{endings})?(?![^\W\d_])", re.IGNORECASE)

    @cached_property
    def _hedges(self) -> re.Pattern[str]:
        words = (
            re.escape(word) if _is_unspaced(word) else rf"\b{re.escape(word)}\b" for word in self.lexicon.hedge_words
        )
        return re.compile("|".join(words) or NEVER, re.IGNORECASE)

    # ── From a match to its figures ──

    def _of_day(self, match: re.Match[str]) -> MonthDay:
        name = match["month"] or match["month_before"]
        month = self._months[name] if name else int(match["han_month"])
        return MonthDay(month, int(match["day"] or match["day_after"] or match["han_day"]))

    def _of_digits(self, match: re.Match[str]) -> list[Figure]:
        digits = re.sub(r"\D", "", match["whole"])
        value = Decimal(f"{digits}.{match['part']}" if match["part"] else digits)
        if match["month"] and not match["part"]:
            return [Month(int(value))]
        if match["percent"]:
            return [Percentage(value.normalize())]
        for sign in match["han_scale"] or "":
            value *= numerals().scales[sign]
        if match["scale"]:
            value *= self._scales[match["scale"].casefold()]
        return [number(value)]

    def _of_words(self, text: str) -> Iterator[Number]:
        """Number words: `twenty-five` is one figure, `two hundred` and `ten billion` too.

        `value` is the figure as far as it was read, 0 between figures. A word goes on with it only if a hyphen or a space
        stands between: a scale and `hundred` multiply it, a unit after a hyphen is added to tens.
        """
        value = end = 0
        for match in self._counting.finditer(text):
            word = match.group().casefold()
            counted = self._value(word)
            gap = text[end : match.start()]
            joined = value > 0 and gap in ("-", " ", "\u00a0")
            if joined and word in self._scales:
                value *= self._scales[word]
            elif joined and gap == "-" and 0 < counted < 10 <= value < 100:
                value += counted
            elif joined and counted == 100 and value < 10:
                value *= 100
            else:
                if value > 1:
                    yield number(value)
                value = counted
            end = match.end()
        if value > 1:
            yield number(value)

    def _value(self, word: str) -> int:
        """What a word counts: `six` and `sixfold` 6; 0 for a word that counts nothing."""
        numbers = self._spaced_numbers
        if word in numbers:
            return numbers[word]
        stems = (word.removesuffix(ending) for ending in self.lexicon.number_endings)
        return next((numbers[stem] for stem in stems if stem in numbers), 0)


def first_hedge(text: str, readers: Iterable[TextReader]) -> str | None:
    """The first word of reserve in a text, in any of the languages; None where it has none."""
    return next(filter(None, (reader.hedge(text) for reader in readers)), None)


def _any_of(words: Iterable[str]) -> str:
    """A pattern for any of some words, the longest first, so that `millions` is not read as `million`."""
    known = set(map(_normalised, words))
    return "|".join(map(re.escape, sorted(known, key=lambda word: (-len(word), word)))) or NEVER


def _normalised(text: str) -> str:
    """A text as it is read: characters that look alike are one (Unicode NFKC), so `３０` is `30`, and `1º` is `1o`."""
    return unicodedata.normalize("NFKC", text)


def _is_unspaced(word: str) -> bool:
    """Whether a word is of a script that sets no spaces between words: it is looked for anywhere."""
    return unicodedata.name(word[0], "").startswith("CJK")


def _of_iso_date(match: re.Match[str]) -> list[Figure]:
    year, month = number(int(match["year"])), int(match["month"])
    if not match["day"]:
        return [year, Month(month)]
    day = int(match["day"])
    return [year, Month(month), number(day), MonthDay(month, day)]
