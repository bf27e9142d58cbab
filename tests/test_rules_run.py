"""The rules run over everything there is, and what is kept from one run to the next changes nothing that is told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Annotated, Any, get_args, get_origin, get_type_hints

import pytest
from pydantic import Field

from sourcebook import checks
from sourcebook.checks import Examined, rule
from sourcebook.checks.multilingual import multilingual_texts
from sourcebook.model import Entity, Record, Source, texts_per_language
from sourcebook.model.fields import LinkedTexts, PerLanguage, Texts

from .conftest import Project

# ── Texts in every language ──


class Motto(Record):
    """A record in a record."""

    words: LinkedTexts


class Tower(Entity):
    """A kind of entity with fields that no rule has heard of."""

    motto: Texts
    mottos: tuple[Motto, ...] = ()
    by_year: dict[str, Texts] = Field(default_factory=dict)
    height: str = ""


def test_a_new_field_of_texts_is_found_wherever_it_stands() -> None:
    words = {"en": "Onwards"}
    tower = Tower.model_validate(
        {"/address": "towers/x", "name": words, "motto": words, "mottos": [{"words": words}], "by_year": {"1": words}}
    )
    assert {(field.path, field.linked) for field in texts_per_language(tower)} == {
        (("name",), False),
        (("motto",), False),
        (("mottos", 0, "words"), True),
        (("by_year", "1"), False),
    }


def _marked(hint: Any) -> Iterator[PerLanguage]:
    """The marks of texts in every language, wherever they stand in a type."""
    if get_origin(hint) is Annotated:
        yield from (mark for mark in get_args(hint) if isinstance(mark, PerLanguage))
    for inside in get_args(hint):
        yield from _marked(inside)


def _classes(record: type[Record]) -> Iterator[type[Record]]:
    for one in record.__subclasses__():
        yield one
        yield from _classes(one)


def test_every_field_of_texts_in_the_model_is_looked_at(mini: Examined) -> None:
    """By their names: those that are typed as texts are those that the rules get from the miniature briefing."""
    typed = {
        name
        for record in _classes(Record)
        if record.__module__.startswith("sourcebook.")
        for name, hint in get_type_hints(record, include_extras=True).items()
        if any(_marked(hint))
    }
    found = {str(key) for text in multilingual_texts(mini.loaded.briefing) for key in text.path}
    assert typed - found == set()


def test_a_new_field_is_checked_without_a_line_anywhere(project: Project) -> None:
    """The example of the review: a text with a link to nowhere, an unknown language, and a word for later."""

    class Translated(Source):
        translator: LinkedTexts | None = None

    briefing = project.examine().loaded.briefing
    record = briefing.sources["sources/parish-letter"]
    translator = {"en": "See [[nobody/here]] TODO", "xx": "…"}
    changed = Translated.model_construct(**{**record.__dict__, "translator": translator})
    briefing = replace(briefing, sources={**briefing.sources, record.address: changed})
    case = rule.case_of(briefing, checks.examine(project.root / "data").evidence)
    named = {name for name, run in checks.rules().items() for fault in run(case) if fault.path[0] == "translator"}
    assert {"known_addresses", "known_languages", "finished_texts"} <= named


# ── What is kept between two runs ──

EDITS = [
    ("data/groups/bois.yml", "en: The Woodwind", "en: The Reeds"),
    ("data/counts/audience.yml", "260", "261"),
    ("data/words.yml", "douze 12", "douze 13"),
    ("data/sources/parish-letter.yml", "cite-only", "open"),
]


@pytest.mark.parametrize(("file", "old", "new"), EDITS)
def test_a_memory_changes_nothing_that_is_told(file: str, old: str, new: str, project: Project) -> None:
    data = project.root / "data"
    memory = checks.Memory()
    assert checks.examine(data, memory=memory).problems == checks.examine(data).problems == []
    project.edit(file, old, new)
    assert checks.examine(data, memory=memory).problems == checks.examine(data).problems
    project.edit(file, new, old)
    assert checks.examine(data, memory=memory).problems == []


def test_what_has_not_changed_is_the_same_object(project: Project) -> None:
    memory = checks.Memory()
    first = checks.examine(project.root / "data", memory=memory)
    names = memory.names(first.loaded.briefing)
    project.edit("data/counts/audience.yml", "260", "261")
    second = checks.examine(project.root / "data", memory=memory)
    assert second.evidence is first.evidence
    assert memory.names(second.loaded.briefing) is names
