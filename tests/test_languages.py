"""Which script a language is written in, what is in another one, and how texts are compared."""

from __future__ import annotations

import re
import unicodedata

import pytest

from sourcebook.values.languages import (
    IDEOGRAPHS,
    PARTS,
    SCRIPTS,
    foreign_runs,
    letters,
    script_of,
    share,
    unknown_part,
)
from sourcebook.values.text import accentless, caseless, folded


@pytest.mark.parametrize(
    ("tag", "script"),
    [
        ("en-GB", "Latn"),
        ("zh", "Hans"),
        ("zh-TW", "Hant"),
        ("zh-Hant", "Hant"),
        ("ja", "Jpan"),
        ("ko", "Kore"),
        ("ar", "Arab"),
        ("fa", "Arab"),
        ("he", "Hebr"),
        ("ru", "Cyrl"),
        ("sr-Latn", "Latn"),
        ("el", "Grek"),
        ("hi", "Deva"),
        ("qq", ""),
    ],
)
def test_a_language_has_the_script_that_it_is_most_likely_written_in(tag: str, script: str) -> None:
    assert script_of(tag) == script


def runs(page: str, text: str, *languages: str) -> list[tuple[str, str]]:
    """The runs of a text on a page that are in another script, each with its language."""
    foreign = foreign_runs(page, languages)
    return [(match.group(), foreign.tag_of(match)) for match in foreign.pattern.finditer(text)] if foreign else []


@pytest.mark.parametrize(
    ("page", "other", "text", "expected"),
    [
        ("ar", "en", "أعلنت Alibaba Cloud 2.0 ذلك", ["Alibaba Cloud 2.0"]),
        ("en", "ar", "The unit is called وحدة كوين in Arabic.", ["وحدة كوين"]),
        ("ja", "en", "阿里巴巴のQwen3モデル", ["Qwen3"]),
        ("en", "ja", "The lamp, ソレルの灯台, is out.", ["ソレルの灯台"]),
        ("ru", "en", "Модель Qwen вышла в срок.", ["Qwen"]),
        ("en", "ru", "They call it Модель 2 there.", ["Модель 2"]),
        ("he", "en", "הצוות של R&D-2 עבר", ["R&D-2"]),
        ("ko", "en", "큐원 Qwen 모델", ["Qwen"]),
        ("en", "ko", "The name is 큐원 모델.", ["큐원 모델"]),
        ("el", "zh-Hans", "Η μονάδα 千问 μένει.", ["千问"]),
        ("zh-Hans", "ja", "灯塔ソレル的灯", ["ソレル"]),
        ("ja", "zh-Hans", "灯台の灯塔", []),
        ("en", "fr", "La Harmonie", []),
        ("zh-Hans", "zh-Hant", "灯塔", []),
    ],
)
def test_what_is_in_another_script_than_the_page_is_in_another_language(
    page: str, other: str, text: str, expected: list[str]
) -> None:
    assert runs(page, text, page, other) == [(words, other) for words in expected]


def test_each_script_of_a_briefing_in_many_has_its_language() -> None:
    text = "Qwen, 千问 and كوين"
    assert runs("en", text, "en", "zh-Hans", "ar") == [("千问", "zh-Hans"), ("كوين", "ar")]
    assert runs("ar", text, "ar", "en", "zh-Hans") == [("Qwen", "en"), ("千问", "zh-Hans"), ("and", "en")]


def test_the_first_language_of_a_script_gives_its_tag() -> None:
    assert runs("zh-Hans", "吹Tuba的人", "fr", "en-GB", "zh-Hans") == [("Tuba", "fr")]


@pytest.mark.parametrize("code", SCRIPTS)
def test_the_letters_of_a_script_are_called_by_its_name(code: str) -> None:
    script = SCRIPTS[code]
    inside = [c for c in map(chr, range(0x20, 0x20000)) if c.isalpha() and re.match(f"[{script.letters}]", c)]
    own = [c for c in inside if any(name in unicodedata.name(c) for name in script.names)]
    assert inside
    assert len(own) > 0.9 * len(inside)


def test_scripts_of_han_without_spaces_are_ideographic() -> None:
    assert {"Hani", "Hans", "Hant", "Jpan"} == IDEOGRAPHS
    assert set(PARTS) == {*SCRIPTS, "Hans", "Hant", "Jpan", "Kore"}


def test_words_are_counted_and_ideographs_one_by_one() -> None:
    assert letters("a 千问 model") == {"LATIN": 2, "CJK": 2}
    assert letters("Qwen模型, 2026") == {"LATIN": 1, "CJK": 2}


@pytest.mark.parametrize(
    ("text", "script", "expected"),
    [
        ("two words", "Latn", 1),
        ("千问 Qwen", "Hans", 2 / 3),
        ("Модель", "Latn", 0),
        ("2026", "Latn", None),
        ("a", "Qaaa", None),
    ],
)
def test_a_text_is_in_a_script_by_a_share(text: str, script: str, expected: float | None) -> None:
    assert share(text, script) == (expected if expected is None else pytest.approx(expected))


@pytest.mark.parametrize(("tag", "part"), [("en-GB", ""), ("zh-Hans-CN", ""), ("xy", "xy"), ("zh-Hanz", "Hanz")])
def test_a_tag_is_made_of_what_there_is(tag: str, part: str) -> None:
    assert unknown_part(tag) == part


def test_three_levels_of_folding() -> None:
    text = "Ｌ’Été   à Paris"
    assert (caseless(text), folded(text), accentless(text)) == ("l'été   à paris", "l'été à paris", "l’ete   a paris")
