"""At the editor: the real yaml-language-server underlines, completes and explains; commands keep up what it needs.

The server is a package of npm, at the version of tests/npm/package-lock.json; `make test` installs it if it can.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from textwrap import indent

import pytest
from click.testing import CliRunner, Result

from sourcebook import checks
from sourcebook.__main__ import main
from sourcebook.editing import editor, new
from sourcebook.editing.modeline import modeline, with_modeline
from sourcebook.editing.write_files import write_all
from sourcebook.model import loading

from .broken.cases import cases_of
from .conftest import MINI, ROOT, Project
from .editor.server import Server, absent
from .test_schema import UNSEEN

with_server = pytest.mark.skipif(bool(absent()), reason=absent() or "the server is here")
TOWER = """\
# yaml-language-server: $schema=../../schema/towers.json
name: {en: North Head, zh: 北角}
translated: [zh]
claims:
  kept:
    says:
      en: "[[keepers/ines-varga]] kept it too."
      zh: "[[keepers/ines-varga]]也看守过它。"
    topic: light
    states: {kept_by: keepers/ines-varga}
    sources:
      - {source: harbour-log, at: "2.2"}
"""


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def settings(project: Path) -> dict:
    return json.loads((project / ".vscode" / "settings.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def lighthouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `init` makes."""
    folder = tmp_path_factory.mktemp("editor") / "lighthouse"
    assert run("init", str(folder)).exit_code == 0
    return folder


@pytest.fixture(scope="module")
def server(lighthouse: Path) -> Iterator[Server]:
    running = Server(lighthouse, settings(lighthouse))
    yield running
    running.stop()


@pytest.fixture
def file(lighthouse: Path) -> Path:
    """A file that need not lie on the disk."""
    return lighthouse / "data" / "towers" / "north-head.yml"


def with_schemas(project: Project) -> Project:
    """The miniature briefing with its schemas beside it."""
    found = editor.outdated(loading.load(project.root / "data"))
    write_all((*found.changes, *found.lagging))
    return project


# ── The language server ──


@with_server
def test_nothing_is_underlined_in_sound_data(server: Server, lighthouse: Path, file: Path) -> None:
    for project in (lighthouse, ROOT):
        texts = {path: path.read_text("utf-8") for path in sorted((project / "data").rglob("*.yml"))}
        found = server.diagnose(texts)
        assert len(found) > 5
        assert [(path.name, marks) for path, marks in found.items() if marks] == []
    assert server.diagnose({file: TOWER})[file] == []


@with_server
@pytest.mark.parametrize(
    ("old", "typed", "line", "says"),
    [
        ("topic: light", "topic: night", 9, "light"),
        ("    topic: light", "    topci: light", 9, "topci is not allowed"),
        ("    topic: light\n", "", 5, "topic"),
        ("kept_by: keepers", "led_by: keepers", 10, "led_by is not allowed"),
        ("states: {kept_by: keepers/ines-varga}", "states: {kept_by: towers/sorrel-point}", 10, "keepers/id"),
        ("translated: [zh]", "translated: [fr]", 3, "zh"),
        ('at: "2.2"', "at: page 2", 12, "6.2-4"),
        ("source: harbour-log", "source: the log", 12, "id of a source"),
        ("    topic: light", "    topic: light\n    when: 1901-13", 10, "1901"),
        ("    topic: light", "    topic: light\n    status: rumour", 10, "reported"),
        ('      zh: "[[keepers/ines-varga]]也看守过它。"\n', "", 6, "zh"),
        ("name: {en: North Head, zh: 北角}\n", "", 2, "name"),
    ],
)
def test_a_mistake_is_underlined_where_it_stands(
    server: Server, file: Path, old: str, typed: str, line: int, says: str
) -> None:
    assert old in TOWER
    marks = server.diagnose({file: TOWER.replace(old, typed)})[file]
    told = [mark["message"] for mark in marks if mark["range"]["start"]["line"] + 1 == line]
    assert any(says in message or (says == "1901" and "2026" in message) for message in told), marks


@with_server
def test_slips_of_shape_are_underlined_on_the_line_that_check_names(project: Project) -> None:
    """Each slip in a file of its own beside the sound ones, all open at once."""
    texts: dict[Path, str] = {}
    lines: dict[Path, int] = {}
    for case in cases_of("shape", "known_keys"):
        name = case.name
        folder = re.match(r"data/(\w+)/", case.messages[0]["file"])
        if folder is None or name in UNSEEN:
            continue
        spoilt = Project(project.root.parent / name)
        with pytest.MonkeyPatch.context() as patch:
            patch.chdir(spoilt.root)
            case.apply(spoilt)
            problem = spoilt.examine().problems[0]
        changed = [path for path in (spoilt.root / "data").rglob("*.yml") if path.read_bytes() != _sound(path, spoilt)]
        file = project.root / "data" / folder[1] / f"{name}.yml"
        texts[file] = with_modeline(changed[0].read_bytes(), f"{folder[1]}/{name}").decode()
        lines[file] = problem.place.line + 1
    assert len(texts) > 40
    with_schemas(project)
    server = Server(project.root, settings(project.root))
    found = server.diagnose(texts)
    server.stop()
    assert [file.stem for file, marks in found.items() if not marks] == []
    near = [
        file.stem
        for file, marks in found.items()
        if any(mark["range"]["start"]["line"] + 1 <= lines[file] <= mark["range"]["end"]["line"] + 1 for mark in marks)
    ]
    assert len(near) / len(found) > 0.9, sorted({file.stem for file in found} - {*near})


def _sound(path: Path, spoilt: Project) -> bytes:
    return (MINI / path.relative_to(spoilt.root)).read_bytes()


def complete(server: Server, file: Path, text: str) -> list[str]:
    """What is offered where a text has the sign ¦."""
    line, column = next((n, one.index("¦")) for n, one in enumerate(text.split("\n")) if "¦" in one)
    return [item["label"] for item in server.complete(file, text.replace("¦", ""), line, column)]


@with_server
@pytest.mark.parametrize(
    ("old", "typed", "offered"),
    [
        ("topic: light", "topic: ¦", {"light", "weather"}),
        ("    topic: light", "    ¦\n    topic: light", {"when", "status", "by"}),
        ("states: {kept_by: keepers/ines-varga}", "states:\n      ¦", {"kept_by"}),
        ("states: {kept_by: keepers/ines-varga}", "states: {kept_by: ¦}", {"keepers/ines-varga"}),
        ("states: {kept_by: keepers/ines-varga}", "states:\n      kept_by: ¦", {"keepers/ines-varga"}),
        ("    topic: light", "    topic: light\n    status: ¦", {"reported", "planned", "opinion"}),
        ("source: harbour-log", "source: ¦", {"harbour-log"}),
        ("translated: [zh]", "different_from:\n  - ¦", {"towers/sorrel-point", "storms/great-storm"}),
        ("translated: [zh]", "translated: [¦]", {"en", "zh"}),
        ("translated: [zh]", "¦", {"translated", "aliases", "different_from"}),
    ],
)
def test_what_is_declared_is_completed(server: Server, file: Path, old: str, typed: str, offered: set[str]) -> None:
    assert old in TOWER
    assert offered <= {*complete(server, file, TOWER.replace(old, typed))}


@with_server
def test_kinds_and_claims_are_completed_where_they_are_named(server: Server, lighthouse: Path) -> None:
    briefing = lighthouse / "data" / "briefing.yml"
    text = briefing.read_text("utf-8").replace("from: [towers]", "from: [¦]", 1)
    assert {"towers", "keepers", "storms", "counts"} <= {*complete(server, briefing, text)}
    question = lighthouse / "data" / "questions" / "why.yml"
    text = f"{modeline('questions/why')}\nasks: {{en: Why?, zh: 为何？}}\npositions:\n  one:\n    claims:\n      - ¦\n"
    assert "towers/sorrel-point/kept-by-ines" in complete(server, question, text)


@with_server
def test_a_field_is_explained_with_its_rule_and_examples(server: Server, file: Path) -> None:
    lines = TOWER.split("\n")
    number = next(n for n, line in enumerate(lines) if "at:" in line)
    told = server.hover(file, TOWER, number, lines[number].index("at:"))
    assert "The passage in it." in told
    assert "How to write it" in told
    assert "✓" in told and "✗" in told
    number = next(n for n, line in enumerate(lines) if "states:" in line)
    assert "kept by / 看守人: towers → keepers" in server.hover(file, TOWER, number, lines[number].index("kept_by"))


# ── Snippets ──


# What is still to be named: a source that is called TODO is not known.
NAMED = {"known_sources", "known_claims"}


def fill(body: list[str]) -> str:
    """A snippet as VS Code inserts it, with every default left as it is."""
    text = re.sub(r"\$\{\d+\|([^,|]*)[^|]*\|\}", r"\1", "\n".join(body))
    text = re.sub(r"\$\{\d+:((?:[^}\\]|\\.)*)\}", r"\1", text)
    return re.sub(r"\\([$}\\])", r"\1", text) + "\n"


def snippets(project: Project) -> dict[str, dict]:
    with_schemas(project)
    found = json.loads((project.root / ".vscode" / "sourcebook.code-snippets").read_text("utf-8"))
    return {one["prefix"]: one for one in found.values()}


def test_there_is_a_snippet_for_an_entity_a_claim_a_source_and_a_question(project: Project) -> None:
    found = snippets(project)
    kinds = loading.load(project.root / "data").briefing.settings.kinds
    assert {*found} == {*kinds, "claim", "source", *(f"questions-{answer}" for answer in new.ANSWERS)}
    assert all(one["scope"] == "yaml" for one in found.values())


@pytest.mark.parametrize(
    "prefix",
    ["players", "groups", "counts", "concerts", "questions-disputed", "questions-not-stated", "questions-settled"],
)
def test_a_snippet_left_as_it_is_has_the_right_shape(project: Project, prefix: str) -> None:
    folder = prefix.partition("-")[0]
    project.write(f"data/{folder}/the-new-one.yml", fill(snippets(project)[prefix]["body"]))
    examined = checks.examine(project.root / "data")
    assert f"{folder}/the-new-one" in examined.loaded.briefing.addresses
    assert {problem.rule for problem in examined.problems} - NAMED == {"written_to_the_end"}


def test_the_snippet_of_a_claim_fits_under_the_claims_of_an_entity(project: Project) -> None:
    path = project.root / "data" / "groups" / "cuivres.yml"
    claim = indent(fill(snippets(project)["claim"]["body"]), "  ")  # as VS Code does it at the place of a claim
    path.write_text(path.read_text("utf-8") + claim, "utf-8")
    examined = checks.examine(project.root / "data")
    assert "groups/cuivres/first-claim" in examined.loaded.briefing.claims
    assert {problem.rule for problem in examined.problems} - NAMED == {"written_to_the_end"}


def test_the_snippet_of_a_source_lacks_only_what_a_text_gives(project: Project) -> None:
    text = fill(snippets(project)["source"]["body"])
    assert text.count("TODO") == 3 + len(loading.load(MINI / "data").briefing.settings.languages)
    for old, value in (("file: TODO", "file: new.txt"), ("sha256: TODO", f"sha256: {'0' * 64}"), ('"TODO"', '"1 2"')):
        assert old in text
        text = text.replace(old, value)
    project.write("data/sources/the-new-one.yml", text)
    assert {problem.rule for problem in project.examine().problems} == {"written_to_the_end"}


# ── What commands keep up ──


def test_init_gives_a_briefing_everything_that_an_editor_needs(lighthouse: Path) -> None:
    loaded = loading.load(lighthouse / "data")
    found = editor.outdated(loaded)
    assert (found.files, found.lagging) == ((), ())
    assert all(loading.DataFile(*one).data.startswith(b"# yaml-language-server: ") for one in loaded.files.values())
    recommended = json.loads((lighthouse / ".vscode" / "extensions.json").read_text("utf-8"))
    assert recommended == {"recommendations": ["redhat.vscode-yaml"]}


def test_every_line_that_names_a_schema_leads_to_it(lighthouse: Path) -> None:
    for path in (lighthouse / "data").rglob("*.yml"):
        named = re.match(r"# yaml-language-server: \$schema=(\S+)\n", path.read_text("utf-8"))[1]
        assert (path.parent / named).resolve().is_file()
    for schema, globs in settings(lighthouse)["yaml.schemas"].items():
        assert (lighthouse / schema).is_file()
        for one in globs:
            for path in lighthouse.glob(one):
                line = path.read_text("utf-8").split("\n")[0]
                assert (path.parent / line.partition("=")[2]).resolve() == (lighthouse / schema).resolve()


def test_writing_them_twice_changes_nothing_more(project: Project) -> None:
    assert run("schema").exit_code == 0
    before = {path: path.read_bytes() for path in project.root.rglob("*") if path.is_file()}
    done = run("schema")
    assert done.output == "0 files written anew\n"
    assert {path: path.read_bytes() for path in project.root.rglob("*") if path.is_file()} == before
    assert run("format").exit_code == 0
    assert run("schema", "--check").exit_code == 0


def test_the_loader_does_not_mind_the_line(project: Project) -> None:
    before = project.examine().loaded.briefing
    assert run("schema").exit_code == 0
    after = project.examine()
    assert after.loaded.briefing == before
    assert not after.problems


def test_a_check_names_what_is_out_of_date_and_the_one_command(project: Project) -> None:
    with_schemas(project)
    project.edit("data/briefing.yml", "topics:\n", "topics:\n  water: {fr: Eau, en: Water, zh: 水}\n")
    project.edit("data/groups/bois.yml", "schema/groups.json", "schema/players.json")
    project.write("schema/kazoos.json", "{}")
    done = run("schema", "--check")
    assert done.exit_code == 1
    assert {"schema/groups.json", "schema/kazoos.json", "data/groups/bois.yml"} <= {*done.output.splitlines()}
    assert "to mend it: sourcebook schema" in done.output
    assert run("schema").exit_code == 0
    assert run("schema", "--check").exit_code == 0
    assert not (project.root / "schema" / "kazoos.json").exists()


def test_a_new_claim_makes_nothing_stale_but_the_list_of_addresses_and_format_brings_it_along(project: Project) -> None:
    with_schemas(project)
    project.edit("data/groups/cuivres.yml", "  at-odds:", "  not-on-terms:")
    done = run("schema", "--check")
    assert done.exit_code == 0
    assert "schema/known_addresses.json lags behind the data, which does no harm" in done.output
    assert run("format").exit_code == 0
    assert "lags" not in run("schema", "--check").output
    assert "groups/cuivres/not-on-terms" in (project.root / "schema" / "known_addresses.json").read_text("utf-8")


def test_what_starts_or_moves_a_record_writes_its_line_and_its_address(project: Project, tmp_path: Path) -> None:
    with_schemas(project)
    text = tmp_path / "diary.txt"
    text.write_text("The mule was not lent.\n", "utf-8")
    names = "name: {fr: Le bedeau, en: The verger, zh: 教堂司事}\ntranslated: [fr, en, zh]\n"
    project.write("data/players/bedeau.yml", f"{modeline('players/bedeau')}\n{names}")
    assert run("rename", "players/bedeau", "groups/bedeau").exit_code == 0
    assert run("new", "players", "the-verger").exit_code == 0
    assert run("source", "add", str(text)).exit_code == 0
    for address in ("players/the-verger", "sources/diary", "groups/bedeau"):
        path = project.root / "data" / f"{address}.yml"
        assert path.read_text("utf-8").split("\n")[0] == modeline(address)
    known = (project.root / "schema" / "known_addresses.json").read_text("utf-8")
    assert '"groups/bedeau"' in known and '"players/the-verger"' in known and '"diary"' in known
    assert '"players/bedeau"' not in known


def test_a_briefing_without_schemas_gets_none_unasked(project: Project) -> None:
    before = set(project.root.rglob("*"))
    assert run("format").exit_code == 0
    assert run("new", "players", "the-verger").exit_code == 0
    assert set(project.root.rglob("*")) - before == {project.root / "data" / "players" / "the-verger.yml"}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("name: x\n", "{line}\nname: x\n"),
        ("# What it is.\nname: x\n", "{line}\n# What it is.\nname: x\n"),
        (
            "# yaml-language-server: $schema=nowhere.json\n# What it is.\n\nname: x\n",
            "{line}\n# What it is.\n\nname: x\n",
        ),
        ("# What it is.\n# yaml-language-server: $schema=a.json\nname: x\n", "{line}\n# What it is.\nname: x\n"),
        ("name: x # yaml-language-server: y\n", "{line}\nname: x # yaml-language-server: y\n"),
        ("", "{line}\n"),
    ],
)
def test_the_line_comes_first_and_once(before: str, after: str) -> None:
    line = "# yaml-language-server: $schema=../../schema/groups.json"
    for end in ("\n", "\r\n"):
        data = before.replace("\n", end).encode()
        wanted = after.format(line=line).replace("\n", end if end.encode() in data else "\n").encode()
        assert with_modeline(data, "groups/bois") == wanted
        assert with_modeline(wanted, "groups/bois") == wanted


def test_the_lock_file_of_npm_names_no_host() -> None:
    lock = json.loads((ROOT / "tests" / "npm" / "package-lock.json").read_text("utf-8"))
    packages = [told for name, told in lock["packages"].items() if name]
    assert packages
    assert all("resolved" not in told and told["integrity"].startswith("sha512-") for told in packages)
    wanted = json.loads((ROOT / "tests" / "npm" / "package.json").read_text("utf-8"))["dependencies"]
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in wanted.values())


@pytest.mark.skipif(not os.environ.get("CI"), reason="elsewhere the server may be missing")
def test_where_changes_are_judged_the_server_is_there() -> None:
    assert absent() == ""
