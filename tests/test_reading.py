"""Bytes become text values with places; what is not plain YAML is refused with one problem, and never otherwise."""

from __future__ import annotations

import random
import shutil
import time
from pathlib import Path

import pytest

from sourcebook import checks
from sourcebook.problems import Place
from sourcebook.yamlfile import parse
from sourcebook.yamlfile.nodes import node_at, quoted, value_of, written
from sourcebook.yamlfile.values import Value

from .conftest import MINI


def value(text: str) -> Value:
    return parse.parse(text.encode(), "x.yml").value


def refusal(text: str | bytes) -> parse.Problem:
    with pytest.raises(parse.Unreadable) as refused:
        parse.parse(text.encode() if isinstance(text, str) else text, "x.yml")
    return refused.value.problem


@pytest.mark.parametrize(
    "typed",
    [
        "no",
        "yes",
        "1.10",
        "2026-06",
        "0x1F",
        "1e3",
        "true",
        "012",
        "1_000",
        "12:30:45",
        ".inf",
        "=",
        "<<<",
    ],
)
def test_a_value_means_what_was_typed(typed: str) -> None:
    assert value(f"a: {typed}") == {"a": typed}
    assert value(f"- {typed}") == [typed]


def test_mappings_and_lists_keep_their_order() -> None:
    assert list(value("z: 1\na: 2\nm: 3\n")) == ["z", "a", "m"]
    assert value("a: [c, b]\nd:\n  - e\n") == {"a": ["c", "b"], "d": ["e"]}


def test_nothing_behind_a_key_is_an_empty_text() -> None:
    assert value("a:\nb: ''\n") == {"a": "", "b": ""}


def test_a_folded_block_is_one_line_and_a_literal_one_keeps_its_lines() -> None:
    assert value("a: >-\n  one\n  two\n") == {"a": "one two"}
    assert value("a: |\n  one\n  two\n") == {"a": "one\ntwo\n"}


def test_lines_may_end_as_on_windows() -> None:
    assert value("a: 1\r\nb: 2\r\n") == {"a": "1", "b": "2"}


def test_characters_outside_the_basic_plane_are_one_column_each() -> None:
    found = parse.parse("a: {𠀀: x, b: y}".encode(), "x.yml")
    assert found.value == {"a": {"𠀀": "x", "b": "y"}}
    assert found.place(("a", "b"), key=True) == Place("x.yml", 1, 11)


def test_every_value_and_every_key_has_its_place() -> None:
    found = parse.parse(b"a: 1\nb:\n  c: [x, yy]\n  d: z\n", "x.yml")
    places = {
        ("a",): (1, 4),
        ("b",): (3, 3),
        ("b", "c"): (3, 6),
        ("b", "c", 0): (3, 7),
        ("b", "c", 1): (3, 10),
        ("b", "d"): (4, 6),
    }
    assert {path: (found.place(path).line, found.place(path).column) for path in places} == places
    assert found.place(("b", "d"), key=True) == Place("x.yml", 4, 3)


def test_the_place_of_what_is_missing_is_that_of_the_key_around_it() -> None:
    found = parse.parse(b"a: 1\nb:\n  c: 2\n", "x.yml")
    assert found.place(("b", "nothing", "deeper")) == Place("x.yml", 2, 1)
    assert found.place(("nothing",)) == Place("x.yml", 1, 1)


@pytest.mark.parametrize(
    ("text", "rule", "place"),
    [
        ("a: 1\nb: 2\na: 3\n", "duplicate_keys", (3, 1)),
        ("a: {x: 1, 'x': 2}\n", "duplicate_keys", (1, 11)),
        ("a: &b 1\n", "plain_yaml", (1, 4)),
        ("a: *b\n", "plain_yaml", (1, 4)),
        ("a: !!int 1\n", "plain_yaml", (1, 4)),
        ("a: !x 1\n", "plain_yaml", (1, 4)),
        ("? {a: b}\n: 1\n", "plain_yaml", (1, 3)),
        ("a: 1\n---\nb: 2\n", "one_document", (2, 1)),
        ("", "not_empty", (1, 1)),
        ("a: 1\n\tb: 2\n", "tabs", (2, 1)),
        ("a: b\x00c\n", "visible_text", (1, 5)),
        ("a: b\u2066c\n", "visible_text", (1, 5)),
        ("\ufeffa: b\n", "visible_text", (1, 1)),
        ("a: b\rc: d\n", "visible_text", (1, 5)),
        ("a: b\x85c: d\n", "visible_text", (1, 5)),
        ("a：b\n", "yaml", (1, 2)),
        ("a: [1, 2\n", "yaml", (1, 4)),
        ("a: null\n", "plain_yaml", (1, 4)),
        ("a: ~\n", "plain_yaml", (1, 4)),
        ("a: one #two\n", "comments", (1, 8)),
        ("a: { b }\n", "yaml", (1, 6)),
        ("a:\n  - one\n    two\n", "yaml", (3, 1)),
        ("a: \u2f00\n", "plain_characters", (1, 4)),
        ("a: e\u0301\n", "plain_characters", (1, 4)),
        ("a: b\u200dc\n", "visible_text", (1, 5)),
    ],
)
def test_what_is_not_plain_yaml_is_refused_at_its_place(text: str, rule: str, place: tuple[int, int]) -> None:
    problem = refusal(text)
    assert (problem.rule, problem.place) == (rule, Place("x.yml", *place))


def test_a_quote_left_open_in_brackets_is_told_at_its_own_line() -> None:
    problem = refusal('a: {b: c,\n  d: "e}\nf: g\n')
    assert (problem.says, problem.place) == ("the quote that opens here is not closed", Place("x.yml", 2, 6))


@pytest.mark.parametrize(
    "text",
    [
        "\n" * 1_000_000 + "a: [\n",
        "".join(f"k{number}: x\n" for number in range(100_000)) + "a: [\nb: c\n",
        "a: [" + "'b', " * 200_000 + "\nb: c\n",
        "- a\n" * 250_000 + "- [\n",
    ],
    ids=["empty lines", "keys", "quotes", "items"],
)
def test_a_slip_in_a_large_file_is_found_in_time(text: str) -> None:
    began = time.process_time()
    assert refusal(text).says == "“[” is not closed"
    assert time.process_time() - began < 5


def test_a_byte_that_is_not_utf_8_has_its_place() -> None:
    problem = refusal(b"a: b\nc: \xff\n")
    assert (problem.rule, problem.place) == ("utf_8", Place("x.yml", 2, 4))


def test_a_file_past_the_limit_is_refused_before_it_is_parsed(tmp_path: Path) -> None:
    path = tmp_path / "x.yml"
    path.write_bytes(b"a" * (parse.MAX_BYTES + 1))
    with pytest.raises(parse.Unreadable) as refused:
        parse.read_bytes(path, "x.yml")
    assert refused.value.problem.rule == "file_size"


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? "])
def test_any_depth_is_refused_and_none_is_fatal(opening: str) -> None:
    assert refusal(opening * 100_000).rule in ("depth", "yaml", "plain_yaml")


SIGNS = [
    *"ab:,-[]{}&*!|>'\"%@`#?\t\n\n  \\.0<=~：。é中\u00a0\u2028\x07",
    ": ",
    "- ",
    "\n  ",
    "<<: ",
    "---\n",
    "...\n",
    "!!str ",
]


def test_no_text_makes_the_reader_fail_otherwise() -> None:
    chance = random.Random(2026)
    for _ in range(20_000):
        text = "".join(chance.choices(SIGNS, k=chance.randrange(1, 30)))
        try:
            parse.parse(text.encode(), "x.yml")
        except parse.Unreadable as refused:
            place = refused.problem.place
            assert 1 <= place.line <= text.count("\n") + text.count("\u2028") + 2, repr(text)


def test_no_damage_to_the_data_makes_the_check_fail_otherwise(tmp_path: Path, with_texts: None) -> None:
    chance = random.Random(1923)
    originals = sorted((MINI / "data").rglob("*.yml"))
    data = tmp_path / "data"
    shutil.copytree(MINI / "data", data)
    for _ in range(300):
        original = chance.choice(originals)
        damaged = data / original.relative_to(MINI / "data")
        damaged.write_text(_damaged(original.read_text("utf-8"), chance), "utf-8")
        checks.examine(data)
        shutil.copy(original, damaged)


def _damaged(text: str, chance: random.Random) -> str:
    """A text with a line lost, doubled or moved, or with a sign where none belongs."""
    lines = text.split("\n")
    at, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    damage = chance.randrange(4)
    if damage == 0:
        del lines[at]
    elif damage == 1:
        lines.insert(other, lines[at])
    elif damage == 2:
        lines[at], lines[other] = lines[other], lines[at]
    else:
        column = chance.randrange(len(lines[at]) + 1)
        lines[at] = lines[at][:column] + chance.choice(SIGNS) + lines[at][column + chance.randrange(3) :]
    return "\n".join(lines)


def test_what_is_written_says_where_every_value_stands_and_how() -> None:
    text, root = written("a: 'x'\r\nb:\r\n- {c: y, d: []} # z\r\n- 一\r\ne: |\r\n  f\r\n".encode(), "x.yml")
    assert value_of(root) == parse.parse(text.encode(), "x.yml").value
    found = {path: node_at(root, path) for path in [("a",), ("b",), ("b", 0), ("b", 0, "c"), ("b", 1), ("e",)]}
    assert {path: (text[node.start : node.end], node.style) for path, node in found.items()} == {
        ("a",): ("'x'", "'"),
        ("b",): ("- {c: y, d: []} # z\r\n- 一", "block"),
        ("b", 0): ("{c: y, d: []}", "flow"),
        ("b", 0, "c"): ("y", ""),
        ("b", 1): ("一", ""),
        ("e",): ("|\r\n  f\r\n", "|"),
    }
    with pytest.raises(KeyError):
        node_at(root, ("b", 2))


@pytest.mark.parametrize("text", ["", "plain", 'a "b" \\ c', "two\nlines\tand a tab", "# - : {", "一，二"])
def test_a_quoted_text_is_read_as_it_was(text: str) -> None:
    assert parse.parse(quoted(text).encode(), "x.yml").value == text
    assert "\n" not in quoted(text)
