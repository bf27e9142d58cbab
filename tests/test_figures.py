"""Figures and words of reserve are found in a sentence as a reader finds them, in each language."""

from __future__ import annotations

from decimal import Decimal

import pytest

from sourcebook.checks import Examined
from sourcebook.evidence.mentions import NameIndex, bearers_of_names
from sourcebook.evidence.numbers import Figure, Month, MonthDay, Number, Percentage, listed
from sourcebook.evidence.reader import first_hedge


def number(value: str | int) -> Number:
    return Number(Decimal(value))


def percent(value: str | int) -> Percentage:
    return Percentage(Decimal(value))


MAY, JUNE, NOVEMBER = Month(5), Month(6), Month(11)


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("en", "It grew sixfold in three months.", [number(6), number(3)]),
        ("en", "Sales rose to 10 billion, then to 1,250.50.", [number(10_000_000_000), number("1250.5")]),
        ("en", "On June 8, 2026 they met.", [JUNE, number(8), MonthDay(6, 8), number(2026)]),
        ("en", "On the 8th of June they met.", [JUNE, number(8), MonthDay(6, 8)]),
        ("en", "In May they may meet again.", [MAY]),
        ("en", "On 2026-06-08, as filed.", [number(2026), JUNE, number(8), MonthDay(6, 8)]),
        ("en", "Twenty-five players, two hundred guests.", [number(25), number(200)]),
        ("en", "Ten billion notes.", [number(10_000_000_000)]),
        ("en", "The fourth quarter, the first bar, one tuba.", [number(4)]),
        ("en", "The model HappyHorse-1.0 on the M890, and Web3.", [number(1)]),
        ("en", "It doubled, for the second time.", [number(2)]),
        (
            "zh",
            "2026年6月8日，收入达100亿元。",
            [number(2026), JUNE, number(8), MonthDay(6, 8), number(10_000_000_000)],
        ),
        ("zh", "三个月内增长六倍，第四季度。", [number(3), number(6), number(4)]),
        ("zh", "十五倍；三十五；两百万人；二〇二六年。", [number(15), number(35), number(2_000_000), number(2026)]),
        ("zh", "百炼、千问十分统一，一个大号。", []),
        ("zh", "销量翻番，两三个月。", [number(2)]),
        ("zh", "占比约30%，增长百分点5个百分点", [percent(30), percent(5)]),
        ("en", "It rose 40% in 11 quarters, 12.5 per cent of all.", [percent(40), number(11), percent("12.5")]),
        ("zh", "1.5万人，十一月", [number(15_000), NOVEMBER]),
        (
            "fr",
            "La recette fut de 86,50 francs, le 14 juillet 1923.",
            [number("86.5"), number(14), MonthDay(7, 14), Month(7), number(1923)],
        ),
        ("fr", "Le 1er juin.", [MonthDay(6, 1), JUNE, number(1)]),
        ("fr", "Soit 12 pour cent.", [percent(12)]),
        (
            "fr",
            "Deux tubas pour 1 000 personnes, soit 3 millions de francs.",
            [number(2), number(1000), number(3_000_000)],
        ),
    ],
)
def test_figures_are_read_as_the_language_writes_them(
    mini: Examined, lang: str, text: str, expected: list[Figure]
) -> None:
    assert mini.evidence.readers[lang].figures(text) == set(expected)


def test_a_passage_is_read_in_every_language_of_the_briefing(mini: Examined) -> None:
    """It may quote another language: so per cent and Han numerals are the same figures whichever language is meant."""
    for reader in mini.evidence.readers.values():
        assert reader.figures("12 per cent") == reader.figures("12%") == reader.figures("12 pour cent") == {percent(12)}
        assert reader.figures("三十五") == {number(35)}


def test_a_figure_is_the_same_however_it_is_written(mini: Examined) -> None:
    english = mini.evidence.readers["en"].figures("10 billion yuan, up sixfold since June 8")
    chinese = mini.evidence.readers["zh"].figures("100亿元，自6月8日起增长六倍")
    assert english == chinese
    assert Number(Decimal("1E+10")) in english


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        ([number("1E+10"), number("1.50")], "1.50, 10000000000"),
        ([percent(12), Month(3), number(4)], "month 3, 4, 12 %"),
        ([MonthDay(3, 3), Month(3), number(3)], "3-03"),
        ([MonthDay(3, 4), Month(5), number(7)], "3-04, month 5, 7"),
    ],
)
def test_a_message_names_figures_in_order_and_a_day_once(figures: list[Figure], expected: str) -> None:
    assert listed(figures) == expected


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The tuba was possibly pushed.", "possibly"),
        ("大号据报道被人推下", "据报道"),
        ("Il fut, dit-on, poussé.", "dit-on"),
        ("The band reported a loss of one tuba.", None),
        ("It was impossible to see.", None),
        ("In May 2026 they met.", None),
        ("They may meet.", "may"),
    ],
)
def test_words_of_reserve_are_found_in_every_language(mini: Examined, text: str, word: str | None) -> None:
    assert first_hedge(text, mini.evidence.readers.values()) == word


def test_the_longest_name_is_the_one_that_is_meant(mini: Examined) -> None:
    names = NameIndex(bearers_of_names(mini.loaded.briefing))
    found = [named.addresses for named in names.within("The Harmony of Sansouffle and Odile Pervenche's friends")]
    assert found == [{"groups/harmonie"}, {"players/odile-pervenche"}]
    assert [named.addresses for named in names.within("无息村管乐团")] == [{"groups/harmonie"}]
    assert not list(names.within("a harmony of soups"))
