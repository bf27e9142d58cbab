"""A reviewer sees what a change does to claims, not to lines: two briefings are compared as what they say."""

from __future__ import annotations

import json
import random
import shutil
from pathlib import Path

import pytest

from sourcebook import checks
from sourcebook.checks import Examined
from sourcebook.editing import diff
from sourcebook.editing.diff import printed
from sourcebook.editing.diff.changes import Cited, CoverageChange, Covered, Diff, FieldChange
from sourcebook.editing.diff.moves import NOTHING_MOVED
from sourcebook.editing.diff.pages import changed_pages
from sourcebook.editing.diff.records import BriefingChanges, compare_briefings
from sourcebook.editing.diff.report import report
from sourcebook.editing.diff.sides import SoundSide
from sourcebook.editing.diff.wording import compare_wordings
from sourcebook.i18n import messages
from sourcebook.model.loading import load
from sourcebook.outputs.comment import comment
from sourcebook.outputs.html import Renderer
from sourcebook.outputs.templates import Templates
from sourcebook.views import Edition, pages, root_of

from .conftest import MINI, Project


@pytest.fixture
def changed(mini: Examined, project: Project):
    """What the edits of a test change, as the pure comparison of two briefings finds it."""

    def compare(*, back: bool = False) -> BriefingChanges:
        sides = [mini.loaded.briefing, load(project.root / "data").briefing]
        return compare_briefings(*reversed(sides)) if back else compare_briefings(*sides)

    return compare


def whole(project: Project) -> Diff:
    """The same with checks, proof and pages."""
    return diff.between_folders(MINI / "data", project.root / "data", ("before", "after"))


def text(found: Diff) -> str:
    return "\n".join(printed.lines(report(found)))


# ── Claims ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_nothing_changed_nothing_said(changed, project: Project) -> None:
    assert not any(changed())
    found = whole(project)
    assert (found.pages, found.new_problems, found.gone_problems) == ((), (), ())
    assert "No claim, record or setting changes." in text(found)


def test_comments_blank_lines_and_the_order_of_fields_change_no_claim(changed, project: Project) -> None:
    project.edit(
        "data/groups/harmonie.yml",
        "    topic: music\n    when: 1899-03\n",
        "    when: 1899-03 # the month is enough\n\n    topic: music\n",
    )
    assert not any(changed())


def test_a_changed_sentence_shows_both_wordings(changed, project: Project) -> None:
    project.edit("data/groups/harmonie.yml", "founded in March 1899", "founded in the spring of 1899")
    (claim,) = changed().claims
    assert (claim.change, claim.address) == ("changed", "groups/harmonie/founded")
    assert claim.fields == (
        FieldChange(
            ("says", "en"),
            "The orchestra was founded in March 1899.",
            "The orchestra was founded in the spring of 1899.",
            "en-GB",
        ),
    )


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        ("groups/harmonie", "when: 1899-03", "when: 1899-03~", (("when",), "1899-03", "1899-03~")),
        ("groups/bois", "    status: opinion\n", "", (("status",), "opinion", "stated")),
        ("counts/audience", 'amount: "240"', 'amount: "245"', (("amount",), "240", "245")),
        ("counts/audience", "    bound: about\n", "", (("bound",), "about", None)),
        ("players/anatole-grive", "en: the parish letter,", "en: a letter,", (("by", "en"), "the parish letter", "a letter")),
        ("players/odile-pervenche", "states: {plays: clarinette}", "states: {plays: flûte}", (("states", "plays"), "clarinette", "flûte")),
        ("groups/bois", "topic: quarrel", "topic: music", (("topic",), "quarrel", "music")),
    ],
)  # fmt: skip
def test_a_field_of_a_claim_changes_by_itself(changed, project: Project, file, old, new, expected) -> None:
    project.edit(f"data/{file}.yml", old, new)
    (claim,) = changed().claims
    assert [field[:3] for field in claim.fields] == [expected]
    assert not claim.gained and not claim.lost


NEW_CLAIM = """\
  silent:
    says: {fr: Elle se tait., en: It is silent., zh: 它沉默了。}
    topic: music
    states: {at_odds_with: groups/bois}
    sources:
      - {source: registre, at: "3.1"}
"""


def test_a_new_claim_says_all_that_it_says(changed, project: Project) -> None:
    path = project.root / "data/groups/harmonie.yml"
    path.write_text(path.read_text("utf-8") + NEW_CLAIM, "utf-8")
    for back, kind in ((False, "added"), (True, "removed")):
        (claim,) = changed(back=back).claims
        assert (claim.change, claim.address) == (kind, "groups/harmonie/silent")
        fields = {field.path: field.before if back else field.after for field in claim.fields}
        assert fields["says", "en"] == "It is silent."
        assert fields["states", "at_odds_with"] == "groups/bois"
        assert (claim.lost if back else claim.gained) == (Cited("registre", "3.1", ""),)


def test_a_claim_with_another_key_or_on_another_page_is_the_same_claim(changed, project: Project) -> None:
    project.edit("data/groups/harmonie.yml", "  founded:\n", "  foundation:\n")
    (claim,) = changed().claims
    assert (claim.change, claim.former, claim.address) == (
        "renamed", "groups/harmonie/founded", "groups/harmonie/foundation",
    )  # fmt: skip
    assert claim.fields == ()


def test_the_order_of_claims_is_the_reading_order_and_a_change_of_it_is_told(changed, project: Project) -> None:
    path = project.root / "data/groups/cuivres.yml"
    head, first, second = path.read_text("utf-8").partition("  part-of-the-harmony:\n")
    one, mark, other = second.partition("  at-odds:\n")
    path.write_text(head + mark + other + first + one, "utf-8")
    found = changed()
    assert found.claims == ()
    assert found.entities[0].fields == (
        FieldChange(("claims", "order"), "part-of-the-harmony, at-odds", "at-odds, part-of-the-harmony"),
    )


# ── Evidence and coverage ────────────────────────────────────────────────────────────────────────────────────────────


def test_evidence_gained_and_lost_is_told_with_its_proof(project: Project) -> None:
    project.edit("data/groups/harmonie.yml", 'source: registre, at: "2.1"', 'source: registre, at: "2"')
    (claim,) = whole(project).claims
    assert claim.gained == (Cited("registre", "2", "", "proved"),)
    assert claim.lost == (Cited("registre", "2.1", "", "proved"),)


def test_without_the_text_only_its_shape_was_checked(project: Project, without_texts: None) -> None:
    project.edit("data/groups/bois.yml", 'source: parish-letter, at: "6.3"', 'source: parish-letter, at: "6.2-3"')
    (claim,) = whole(project).claims
    assert claim.gained == (Cited("parish-letter", "6.2-3", "", "shape"),)


def test_evidence_that_a_rule_refutes_is_not_called_proved(project: Project) -> None:
    project.edit("data/groups/harmonie.yml", 'source: registre, at: "2.1"', 'source: registre, at: "2.9"')
    found = whole(project)
    assert [cited.proof for cited in found.claims[0].gained] == ["refuted"]
    assert "existing_passages" in {problem.rule for problem in found.new_problems}


def test_a_changed_quote_is_a_change_of_the_citation_not_other_evidence(changed, project: Project) -> None:
    project.edit("data/groups/cuivres.yml", "quote: no longer on speaking terms", "quote: on speaking terms")
    (claim,) = changed().claims
    assert not claim.gained and not claim.lost
    assert claim.fields[0][:3] == (
        ("sources", "parish-letter", "6.1-2", "quote"), "no longer on speaking terms", "on speaking terms",
    )  # fmt: skip


def test_coverage_is_told_of_the_sources_where_it_changes(changed, project: Project) -> None:
    project.edit("data/groups/harmonie.yml", 'source: registre, at: "6.1"', 'source: registre, at: "2.1"')
    assert changed().coverage == (CoverageChange("registre", Covered(12, 1, 0), Covered(11, 1, 1)),)


# ── Records ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_an_entity_that_is_renamed_is_followed_in_both_directions(changed, project: Project) -> None:
    rename(project)
    for back in (False, True):
        found = changed(back=back)
        # Its links, its statements and the questions that name its claims are the same: no claim changes.
        assert found.claims == found.questions == ()
        (entity,) = found.entities
        old, new = ("groups/vents", "groups/bois") if back else ("groups/bois", "groups/vents")
        assert (entity.change, entity.former, entity.address) == ("renamed", old, new)
    assert [field.path for field in changed().entities[0].fields] == []


def rename(project: Project) -> None:
    data = project.root / "data"
    for path in data.rglob("*.yml"):
        path.write_text(path.read_text("utf-8").replace("groups/bois", "groups/vents"), "utf-8")
    (data / "groups/bois.yml").rename(data / "groups/vents.yml")
    project.edit("data/groups/vents.yml", "translated: [zh]", "translated: [zh]\nformer_ids: [bois]")


def test_a_record_that_changes_its_folder_is_followed_in_both_directions(project: Project, tmp_path: Path) -> None:
    data = project.root / "data"
    project.edit("data/groups/bois.yml", "translated: [zh]", "translated: [zh]\nformer_ids: [pipeaux]")
    groups = load(shutil.copytree(data, tmp_path / "before")).briefing
    for path in data.rglob("*.yml"):
        path.write_text(path.read_text("utf-8").replace("groups/bois", "players/bois"), "utf-8")
    (data / "groups/bois.yml").rename(data / "players/bois.yml")
    project.edit("data/players/bois.yml", "former_ids: [pipeaux]", "former_ids: [groups/pipeaux, groups/bois]")
    players = load(data).briefing
    for before, after in ((groups, players), (players, groups)):
        found = compare_briefings(before, after)
        assert found.claims == found.questions == found.sources == ()
        (entity,) = found.entities
        old, new = (f"{'groups' if side is groups else 'players'}/bois" for side in (before, after))
        assert (entity.change, entity.former, entity.address) == ("renamed", old, new)
    assert compare_briefings(groups, players).entities[0].fields == ()


def test_a_renaming_changes_no_field_that_names_what_was_renamed_whatever_field_it_is(
    project: Project, tmp_path: Path
) -> None:
    """Those that nobody thought of included: what holds an address, the types say."""
    project.edit("data/counts/audience.yml", "base: {fr: par concert", "base: {fr: 'par concert de [[groups/bois]]'")
    project.edit("data/groups/harmonie.yml", "translated: [zh]", "translated: [zh]\ndifferent_from: [groups/bois]")
    before = load(shutil.copytree(project.root / "data", tmp_path / "before")).briefing
    rename(project)
    found = compare_briefings(before, load(project.root / "data").briefing)
    assert [entity.address for entity in found.entities] == ["groups/vents"]
    assert found.claims == found.questions == found.sources == ()


def test_a_claim_may_change_on_a_page_that_is_renamed(changed, project: Project) -> None:
    rename(project)
    project.edit("data/groups/vents.yml", "clarinets do not push", "clarinets never push")
    found = changed()
    assert [(c.change, c.address, c.fields[0].path) for c in found.claims] == [
        ("changed", "groups/vents/reply", ("says", "en"))
    ]


def test_a_source_that_is_renamed_loses_no_evidence(changed, project: Project) -> None:
    data = project.root / "data"
    for path in data.rglob("*.yml"):
        path.write_text(path.read_text("utf-8").replace("parish-letter", "letter"), "utf-8")
    (data / "sources/parish-letter.yml").rename(data / "sources/letter.yml")
    project.edit("data/sources/letter.yml", "file: letter.txt", "file: parish-letter.txt\nformer_ids: [parish-letter]")
    found = changed()
    assert [(s.change, s.former) for s in found.sources] == [("renamed", "sources/parish-letter")]
    assert found.claims == found.questions == found.entities == found.coverage == ()


def test_names_aliases_and_settings_change_value_by_value(changed, project: Project) -> None:
    project.edit("data/groups/harmonie.yml", "zh: 无息村管乐团", "zh: 无息村铜管乐团")
    project.edit("data/groups/harmonie.yml", "  - {text: 无息村, lang: zh}\n", "")
    project.edit("data/briefing.yml", "must: [acyclic]", "must: [acyclic, one_at_a_time]")
    found = changed()
    assert [field[:3] for field in found.entities[0].fields] == [
        (("name", "zh"), "无息村管乐团", "无息村铜管乐团"),
        (("aliases", "无息村 (zh)"), "", None),
    ]
    assert [field[:3] for field in found.settings] == [
        (("properties", "part_of", "must"), "acyclic", "acyclic, one_at_a_time")
    ]


def test_the_hash_of_a_source_and_what_is_set_aside_are_compared(changed, project: Project) -> None:
    project.edit("data/sources/parish-letter.yml", "f05bcce7", "00000000")
    project.edit("data/sources/parish-letter.yml", "en: hearsay", "en: a rumour")
    (source,) = changed().sources
    assert [field.path for field in source.fields] == [("sha256",), ("set_aside", "4.3", "en")]


def test_questions_are_opened_and_closed(changed, project: Project) -> None:
    project.edit("data/questions/is-the-date-certain.yml", "answer: settled", "answer: disputed")
    project.edit("data/questions/who-conducted.yml", "prefers: pervenche", "prefers: grive")
    (project.root / "data/questions/where-is-the-tuba.yml").unlink()
    found = {question.address: question for question in changed().questions}
    assert {address.partition("/")[2]: q.turn for address, q in found.items()} == {
        "is-the-date-certain": "opened", "where-is-the-tuba": "closed", "who-conducted": "",
    }  # fmt: skip
    assert [field[:3] for field in found["questions/who-conducted"].fields] == [(("prefers",), "pervenche", "grive")]
    back = {question.address: question.turn for question in changed(back=True).questions}
    assert back["questions/where-is-the-tuba"] == "opened"


def test_a_record_that_cannot_be_read_is_not_called_removed(changed, project: Project) -> None:
    project.write("data/groups/bois.yml", "name: [")
    found = changed()
    assert found.claims == found.entities == ()
    assert found.unread == ("groups/bois",)


# ── Problems and pages ───────────────────────────────────────────────────────────────────────────────────────────────


def test_a_problem_is_new_or_gone_wherever_its_line_moves(project: Project) -> None:
    project.edit("data/groups/bois.yml", "topic: quarrel", "topic: quarel")
    broken = project.root / "data"
    assert [p.rule for p in whole(project).new_problems] == ["known_topics"]
    moved = shutil.copytree(broken, project.root / "moved")
    project.edit("moved/groups/bois.yml", "name: {fr", "# a line more\nname: {fr")
    found = diff.between_folders(broken, moved)
    assert (found.new_problems, found.gone_problems) == ((), ())
    assert found.before.errors == found.after.errors == 1
    assert found.pages is None


def test_contradictions_are_counted(project: Project) -> None:
    (project.root / "data/questions/who-conducted.yml").unlink()
    found = whole(project)
    assert (found.before.contradictions, found.after.contradictions) == (0, 1)


def test_the_pages_are_those_whose_content_differs(project: Project) -> None:
    """A sentence of a claim stands on its page, on the pages of the texts that it cites, in the index as the first, and on
    the page that holds everything."""
    project.edit("data/groups/harmonie.yml", "The orchestra was founded", "The band was brought together")
    assert {(page.change, page.path) for page in whole(project).pages} == {
        ("changed", "en/groups/"), ("changed", "en/groups/harmonie/"), ("changed", "en/sources/registre/"),
        ("changed", "en/print/"),
    }  # fmt: skip


def test_a_relation_touches_the_page_of_the_other_end(project: Project) -> None:
    project.edit("data/groups/cuivres.yml", "    states: {at_odds_with: groups/bois}\n", "")
    paths = {page.path for page in whole(project).pages}
    assert {"groups/bois/", "en/groups/bois/", "zh/groups/bois/"} <= paths


def test_a_renamed_page_has_moved(project: Project) -> None:
    rename(project)
    found = [page for page in whole(project).pages if page.change != "changed"]
    assert {(page.change, page.former, page.path) for page in found} == {
        ("renamed", f"{root}groups/bois/", f"{root}groups/vents/") for root in ("", "en/", "zh/")
    }


def test_the_pages_named_are_exactly_those_that_render_otherwise(project: Project, renderers) -> None:
    """Held against the rendered HTML of every page, before and after."""
    project.edit("data/players/odile-pervenche.yml", "name: {fr: Odile Pervenche", "name: {fr: Odile P.")
    after = checks.examine(project.root / "data")
    before = checks.examine(MINI / "data")
    expected = set()
    for lang in ("fr", "en", "zh"):
        html = []
        for loaded, evidence, _ in (before, after):
            site = Edition(loaded.briefing, lang, messages.words(loaded, lang))
            made = [planned.make() for planned in pages(site, evidence)]
            html.append({page.path: (page.title, Renderer(site, Templates()).page(page)) for page in made})
        expected |= {root_of("fr", lang) + path for path in html[0] if html[0][path] != html[1][path]}
    # `translated` or not, a name of no text is an error here: the views are compared all the same.
    sides = (SoundSide(side.loaded, side) for side in (before, after))
    assert {page.path for page in changed_pages(*sides, NOTHING_MOVED)} == expected
    assert len(expected) > 5


def test_interface_words_of_the_briefing_are_settings(project: Project) -> None:
    project.edit("data/words.yml", "notes: {fr: Notes}", "notes: {fr: Appels}")
    found = whole(project)
    assert [field[:3] for field in found.settings] == [(("words", "notes", "fr"), "Notes", "Appels")]
    assert "Interface words change on any page" in text(found)


# ── Where a side does not load ───────────────────────────────────────────────────────────────────────────────────────


def test_where_a_side_does_not_load_its_problems_are_told(project: Project) -> None:
    project.write("data/briefing.yml", "title: [")
    found = whole(project)
    assert not found.compared
    assert found.claims == () and found.pages is None
    said = text(found)
    assert "Nothing could be compared: the briefing of after does not load." in said
    assert "data/briefing.yml:1:8" in said


def test_problems_name_files_as_of_the_data_folder(project: Project) -> None:
    project.edit("data/groups/bois.yml", "topic: quarrel", "topic: quarel")
    assert {problem.place.file for problem in whole(project).new_problems} == {"data/groups/bois.yml"}


# ── Words ────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("before", "after", "gone", "new"),
    [
        ("It has five parts.", "It has six parts.", ["five"], ["six"]),
        ("它有五个部分。", "它有六个部分。", ["五"], ["六"]),
        ("It has five parts in all of it.", "It has six members in all of it.", ["five parts"], ["six members"]),
        ("In [[units/a|the A]] it is so.", "In [[units/b|the A]] it is so.", ["[[units/a|the A]]"], ["[[units/b|the A]]"]),
        ("one two", "one  two", [" "], ["  "]),
        ("All of it is other.", "Nothing remains here now", ["All of it is other."], ["Nothing remains here now"]),
    ],
)  # fmt: skip
def test_the_words_that_differ_are_marked(before: str, after: str, gone: list[str], new: list[str]) -> None:
    found = compare_wordings(before, after)
    assert [piece.text for piece in found.before if piece.is_changed] == gone
    assert [piece.text for piece in found.after if piece.is_changed] == new


def test_the_pieces_of_a_wording_add_up_to_it() -> None:
    draw = random.Random(5)
    for _ in range(500):
        one, other = ("".join(draw.choices("ab 千问，[]|.\n", k=draw.randrange(30))) for _ in range(2))
        found = compare_wordings(one, other)
        assert "".join(piece.text for piece in found.before) == one
        assert "".join(piece.text for piece in found.after) == other


def test_long_texts_are_compared_as_a_whole() -> None:
    found = compare_wordings("a " * 10_000, "b " * 10_000)
    assert [len(side) for side in found] == [1, 1]


# ── For programs ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_for_programs_everything_has_a_name(project: Project) -> None:
    project.edit("data/groups/harmonie.yml", "topic: quarrel", "topic: music")
    document = json.loads(printed.as_json(whole(project)))
    assert document["claims"][0]["fields"] == [{"path": ["topic"], "before": "quarrel", "after": "music", "lang": ""}]
    assert document["before"]["name"] == "before"
    assert {page["lang"] for page in document["pages"]} == {"fr", "en", "zh"}


def test_a_report_for_people_is_as_expected(project: Project, accepted) -> None:
    project.edit("data/groups/harmonie.yml", "The orchestra was founded", "The band was brought together")
    project.edit("data/groups/harmonie.yml", "乐团成立于1899年3月", "乐队组建于1899年3月")
    project.edit("data/counts/audience.yml", "    status: expected\n", "    status: planned\n")
    project.edit("data/questions/who-conducted.yml", "prefers: pervenche", "prefers: grive")
    project.edit("data/groups/bois.yml", 'at: "6.3"', 'at: "6.2-3"')
    path = project.root / "data/groups/harmonie.yml"
    path.write_text(path.read_text("utf-8") + NEW_CLAIM, "utf-8")
    rename(project)
    found = whole(project)
    folder = Path(__file__).parent / "expected" / "diff"
    accepted(folder / "diff.txt", text(found) + "\n")
    accepted(folder / "diff.md", comment(report(found)))
