"""Who says what: each source's word beside the others', with its passage, and silence only where it is known."""

from __future__ import annotations

from sourcebook.i18n.messages import words as interface_words
from sourcebook.views import Edition
from sourcebook.views.comparison import Comparison, ComparisonRow, comparison, of_entity, origins

from .conftest import Project


def _row(found: Comparison, about: str, property_: str = "") -> ComparisonRow:
    return next(row for row in found.rows if (row.about.path if row.about else "", row.property) == (about, property_))


def _cells(row: ComparisonRow) -> list[list[str] | str]:
    return [
        [
            "".join(run.text for piece in s.says for run in (piece.runs if hasattr(piece, "runs") else (piece,)))
            for s in cell.sayings
        ]
        or cell.silence
        for cell in row.cells
    ]


def test_a_dispute_is_a_row_with_the_position_of_each_source(sites: dict[str, Edition]) -> None:
    found = comparison(sites["en"])
    assert [source.path for source in found.sources] == [
        "sources/parish-letter/",
        "sources/registre/",
        "sources/traveller/",
    ]
    row = _row(found, "questions/who-conducted/")
    assert _cells(row) == [["The baker, as ever.", "The clarinettist."], ["The baker, as ever."], ["The clarinettist."]]
    assert row.origins == 3


def test_a_fact_that_allows_one_value_is_a_row_with_what_each_source_states(sites: dict[str, Edition]) -> None:
    row = _row(comparison(sites["en"]), "concerts/bridge-concert/", "conducted by")
    assert _cells(row) == [["Odile Pervenche"], ["Anatole Grive"], ["Odile Pervenche"]]
    assert [s.status for cell in row.cells for s in cell.sayings] == ["reported", "stated", "reported"]


def test_what_has_one_holder_is_read_from_what_is_held(sites: dict[str, Edition]) -> None:
    assert _cells(_row(comparison(sites["en"]), "groups/harmonie/", "led by"))[1] == ["Anatole Grive"]


def test_a_cell_leads_to_the_passage(sites: dict[str, Edition]) -> None:
    row = _row(comparison(sites["en"]), "concerts/bridge-concert/", "conducted by")
    (passage,) = row.cells[1].sayings[0].passages
    assert (passage.path, passage.runs[0].text) == ("sources/registre/#p4.1", "4.1")


def test_silence_is_said_of_a_text_read_to_the_end_and_of_no_other(sites: dict[str, Edition]) -> None:
    row = _row(comparison(sites["en"]), "groups/harmonie/", "led by")
    assert [cell.silence for cell in row.cells] == ["no such claim", "", "not read to the end"]


def test_an_entity_is_compared_from_both_ends_where_more_than_one_origin_speaks(sites: dict[str, Edition]) -> None:
    found = of_entity(sites["en"], "players/odile-pervenche")
    assert _cells(_row(found, "", "conducted")) == [["Bridge Concert"], "no such claim", ["Bridge Concert"]]
    assert of_entity(sites["en"], "groups/harmonie").rows == ()


def test_sources_that_tell_one_another_again_are_one_origin(project: Project) -> None:
    project.edit("data/sources/traveller.yml", "language: zh-Hans", "derived_from: parish-letter\nlanguage: zh-Hans")
    loaded = project.examine().loaded
    site = Edition(loaded.briefing, "en", interface_words(loaded, "en"))
    assert origins(site, ["traveller", "parish-letter", "registre"]) == {"parish-letter", "registre"}
    assert _row(comparison(site), "questions/who-conducted/").origins == 2
