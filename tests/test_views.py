"""What a page shows follows from the briefing alone: the same in every edition, but for the words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sourcebook import model
from sourcebook.checks import Examined
from sourcebook.i18n import messages
from sourcebook.values.passages import locator
from sourcebook.views import Edition, Page, pages, redirects
from sourcebook.views.entity import ROW_LIMIT, entity
from sourcebook.views.index import PAGE_LENGTH, index, index_paths
from sourcebook.views.metric import chart
from sourcebook.views.neighbourhood import neighbourhood
from sourcebook.views.notes import finished
from sourcebook.views.question import question
from sourcebook.views.source import source
from sourcebook.views.standing import standing
from sourcebook.views.text import label, link, plain_label, runs, text_of
from sourcebook.views.timeline import timeline

from .conftest import HOSTILE, LANGUAGES, Project


@pytest.fixture(params=LANGUAGES)
def site(request: pytest.FixtureRequest, sites: dict[str, Edition]) -> Edition:
    """Each edition in turn."""
    return sites[request.param]


def words(pieces: tuple) -> str:
    """The text of a sentence, links included."""
    return "".join(run.text for piece in pieces for run in (piece.runs if hasattr(piece, "runs") else (piece,)))


def claims(page: Page) -> dict[str, object]:
    return {claim.anchor: claim for section in page.body.sections for claim in section.claims}


def facts(page: Page) -> dict[str, list[str]]:
    return {
        fact.name: [value.ref.address if value.ref else value.text for value in fact.values] for fact in page.body.facts
    }


# ── Pages ──


def test_every_record_has_a_page_and_every_kind_an_index(site: Edition, mini: Examined) -> None:
    planned = list(pages(site, mini.evidence))
    briefing = site.briefing
    records = {*briefing.entities, *briefing.sources, *briefing.questions}
    states = {"chart/before/", "chart/1899-03/", "chart/1923/", "search/", "print/", "rules/"}
    assert {p.path for p in planned if not p.listed} == {f"{address}/" for address in records} | states
    assert [p.path for p in planned if p.listed] == [
        "players/",
        "groups/",
        "counts/",
        "concerts/",
        "questions/",
        "sources/",
    ]


def test_the_editions_have_the_same_pages_with_the_same_anchors(sites: dict[str, Edition], mini: Examined) -> None:
    def anchors(site: Edition) -> list[tuple[str, list[str]]]:
        made = [planned.make() for planned in pages(site, mini.evidence)]
        return [(page.path, [item.id for item in page.contents]) for page in made]

    assert anchors(sites["fr"]) == anchors(sites["en"]) == anchors(sites["zh"])


def test_a_page_is_made_anew_each_time_and_is_the_same(site: Edition, mini: Examined) -> None:
    for planned in pages(site, mini.evidence):
        assert planned.make() == planned.make()


def test_a_former_id_leads_to_where_the_record_is_now(site: Edition) -> None:
    assert list(redirects(site)) == [
        ("players/la-clarinettiste/", "players/odile-pervenche"),
        ("questions/baton/", "questions/who-conducted"),
    ]


# ── Names and runs ──


def test_a_label_stands_in_the_order_of_the_briefing_in_every_edition(site: Edition) -> None:
    assert plain_label(site, "groups/bois") == "Les Bois / The Woodwind"
    assert plain_label(site, "players/odile-pervenche") == "Odile Pervenche"


def test_words_in_another_language_say_so(sites: dict[str, Edition]) -> None:
    assert [(run.text, run.lang) for run in label(sites["fr"], "groups/bois")] == [
        ("Les Bois", None),
        (" / ", None),
        ("The Woodwind", "en-GB"),
    ]
    assert ("Les Bois", "fr") in [(run.text, run.lang) for run in label(sites["zh"], "groups/bois")]


def test_a_run_in_another_script_is_tagged_inside_a_sentence(sites: dict[str, Edition]) -> None:
    assert [(run.text, run.lang) for run in runs(sites["en"], "They say 大号 here.")] == [
        ("They say ", None),
        ("大号", "zh-Hans"),
        (" here.", None),
    ]


def test_a_link_shows_the_name_in_the_page_s_language_and_keeps_the_label(sites: dict[str, Edition]) -> None:
    ref = link(sites["zh"], "groups/bois")
    assert (words((ref,)), ref.title) == ("木管组", "Les Bois / The Woodwind")
    assert words((link(sites["fr"], "groups/bois", "ces Bois"),)) == "ces Bois"


def test_a_text_is_shown_as_it_was_written(sites: dict[str, Edition]) -> None:
    for lang, said in HOSTILE.items():
        assert words(claims(entity(sites[lang], "groups/harmonie"))["margin"].sentence) == said


def test_the_editors_own_renderings_are_owned_up_to(sites: dict[str, Edition]) -> None:
    assert "chinois" in entity(sites["fr"], "groups/bois").body.translated
    assert entity(sites["fr"], "players/odile-pervenche").body.translated == ""


# ── Claims, facts, figures ──


def test_the_same_passage_has_the_same_note_and_numbers_follow_the_page(site: Edition) -> None:
    page = finished(entity(site, "players/odile-pervenche"))
    # She plays the clarinet, and leads the Woodwind: one passage says both, in the facts and again in the claims.
    found = [note for note in page.notes if note.passage.path == "sources/registre/#p3.2"]
    assert len(found) == 1
    assert [mark.id for mark in found[0].marks] == ["fnref:1", "fnref2:1", "fnref3:1", "fnref4:1"]


def test_every_claim_on_a_page_has_a_note_and_every_note_leads_back(site: Edition) -> None:
    for address in site.briefing.entities:
        page = finished(entity(site, address))
        marks = [mark for claim in claims(page).values() for mark in claim.marks]
        assert all(claim.marks for claim in claims(page).values())
        assert {mark.number for mark in marks} <= {note.number for note in page.notes}
        assert [note.number for note in page.notes] == list(range(1, len(page.notes) + 1))


def test_what_one_states_stands_on_the_page_of_the_other_as_its_inverse(sites: dict[str, Edition]) -> None:
    assert facts(entity(sites["fr"], "groups/harmonie")) == {
        "dirigé par": ["players/anatole-grive"],
        "comprend": ["groups/bois", "groups/cuivres"],
    }


def test_what_holds_both_ways_stands_on_both_pages(sites: dict[str, Edition]) -> None:
    assert facts(entity(sites["en"], "groups/bois"))["at odds with"] == ["groups/cuivres"]
    assert facts(entity(sites["en"], "groups/cuivres"))["at odds with"] == ["groups/bois"]


def test_values_that_sources_dispute_stand_side_by_side_and_say_so(site: Edition) -> None:
    row = entity(site, "concerts/bridge-concert").body.facts[2]
    assert [value.ref.address for value in row.values] == ["players/anatole-grive", "players/odile-pervenche"]
    assert all(value.disputed for value in row.values)


def test_a_disputed_claim_leads_to_its_position_wherever_it_is_shown(site: Edition) -> None:
    claim = claims(entity(site, "concerts/bridge-concert"))["conducted-by-grive"]
    assert [dispute.path for dispute in claim.qualifiers.disputes] == ["questions/who-conducted/#grive"]
    assert claims(entity(site, "concerts/bridge-concert"))["date"].qualifiers.disputes == ()


def test_a_date_that_is_stated_is_written_in_words(sites: dict[str, Edition]) -> None:
    assert facts(entity(sites["zh"], "concerts/barge-concert"))["日期"] == ["约1924年7月"]


@pytest.mark.parametrize(("lang", "name", "written"), [("en", "bridges crossed", "1,923"), ("zh", "过桥数", "1,923")])
def test_an_amount_that_looks_like_a_year_is_no_date(lang: str, name: str, written: str, project: Project) -> None:
    project.edit("data/concerts/bridge-concert.yml", 'bridges_crossed: "1"', 'bridges_crossed: "1923"')
    loaded = project.examine().loaded
    page = entity(Edition(loaded.briefing, lang, messages.words(loaded, lang)), "concerts/bridge-concert")
    assert facts(page)[name] == [written]


def test_a_name_that_is_the_same_in_the_page_s_language_is_in_that_language(sites: dict[str, Edition]) -> None:
    assert [(run.text, run.lang) for run in label(sites["en"], "players/anatole-grive")] == [("Anatole Grive", None)]


def test_an_invented_example_is_no_figure(site: Edition) -> None:
    page = entity(site, "counts/audience")
    assert [claim.address.rpartition("/")[2] for claim in page.body.chart.rows] == ["register", "letter", "hoped-for"]
    assert "mothers-in-law" in claims(page)


@pytest.mark.parametrize(
    ("lang", "amounts"),
    [
        ("fr", ["environ 240\u00a0personnes", "au moins 260\u00a0personnes", "300\u00a0personnes"]),
        ("en", ["about 240\u00a0people", "at least 260\u00a0people", "300\u00a0people"]),
        ("zh", ["约240人", "至少260人", "300人"]),
    ],
)
def test_an_amount_has_its_unit_and_its_bound(lang: str, amounts: list[str], sites: dict[str, Edition]) -> None:
    assert [claim.amount for claim in entity(sites[lang], "counts/audience").body.chart.rows] == amounts


def test_a_page_names_the_pages_that_mention_it_and_are_not_related(site: Edition) -> None:
    mentions = entity(site, "concerts/bridge-concert").body.mentions
    # Grive's page is related: he is said to have conducted. The audience is only mentioned, at its claim.
    assert [ref.path for ref in mentions] == ["counts/audience/#register"]


def test_a_name_for_something_else_is_pointed_out(site: Edition) -> None:
    assert [ref.address for ref in entity(site, "groups/bois").body.different_from] == ["groups/cuivres"]


def test_an_alias_names_the_sources_that_use_it(site: Edition) -> None:
    aliases = entity(site, "players/anatole-grive").body.aliases
    assert [text_of(alias.runs) for alias in aliases] == ["Mr. Grive", "M. Grive"]
    assert "The Sansouffle Parish Letter" in aliases[0].sources
    assert "Registre de l’Harmonie de Sansouffle" in aliases[1].sources


def test_contents_name_what_the_page_has(site: Edition) -> None:
    assert [item.id for item in entity(site, "groups/bois").contents] == [
        "_facts",
        "_topic_music",
        "_topic_quarrel",
        "_compared",
        "_sources",
        "_notes",
    ]


# ── Questions ──


def test_a_dispute_shows_each_side_with_its_claims_and_the_one_preferred(site: Edition) -> None:
    view = question(site, "questions/who-conducted").body
    assert [(p.anchor, len(p.claims), p.preferred) for p in view.positions] == [
        ("grive", 2, False),
        ("pervenche", 1, True),
    ]
    assert view.weighing
    assert view.leans


def test_a_gap_names_the_sources_that_were_read_for_it(site: Edition) -> None:
    view = question(site, "questions/where-is-the-tuba").body
    assert view.positions == ()
    assert [ref.address for ref in view.read] == ["sources/registre", "sources/parish-letter", "sources/traveller"]


# ── Sources ──


def rows(page: Page) -> dict[str, object]:
    return {row.number: row for paragraph in page.body.paragraphs for row in paragraph.sentences}


def test_an_open_text_is_shown_in_full_with_the_cited_passages_marked(site: Edition, mini: Examined) -> None:
    page = source(site, "sources/registre", mini.evidence.texts["registre"])
    found = rows(page)
    assert words(found["4.2"].words) == "Quelque 240 personnes y assistèrent."
    assert "".join(run.text for run in found["6.1"].words).endswith(
        "« {{ 7*7 }} <script>alert('tuba')</script> *étoiles* `fifre` [^1] &amp; \"guillemets\" »"
    )
    assert [number for number, row in found.items() if not row.cited] == ["1.1"]


def test_a_text_that_may_only_be_cited_is_never_shown(site: Edition, mini: Examined) -> None:
    page = source(site, "sources/parish-letter", mini.evidence.texts["parish-letter"])
    assert not any(row.words for row in rows(page).values())
    assert "verger" not in repr(page)


def test_a_passage_lists_the_claims_that_lean_on_it_at_the_anchor_of_their_notes(site: Edition) -> None:
    page = source(site, "sources/parish-letter")
    leaning = {
        part.id: [view.address for _, view in part.claims]
        for paragraph in page.body.paragraphs
        for part in (*paragraph.leaning, *(part for row in paragraph.sentences for part in row.leaning))
    }
    assert leaning["p3"] == ["concerts/bridge-concert/conducted-by-pervenche"]
    assert leaning["p6.1-2"] == ["groups/cuivres/at-odds"]
    assert leaning["p6.3"] == ["groups/bois/reply"]


def test_every_note_leads_to_an_anchor_on_the_page_of_its_source(site: Edition) -> None:
    anchors: set[str] = set()
    for address in site.briefing.sources:
        for paragraph in source(site, address).body.paragraphs:
            parts = (*paragraph.leaning, *(part for row in paragraph.sentences for part in row.leaning))
            found = [paragraph.anchor, *(part.id for part in parts), *(row.anchor for row in paragraph.sentences)]
            ids = [f"{address}/#{anchor}" for anchor in found if anchor]
            assert len(ids) == len(set(ids))
            anchors.update(ids)
    for claim in site.briefing.claims.values():
        for citation in claim.sources:
            assert f"sources/{citation.source}/#p{citation.at}" in anchors


def test_a_passage_without_a_claim_says_why(sites: dict[str, Edition]) -> None:
    letter, traveller = (rows(source(sites["fr"], f"sources/{name}")) for name in ("parish-letter", "traveller"))
    assert words(letter["4.3"].remark) == "rumeur"
    assert letter["4.3"].aside
    assert words(letter["3.2"].remark) == "Couvert par les énoncés de 3"
    assert words(traveller["4.1"].remark) == "Pas encore dépouillé"


def test_what_a_text_does_not_say_of_itself_is_not_guessed(sites: dict[str, Edition]) -> None:
    details = {detail.name: words(detail.value) for detail in source(sites["en"], "sources/traveller").body.details}
    assert details["Publisher"] == "not stated"
    assert details["Title"] == "not stated"
    assert details["Published"] == "1923, uncertain"


# ── Indexes and overviews ──


def test_events_are_listed_by_date_and_those_without_one_at_the_end(site: Edition) -> None:
    page = index(site, "concerts")
    assert [row.ref.address.partition("/")[2] for row in page.body.rows] == [
        "bridge-concert",
        "barge-concert",
        "first-rehearsal",
    ]


def test_questions_are_listed_by_their_answer(site: Edition) -> None:
    assert [row.answer for row in index(site, "questions").body.rows] == ["disputed", "not-stated", "settled"]


def many(mini: Examined, count: int) -> Edition:
    """The French edition with many more groups, all part of one."""
    briefing = mini.loaded.briefing
    citation = {"source": "registre", "at": "2.2"}
    made = {}
    for number in range(count):
        address = f"groups/g{number}"
        claim = {
            "/address": f"{address}/part",
            "says": dict.fromkeys(LANGUAGES, "x"),
            "topic": "music",
            "states": {"part_of": "groups/harmonie"},
            "sources": [citation],
        }
        record = {"/address": address, "name": dict.fromkeys(LANGUAGES, f"g{number}"), "claims": {"part": claim}}
        made[address] = model.Entity.model_validate(record)
    return Edition(replace(briefing, entities={**briefing.entities, **made}), "fr", messages.words(mini.loaded, "fr"))


def test_no_index_page_lists_its_thousands_of_siblings(mini: Examined) -> None:
    site = many(mini, 2 * PAGE_LENGTH)
    assert index_paths(site, "groups") == ["groups/", "groups/page_2/", "groups/page_3/"]
    shown = [row.ref.address for number in (1, 2, 3) for row in index(site, "groups", number).body.rows]
    assert shown == [record.address for record in site.briefing.of_kind("groups")]


def test_a_row_of_facts_that_is_too_long_goes_on_below(mini: Examined) -> None:
    site = many(mini, 30)
    page = entity(site, "groups/harmonie")
    row = next(fact for fact in page.body.facts if fact.name == "comprend")
    assert (len(row.values), row.more) == (ROW_LIMIT, 32 - ROW_LIMIT)
    assert [len(fact.values) for fact in page.body.relations] == [32]


def _dated(days: tuple) -> list[str]:
    return [moment.claim.address for day in days for moment in day.moments]


def test_a_timeline_runs_from_the_earliest_with_what_was_planned_apart_and_the_undated_last(site: Edition) -> None:
    found = timeline(site, ("concerts",))
    assert [address.rpartition("/")[2] for address in _dated(found.happened)] == [
        "prayers",
        "conducted-by-pervenche",
        "date",
        "conducted-by-grive",
        "tuba",
    ]
    assert _dated(found.ahead) == ["concerts/barge-concert/planned"]
    assert [moment.ref.address for moment in found.undated] == ["concerts/first-rehearsal"]


def test_claims_of_one_date_stand_under_it_together_as_precise_as_their_source(sites: dict[str, Edition]) -> None:
    found = timeline(sites["en"], ("concerts",))
    assert [(day.when, len(day.moments)) for day in found.happened] == [
        ("until 1924", 1),
        ("July 1923", 1),
        ("14 July 1923", 3),
    ]


def test_a_timeline_has_all_kinds_and_no_invented_example(site: Edition) -> None:
    found = timeline(site, ())
    addresses = _dated(found.happened + found.ahead)
    assert {"groups/harmonie/founded", "counts/audience/hoped-for", "concerts/bridge-concert/date"} <= set(addresses)
    assert "counts/audience/mothers-in-law" not in addresses


def test_a_chart_draws_the_figures_and_no_invented_example(site: Edition) -> None:
    found = chart(site, site.briefing.entities["counts/audience"])
    assert [(bar.share, bar.bound) for bar in found.reached] == [(80.0, "about"), (86.7, "at-least")]
    assert [(bar.share, bar.bound) for bar in found.ahead] == [(100.0, "")]  # what is hoped for stands apart
    assert [view.status for view in found.rows] == ["stated", "reported", "expected"]


def test_a_neighbourhood_has_what_leads_to_an_entity_and_what_it_leads_to(sites: dict[str, Edition]) -> None:
    found = neighbourhood(sites["en"], "groups/bois")
    assert [(n.ref.address, n.property) for n in found.before] == [
        ("players/odile-pervenche", "leads"),
        ("groups/cuivres", "at odds with"),
    ]
    assert [(n.ref.address, n.property) for n in found.after] == [("groups/harmonie", "part of")]
    assert neighbourhood(sites["en"], "counts/audience") is None


def test_a_run_of_sentences_is_named_in_the_edition_s_words(sites: dict[str, Edition]) -> None:
    assert sites["fr"].words.locator(locator("6.1-2")) == "Paragraphe 6, phrases 1 à 2"
    assert sites["zh"].words.locator(locator("6.1-2")) == "第6段第1至2句"


def test_a_source_s_page_says_where_others_contradict_it(sites: dict[str, Edition]) -> None:
    stands = standing(sites["en"], sites["en"].briefing.source("registre"))
    found = next(iter(stands.contradictions))
    assert found.question.path == "questions/who-conducted/"
    assert [words(side.says) for side in found.own] == ["The baker, as ever."]
    assert [ref.path for side in found.others for ref in side.sources] == [
        "sources/parish-letter/",
        "sources/traveller/",
    ]


def test_a_source_s_page_lists_what_it_alone_says_and_its_own_readings_apart(sites: dict[str, Edition]) -> None:
    stands = standing(sites["en"], sites["en"].briefing.source("parish-letter"))
    alone = {claim.address for page in stands.alone for claim in page.claims}
    readings = {claim.address for page in stands.readings for claim in page.claims}
    assert "players/anatole-grive/denies-the-cold" in alone
    assert readings == {"groups/bois/reply"}
    assert "concerts/bridge-concert/tuba" not in alone | readings  # another text says it too
    assert stands.alone_count == len(alone)


def test_an_event_that_no_text_dates_says_so(sites: dict[str, Edition]) -> None:
    page = entity(sites["en"], "concerts/first-rehearsal")
    assert words(page.body.undated) == ("The register gives the day of the week and no more.")
    assert entity(sites["en"], "concerts/bridge-concert").body.undated == ()


def test_what_must_not_be_confused_says_so_on_both_pages(sites: dict[str, Edition]) -> None:
    for address, other in (("groups/bois", "groups/cuivres"), ("groups/cuivres", "groups/bois")):
        assert [ref.address for ref in entity(sites["en"], address).body.different_from] == [other]


def test_the_path_of_every_page_about_the_whole_briefing_is_no_kind(site: Edition, mini: Examined) -> None:
    taken = {planned.path.partition("/")[0] for planned in pages(site, mini.evidence) if planned.record == "briefing"}
    assert taken - {*site.briefing.settings.kinds} <= model.fields.RESERVED_KINDS
