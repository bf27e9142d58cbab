"""A folder becomes a briefing; what is wrong with its shape becomes problems, and nothing is raised."""

from __future__ import annotations

import os
from decimal import Decimal
from pathlib import Path

import pytest

from sourcebook import checks
from sourcebook.checks import Examined
from sourcebook.model import (
    Citation,
    Claim,
    Entity,
    Event,
    Kind,
    Link,
    Metric,
    Settings,
    Source,
    inline,
    loading,
    page_of,
)
from sourcebook.model.fields import Words
from sourcebook.model.records import Chart
from sourcebook.model.walk import record_at, type_at
from sourcebook.problems import Place

from .conftest import MINI, Project


@pytest.fixture(scope="module")
def briefing(mini: Examined):
    return mini.loaded.briefing


def test_the_mini_is_clean_with_its_texts_at_hand(mini: Examined) -> None:
    assert mini.problems == []
    assert mini.evidence.missing(mini.loaded.briefing) == []


def test_the_mini_is_clean_without_the_texts_that_may_not_be_published(without_texts: None) -> None:
    examined = checks.examine(MINI / "data")
    assert examined.problems == []
    assert [s.id for s in examined.evidence.missing(examined.loaded.briefing)] == ["parish-letter", "traveller"]


def test_texts_are_also_found_in_a_folder_beside_the_data(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = Path(os.environ["SOURCEBOOK_TEXTS"])
    monkeypatch.delenv("SOURCEBOOK_TEXTS")
    (project.root / "texts").symlink_to(texts)
    examined = project.examine()
    assert examined.evidence.missing(examined.loaded.briefing) == []


def test_the_first_language_is_the_default_one(briefing) -> None:
    assert briefing.settings.default_language == "fr"
    assert briefing.settings.tag("en") == "en-GB"
    assert briefing.settings.tag("de") == "de"


def test_a_file_is_an_address_and_so_is_a_claim(briefing) -> None:
    claim = briefing.claims["concerts/bridge-concert/tuba"]
    assert (claim.subject, claim.key) == ("concerts/bridge-concert", "tuba")
    assert page_of(claim.address) == "concerts/bridge-concert"
    assert "questions/who-conducted/grive" in briefing.addresses


def test_claims_stand_in_the_order_of_the_file(briefing) -> None:
    assert list(briefing.entities["concerts/bridge-concert"].claims) == [
        "date",
        "conducted-by-grive",
        "conducted-by-pervenche",
        "tuba",
    ]


def test_the_shape_of_a_kind_is_the_class_of_its_records(briefing) -> None:
    assert isinstance(briefing.entities["counts/audience"], Metric)
    assert isinstance(briefing.entities["concerts/barge-concert"], Event)
    assert briefing.shape(briefing.entities["players/odile-pervenche"]) == "entity"


def test_an_amount_is_an_exact_decimal(briefing) -> None:
    assert briefing.claims["counts/takings/bridge-concert"].amount == Decimal("86.50")
    assert str(briefing.claims["counts/takings/bridge-concert"].amount) == "86.50"


def test_a_relation_is_seen_from_both_ends(briefing) -> None:
    assert [(r.property, r.other, r.inverse) for r in briefing.relations("groups/bois")] == [
        ("part_of", "groups/harmonie", False),
        ("leads", "players/odile-pervenche", True),
        ("at_odds_with", "groups/cuivres", True),
    ]


def test_a_question_is_about_the_pages_whose_claims_it_holds(briefing) -> None:
    assert [q.address for q in briefing.questions_about("players/anatole-grive")] == ["questions/who-conducted"]


def test_only_disputed_questions_dispute_a_claim(briefing) -> None:
    assert [q.address for q, _ in briefing.disputes("concerts/bridge-concert/conducted-by-grive")] == [
        "questions/who-conducted"
    ]
    assert briefing.disputes("concerts/bridge-concert/date") == []


def test_a_mention_is_a_link_from_another_page(briefing) -> None:
    assert {claim.address for claim in briefing.mentions("concerts/bridge-concert")} == {
        "players/anatole-grive/denies-the-cold",
        "counts/audience/register",
    }


def test_a_record_never_changes(briefing) -> None:
    with pytest.raises(ValueError, match="frozen"):
        briefing.claims["concerts/bridge-concert/tuba"].topic = "music"


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("plain", ("plain",)),
        ("", ("",)),
        ("[[a/b]]", (Link("a/b", None),)),
        ("x [[a/b|the words]] y", ("x ", Link("a/b", "the words"), " y")),
        ("[not a link] [[nor this", ("[not a link] [[nor this",)),
        ("[[a/b]][[c/d]]", (Link("a/b", None), Link("c/d", None))),
    ],
)
def test_a_sentence_is_words_and_links(text: str, pieces: tuple) -> None:
    assert inline(text) == pieces


def test_the_place_of_a_value_is_where_it_stands_in_its_file(mini: Examined) -> None:
    found = mini.loaded.place("players/odile-pervenche", ("claims", "clarinet", "states", "plays"))
    assert found == Place(loading.display_path(MINI / "data" / "players" / "odile-pervenche.yml"), 10, 21)


def test_a_record_that_cannot_be_read_is_left_out_and_remembered(project: Project) -> None:
    project.write("data/players/odile-pervenche.yml", "name: &x y\n")
    loaded = loading.load(Path("data"))
    assert "players/odile-pervenche" not in loaded.briefing.entities
    assert "players/odile-pervenche" in loaded.briefing.hidden


def test_a_slip_in_an_optional_record_is_told_at_its_own_place(project: Project) -> None:
    project.edit("data/briefing.yml", "  beside: [", "  besides: [")
    assert "the key “besides” is not known here [known_keys]\n    did you mean “beside”?" in project.report()
    project.edit("data/briefing.yml", "  besides: [", "  beside: [").edit(
        "data/briefing.yml", "root: groups/harmonie", "root: /a"
    )
    assert "“/a” does not have the form that “root” needs [shape]" in project.report()


def test_the_type_at_a_path_follows_the_fields() -> None:
    assert record_at(Source, ()) is Source
    assert record_at(Settings, ("kinds", "groups")) is Kind
    assert record_at(Settings, ("chart",)) is Chart
    assert record_at(Settings, ("chart", "root")) is None
    assert record_at(Entity, ("claims", "any", "sources", 0)) is Citation
    assert type_at(Claim, ("says", "en")) == Words
    assert type_at(Claim, ("says", "en", "more")) is None
    assert type_at(Claim, ("nothing",)) is None


def test_what_an_editor_leaves_lying_about_is_no_record(project: Project) -> None:
    project.write("data/README.md", "# Data\n").write("data/players/README.md", "# Players\n")
    project.write("data/.DS_Store", b"\x00").write("data/players/.gitkeep", "")
    assert project.report() == ""


def test_a_kind_may_have_no_records_yet(project: Project) -> None:
    project.edit(
        "data/briefing.yml",
        "topics:",
        "  rivers: {name: {fr: R, en: R, zh: 河}, plural: {fr: R, en: R, zh: 河}}\n\ntopics:",
    )
    assert project.report() == ""


def test_a_briefing_in_one_language_is_a_briefing(tmp_path: Path, without_texts: None) -> None:
    (tmp_path / "briefing.yml").write_text(
        "title: {en: Empty}\ndescription: {en: Nothing yet.}\nlanguages:\n  en: {name: English, tag: en}\nlabel: [en]\n"
        "kinds:\n  things: {name: {en: Thing}, plural: {en: Things}}\ntopics: {}\n"
    )
    assert checks.examine(tmp_path).problems == []


def test_a_folder_that_is_not_there_is_a_problem_and_no_crash(tmp_path: Path) -> None:
    assert [p.rule for p in checks.examine(tmp_path / "nowhere").problems] == ["plain_files"]
