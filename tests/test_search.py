"""A search index finds Han in the middle of a run, names by their pinyin, Latin by its beginning; in small pieces."""

from __future__ import annotations

import json

import pytest

from sourcebook.outputs.search_index import HAN_SHARDS, MOST_PLACES, Entry, Index, pinyin, words
from sourcebook.values.text import accentless

DIVISION = Entry(
    "units/qianwen/",
    "千问事业部 / Qianwen division",
    "Unit",
    ("千问事业部", "Qianwen division"),
    (("inside", "据报道，它归入ATH。"), ("power", "It uses computing power, 算力, every day.")),
)
TUBA = Entry("things/tuba/", "Tuba d’été", "Thing", ("the Größe",), (("lost", "Nobody has seen it."),))


def files(*entries: Entry) -> dict[str, object]:
    index = Index()
    for entry in entries:
        index.add(entry)
    return {name: json.loads(content) for name, content in index.files()}


def places(found: dict[str, object], word: str) -> list[tuple[int, int]]:
    """Where a word stands, as the browser reads it: (page, line)."""
    for shard in found.values():
        if isinstance(shard, dict) and word in shard:
            return list(zip(shard[word][::2], shard[word][1::2], strict=True))
    return []


def test_a_run_of_han_is_found_by_any_two_characters_and_by_its_last() -> None:
    assert words("千问事业部！") == {"千问", "问事", "事业", "业部", "部"}
    assert places(files(DIVISION), "事业") == [(0, 0)]
    assert places(files(DIVISION), "算力") == [(0, 2)]


def test_latin_words_are_found_without_case_and_accents() -> None:
    assert words("Tuba d’Été 3.7, GRÖSSE") == {"tuba", "d", "ete", "3", "7", "grosse"}
    assert accentless("Ｑｗｅｎ") == "qwen"
    assert places(files(TUBA), "ete") == [(0, 0)]


def test_a_name_is_found_by_its_pinyin_from_any_syllable_on() -> None:
    assert pinyin("千问事业部 / Qianwen") == {"qianwenshiyebu", "wenshiyebu", "shiyebu", "yebu", "bu"}
    assert places(files(DIVISION), "shiyebu") == [(0, 0)]
    assert places(files(DIVISION), "suanli") == []  # of names only


def test_a_heteronym_is_read_as_the_phrase_reads_it() -> None:
    assert "chongqing" in pinyin("重庆")
    assert "yinhang" in pinyin("银行")


def test_every_piece_is_named_in_the_index_and_small() -> None:
    many = [
        Entry(f"things/{n}/", f"Thing {n}", "Thing", (), (("a", f"word{n} and nothing else"),)) for n in range(2000)
    ]
    found = files(*many)
    about = found["index.json"]
    shards = {name.removesuffix(".json") for name in found if name[0] in "wh"}
    assert shards == set(about["shards"])
    assert len([name for name in found if name.startswith("p-")]) == len(about["starts"])
    assert max(len(json.dumps(piece)) for name, piece in found.items() if name.startswith("p-")) < 8_000


def test_a_piece_of_results_holds_the_pages_from_its_start_on() -> None:
    many = [Entry(f"things/{n}/", f"Thing {n}", "Thing", (), (("a", "x" * 500),)) for n in range(50)]
    found = files(*many)
    starts = found["index.json"]["starts"]
    for number, start in enumerate(starts):
        assert found[f"p-{number}.json"][0][0] == f"things/{start}/"


def test_a_word_that_stands_nearly_everywhere_finds_names_only() -> None:
    many = [Entry(f"things/{n}/", f"Thing {n}", "T", (), (("a", "the same the"),)) for n in range(600)]
    found = files(*many, Entry("things/the/", "The The", "T"))
    assert places(found, "the") == [(600, 0)]


def test_a_word_keeps_a_bounded_number_of_places_names_first() -> None:
    lines = tuple((f"a{n}", "tuba") for n in range(MOST_PLACES + 10))
    other = tuple((f"b{n}", "silence") for n in range(20_000))
    found = places(files(Entry("a/", "A", "T", (), lines + other), Entry("b/", "Tuba", "T")), "tuba")
    assert len(found) == MOST_PLACES
    assert found[0] == (1, 0)


@pytest.mark.parametrize("word", ["算力", "部"])
def test_han_words_are_shared_out_by_their_first_character(word: str) -> None:
    assert word in files(DIVISION)[f"h-{ord(word[0]) % HAN_SHARDS}.json"]


def test_the_same_entries_give_the_same_bytes() -> None:
    first, second = Index(), Index()
    for index in (first, second):
        index.add(DIVISION)
        index.add(TUBA)
    assert list(first.files()) == list(second.files())


def test_no_entries_give_an_index_of_nothing() -> None:
    assert files() == {"index.json": {"starts": [], "shards": [], "han": HAN_SHARDS}}
