"""The organisation chart shows what held on a date, as all sources tell it and as each does; what changed, before and after."""

from __future__ import annotations

import pytest

from sourcebook.i18n.messages import words as interface_words
from sourcebook.views import Edition
from sourcebook.views.orgchart import BEFORE, Box, ChartState, changes, chart_view, slugs

from .conftest import Project

PROPERTIES = """
  born_of:
    name: {fr: issu de, en: born of, zh: 源自}
    from: [groups]
    to: [groups]
  found_there:
    name: {fr: trouvé là, en: found there, zh: 原有}
    from: [concerts]
    to: [groups]
  left_behind:
    name: {fr: laissé, en: left behind, zh: 留下}
    from: [concerts]
    to: [groups]
"""
NAMED = "name: {{fr: {0}, en: {0}, zh: {0}}}\ntranslated: [fr, en, zh]\n"


def _claim(key: str, states: str, when: str = "", source: str = "traveller", status: str = "") -> str:
    lines = [f"  {key}:", "    says: {fr: Dit, en: Said, zh: 说}", "    topic: music", f"    states: {{{states}}}"]
    lines += [f"    when: {when}"] * bool(when) + [f"    status: {status}"] * bool(status)
    at = "4" if source == "registre" else "2"  # the register's text is at hand: its date stands there
    return "\n".join([*lines, f'    sources: [{{source: {source}, at: "{at}"}}]', ""])


@pytest.fixture
def reorganised(project: Project, without_texts: None) -> Edition:
    """The flutes and the fifes become the pipes in July 1923; the drums are placed by nobody before that."""
    project.edit(
        "data/briefing.yml",
        "  beside: [leads]",
        "  beside: [leads]\n  absorbed: born_of\n  before: found_there\n  after: left_behind",
    )
    project.edit("data/briefing.yml", "properties:\n", f"properties:{PROPERTIES}")
    for name in ("flutes", "fifes", "drums"):
        project.write(f"data/groups/{name}.yml", NAMED.format(name))
    project.edit(
        "data/groups/flutes.yml", "[fr, en, zh]\n", "[fr, en, zh]\nclaims:\n" + _claim("in", "part_of: groups/harmonie")
    )
    project.write(
        "data/groups/pipes.yml",
        NAMED.format("pipes")
        + "claims:\n"
        + _claim("in", "part_of: groups/harmonie", "1923-07-14/..", "registre")
        + _claim("from-flutes", "born_of: groups/flutes", "1923-07-14/..")
        + _claim("from-fifes", "born_of: groups/fifes", "1923-07-14/..")
        + _claim("dream", "part_of: groups/bois", "1923-07-14/..", status="illustrative"),
    )
    project.write(
        "data/concerts/merger.yml",
        NAMED.format("merger")
        + "claims:\n"
        + _claim("date", "held_on: 1923-07-14", "1923-07-14")
        + _claim("flutes", "found_there: groups/flutes", "1923-07-14")
        + _claim("drums", "found_there: groups/drums", "1923-07-14")
        + _claim("pipes", "left_behind: groups/pipes", "1923-07-14"),
    )
    loaded, _, found = project.examine()
    assert not [problem for problem in found if problem.level == "error"], found
    return Edition(loaded.briefing, "en", interface_words(loaded, "en"))


def _told(site: Edition, slug: str, source: str = "_all") -> ChartState | None:
    return next((told for told in chart_view(site, slug).told if told.id == source), None)


def _below(box: Box) -> dict[str, Box]:
    return {below.ref.address: below for below in box.boxes}


def test_there_is_a_state_for_each_date_on_which_something_changed_and_one_before(reorganised: Edition) -> None:
    assert slugs(reorganised) == [BEFORE, "1899-03", "1923", "1923-07-14"]


def test_a_body_stands_in_the_chart_from_the_date_of_its_place(reorganised: Edition) -> None:
    assert "groups/pipes" not in _below(_told(reorganised, "1923").tree) | _below(_told(reorganised, "1899-03").tree)
    assert "groups/pipes" in _below(_told(reorganised, "1923-07-14").tree)


def test_a_body_that_a_later_change_presupposes_stands_before_it_and_is_gone_after(reorganised: Edition) -> None:
    before, after = _told(reorganised, "1899-03"), _told(reorganised, "1923-07-14")
    assert "groups/flutes" in _below(before.tree)
    assert {box.ref.address for box in before.unplaced} == {"groups/fifes", "groups/drums"}
    assert "groups/flutes" not in _below(after.tree)
    assert [part.ref.address for part in _below(after.tree)["groups/pipes"].absorbed] == [
        "groups/flutes",
        "groups/fifes",
    ]
    assert not after.unplaced


def test_a_place_that_no_source_dates_is_drawn_in_the_last_state_only_and_marked(reorganised: Edition) -> None:
    assert "groups/bois" not in _below(_told(reorganised, "1899-03").tree)
    assert not _below(_told(reorganised, "1923-07-14").tree)["groups/bois"].dated


def test_invented_examples_are_not_drawn(reorganised: Edition) -> None:
    bois = _below(_told(reorganised, "1923-07-14").tree)["groups/bois"]
    assert not bois.boxes


def test_each_source_has_its_own_state_with_what_it_alone_says(reorganised: Edition) -> None:
    traveller = _told(reorganised, "1923-07-14", "traveller")
    assert traveller is None or "groups/pipes" not in _below(traveller.tree)
    register = _told(reorganised, "1923-07-14", "registre")
    assert "groups/pipes" in _below(register.tree)
    assert register.reported == "date of publication not stated"
    assert not _below(register.tree)["groups/pipes"].absorbed


def test_whoever_leads_stands_beside_the_box(sites: dict[str, Edition]) -> None:
    tree = _told(sites["en"], "1899-03").tree
    assert [(part.name, part.ref.address) for part in tree.beside] == [("led by", "players/anatole-grive")]


def test_a_change_says_what_stood_before_and_after(reorganised: Edition) -> None:
    (change,) = changes(reorganised)
    assert change.when == "14 July 1923"
    assert [part.ref.address for part in change.before] == ["groups/flutes", "groups/drums"]
    assert [part.ref.address for part in change.after] == ["groups/pipes"]


def test_a_briefing_without_a_chart_has_no_states(project: Project) -> None:
    project.edit("data/briefing.yml", "chart:\n  root: groups/harmonie\n  below: part_of\n  beside: [leads]\n", "")
    loaded = project.examine().loaded
    assert slugs(Edition(loaded.briefing, "en", interface_words(loaded, "en"))) == []
