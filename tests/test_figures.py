"""Figures and words of reserve are found in a sentence as a reader finds them, in each language."""

from __future__ import annotations

from decimal import Decimal

import pytest

from sourcebook.checks import Examined
from sourcebook.evidence.mentions import names as find_names
from sourcebook.evidence.numbers import figures, hedge


def _found(mini: Examined, lang: str, text: str) -> set[str]:
    found = figures(text, mini.evidence.lexicons[lang])
    signs = {"month": "m", "day": "d", "percent": "p"}
    return {f"{signs.get(kind, '')}{value:f}" for kind, value in found}


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("en", "It grew sixfold in three months.", "6 3"),
        ("en", "Sales rose to 10 billion, then to 1,250.50.", "10000000000 1250.5"),
        ("en", "On June 8, 2026 they met; in May they may meet again.", "m6 8 d608 2026 m5"),
        ("en", "On 2026-06-08, as filed.", "2026 m6 8 d608"),
        ("en", "Twenty-five players, two hundred guests, ten billion notes.", "25 200 10000000000"),
        ("en", "The fourth quarter, the first bar, one tuba.", "4"),
        ("en", "The model HappyHorse-1.0 on the M890, and Web3.", "1"),
        ("en", "It doubled, for the second time.", "2"),
        ("zh", "2026年6月8日，收入达100亿元。", "2026 m6 8 d608 10000000000"),
        ("zh", "三个月内增长六倍，第四季度。", "3 6 4"),
        ("zh", "十五倍；三十五；两百万人；二〇二六年。", "15 35 2000000 2026"),
        ("zh", "百炼、千问十分统一，一个大号。", ""),
        ("zh", "销量翻番，两三个月。", "2"),
        ("zh", "占比约30%，增长百分点5个百分点", "p30 p5"),
        ("en", "It rose 40% in 11 quarters, 12.5 per cent of all.", "p40 11 p12.5"),
        ("zh", "1.5万人，十一月", "15000 m11"),
        ("fr", "La recette fut de 86,50 francs, le 14 juillet 1923.", "86.5 14 d714 m7 1923"),
        ("fr", "Deux tubas pour 1 000 personnes, soit 3 millions de francs.", "2 1000 3000000"),
    ],
)
def test_figures_are_read_as_the_language_writes_them(mini: Examined, lang: str, text: str, expected: str) -> None:
    assert _found(mini, lang, text) == set(expected.split())


def test_a_figure_is_the_same_however_it_is_written(mini: Examined) -> None:
    english = figures("10 billion yuan, up sixfold since June 8", mini.evidence.lexicons["en"])
    chinese = figures("100亿元，自6月8日起增长六倍", mini.evidence.lexicons["zh"])
    assert english == chinese
    assert Decimal("1E+10") in {value for _, value in english}


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
    assert hedge(text, mini.evidence.lexicons) == word


def test_the_longest_name_is_the_one_that_is_meant(mini: Examined) -> None:
    names = find_names(mini.loaded.briefing)
    found = [named.addresses for named in names.within("The Harmony of Sansouffle and Odile Pervenche's friends")]
    assert found == [{"groups/harmonie"}, {"players/odile-pervenche"}]
    assert [named.addresses for named in names.within("无息村管乐团")] == [{"groups/harmonie"}]
    assert not list(names.within("a harmony of soups"))
