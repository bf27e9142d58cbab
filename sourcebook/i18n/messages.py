"""Interface words of one language, and how that language writes dates, numbers and lists (Unicode CLDR, through Babel)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Literal

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.dates import format_date, format_skeleton
from babel.numbers import format_compact_decimal, format_decimal

from ..model import InterfaceWords
from ..model.loading import WORDS, Loaded
from ..problems import Problem, did_you_mean
from ..values.edtf import Point, When
from ..values.passages import Locator
from ..yamlfile import parse

RULE = "interface_words"
GAP = re.compile(r"\{([^{}]*)\}")
FILE = Path(__file__).parent / "words.yml"


@cache
def own() -> dict[str, dict[str, str]]:
    """The words that come with the project, by name, then language."""
    value = parse.parse(parse.read_bytes(FILE, FILE.name), FILE.name).value
    return InterfaceWords.model_validate(value).root


class MissingWord(KeyError):
    """The program asks for an interface word that is written nowhere."""

    def __str__(self) -> str:
        return f"the interface word “{self.args[0]}” is written nowhere: write it in sourcebook/i18n/words.yml"


@dataclass(frozen=True)
class Words:
    """The words of one language. `word("and_more", n=3)` → text; MissingWord for a word that nobody wrote."""

    lang: str
    tag: str
    texts: Mapping[str, str]
    _dates: dict[When, str] = field(default_factory=dict, repr=False, compare=False)

    def __call__(self, name: str, **values: object) -> str:
        text = self.texts.get(name)
        if text is None:
            raise MissingWord(name)
        return text.format(**values) if values else text

    @property
    def locale(self) -> Locale:
        return _locale(self.tag)

    def list(self, items: list[str]) -> str:
        return self("list_separator").join(items)

    def number(self, amount: Decimal) -> str:
        """A decimal as the language writes it (10 billion, 100亿), no digit added or lost."""
        if abs(amount) >= 10**6 and len(amount.normalize().as_tuple().digits) <= 3:
            # Where a language has no long form (CLDR gives Chinese none), its short one is as full: 100亿.
            form: Literal["long", "short"] = "long" if "long" in self.locale.compact_decimal_formats else "short"
            return format_compact_decimal(amount, format_type=form, locale=self.locale, fraction_digits=2)
        exponent = amount.as_tuple().exponent
        places = max(0, -exponent) if isinstance(exponent, int) else 0
        pattern = "#,##0" + ("." + "0" * places if places else "")
        return format_decimal(amount, format=pattern, locale=self.locale)

    def when(self, when: When) -> str:
        """A time in words, as precise as the source and no more."""
        if when not in self._dates:
            self._dates[when] = self._when(when)
        return self._dates[when]

    def _when(self, when: When) -> str:
        start = self._point(when.start) if when.start else ""
        if not when.is_interval:
            return start
        end = self._point(when.end) if when.end else ""
        if start and end:
            return self("date_span", start=start, end=end)
        return self("date_from", date=start) if start else self("date_until", date=end)

    def _point(self, point: Point) -> str:
        first_day = point.earliest
        if point.day:
            text = format_date(first_day, "long", locale=self.locale)
        else:
            text = format_skeleton("yMMMM" if point.month else "y", first_day, locale=self.locale)
        names = {"~": "date_about", "?": "date_uncertain", "%": "date_about_uncertain"}
        return self(names[point.sign], date=text) if point.sign else text

    def locator(self, at: Locator) -> str:
        """`6.2` → “Paragraph 6, sentence 2”, in the language's words."""
        if at.first is None:
            return self("paragraph_n", p=at.paragraph)
        if at.first == at.last:
            return self("sentence_n", p=at.paragraph, s=at.first)
        return self("sentences_n", p=at.paragraph, s=at.first, t=at.last)

    def language(self, tag: str) -> str:
        """What this language calls another one, region and script aside; its tag where CLDR does not know."""
        try:
            return _locale(tag).get_language_name(self.locale) or tag
        except UnknownLocaleError:
            return tag


def locale_of(tag: str) -> str:
    """A BCP 47 tag → language and region as locales are named, the likeliest region where it has none: `zh-Hans` →
    `zh_CN`, `en-GB` → `en_GB`; the language alone where CLDR knows no more."""
    locale = _locale(tag)
    if locale.territory:
        return f"{locale.language}_{locale.territory}"
    likely_tags = get_global("likely_subtags")  # `zh_Hans` → `zh_Hans_CN`
    language_and_script = "_".join(filter(None, (locale.language, locale.script)))
    likely = likely_tags.get(language_and_script) or likely_tags.get(locale.language, "")
    region = likely.rpartition("_")[2]
    return f"{locale.language}_{region}" if len(region) == 2 else locale.language


@cache
def _locale(tag: str) -> Locale:
    parts = tag.split("-")
    for length in range(len(parts), 0, -1):
        try:
            return Locale.parse("-".join(parts[:length]), sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    raise UnknownLocaleError(tag)


def words(loaded: Loaded, lang: str) -> Words:
    """The interface words of an edition: the project's, and over them the briefing's own."""
    merged = {name: {**own().get(name, {}), **loaded.words.get(name, {})} for name in (*own(), *loaded.words)}
    tag = loaded.briefing.settings.tag(lang)
    return Words(lang, tag, {name: texts[lang] for name, texts in merged.items() if lang in texts})


def problems(loaded: Loaded, lexicon_words: Mapping[str, Collection[str]]) -> Iterator[Problem]:
    """Interface words that a language of the briefing lacks, and those in `data/words.yml` that cannot serve.
    `lexicon_words` are other words that may stand in that file, each with the languages that need it."""
    if WORDS in loaded.briefing.hidden:
        return
    languages = loaded.briefing.settings.languages
    for lang in languages:
        needed = {name for name, needing in lexicon_words.items() if lang in needing}
        missing = sorted((needed | set(own())) - set(words(loaded, lang).texts))
        if missing:
            named = ", ".join(missing[:3]) + (f" and {len(missing) - 3} more" if len(missing) > 3 else "")
            says = f"interface words are missing in {lang}: {named}"
            yield Problem(
                loaded.place(WORDS), says, RULE, "write them in data/words.yml, as in the project's words.yml"
            )
    for name, texts in loaded.words.items():
        if name not in own() and name not in lexicon_words:
            hint = did_you_mean(name, own())
            yield Problem(loaded.place(WORDS, (name,), key=True), f"“{name}” is no interface word", RULE, hint)
            continue
        for lang, text in texts.items():
            if lang not in languages:
                hint = did_you_mean(lang, languages) or f"one of: {', '.join(languages)}"
                yield Problem(
                    loaded.place(WORDS, (name, lang), key=True), f"“{lang}” is not a language here", RULE, hint
                )
            if name in own():
                yield from _wrong_gaps(loaded, name, lang, text)


def _wrong_gaps(loaded: Loaded, name: str, lang: str, text: str) -> Iterator[Problem]:
    """A word may leave a gap of its own out, but nothing fills one that it alone has."""
    own_gaps = GAP.findall(next(iter(own()[name].values())))
    for gap in GAP.findall(text):
        if gap not in own_gaps:
            hint = f"its gaps are: {', '.join(f'{{{own}}}' for own in own_gaps)}" if own_gaps else "it has none"
            yield Problem(loaded.place(WORDS, (name, lang)), f"“{name}” has no gap {{{gap}}}", RULE, hint)
