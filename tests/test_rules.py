"""Every rule is explained by its sentence and by an example, in a terminal and in the site: `--accept` writes the examples."""

from __future__ import annotations

import ast
import difflib
import json
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from lxml import html

from sourcebook.__main__ import main
from sourcebook.checks import Examined, catalogue
from sourcebook.checks.catalogue import rules
from sourcebook.i18n import rules as of_words
from sourcebook.model import rules as of_records
from sourcebook.outputs.escaping import html_in_markdown
from sourcebook.outputs.html import Renderer
from sourcebook.views import Edition, pages
from sourcebook.yamlfile import rules as of_files
from sourcebook.yamlfile.characters import visible

from .broken.cases import Case, cases
from .conftest import MINI, ROOT, Project

PACKAGE = ROOT / "sourcebook"
CONTEXT = 2  # lines shown around a slip
LONGEST, WIDEST = 16, 160  # lines of an example, characters of a line

# ── The examples ──

Lines = list[str] | None
Excerpts = dict[str, dict[str, Lines]]


def test_every_rule_has_one_case_that_is_its_example() -> None:
    examples = Counter(case.rule for case in cases().values() if case.is_example)
    assert examples == dict.fromkeys(rules(), 1)


def test_the_examples_are_those_of_the_cases(
    tmp_path: Path, with_texts: None, accepted: Callable[[Path, str], None]
) -> None:
    """They are package data, so that an installed command can print them."""
    chosen = {case.rule: case for case in cases().values() if case.is_example}
    found = {rule: example(case, tmp_path / rule) for rule, case in chosen.items()}
    accepted(catalogue.EXAMPLES, json.dumps(found, ensure_ascii=False, indent=1) + "\n")


def example(case: Case, root: Path) -> dict[str, object]:
    """What a case says to an editor: its level, its message as `check` prints it, and the lines that it changes."""
    project = Project(root)
    with pytest.MonkeyPatch.context() as inside:
        inside.chdir(root)
        case.apply(project)
        files = excerpts(root)
        message = printed(case, project)
    return {"level": "warning" if "warning" in case.messages[0] else "error", "message": message, "files": files}


def printed(case: Case, project: Project) -> list[str]:
    """The lines of the message. A build is not needed for it: those of pages stand in one line, which is found again."""
    if not case.is_built:
        return project.report().splitlines()
    (message,) = case.messages
    assert "which" not in message, "take another case as the example: this line stands there more than once"
    before, _, after = message.get("at", "").partition("▸")
    line = (project.root / message["file"]).read_text("utf-8").split("\n").index(before + after) + 1
    first = f"{message['file']}:{line}:{len(before) + 1}: {message['error']} [{message['rule']}]"
    return [first, *(f"    {message[key]}" for key in ["hint"] if key in message)]


def excerpts(root: Path) -> Excerpts:
    """The parts of files that differ between the miniature briefing and a project, by file."""
    files = sorted({path for folder in (MINI, root) for path in _files(folder)})
    pairs = {file: (_text_of(MINI / file), _text_of(root / file)) for file in files}
    return {file: _around(*_shortened(file, texts)) for file, texts in pairs.items() if texts[0] != texts[1]}


def _shortened(file: str, texts: tuple[Lines, Lines]) -> tuple[Lines, Lines]:
    """Of a source text only the first line: one that may only be cited is not published here either."""
    if not file.startswith("data/texts/"):
        return texts
    before, after = ([*lines[:1], "…"] if lines and len(lines) > 1 else lines for lines in texts)
    return before, after


def _files(root: Path) -> Iterator[str]:
    for folder in ("data", "docs"):
        found = (path for path in (root / folder).rglob("*") if path.is_file() or path.is_symlink())
        yield from (path.relative_to(root).as_posix() for path in found)


def _text_of(path: Path) -> Lines:
    """The lines of a file as they can be shown; None if there is none."""
    if path.is_symlink():
        return [f"→ {path.readlink()}"]
    if not path.is_file():
        return None
    return path.read_bytes().decode("utf-8", "backslashreplace").splitlines()


def _around(mended: Lines, broken: Lines) -> dict[str, Lines]:
    """The lines in which two versions of a file differ, with some around them; the first ones where one has no lines."""
    if not mended or not broken:
        return {"broken": broken and shown(broken[:LONGEST]), "mended": mended and shown(mended[:LONGEST])}
    codes = difflib.SequenceMatcher(None, mended, broken, autojunk=False).get_opcodes()
    changes = [code for code in codes if code[0] != "equal"]
    (_, start, _, start_broken, _), (_, _, end, _, end_broken) = changes[0], changes[-1]
    return {
        "broken": shown(broken[max(0, start_broken - CONTEXT) : end_broken + CONTEXT]),
        "mended": shown(mended[max(0, start - CONTEXT) : end + CONTEXT]),
    }


def shown(lines: list[str]) -> list[str]:
    """Lines in which every character can be seen, and none is too long."""
    seen = (visible(line.replace("\t", "⇥")) for line in lines)
    return [line if len(line) <= WIDEST else f"{line[:WIDEST]}…" for line in seen]


# ── The sentences ──

TABLES = {"yamlfile": of_files.RULES, "model": of_records.RULES, "i18n": of_words.RULES, "mkdocs": catalogue.OF_PAGES}


def test_every_rule_says_its_sentence_in_one_place() -> None:
    told = [name for name, _, _ in catalogue.sentences()]
    assert len(told) == len(set(told))
    assert all(rule.says[0] for rule in rules().values())


@pytest.mark.parametrize("room", TABLES)
def test_a_room_says_the_sentences_of_rules_that_it_applies(room: str) -> None:
    written = (path for path in (PACKAGE / room).rglob("*.py") if path.name != "rules.py")
    nodes = (node for path in written for node in ast.walk(ast.parse(path.read_text("utf-8"))))
    texts = {node.value for node in nodes if isinstance(node, ast.Constant)}
    assert set(TABLES[room]) - texts == set()


def test_every_family_has_its_rules_and_every_rule_a_family_with_a_heading() -> None:
    assert {rule.family for rule in rules().values()} == set(catalogue.FAMILIES)


# ── In a terminal ──


@pytest.mark.parametrize("name", rules())
def test_explain_shows_the_sentence_what_breaks_it_the_message_and_what_mends_it(name: str) -> None:
    told = CliRunner().invoke(main, ["explain", name])
    assert told.exit_code == 0
    heads = [f"# {name}", rules()[name].says[0], "## Broken", "\nsays\n", f"[{name}]\n", "## Mended"]
    places = [told.output.index(head) for head in heads]
    assert places == sorted(places)


def test_explain_prints_markdown() -> None:
    told = CliRunner().invoke(main, ["explain", "known_topics"])
    assert told.output == KNOWN_TOPICS


KNOWN_TOPICS = """\
# known_topics

*Claims · an error*

The topic of a claim is one that the briefing declares.

## Broken

```yaml
# data/concerts/first-rehearsal.yml
      en: There is a rehearsal once a week.
      zh: 每周排练一次。
    topic: musik
    sources:
      - {source: registre, at: "3.2"}
```

says

```text
data/concerts/first-rehearsal.yml:14:12: “musik” is not a topic here [known_topics]
    did you mean “music”?
```

## Mended

```yaml
# data/concerts/first-rehearsal.yml
      en: There is a rehearsal once a week.
      zh: 每周排练一次。
    topic: music
    sources:
      - {source: registre, at: "3.2"}
```
"""


def test_explain_asks_whether_another_rule_was_meant() -> None:
    told = CliRunner().invoke(main, ["explain", "figure_in_passage"])
    assert told.exit_code == 1
    assert "did you mean “figures_in_passage”?" in told.output
    assert "known_topics" in CliRunner().invoke(main, ["explain", "xyzzy"]).output


def test_a_message_for_a_program_says_where_its_rule_is_explained(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.edit("data/concerts/first-rehearsal.yml", "topic: music", "topic: musik")
    monkeypatch.setenv("SITE_URL", "https://someone.example/tuba/")
    at = "https://someone.example/tuba/rules/#known_topics"
    told = CliRunner().invoke(main, ["check", "--format", "json"])
    assert [problem["help"] for problem in json.loads(told.stdout)] == [at]
    assert at in CliRunner().invoke(main, ["check", "--format", "github"]).stdout.replace("%3A", ":")
    monkeypatch.delenv("SITE_URL")
    told = CliRunner().invoke(main, ["check", "--format", "json"])
    assert [problem["help"] for problem in json.loads(told.stdout)] == [""]


def test_a_message_in_a_terminal_is_a_link_where_the_site_has_an_address_and_elsewhere_plain_text(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.edit("data/concerts/first-rehearsal.yml", "topic: music", "topic: musik")
    plain = CliRunner().invoke(main, ["check"])
    assert "[known_topics]" in plain.stdout and "\033" not in plain.stdout
    assert "explain known_topics" in plain.stderr
    monkeypatch.setattr("sourcebook.cli.check.takes_links", lambda stream: True)
    assert "\033" not in CliRunner().invoke(main, ["check"]).stdout
    monkeypatch.setenv("SITE_URL", "https://someone.example/tuba")
    told = CliRunner().invoke(main, ["check"]).stdout
    at = "https://someone.example/tuba/rules/#known_topics"
    assert f"\033]8;;{at}\033\\known_topics\033]8;;\033\\" in told


# ── In the site ──


@pytest.fixture(scope="module")
def shown_in(mini: Examined, sites: dict[str, Edition], renderers: dict[str, Renderer]) -> dict[str, str]:
    """The page of rules in each language, as HTML."""
    made = {
        lang: next(planned.make() for planned in pages(site, mini.evidence) if planned.path == catalogue.PAGE)
        for lang, site in sites.items()
    }
    return {lang: renderers[lang].page(page) for lang, page in made.items()}


def test_the_site_explains_every_rule_at_an_anchor_of_its_name(shown_in: dict[str, str]) -> None:
    for page in shown_in.values():
        root = html.fromstring(page)
        anchors = root.xpath("//h3/@id")
        assert sorted(anchors) == sorted(rules())
        for rule in rules().values():
            (section,) = root.xpath(f"//section[@aria-labelledby='{rule.name}']")
            assert rule.says[0].replace("`", "") in section.text_content()
            blocks = [block.text_content() for block in section.xpath(".//pre")]
            told = [lines for excerpt in rule.example.excerpts for lines in (excerpt.broken, excerpt.mended)]
            assert sorted(blocks) == sorted("\n".join(lines) for lines in (*told, rule.example.message) if lines)


def test_english_in_a_page_of_another_language_says_that_it_is_english(shown_in: dict[str, str]) -> None:
    for lang, page in shown_in.items():
        root = html.fromstring(page)
        parts = root.xpath("//h3/code | //section/div | //pre")
        assert {part.get("lang") for part in parts} == {None if lang == "en" else "en"}
        assert {part.get("lang") for part in root.xpath("//pre//span")} == {"zh-Hans"}


def test_lines_of_code_stay_apart_in_markdown(shown_in: dict[str, str]) -> None:
    written = html.fromstring(html_in_markdown(shown_in["en"]))
    assert [block.text_content() for block in written.xpath("//pre")] == [
        block.text_content() for block in html.fromstring(shown_in["en"]).xpath("//pre")
    ]
