"""What is known of a language is data, and a briefing may add to it only what is not known."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from sourcebook.evidence.lexicon import BRIEFING_WORDS, lexicon_of, lexicons, marks_of_script, scripts
from sourcebook.evidence.numbers import number

from .conftest import ROOT, Project

WORDS = "data/words.yml"


@pytest.mark.parametrize("code", lexicons())
def test_a_lexicon_has_words_and_none_twice(code: str) -> None:
    found = lexicons()[code].model_dump(exclude_defaults=True)
    assert found
    for words in found.values():
        assert all(word.strip() == word != "" for word in words)
        assert len({*words}) == len(words)


def test_a_lexicon_is_found_by_a_tag_and_a_script_by_its_code() -> None:
    assert lexicon_of("en-GB") == lexicon_of("EN") == lexicons()["en"]
    assert lexicon_of("zh-Hant-TW") == lexicons()["zh"]
    assert lexicon_of("tlh").number_words == {}
    assert marks_of_script("Hans") == marks_of_script("Jpan") == scripts()["Hani"]
    assert marks_of_script("Cyrl") is None


HAN_LETTER = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")
ROOMS = [path for room in ("evidence", "checks") for path in sorted((ROOT / "sourcebook" / room).glob("*.py"))]
ROOMS.remove(ROOT / "sourcebook" / "checks" / "catalogue.py")  # it tells people of rules, and compares no text


@pytest.mark.parametrize("path", ROOMS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_the_code_names_no_language_and_has_no_word_in_han_characters(path: Path) -> None:
    """But in what it says to people who read it."""
    tree = ast.parse(path.read_text("utf-8"))
    documented = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    constants = [node for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    texts = [node.value for node in constants if id(node) not in documented]
    assert [text for text in texts if HAN_LETTER.search(text) or text in lexicons()] == []


def test_a_briefing_brings_the_words_of_a_language_that_has_none(project: Project) -> None:
    reader = project.examine().evidence.readers["fr"]
    assert reader.figures("douze tubas") == {number(12)}
    assert reader.hedge("peut-être") == "peut-être"
    # What Sourcebook knows of the language is there as well.
    assert {str(figure) for figure in reader.figures("12 pour cent")} == {"12 %"}


def test_what_is_proved_in_a_language_is_not_changed_by_words_of_the_interface(project: Project) -> None:
    before = project.examine()
    for old, new in (
        ("\nclaim: {fr: ", "\nclaim: {en: Six perhaps, fr: "),
        ("\nnumber_words: {fr: ", '\nnumber_words: {en: "six 7", zh: "翻番 9", fr: '),
        ("\nhedge_words: {fr: ", "\nhedge_words: {en: tuba, zh: 大号, fr: "),
    ):
        project.edit(WORDS, old, new)
    after = project.examine()
    assert after.loaded.words["number_words"]["en"] == "six 7"
    assert after.evidence.readers == before.evidence.readers
    assert after.evidence.readers["en"].figures("six") == {number(6)}
    # The editor is told that these words are not read, and of nothing else.
    assert [(problem.rule, problem.level) for problem in after.problems] == [("interface_words", "warning")] * 4
    assert "Sourcebook has hedge_words of its own for en" in str([problem.says for problem in after.problems])


def test_number_words_without_a_value_are_a_problem_at_their_place(project: Project) -> None:
    found = project.edit(WORDS, "trois 3, ", "trois, ").examine().problems
    assert [(problem.rule, problem.says) for problem in found] == [
        ("interface_words", "“trois” is no number word with its value")
    ]


@pytest.mark.parametrize("name", BRIEFING_WORDS)
def test_without_these_words_nothing_is_proved_in_the_language_and_it_is_said(name: str, project: Project) -> None:
    lines = (project.root / WORDS).read_text("utf-8").splitlines(keepends=True)
    project.write(WORDS, "".join(line for line in lines if not line.startswith(name)))
    examined = project.examine()
    assert [problem.says for problem in examined.problems] == [f"interface words are missing in fr: {name}"]
    assert {*examined.evidence.readers} == {"en", "zh"}
