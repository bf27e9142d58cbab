"""A source text is cut into passages by one rule, and a locator names the same words for ever."""

from __future__ import annotations

import hashlib
import random

import pytest

from sourcebook.evidence.mentions import tokens
from sourcebook.evidence.quotes import is_short_quote, quoted_share
from sourcebook.values.passages import SEGMENTATION, cut, locator, sentences
from sourcebook.values.text import folded

# A bar stands where the paragraph is cut.
CUTS = {
    "a point, a question and an exclamation end a sentence": "The band played. |Did it rain? |It did! |Nobody left.",
    "the last sentence needs no mark": "The band played. |The tuba fell",
    "a title is no end": "Mr. Grive met Dr. Merle and Mrs. Pie at St. Loup. |They sang.",
    "a Latin short form is no end": "Woodwind, e.g. Clarinets, i.e. Odile's, vs. Brass etc. and No. 4. |Everyone came.",
    "initials are no end": "A. B. Grive plays. |The U.S. Marines do not.",
    "a number that opens the line is no end": "3. The tuba fell. |It sank.",
    "a Roman number that opens the line is no end": "II. The tuba fell. |It sank.",
    "a number inside the line is an end": "There were 240. |Nobody counted again.",
    "a decimal is no end": "It brought 86.50 francs. |All in coins.",
    "a lower-case letter goes on": "“Was it pushed?” asked the verger. |No answer.",
    "closing quotes belong to their sentence": "“It was pushed.” |“By whom?” |(Nobody said.) |Silence.",
    "straight quotes do too": '"It was pushed." |"By whom?" |Silence.',
    "dots that trail off end a sentence": "He coughed… |She conducted. |Well... |Yes.",
    "two marks are one": "What?! |Yes.",
    "a point without a space is no end": "See sansouffle.example.The band.",
    "an opening bracket hides no title": "The baker (Mr. Grive) coughed. |Loudly.",
    "Chinese marks end a sentence without a space": "大号掉了！|去哪了？|没人知道。",
    "Chinese closing quotes belong to their sentence": "“大号掉了。”|他说。|「真的吗？」|真的。",
    "Chinese marks are kept together": "真的？！|真的。",
    "a Chinese comma is no end": "先是沉默，继而鼓掌；然后回家。",
    "Latin marks in Chinese need a space": "他喊：Bravo!然后走了。|她留下. |没人说话。",
    "a Chinese sentence may hold a decimal": "收入是86.50法郎。|不多。",
}


@pytest.mark.parametrize("rule", CUTS)
def test_a_paragraph_is_cut_by_the_rule_that(rule: str) -> None:
    expected = tuple(part.strip() for part in CUTS[rule].split("|"))
    assert sentences(CUTS[rule].replace("|", "")) == expected


# What a paragraph is made of here: every mark and abbreviation, quotes, spaces, and letters of either case.
PIECES = [
    *"。！？.!?…\"'”’»›)]）】」』》“‘[(abIVX07中文é, \u00a0\u202f",
    *(f" {word}. " for word in sorted(SEGMENTATION.abbreviations)),
    *(" U.S. ", "II. ", "3. ", " » ", "word ", "Word ", ". ", "? ", "… "),
]
DIGEST = "83fee87ee86f977b0769b846307b54ce8a3a9b29debe24b8458f7f3aa5577d21"


def test_no_text_is_ever_cut_in_another_way() -> None:
    chance = random.Random(2026)
    digest = hashlib.sha256()
    for _ in range(5000):
        paragraph = "".join(PIECES[int(chance.random() * len(PIECES))] for _ in range(20))
        digest.update("\n".join(sentences(paragraph)).encode())
    assert digest.hexdigest() == DIGEST, "the rule is part of the data format: every locator would move"


def test_a_paragraph_is_a_line_that_is_not_blank() -> None:
    text = cut(b"One. Two.\n\n   \n\tThree.  \n")
    assert text.paragraphs == (("One.", "Two."), ("Three.",))
    assert text.shape == (2, 1)


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_line_ends_do_not_move_a_passage(ending: str) -> None:
    assert cut(f"One.{ending}{ending}Two.{ending}".encode()).paragraphs == (("One.",), ("Two.",))


def test_a_mark_at_the_beginning_of_a_file_does_not_move_a_passage() -> None:
    assert cut(b"\xef\xbb\xbfOne.").paragraphs == (("One.",),)


def test_letters_are_composed() -> None:
    assert cut("re\u0301pe\u0301tition".encode()).paragraphs == (("répétition",),)


def test_the_hash_is_that_of_the_bytes_as_they_are() -> None:
    assert cut(b"One.\r\n").sha256 == hashlib.sha256(b"One.\r\n").hexdigest()


def test_a_text_that_is_not_utf_8_is_refused() -> None:
    with pytest.raises(UnicodeDecodeError):
        cut("répétition".encode("latin-1"))


def test_an_empty_text_has_no_passages() -> None:
    assert cut(b"\n\n").shape == ()


@pytest.mark.parametrize(
    ("at", "words"),
    [("1", "One. Two. Three."), ("1.2", "Two."), ("1.2-3", "Two. Three."), ("2", "Four."), ("3", ""), ("1.4", "")],
)
def test_a_locator_names_words(at: str, words: str) -> None:
    assert cut(b"One. Two. Three.\nFour.").passage(locator(at)) == words


@pytest.mark.parametrize("at", ["6", "6.2", "6.2-4"])
def test_a_locator_is_written_as_it_was_typed(at: str) -> None:
    assert str(locator(at)) == at


@pytest.mark.parametrize(
    "at",
    [
        "",
        "0",
        "06",
        "6.",
        "6.0",
        "6.2-2",
        "6.4-2",
        "6-7",
        "6.2-",
        "6.2.1",
        " 6",
        "p6",
        "-6",
        "6.2–4",
        "６",
        "1２",
        "6.1２",
        "123456",
    ],
)
def test_what_is_no_locator_is_refused_in_words(at: str) -> None:
    with pytest.raises(ValueError, match="write a paragraph|a run goes"):
        locator(at)


def test_words_are_counted_alike_in_every_script() -> None:
    assert tokens("The tuba’s 4-valve 大号, répétée") == ("the", "tuba's", "4-valve", "大", "号", "répétée")


def test_names_are_compared_without_case_width_and_kind_of_apostrophe() -> None:
    assert folded("Ｌ’HARMONIE  de\u00a0Sansouffle") == folded("l'harmonie de sansouffle")


@pytest.mark.parametrize(
    ("quote", "short"),
    [("one " * 12, True), ("one " * 13, False), ("大" * 24, True), ("大" * 25, False), ("one " * 12 + "大" * 24, True)],
)
def test_a_quote_has_twelve_words_or_twenty_four_characters_at_most(quote: str, short: bool) -> None:
    assert is_short_quote(quote) is short


def test_a_quote_counts_once_however_often_it_is_used() -> None:
    text = cut(("word " * 100).encode())
    assert quoted_share(["one two"] * 3, text) == pytest.approx(0.02)
