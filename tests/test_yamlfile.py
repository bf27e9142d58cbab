"""Whatever YAML a person types: an edit or the canonical form is read back as meant, and what was not meant stays."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

import pytest

from sourcebook.yamlfile.canonical import canonical
from sourcebook.yamlfile.edit import NewItem, edited
from sourcebook.yamlfile.nodes import ScalarNode, key_at, node_at, written
from sourcebook.yamlfile.parse import parse
from sourcebook.yamlfile.values import KeyPath, Value, at, same

from .typist import WORDS, Typist, remarks

KEYS = ["a", "b", "c", "former_ids", "no", "两个"]
SEEDS = range(0, 400, 100)


def some_value(rng: random.Random, depth: int = 0) -> Value:
    """Any value; mappings and lists more often at the top."""
    kind = rng.random() + depth * 0.2
    if kind > 0.9:
        return rng.choice(WORDS)
    if kind > 0.6:
        return [some_value(rng, depth + 1) for _ in range(rng.randint(0, 3))]
    return some_mapping(rng, depth)


def some_mapping(rng: random.Random, depth: int = 0) -> dict[str, Value]:
    keys = rng.sample(KEYS, rng.randint(0 if depth else 1, 4))
    ids = [rng.choice(["x", "y-z"]) for _ in range(rng.randint(0, 3))]
    return {key: list(ids) if key == "former_ids" else some_value(rng, depth + 1) for key in keys}


def some_file(rng: random.Random) -> tuple[dict[str, Value], bytes]:
    """A mapping, and the bytes of a file that is read as it."""
    value, typist = some_mapping(rng), Typist(rng)
    typed = typist.above(0) + typist.block(value, 0) + typist.above(0)
    return value, typed.replace("\n", rng.choice(["\n", "\r\n"])).encode()


def walk(value: Value, path: KeyPath = ()) -> Iterator[tuple[KeyPath, Value]]:
    """A value and all values in it, each with its path."""
    yield path, value
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from walk(inner, (*path, key))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from walk(inner, (*path, number))


# ── Edits ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def longer(text: str) -> str:
    """A new text for an old one; what is typed between quotes or in a block changes as the text does."""
    return text.replace("o", "units/new").replace("三", "[[units/b|五]] ")


def meant(value: Value, path: KeyPath, texts: set[KeyPath], keys: dict[KeyPath, str], added: NewItem | None) -> Value:
    """What a file says after an edit: a second way to say what `edited` works out."""
    if isinstance(value, str):
        return longer(value) if path in texts else value
    if isinstance(value, list):
        return [meant(item, (*path, number), texts, keys, added) for number, item in enumerate(value)]
    pairs = [(key, meant(inner, (*path, key), texts, keys, added)) for key, inner in value.items()]
    if added and added.record == path:
        held = [inner for key, inner in pairs if key == "former_ids"]
        if held and isinstance(held[0], list):
            held[0].append(added.item)
        else:
            earlier = [number for number, (key, _) in enumerate(pairs) if key in ("a", "b")]
            pairs.insert(max(earlier, default=-1) + 1, ("former_ids", [added.item]))
    return {keys.get((*path, key), key): inner for key, inner in pairs}


@pytest.mark.parametrize("first", SEEDS)
def test_an_edit_is_read_back_as_it_was_meant_and_the_rest_stays(first: int) -> None:
    for seed in range(first, first + 100):
        rng = random.Random(seed)
        value, data = some_file(rng)
        every = [(path, inner) for path, inner in walk(value) if path]
        texts = {path for path, inner in every if isinstance(inner, str) and rng.random() < 0.3}
        named = [path for path, _ in every if isinstance(path[-1], str) and path[-1] != "former_ids"]
        keys = {path: f"new-{number}" for number, path in enumerate(rng.sample(named, min(2, len(named))))}
        records = [path for path, inner in walk(value) if isinstance(inner, dict) and (inner or path)]
        added = NewItem(rng.choice(records), ("a", "b", "former_ids", "c"), "former_ids", "old-id")
        new = edited(data, "x.yml", dict.fromkeys(texts, longer), keys, added if seed % 2 else None)
        assert same(parse(new, "x.yml").value, meant(value, (), texts, keys, added if seed % 2 else None)), seed
        assert remarks(new.decode().replace("\r", "")) == remarks(data.decode().replace("\r", "")), seed
        assert (b"\r\n" in data) == (b"\r\n" in new), seed
        if not seed % 2:
            assert untouched(data, texts, keys) == untouched(new, {renamed(path, keys) for path in texts}, {}, keys), (
                seed
            )


def renamed(path: KeyPath, keys: dict[KeyPath, str]) -> KeyPath:
    """Where a path leads after keys on the way have new names."""
    return tuple(keys.get(path[: number + 1], step) for number, step in enumerate(path))


def untouched(
    data: bytes, texts: set[KeyPath], keys: dict[KeyPath, str], before: dict[KeyPath, str] | None = None
) -> str:
    """The text of a file without the characters of the texts and keys that an edit changes."""
    text, root = written(data, "x.yml")
    nodes = [node_at(root, path) for path in texts]
    nodes += [key_at(root, path) for path in keys]
    nodes += [key_at(root, renamed(path, before)) for path in before or {}]
    for node in sorted(nodes, reverse=True):
        # A block that is written anew, in quotes, ends at the same line end, which was a part of the block.
        assert isinstance(node, ScalarNode)
        text = text[: node.start] + "·" + text[node.end :].lstrip("\r\n")
    return re.sub(r"·[\r\n]*", "·", text)


def test_an_edit_of_nothing_is_the_same_bytes() -> None:
    for seed in range(100):
        _, data = some_file(random.Random(seed))
        assert edited(data, "x.yml", {}, {}) == data, seed


def test_a_path_that_leads_nowhere_is_a_key_error() -> None:
    for texts, keys in (({("b",): longer}, {}), ({("a",): longer}, {}), ({}, {("a", 0): "b"}), ({}, {("b",): "c"})):
        with pytest.raises(KeyError):
            edited(b"a: [x]\n", "x.yml", texts, keys)
    with pytest.raises(KeyError):
        edited(b"a: [x]\n", "x.yml", {}, {}, NewItem(("a",), ("b",), "b", "c"))


# ── The canonical form ───────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("first", SEEDS)
def test_the_canonical_form_keeps_values_and_comments_and_is_its_own(first: int) -> None:
    for seed in range(first, first + 100):
        rng = random.Random(seed)
        value, data = some_file(rng)
        paths = [path for path, inner in walk(value) if isinstance(inner, dict)]
        order = {path: rng.sample(KEYS, rng.randint(0, len(KEYS))) for path in paths if rng.random() < 0.7}
        apart = {path for path, _ in walk(value) if rng.random() < 0.2}
        form = canonical(data, "x.yml", order, apart)
        found = parse(form, "x.yml").value
        assert found == value, seed
        for path, keys in order.items():
            inner = at(found, path)
            held = at(value, path)
            assert isinstance(inner, dict) and isinstance(held, dict)
            known = [key for key in keys if key in held]
            assert list(inner) == known + [key for key in held if key not in known], seed
        assert canonical(form, "x.yml", order, apart) == form, seed
        assert remarks(form.decode().replace("\r", "")) == remarks(data.decode().replace("\r", "")), seed
        assert (b"\r\n" in data) == (b"\r\n" in form), seed


def test_what_is_no_mapping_stays_as_it_is() -> None:
    assert canonical(b"-   a\n- b\n", "x.yml", {}) == b"-   a\n- b\n"


# ── Values ───────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ((), {"a": ["b", {"c": "d"}]}),
        (("a", 1, "c"), "d"),
        (("a", 2), None),
        (("a", -1), None),
        (("a", "b"), None),
        (("a", 0, "b"), None),
        (("b",), None),
        ((0,), None),
    ],
)
def test_a_path_leads_to_a_value_or_to_nothing(path: KeyPath, found: Value | None) -> None:
    assert at({"a": ["b", {"c": "d"}]}, path) == found


def test_the_order_of_keys_counts_for_values_that_are_the_same() -> None:
    value: Value = {"a": "1", "b": [{"c": "2", "d": "3"}]}
    assert same(value, {"a": "1", "b": [{"c": "2", "d": "3"}]})
    for other in (
        {"b": [{"c": "2", "d": "3"}], "a": "1"},
        {"a": "1", "b": [{"d": "3", "c": "2"}]},
        {"a": "1"},
        "a",
        [],
    ):
        assert not same(value, other)
    assert not same(["a"], ["a", "b"])
