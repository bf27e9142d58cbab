"""Every rule has a page that explains it, made from its docstring and a broken case: `--accept` writes the pages."""

from __future__ import annotations

import difflib
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from click.testing import CliRunner

from sourcebook import checks
from sourcebook.__main__ import main
from sourcebook.checks import catalogue as rulebook
from sourcebook.checks.catalogue import FOLDER, Rule, rules
from sourcebook.yamlfile.characters import visible

from .broken.cases import DATA, PROSE
from .conftest import MINI, Project
from .test_broken import EXPECTED, rules_outside_checks

CONTEXT = 2  # lines around a slip
LONGEST, WIDEST = 16, 160  # lines of an example, characters of a line
NAMED = re.compile(r"^\S.* \[([a-z_0-9]+)\]$", re.MULTILINE)
LANGUAGES = {".yml": "yaml", ".md": "markdown"}
FAMILIES = {
    "reading": "Reading a file",
    "references": "Addresses and links",
    "parity": "Languages",
    "vocabulary": "Claims",
    "questions": "Questions",
    "contradictions": "Contradictions",
    "texts": "Proof by the texts",
    "support": "Claims and their passages",
    "typography": "Wording",
    "hand-written pages": "Hand-written pages",
}


def cases_of(rule: str) -> list[str]:
    """The broken cases that a rule answers, in the order of their list."""
    return [name for name in (*DATA, *PROSE) if rule in NAMED.findall(message(name))]


def message(case: str) -> str:
    return (EXPECTED / f"{case}.txt").read_text("utf-8")


class Example(NamedTuple):
    """The part of a file that a slip changes: its name, and its lines before and after; None where there is no file."""

    file: str
    mended: list[str] | None
    broken: list[str] | None

    @property
    def is_plain(self) -> bool:
        """Whether it can be read at a glance: a few lines of text on both sides."""
        return bool(self.mended and self.broken) and max(len(self.mended), len(self.broken)) <= LONGEST


def examples(case: str, root: Path) -> list[Example]:
    """What a case does to the files of the miniature briefing."""
    project = Project(root)
    with pytest.MonkeyPatch.context() as inside:
        inside.chdir(root)
        for step in {**DATA, **PROSE}[case]:
            step(project)
    files = sorted({path for folder in (MINI, root) for path in _files(folder)})
    pairs = ((file, _lines(MINI / file), _lines(root / file)) for file in files)
    found = [_around(file, before, after) for file, before, after in pairs if before != after]
    shutil.rmtree(root)
    return found


def _around(file: str, before: list[str] | None, after: list[str] | None) -> Example:
    if not before or not after:
        return Example(file, before and before[:LONGEST], after and after[:LONGEST])
    codes = difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    changes = [code for code in codes if code[0] != "equal"]
    start, end = max(0, changes[0][1] - CONTEXT), changes[-1][2] + CONTEXT
    start_after, end_after = max(0, changes[0][3] - CONTEXT), changes[-1][4] + CONTEXT
    return Example(file, before[start:end], after[start_after:end_after])


def _files(root: Path) -> Iterator[str]:
    for folder in ("data", "docs"):
        found = (path for path in (root / folder).rglob("*") if path.is_file() or path.is_symlink())
        yield from (path.relative_to(root).as_posix() for path in found)


def _lines(path: Path) -> list[str] | None:
    """The lines of a file as they can be shown; None if there is none."""
    if path.is_symlink():
        return [f"→ {path.readlink()}"]
    if not path.is_file():
        return None
    lines = path.read_bytes().decode("utf-8", "backslashreplace").splitlines()
    return [line if len(line) <= WIDEST else f"{line[:WIDEST]}…" for line in lines]


def page(rule: Rule, root: Path) -> str:
    """The page of a rule: what it asks, and a case that breaks it, the plainest first, with its message."""
    found = {case: examples(case, root / case) for case in cases_of(rule.name)}
    plain = (case for case, told in found.items() if len(told) == 1 and told[0].is_plain)
    case = next(plain, next(iter(found)))
    level = "a warning" if "warning: " in message(case) else "an error"
    parts = [f"# {rule.name}", f"*{FAMILIES[rule.family]} · {level}*", *rule.says.split("\n\n"), "## Broken"]
    parts += [_block(told.broken, told.file) for told in found[case]]
    parts += ["says", _block(message(case).rstrip().split("\n"), ""), "## Mended"]
    parts += [_block(told.mended, told.file) for told in found[case]]
    return "\n\n".join((*parts, "[All rules](README.md)")) + "\n"


def _block(lines: list[str] | None, file: str) -> str:
    if lines is None:
        return f"`{file}` is not there."
    told = [f"# {file}"] if file.endswith(".yml") else []
    shown = (visible(line.replace("\t", "⇥")) for line in lines)
    return "\n".join((f"```{LANGUAGES.get(Path(file).suffix, 'text')}", *told, *shown, "```"))


def index() -> str:
    """The list of all rules, by family."""
    parts = [
        "# Rules",
        "What `make check` and every build ask of the data. The name of a rule stands between brackets at the end of its "
        "messages; `sourcebook explain NAME` prints its page. The examples are from an invented briefing.",
    ]
    for family, title in FAMILIES.items():
        parts.append(f"## {title}")
        own = [rule for rule in rules().values() if rule.family == family]
        parts.append("\n".join(f"- [{rule.name}]({rule.name}.md): {_first(rule.says)}" for rule in own))
    parts.append("Made from the docstrings and the broken cases by `python -m pytest tests/test_rules.py --accept`.")
    return "\n\n".join(parts) + "\n"


def _first(text: str) -> str:
    return " ".join(text.split("\n\n")[0].split())


@pytest.mark.parametrize("name", rules())
def test_a_rule_has_a_page_with_its_words_and_an_example(name: str, tmp_path: Path, with_texts, accepted) -> None:
    accepted(FOLDER / f"{name}.md", page(rules()[name], tmp_path))


def test_the_rules_are_listed_by_family(accepted) -> None:
    accepted(FOLDER / "README.md", index())


def test_no_page_is_left_of_a_rule_that_is_gone() -> None:
    assert {path.stem for path in FOLDER.glob("*.md")} == {*rules(), "README"}


def test_every_name_that_a_message_can_carry_is_a_rule() -> None:
    assert {*checks.rules(), *rules_outside_checks()} <= set(rules())
    # Nor is there one that no message carries.
    carried = {name for file in EXPECTED.glob("*.txt") for name in NAMED.findall(file.read_text("utf-8"))}
    assert carried == set(rules())


def test_explain_prints_the_page_of_a_rule() -> None:
    told = CliRunner().invoke(main, ["explain", "figures_in_passage"])
    assert told.exit_code == 0
    assert told.output == (FOLDER / "figures_in_passage.md").read_text("utf-8")


def test_explain_asks_whether_another_rule_was_meant() -> None:
    told = CliRunner().invoke(main, ["explain", "figure_in_passage"])
    assert told.exit_code == 1
    assert "did you mean “figures_in_passage”?" in told.output


def test_a_message_for_a_program_says_where_its_rule_is_explained(project: Project, monkeypatch) -> None:
    monkeypatch.setenv("GITHUB_SERVER_URL", "https://code.example")
    monkeypatch.setenv("GITHUB_REPOSITORY", "someone/tuba")
    project.edit("data/concerts/first-rehearsal.yml", "topic: music", "topic: musik")
    at = "https://code.example/someone/tuba/blob/HEAD/rules/known_topics.md"
    told = CliRunner().invoke(main, ["check", "--format", "json"])
    assert [problem["help"] for problem in json.loads(told.stdout)] == [at]
    assert at in CliRunner().invoke(main, ["check", "--format", "github"]).stdout.replace("%3A", ":")


def test_a_message_in_a_terminal_is_a_link_to_the_page_and_elsewhere_plain_text(project: Project, monkeypatch) -> None:
    project.edit("data/concerts/first-rehearsal.yml", "topic: music", "topic: musik")
    plain = CliRunner().invoke(main, ["check"])
    assert "[known_topics]" in plain.stdout and "\033" not in plain.stdout
    assert "explain known_topics" in plain.stderr
    monkeypatch.setattr("sourcebook.cli.check.takes_links", lambda stream: True)
    told = CliRunner().invoke(main, ["check"]).stdout
    assert f"\033]8;;{rulebook.page('known_topics').as_uri()}\033\\known_topics\033]8;;\033\\" in told
