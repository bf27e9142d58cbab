"""The figures and the words of reserve in a sentence: what a reader would compare with the passage.

A figure is a number, a percentage or a month. It is found as digits (`1,000`, `86,50`, `3.7`, `10 billion`, `100亿`), as a word
(`six`, `sixfold`, `triple`, `六倍`, `第四季度`) or as the name of a month. *One* and *first* are no figures: they are
more often articles and adverbs than counts. Scales, months and signs come from Unicode CLDR through Babel, the values of
Han numerals from the Unicode database, number words and words of reserve from `words.yml`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import Literal, NamedTuple

from babel import Locale

from ..i18n.messages import Words

SPACES = " \u00a0\u202f"
PERCENT = "%|‰|percent|per cent|pour cent|个百分点"
HAN_DIGITS = "〇零一二两三四五六七八九"
HAN_SCALES = "十百千万亿兆"
# What follows a Han numeral that counts, as against 百炼 or 十分: measure words, and 第 before it.
HAN_COUNTERS = "个家倍项次种篇年月日天周季位成步条点部人名类轮届款支"
ISO_DATE = re.compile(r"(?<![\d-])(\d{4})-(\d{2})(?:-(\d{2}))?(?![\d-])")
HAN_NUMERAL = re.compile(rf"(第?)([{HAN_DIGITS}{HAN_SCALES}]+)([{HAN_COUNTERS}])?")
WORD = re.compile(r"[^\W\d_]+")


class Figure(NamedTuple):
    """A number, a percentage, a month by its number, or a day of the year as month times 100 and day."""

    kind: Literal["number", "percent", "month", "day"]
    value: Decimal


Reader = Callable[[re.Match[str]], list[Figure]]


@dataclass(frozen=True, eq=False)
class Lexicon:
    """How one language writes figures and reserve. There is one for the same words, so that what it finds is remembered."""

    numbers: Mapping[str, int]
    phrases: Mapping[str, int]
    suffixes: tuple[str, ...]
    scales: Mapping[str, int]
    months: Mapping[str, int]
    decimal: str
    hedges: tuple[str, ...]

    @cached_property
    def digits(self) -> re.Pattern[str]:
        """A number in digits, grouped or not, and the scale behind it."""
        group = f"[{SPACES}]" if self.decimal == "," else f"[,{SPACES}]"
        scales = "|".join(sorted(map(re.escape, self.scales), key=len, reverse=True))
        return re.compile(
            rf"(?<![\d.A-Za-z])(\d{{1,3}}(?:{group}\d{{3}})+(?!\d)|\d+)(?:{re.escape(self.decimal)}(\d+))?"
            rf"(?:[{SPACES}-]?(?:((?:{scales or '(?!)'})(?!\w))|([{HAN_SCALES}]+)|(月)|({PERCENT})))?",
            re.IGNORECASE,
        )

    @cached_property
    def counting(self) -> re.Pattern[str]:
        """A number word, with an ending or without, or a scale."""
        known = sorted((*self.numbers, *self.scales), key=len, reverse=True)
        endings = "|".join(map(re.escape, self.suffixes))
        words = "|".join(map(re.escape, known)) or "(?!)"
        return re.compile(rf"(?<![^\W\d_])(?:{words})(?:{endings})?(?![^\W\d_])", re.IGNORECASE)

    @cached_property
    def month_names(self) -> re.Pattern[str]:
        """Case counts: `May` is a month, `may` is not."""
        return re.compile(rf"\b({'|'.join(map(re.escape, self.months))})\b" if self.months else "(?!)")

    @cached_property
    def days(self) -> re.Pattern[str]:
        """A day of a month: `8 June`, `June 8th`, `le 1er juin`, `6月8日`."""
        names = "|".join(map(re.escape, self.months)) or "(?!)"
        return re.compile(
            rf"\b(\d{{1,2}})(?:st|nd|rd|th|er|º)?\s+(?:of\s+|de\s+)?({names})\b|\b({names})\s+(\d{{1,2}})(?!\d)|(\d{{1,2}})月(\d{{1,2}})日"
        )

    def day_of(self, match: re.Match[str]) -> Decimal:
        """A match of `days` → the day of the year, as 608."""
        day, month, month_first, day_second, han_month, han_day = match.groups()
        number = self.months.get(month or month_first or "") or int(han_month)
        return Decimal(100 * number + int(day or day_second or han_day))

    @cached_property
    def reserve(self) -> re.Pattern[str]:
        parts = (re.escape(word) if _is_unspaced(word) else rf"\b{re.escape(word)}\b" for word in self.hedges)
        return re.compile("|".join(parts) or "(?!)", re.IGNORECASE)


def lexicon(words: Words) -> Lexicon | None:
    """The words of a language → its Lexicon; None where they are not written (which is a problem of its own)."""
    if not {"number_words", "hedge_words"} <= set(words.texts):
        return None
    return _lexicon(words("number_words"), words("hedge_words"), words.locale)


@lru_cache(maxsize=64)
def _lexicon(number_words: str, hedge_words: str, locale: Locale) -> Lexicon:
    listed = (entry.rpartition(" ") for entry in number_words.split(", "))
    numbers = {word: int(value) for word, _, value in listed}
    months = locale.months["format"]["wide"]
    return Lexicon(
        numbers={word: value for word, value in numbers.items() if word[0].isalpha()},
        phrases={word: value for word, value in numbers.items() if _is_unspaced(word)},
        suffixes=tuple(word[1:] for word in numbers if word[0] == "…"),
        scales=dict(_scales(locale)),
        months={name: number for number, name in months.items() if not name[0].isdigit()},
        decimal=locale.number_symbols["latn"]["decimal"],
        hedges=tuple(hedge_words.split(", ")),
    )


def _scales(locale: Locale) -> Iterator[tuple[str, int]]:
    """`thousand` → 1000, `million` and `millions` → 1000000: what CLDR writes behind a shortened number."""
    for plural in locale.compact_decimal_formats.get("long", {}).values():
        for scale, pattern in plural.items():
            word = str(pattern.pattern).replace("0", "").replace("'", "").strip()
            if word and WORD.fullmatch(word):
                yield word.casefold(), 10 ** (len(scale) - 1) // 10 ** (str(pattern.pattern).count("0") - 1)


def hedge(text: str, lexicons: Mapping[str, Lexicon]) -> str | None:
    """The first word of reserve in a text, in any of the languages; None where it has none."""
    for lexicon in lexicons.values():
        for match in lexicon.reserve.finditer(text):
            if match.group() not in lexicon.months:  # “May 2026” is not “may”
                return match.group()
    return None


@lru_cache(maxsize=1 << 17)
def figures(text: str, lexicon: Lexicon, *, words: bool = True) -> frozenset[Figure]:
    """Every figure in a text written in one language; without `words`, those in digits and the months alone."""
    text = unicodedata.normalize("NFKC", text)
    days = [Figure("day", lexicon.day_of(match)) for match in lexicon.days.finditer(text)]
    rest, found = _taken(ISO_DATE, text, _of_iso_date)
    found += days
    for pattern, read in (
        (lexicon.digits, lambda match: _of_digits(match, lexicon)),
        (lexicon.month_names, lambda match: [Figure("month", Decimal(lexicon.months[match.group(1)]))]),
        *(((HAN_NUMERAL, _of_han),) if words else ()),
    ):
        rest, more = _taken(pattern, rest, read)
        found += more
    if not words:
        return frozenset(found)
    found += [Figure("number", Decimal(value)) for phrase, value in lexicon.phrases.items() if phrase in rest]
    return frozenset((*found, *_of_words(rest, lexicon)))


def _is_unspaced(word: str) -> bool:
    """Whether a word is of a script that sets no spaces between words: it is looked for anywhere."""
    return unicodedata.name(word[0], "").startswith("CJK")


def _taken(pattern: re.Pattern[str], text: str, read: Reader) -> tuple[str, list[Figure]]:
    """The text without what a pattern finds in it, and the figures found."""
    matches = list(pattern.finditer(text))
    if not matches:
        return text, []
    return pattern.sub(" · ", text), [figure for match in matches for figure in read(match)]


def _of_iso_date(match: re.Match) -> list[Figure]:
    year, month, day = match.groups()
    known = [Figure("number", Decimal(year)), Figure("month", Decimal(int(month)))]
    if not day:
        return known
    return [*known, Figure("number", Decimal(int(day))), Figure("day", Decimal(100 * int(month) + int(day)))]


def _of_digits(match: re.Match, lexicon: Lexicon) -> list[Figure]:
    whole, part, scale, han, month, percent = match.groups()
    value = Decimal(re.sub(r"\D", "", whole) + (f".{part}" if part else ""))
    if month or percent:
        return [Figure("month" if month else "percent", value.normalize())]
    for character in han or "":
        value *= int(unicodedata.numeric(character))
    return [Figure("number", (value * lexicon.scales[scale.casefold()] if scale else value).normalize())]


def _of_han(match: re.Match) -> list[Figure]:
    """`三十`, `第四`, `六倍`; not `一` by itself, and not a numeral that stands in a word."""
    ordinal, numeral, counter = match.groups()
    compound = len(numeral) > 1 and numeral[0] in HAN_DIGITS + "十"
    value = _han_value(numeral)
    about = len(numeral) == 2 and all(character in HAN_DIGITS[1:] for character in numeral)  # 两三: two or three
    if value < 2 or about or not (ordinal or counter or compound):
        return []
    return [Figure("month" if counter == "月" else "number", Decimal(value).normalize())]


def _han_value(numeral: str) -> int:
    """`三十五` → 35, `两百万` → 2000000, `二〇二六` → 2026."""
    if all(character in HAN_DIGITS for character in numeral):
        return int("".join(str(_han_digit(character)) for character in numeral))
    total = section = digit = 0
    for character in numeral:
        if character in HAN_DIGITS:
            digit = _han_digit(character)
            continue
        scale = int(unicodedata.numeric(character))
        if scale < 10**4:
            section, digit = section + (digit or 1) * scale, 0
        else:
            total, section, digit = (total + section + digit or 1) * scale, 0, 0
    return total + section + digit


def _han_digit(character: str) -> int:
    return 2 if character == "两" else int(unicodedata.numeric(character))  # Unicode gives 两 no value


def _of_words(text: str, lexicon: Lexicon) -> Iterator[Figure]:
    """Number words: `twenty-five` is one figure, `two hundred` and `ten billion` too."""
    value = end = 0
    for match in lexicon.counting.finditer(text):
        word, number = match.group().casefold(), _number(match.group().casefold(), lexicon)
        gap = text[end : match.start()]
        joined = value and gap in ("-", " ", "\u00a0")
        if joined and word in lexicon.scales:
            value *= lexicon.scales[word]
        elif joined and number and number < 10 <= value < 100 and gap == "-":
            value += number
        elif joined and number == 100 and value < 10:
            value *= 100
        else:
            if value > 1:
                yield Figure("number", Decimal(value).normalize())
            value = number
        end = match.end()
    if value > 1:
        yield Figure("number", Decimal(value).normalize())


def _number(word: str, lexicon: Lexicon) -> int:
    """What a word counts: `six` and `sixfold` 6; 0 for a word that counts nothing."""
    stems = (word.removesuffix(suffix) for suffix in lexicon.suffixes if word.endswith(suffix))
    return next((lexicon.numbers[stem] for stem in (word, *stems) if stem in lexicon.numbers), 0)
