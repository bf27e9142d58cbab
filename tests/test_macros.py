"""Every macro of hand-written pages is documented, tried in the miniature briefing, and says what is missing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sourcebook.outputs.html import Renderer
from sourcebook.outputs.reference import macro_reference
from sourcebook.outputs.templates import MissingTemplate, Templates
from sourcebook.views import Edition
from sourcebook.views.entity import entity
from sourcebook.views.macros import MACROS, Unknown
from sourcebook.views.notes import numbered

from .conftest import MINI, ROOT


@pytest.mark.parametrize("folder", [ROOT / "macros", ROOT / "sourcebook" / "editing" / "starter" / "macros"], ids=str)
def test_the_reference_beside_a_briefing_s_macros_is_the_present_one(folder: Path, accepted) -> None:
    accepted(folder / "README.md", macro_reference())


@pytest.mark.parametrize("name", MACROS)
def test_a_macro_says_how_it_is_called_and_what_it_shows(name: str) -> None:
    assert re.match(rf"`{name}\(.*\)`: \w.+\.", MACROS[name].__doc__ or "", re.DOTALL)


@pytest.mark.parametrize("name", [name for name in MACROS if name != "glossary"])
def test_a_macro_is_tried_in_every_language_of_the_miniature_briefing(name: str) -> None:
    for folder in (MINI / "docs").iterdir():
        pages = "".join(page.read_text("utf-8") for page in folder.glob("*.md"))
        assert f"{{{{ {name}(" in pages, folder.name


def test_the_notes_of_a_macro_follow_those_of_the_macros_before_it(sites: dict[str, Edition]) -> None:
    claims = [MACROS["claim"](sites["en"], f"groups/harmonie/{key}") for key in ("margin", "founded")]
    first, notes = numbered(tuple(claims[0].values.values()))
    second, after = numbered(tuple(claims[1].values.values()), notes)
    again, last = numbered(tuple(claims[0].values.values()), after)
    assert [mark.id for mark in first[0].marks] == ["fnref:1"]
    assert second[0].marks[0].number == 2
    assert [mark.id for mark in again[0].marks] == ["fnref2:1"]
    assert len(notes.views) == 1 and last.views[0].marks == (*first[0].marks, *again[0].marks)


def test_an_address_that_there_is_not_is_told_with_the_nearest(sites: dict[str, Edition]) -> None:
    with pytest.raises(Unknown) as told:
        MACROS["claim"](sites["en"], "groups/harmonie/margim")
    assert told.value.says == "“groups/harmonie/margim” is not the address of a claim"
    assert told.value.hint == "did you mean “groups/harmonie/margin”?"


def test_a_view_without_a_template_says_what_to_write(sites: dict[str, Edition]) -> None:
    page = entity(sites["en"], "groups/bois")._replace(template="nosuch")
    with pytest.raises(MissingTemplate, match=r"write outputs/templates/nosuch\.html\.jinja"):
        Renderer(sites["en"], Templates()).page(page)
