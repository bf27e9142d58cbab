"""Dates are EDTF, as precise as the source and no more."""

from __future__ import annotations

from datetime import date

import pytest

from sourcebook.values.edtf import when


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("1923", (1923, 1, 1), (1923, 12, 31)),
        ("1923-07", (1923, 7, 1), (1923, 7, 31)),
        ("1924-02", (1924, 2, 1), (1924, 2, 29)),
        ("1923-02", (1923, 2, 1), (1923, 2, 28)),
        ("1923-07-14", (1923, 7, 14), (1923, 7, 14)),
        ("1923-07~", (1923, 7, 1), (1923, 7, 31)),
        ("1923?", (1923, 1, 1), (1923, 12, 31)),
        ("1899-03/1923-07-14", (1899, 3, 1), (1923, 7, 14)),
        ("1923/1923", (1923, 1, 1), (1923, 12, 31)),
    ],
)
def test_a_date_has_a_first_and_a_last_day(text: str, earliest: tuple, latest: tuple) -> None:
    assert (when(text).earliest, when(text).latest) == (date(*earliest), date(*latest))


def test_an_open_interval_reaches_to_the_end_of_time() -> None:
    assert when("1899-03/..").latest == date.max
    assert when("../1924").earliest == date.min


@pytest.mark.parametrize(("text", "sign"), [("1923", ""), ("1923-07~", "~"), ("1923?", "?"), ("1923-07-14%", "%")])
def test_what_the_source_doubts_stays_with_the_date(text: str, sign: str) -> None:
    assert when(text).start.sign == sign


@pytest.mark.parametrize(
    ("text", "iso"), [("1923", "1923"), ("1923-07~", "1923-07"), ("1923-07-04%", "1923-07-04"), ("0920?", "0920")]
)
def test_a_date_is_written_as_iso_8601_has_it_without_the_doubt(text: str, iso: str) -> None:
    assert str(when(text).start) == iso


@pytest.mark.parametrize("text", ["1923-07", "1923-07/1923-08"])
def test_a_date_keeps_the_text_that_was_typed(text: str) -> None:
    assert when(text).text == text
    assert when(text).is_interval == ("/" in text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "23",
        "1923-7",
        "1923-07-1",
        "July 1923",
        "1923/07",
        "1923-07-14T20:00",
        "1923-07-14 ",
        "../..",
        "1923/..//",
        "/1923",
        "1923-07/",
        "1923~?",
        "１９２３",
        "-1923",
        "1923-13",
        "1923-00",
        "1923-02-29",
        "1923-04-31",
        "0000",
    ],
)
def test_what_is_no_date_is_refused_in_words(text: str) -> None:
    with pytest.raises(ValueError, match="date|interval|calendar"):
        when(text)


def test_an_interval_does_not_end_before_it_starts() -> None:
    with pytest.raises(ValueError, match="ends before it starts"):
        when("1923-08/1923-07")
    assert when("1923-07/1923").latest == date(1923, 12, 31)


@pytest.mark.parametrize(
    ("one", "other", "overlap"),
    [
        ("1923", "1923-07-14", True),
        ("1923-07", "1923-08", False),
        ("1899/1923-07", "1923-07-31/..", True),
        ("../1922", "1923/..", False),
        ("1923-07-14", "1923-07-14", True),
        ("1923~", "1924", False),
    ],
)
def test_two_times_overlap_where_a_day_may_lie_in_both(one: str, other: str, overlap: bool) -> None:
    assert when(one).overlaps(when(other)) is overlap
    assert when(other).overlaps(when(one)) is overlap
