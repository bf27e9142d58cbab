"""Data files have one canonical form; bringing a file into it changes no value and loses no comment."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sourcebook import model
from sourcebook.__main__ import main
from sourcebook.editing.format import formatted
from sourcebook.model import loading
from sourcebook.yamlfile import parse
from sourcebook.yamlfile.values import KeyPath, Value, same

from .conftest import MINI, ROOT, Project
from .typist import WORDS, Typist, remarks

LOADED = {root: loading.load(root) for root in (ROOT / "data", MINI / "data")}
FILES = [(root, address) for root, loaded in LOADED.items() for address in loaded.files]
IDS = [f"{root.parent.name}/{address}" for root, address in FILES]
every_file = pytest.mark.parametrize(("root", "address"), FILES, ids=IDS)
METRIC = model.Metric


def in_form(data: bytes, root: Path, address: str) -> bytes:
    return formatted(data, address, loading.record_class(LOADED[root].briefing.settings, address))


def entity(text: str, record: type = METRIC) -> str:
    """A record in canonical form, which is its own."""
    found = formatted(text.encode(), "x.yml", record)
    assert formatted(found, "x.yml", record) == found
    return found.decode()


def command(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["format", *arguments])


# ── What is canonical ────────────────────────────────────────────────────────────────────────────────────────────────


def test_keys_of_records_stand_in_reading_order_and_claims_as_they_were() -> None:
    assert entity(
        "claims:\n  z:\n    sources:\n      - {at: '1', source: s}\n    topic: t\n    says: {en: x}\n"
        "  a: {topic: t, says: {zh: y, en: x}}\nmeasure: level\nunit: {en: u}\nname: {zh: z, en: n}\n"
    ) == (
        "name: {zh: z, en: n}\nunit: {en: u}\nmeasure: level\nclaims:\n"
        '  z:\n    says: {en: x}\n    topic: t\n    sources:\n      - {source: s, at: "1"}\n'
        "  a: {says: {zh: y, en: x}, topic: t}\n"
    )


def test_what_the_model_does_not_know_stands_last() -> None:
    assert entity("nmae: x\nmeasure: level\nname: {en: n}\n") == "name: {en: n}\nmeasure: level\nnmae: x\n"


@pytest.mark.parametrize(
    ("typed", "form"),
    [
        ("name:\n    en:   n\n    zh: z\n", "name:\n  en: n\n  zh: z\n"),
        ("name: { en : n,zh:   z, }\n", "name: {en: n, zh: z}\n"),
        ("name: {en: n,\n  zh: z}\n", "name: {en: n, zh: z}\n"),
        ("translated:\n- en\n-   zh\n", "translated:\n  - en\n  - zh\n"),
        ("translated: [ en,zh ,]\n", "translated: [en, zh]\n"),
        ("claims: { }\n", "claims: {}\n"),
        ("{name: {en: n}, measure: level}\n", "name: {en: n}\nmeasure: level\n"),
        ("---\n? name\n: {en: n}\n...\n", "name: {en: n}\n"),
        ("name: {en: n}", "name: {en: n}\n"),
        ("\n\nname: {en: n}\n\n\n\nmeasure: level \n\n\n", "name: {en: n}\n\nmeasure: level\n"),
        ("name: {en: n}\r\nmeasure:  level\r\n", "name: {en: n}\r\nmeasure: level\r\n"),
        ("aliases:\n-\n   lang: en\n   text: x\n", "aliases:\n  - text: x\n    lang: en\n"),
        ("aliases:\n-\n   - x\n   -   y\n", "aliases:\n  - - x\n    - y\n"),
    ],
)
def test_spaces_line_breaks_and_signs_are_alike_everywhere(typed: str, form: str) -> None:
    assert entity(typed) == form


@pytest.mark.parametrize(
    ("typed", "form"),
    [
        ("plain text", "plain text"),
        ("a plain\n    text on\n\n    lines", '"a plain text on\\nlines"'),
        ("'single'", '"single"'),
        ("'it''s \"so\"'", "'it''s \"so\"'"),
        ('"kept as \\u00e9 typed"', '"kept as \\u00e9 typed"'),
        ('"over\n    lines \\\n    and on"', '"over lines and on"'),
        ("1.10", '"1.10"'),
        ("no", '"no"'),
        ("1_000", '"1_000"'),
        ("12:30", '"12:30"'),
        ("2026-06-08", "2026-06-08"),
        ("2026-06", "2026-06"),
        ("", '""'),
        (
            "|\n    a block\n      of lines\n\n    # and no comment\n",
            "|\n  a block\n    of lines\n\n  # and no comment\n",
        ),
        (">-\n        folded\n        lines\n", ">-\n  folded\n  lines\n"),
    ],
)
def test_a_text_stands_on_one_line_in_quotes_where_another_reader_needs_them(typed: str, form: str) -> None:
    assert entity(f"measure: {typed}\n") == f"measure: {form}\n".replace("\n\n\n", "\n\n").rstrip("\n") + "\n"


def test_a_block_of_text_keeps_its_lines_whatever_its_indent_or_its_end() -> None:
    for head in ("|", "|-", "|+", ">", ">-", ">+"):
        for body in ("a\n  b\nc\n", "a\n\n\n\n", "a\n"):
            text = f"measure: {head}\n" + "".join(f"     {line}\n" if line else "\n" for line in body.split("\n")[:-1])
            form = entity(f"{text}name: {{en: n}}\n")
            assert form.startswith("name: {en: n}\n")
            found = parse.parse(text.encode(), "").value
            assert parse.parse(form.encode(), "").value == {"name": {"en": "n"}, **found}
            followed = entity(f"{text}claims: {{}}\n")
            assert parse.parse(followed.encode(), "").value == {**found, "claims": {}}


def test_a_block_with_its_indent_in_its_head_stays_what_it_is() -> None:
    text = "name:\n      en: |2\n          two more\n        none\nmeasure: x\n"
    form = entity(text)
    assert parse.parse(form.encode(), "").value["name"]["en"] == "  two more\nnone\n"


# ── Comments ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_comments_move_with_what_they_belong_to() -> None:
    assert entity(
        """# The file.

# What is counted.
unit: {en: u} # a unit
claims: # all
  # The first.
  a:
    topic: t   # topic
    # Why these words.
    says: {en: x}
    # Not yet: status
  # The second.
  b: {topic: t}
# How it is named.
name: # both
  # In English.
  en: n
# The end.
"""
    ) == (
        """# The file.

# How it is named.
name:  # both
  # In English.
  en: n
# What is counted.
unit: {en: u}  # a unit
claims:  # all
  # The first.
  a:
    # Why these words.
    says: {en: x}
    topic: t   # topic
    # Not yet: status
  # The second.
  b: {topic: t}
# The end.
"""
    )


def test_the_comment_at_the_head_of_a_file_stays_there() -> None:
    assert entity("# The file,\n# in two lines.\nmeasure: x\nname: {en: n}\n") == (
        "# The file,\n# in two lines.\nname: {en: n}\nmeasure: x\n"
    )


def test_a_comment_that_comes_to_stand_below_the_head_is_kept_apart_from_it() -> None:
    assert entity("# The file.\nmeasure: x\n# How it is named.\nname: {en: n}\n") == (
        "# The file.\n\n# How it is named.\nname: {en: n}\nmeasure: x\n"
    )


def test_empty_lines_around_a_comment_stay() -> None:
    text = "name: {en: n}\n\n# A remark.\n\n# Another.\n\nmeasure: x\n\n# At the end.\n"
    assert entity(text) == text


def test_a_deep_comment_belongs_to_what_stands_above_it_and_not_to_what_has_ended_before() -> None:
    assert entity("claims:\n  a:\n    topic: t\n  b: {topic: t}\n    # Not yet: c\nname: {en: n}\n") == (
        "name: {en: n}\nclaims:\n  a:\n    topic: t\n  b: {topic: t}\n  # Not yet: c\n"
    )


def test_a_comment_inside_brackets_opens_them() -> None:
    assert entity("name: {en: n, # English\n  # Chinese\n  zh: z\n  # no more\n }\ntranslated: [zh # ours\n ]\n") == (
        "name:\n  en: n  # English\n  # Chinese\n  zh: z\n  # no more\ntranslated:\n  - zh  # ours\n"
    )


def test_a_sign_in_a_text_is_no_comment() -> None:
    text = 'name: {en: "a # b", zh: c#d}\nmeasure: e#f\n'
    assert entity(text) == text


# ── Every file, as it is and as it might have been written ───────────────────────────────────────────────────────────


@every_file
def test_the_form_of_a_file_is_its_own_form_and_the_same_record(root: Path, address: str) -> None:
    data = LOADED[root].files[address].data
    form = in_form(data, root, address)
    assert in_form(form, root, address) == form
    assert comments(form) == comments(data)
    record = loading.record_class(LOADED[root].briefing.settings, address)
    before, after = (as_record(one, record, address) for one in (data, form))
    assert after == before
    for field in ("claims", "positions", "languages", "kinds"):
        assert list(getattr(after, field, ())) == list(getattr(before, field, ()))


def as_record(data: bytes, record: type, address: str) -> object:
    value = parse.parse(data, address).value
    return record.model_validate({**value, "/address": address} if "address" in record.model_fields else value)


@every_file
def test_permuted_keys_come_back_with_their_comments(root: Path, address: str) -> None:
    record = loading.record_class(LOADED[root].briefing.settings, address)
    for seed in range(3):
        rng = random.Random(f"{address} {seed}")
        form = commented(in_form(LOADED[root].files[address].data, root, address).decode(), rng)
        records = {part.path for part in model.parts(parse.parse(form.encode(), "").value, record) if part.record}
        mixed = "".join(f"{line}\n" for line in permuted(form.split("\n")[:-1], (), records, rng))
        assert without_empty_lines(in_form(mixed.encode(), root, address)) == without_empty_lines(form.encode())


def commented(form: str, rng: random.Random) -> str:
    """A file in canonical form with a comment above or behind some of its lines."""
    head, *lines = form.split("\n")[:-1]
    found = ["# The head.", ""] if not head.startswith("#") else []
    for line in [head, *lines]:
        key = re.match(r"( *)(?:- )?[\w\"][^#]*$", line)
        if key and rng.random() < 0.2:
            found.append(f"{key[1]}# above {len(found)}")
        found.append(f"{line}  # behind {len(found)}" if key and rng.random() < 0.2 else line)
    return "\n".join([*found, ""])


def permuted(lines: list[str], path: KeyPath, records: set, rng: random.Random, indent: int = 0) -> Iterator[str]:
    """The lines of a mapping in canonical form, its keys in any order where it is a record, and so below."""
    chunks: list[list[str]] = [[]]
    for line in (line for line in lines if line):
        deeper = line.startswith(" " * (indent + 1))
        if not deeper and chunks[-1] and not chunks[-1][-1].startswith(" " * indent + "#"):
            chunks.append([])
        chunks[-1].append(line)
    if not path:  # the head of the file stays where it is
        head = next(number for number, line in enumerate(chunks[0]) if not line.startswith("#"))
        head = next((n for n, line in enumerate(chunks[0][:head]) if n and line.startswith("# above")), head)
        yield from chunks[0][:head]
        yield ""
        del chunks[0][:head]
    if path in records:
        rng.shuffle(chunks)
    for chunk in chunks:
        start = next(number for number, line in enumerate(chunk) if not line.lstrip().startswith("#"))
        key = re.match(r" *(\"?)([^:]*?)\1:( |$)", chunk[start])
        inner = chunk[start + 1 :]
        yield from chunk[: start + 1]
        below = inner and not re.match(r" *(#|-)", inner[0]) and key
        yield from permuted(inner, (*path, key[2]), records, rng, indent + 2) if below else inner


def without_empty_lines(data: bytes) -> list[bytes]:
    return [line for line in data.split(b"\n") if line.strip()]


def comments(data: bytes) -> list[str]:
    """The comments of a file whose texts hold no #, sorted."""
    return sorted(re.findall(r"(?:^|(?<=\s))#.*?(?=\s*$)", data.decode(), re.MULTILINE))


# ── Whatever an editor may type ──────────────────────────────────────────────────────────────────────────────────────


def some_record(rng: random.Random) -> Value:
    """A record of a metric, more or less: known keys in any order, some unknown, any words."""
    say = lambda: rng.choice(WORDS)  # noqa: E731
    texts = lambda: {lang: say() for lang in rng.sample(["en", "zh", "no"], rng.randint(1, 3))}  # noqa: E731
    keys = ["says", "topic", "status", "by", "sources", "states", "odd"]

    def claim() -> Value:
        made = {"says": texts(), "topic": say(), "status": say(), "by": texts(), "states": {}, "odd": [[say()], {}]}
        made["sources"] = [{"at": say(), "source": say()} for _ in range(rng.randint(1, 3))]
        return {key: made[key] for key in rng.sample(keys, rng.randint(1, 7))}

    made = {
        "name": texts(),
        "unit": texts(),
        "measure": say(),
        "translated": [say(), say()],
        "former_ids": [],
        "claims": {f"c{number}": claim() for number in range(rng.randint(0, 3))},
        "odd": say(),
    }
    return {key: made[key] for key in rng.sample(list(made), rng.randint(1, len(made)))}


@pytest.mark.parametrize("first", range(0, 400, 50))
def test_whatever_is_typed_keeps_its_values_and_its_comments(first: int) -> None:
    for seed in range(first, first + 50):
        rng = random.Random(seed)
        value, typist = some_record(rng), Typist(rng)
        typed = typist.above(0) + typist.block(value, 0) + typist.above(0)
        assert parse.parse(typed.encode(), "").value == value, seed
        form = entity(typed)
        found = parse.parse(form.encode(), "").value
        assert found == value, seed
        assert remarks(form) == remarks(typed), seed
        known = [key for key in METRIC.keys() if key in value]  # noqa: SIM118 - a class method of a record
        assert list(found) == [*known, *(key for key in value if key not in known)], seed
        assert list(found.get("claims", {})) == list(value.get("claims", {})), seed
        assert not re.search(r"[ \t]$|\n\n\n", form, re.MULTILINE), seed


# ── The command ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_real_data_is_in_canonical_form() -> None:
    done = command("--data", str(ROOT / "data"), "--check")
    assert (done.exit_code, done.stdout) == (0, "")


def test_check_names_the_files_and_writes_nothing(project: Project) -> None:
    project.edit("data/groups/bois.yml", "translated: [zh]", "translated: [ zh ]")
    before = (project.root / "data/groups/bois.yml").read_bytes()
    done = command("data/groups/bois.yml", "data/sources", "--check")
    assert (done.exit_code, done.stdout) == (1, "data/groups/bois.yml\n")
    assert (project.root / "data/groups/bois.yml").read_bytes() == before


def test_only_the_paths_that_are_named_are_brought_into_form(project: Project) -> None:
    for name in ("groups/bois", "players/odile-pervenche"):
        project.edit(f"data/{name}.yml", "\nclaims:", "\nclaims:   ")
    done = command("data/groups", "--format", "json")
    assert done.exit_code == 0
    assert "data/groups/bois.yml" in json.loads(done.output)["files"]
    assert "claims:   \n" not in (project.root / "data/groups/bois.yml").read_text("utf-8")
    assert "claims:   \n" in (project.root / "data/players/odile-pervenche.yml").read_text("utf-8")
    before = loading.load(MINI / "data").briefing
    assert command().exit_code == 0
    assert command("--check").exit_code == 0
    assert loading.load(Path("data")).briefing == before


def test_a_file_that_cannot_be_read_is_a_message_and_the_others_are_brought_into_form(project: Project) -> None:
    project.edit("data/groups/bois.yml", "translated: [zh]", "translated: [zh")
    done = command("data/groups")
    assert done.exit_code == 1
    assert "data/groups/bois.yml:" in done.stderr
    assert "data/groups/cuivres.yml" in done.stdout


@pytest.mark.parametrize("path", ["docs", "data/README.md", "data/groups/nobody.yml"])
def test_what_is_no_data_file_is_refused(project: Project, path: str) -> None:
    done = command(path)
    assert done.exit_code == 1
    assert f"{path} is no data file of data/, nor a folder of them" in done.stderr


def test_a_diff_shows_what_would_change(project: Project) -> None:
    project.edit("data/groups/harmonie.yml", "translated: [zh]", "translated: [ zh ]")
    done = command("data/groups/harmonie.yml", "--diff")
    assert done.exit_code == 0
    assert "-translated: [ zh ]\n+translated: [zh]\n" in done.stdout
    assert "translated: [ zh ]" in (project.root / "data/groups/harmonie.yml").read_text("utf-8")


def test_the_order_of_keys_counts_in_the_proof() -> None:
    assert not same({"a": "1", "b": ["2"]}, {"b": ["2"], "a": "1"})
