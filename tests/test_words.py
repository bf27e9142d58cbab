"""Interface words stand in every language, and each language writes dates, numbers and lists in its own way."""

from __future__ import annotations

import re
import string
from decimal import Decimal

import pytest

from sourcebook.i18n.messages import FILE, Words, locale_of
from sourcebook.values.edtf import when
from sourcebook.views import Edition
from sourcebook.yamlfile import parse

from .conftest import MINI, ROOT

OWN = parse.parse(FILE.read_bytes(), FILE.name).value
FRENCH = parse.parse((MINI / "data" / "words.yml").read_bytes(), "words.yml").value


def gaps(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("name", OWN)
def test_a_word_has_all_languages_and_the_same_gaps_in_each(name: str) -> None:
    texts = {**OWN[name], **FRENCH[name]}
    assert set(OWN[name]) == {"en", "zh"}
    assert all(text.strip() for text in texts.values())
    assert {frozenset(gaps(text)) for text in texts.values()} == {frozenset(gaps(OWN[name]["en"]))}


# Names that are put together from a value: `status_` ~ claim.status.
PUT_TOGETHER = re.compile(r"(status|bound|measure|kind|rights|read|answer|rules)_.+")


@pytest.mark.parametrize("name", OWN)
def test_a_word_is_asked_for_somewhere(name: str) -> None:
    files = [
        *(ROOT / "sourcebook").rglob("*.py"),
        *(ROOT / "sourcebook").rglob("*.jinja"),
        *(ROOT / "sourcebook" / "theme").rglob("*.html"),
    ]
    quoted = re.compile(rf"""["']{re.escape(name)}["']""")
    assert PUT_TOGETHER.fullmatch(name) or any(quoted.search(file.read_text("utf-8")) for file in files)


def test_a_briefing_may_say_a_word_differently(sites: dict[str, Edition]) -> None:
    assert [sites[lang].t("nav_facts") for lang in ("fr", "en", "zh")] == ["Le dossier", "The case", "档案"]


@pytest.mark.parametrize(
    ("text", "fr", "en", "zh"),
    [
        ("1923", "1923", "1923", "1923年"),
        ("1923-07", "juillet 1923", "July 1923", "1923年7月"),
        ("1923-07-14", "14 juillet 1923", "14 July 1923", "1923年7月14日"),
        ("1923-07~", "vers juillet 1923", "about July 1923", "约1923年7月"),
        ("1923?", "1923, incertain", "1923, uncertain", "1923年（存疑）"),
        ("1923%", "vers 1923, incertain", "about 1923, uncertain", "约1923年（存疑）"),
        ("1899-03/..", "depuis mars 1899", "from March 1899", "1899年3月起"),
        ("../1924", "jusqu’à 1924", "until 1924", "截至1924年"),
        ("1923-07/1923-08", "de juillet 1923 à août 1923", "July 1923 to August 1923", "1923年7月至1923年8月"),
    ],
)
def test_a_date_is_as_precise_as_its_source(text: str, fr: str, en: str, zh: str, sites: dict[str, Edition]) -> None:
    written = {lang: site.words.when(when(text)) for lang, site in sites.items()}
    assert written == {"fr": fr, "en": en, "zh": zh}


@pytest.mark.parametrize(
    ("amount", "fr", "en", "zh"),
    [
        ("0", "0", "0", "0"),
        ("86.50", "86,50", "86.50", "86.50"),
        ("-1.5", "-1,5", "-1.5", "-1.5"),
        ("1234567", "1\u202f234\u202f567", "1,234,567", "1,234,567"),
        ("240000", "240\u202f000", "240,000", "240,000"),
        ("10000000000", "10 milliards", "10 billion", "100亿"),
        ("2500000", "2,5 millions", "2.5 million", "250万"),
    ],
)
def test_a_number_keeps_its_digits(amount: str, fr: str, en: str, zh: str, sites: dict[str, Edition]) -> None:
    written = {lang: site.words.number(Decimal(amount)).replace("\u00a0", " ") for lang, site in sites.items()}
    assert written == {"fr": fr, "en": en, "zh": zh}


@pytest.mark.parametrize(
    "amount", ["1234567890123456789.12", "0.000001", "1000000.00", "1230000000", "999999.5", "-25000000"]
)
def test_no_digit_is_added_or_lost(amount: str, sites: dict[str, Edition]) -> None:
    written = sites["en"].words.number(Decimal(amount)).replace(",", "")
    number, _, factor = written.partition(" ")
    scale = {"": 1, "thousand": 10**3, "million": 10**6, "billion": 10**9}[factor]
    assert Decimal(number) * scale == Decimal(amount)


def test_a_language_is_called_what_this_one_calls_it(sites: dict[str, Edition]) -> None:
    assert [sites[lang].words.language("zh-Hans") for lang in ("fr", "en", "zh")] == ["chinois", "Chinese", "中文"]
    assert sites["fr"].words.language("xx-unknown") == "xx-unknown"


def test_a_list_is_joined_as_the_language_joins_it(sites: dict[str, Edition]) -> None:
    assert [sites[lang].words.list(["a", "b"]) for lang in ("fr", "en", "zh")] == ["a, b", "a, b", "a、b"]


def test_a_word_that_nobody_wrote_is_an_error() -> None:
    with pytest.raises(KeyError):
        Words("en", "en", {})("nothing")


@pytest.mark.parametrize(
    ("tag", "locale"), [("zh-Hans", "zh_CN"), ("en-GB", "en_GB"), ("fr", "fr_FR"), ("zh", "zh_CN"), ("pt-BR", "pt_BR")]
)
def test_a_language_is_named_as_locales_are(tag: str, locale: str) -> None:
    assert locale_of(tag) == locale


def test_a_word_that_is_written_nowhere_says_where_to_write_it(sites: dict[str, Edition]) -> None:
    with pytest.raises(KeyError, match=r"“nosuch” is written nowhere: write it in sourcebook/i18n/words\.yml"):
        sites["en"].t("nosuch")
