"""A renaming moves the file, takes every link along, leaves the old address leading to the new one, and nothing else."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Annotated, get_args, get_origin, get_type_hints

import pytest
from click.testing import CliRunner, Result

from sourcebook import model
from sourcebook.__main__ import main
from sourcebook.editing import rename as renames
from sourcebook.editing.rename import RenamePlan
from sourcebook.editing.rename.move import AddressMove
from sourcebook.editing.rename.pages import rewritten
from sourcebook.editing.write_files import FileChange, Refused, as_unified_diff, write_all
from sourcebook.i18n.messages import words
from sourcebook.model import ID, loading
from sourcebook.outputs.html import Renderer
from sourcebook.outputs.templates import Templates
from sourcebook.views import Edition, pages, redirects
from sourcebook.yamlfile.edit import NewItem, edited

from .conftest import Project

DATA, DOCS = Path("data"), Path("docs")
ODILE = "data/players/odile-pervenche.yml"
BRIDGE = "data/concerts/bridge-concert.yml"
WHO = "data/questions/who-conducted.yml"


def rename(old: str, new: str) -> RenamePlan:
    """Rename, and write."""
    done = renames.rename(DATA, DOCS, old, new)
    write_all(done.changes)
    return done


def contents(root: Path) -> dict[str, bytes]:
    """Every file below a folder, hidden ones included."""
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def command(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["rename", *arguments])


# ── What follows ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_file_moves_and_leaves_its_id_behind(project: Project) -> None:
    before = (project.root / "data/groups/bois.yml").read_text("utf-8")
    rename("groups/bois", "groups/woodwind")
    after = (project.root / "data/groups/woodwind.yml").read_text("utf-8")
    assert not (project.root / "data/groups/bois.yml").exists()
    assert after == before.replace("[[groups/bois]]", "[[groups/woodwind]]").replace(
        "translated: [zh]\n", "translated: [zh]\nformer_ids: [bois]\n"
    )
    assert project.report() == ""


def test_links_follow_in_statements_sentences_lists_and_attributions(project: Project) -> None:
    rename("players/odile-pervenche", "players/odile")
    bridge = (project.root / BRIDGE).read_text("utf-8")
    assert "states: {conducted_by: players/odile}" in bridge
    assert 'en: "[[players/odile]] conducted, uninvited."' in bridge
    assert 'en: "[[players/odile|The clarinettist]]."' in (project.root / WHO).read_text("utf-8")
    rename("groups/cuivres", "groups/brass")
    assert "different_from: [groups/brass]" in (project.root / "data/groups/bois.yml").read_text("utf-8")


def test_claims_move_along_with_their_record(project: Project) -> None:
    rename("concerts/bridge-concert", "concerts/on-the-bridge")
    who = (project.root / WHO).read_text("utf-8")
    assert "claims: [concerts/on-the-bridge/conducted-by-grive, players/anatole-grive/denies-the-cold]" in who
    assert "about: [concerts/on-the-bridge]" in who


def test_a_claim_gets_another_key_and_keeps_its_place_among_the_others(project: Project) -> None:
    before = (project.root / BRIDGE).read_text("utf-8")
    rename("concerts/bridge-concert/conducted-by-grive", "concerts/bridge-concert/baker")
    after = (project.root / BRIDGE).read_text("utf-8")
    citation = '      - {source: registre, at: "4.1"}\n'
    assert after == before.replace("  conducted-by-grive:", "  baker:").replace(
        f"{citation}  conducted-by-pervenche:",
        f"{citation}    former_ids: [conducted-by-grive]\n  conducted-by-pervenche:",
    )
    assert "claims: [concerts/bridge-concert/baker," in (project.root / WHO).read_text("utf-8")


def test_a_position_takes_along_that_it_is_preferred(project: Project) -> None:
    rename("questions/who-conducted/pervenche", "questions/who-conducted/clarinettist")
    who = (project.root / WHO).read_text("utf-8")
    assert "prefers: clarinettist" in who
    assert "  clarinettist:\n" in who
    assert project.report() == ""


def test_a_source_is_followed_by_citations_aliases_and_lists_of_what_was_read(project: Project) -> None:
    before = contents(project.root / "data")
    rename("parish-letter", "letter")
    after = contents(project.root / "data")
    for name, data in before.items():
        if not name.startswith(("sources/parish-letter", "texts/")):
            # Its file and its locators keep their names; nothing else of the mini says these words.
            assert after[name] == data.replace(b"parish-letter", b"letter"), name
    assert b"file: parish-letter.txt" in after["sources/letter.yml"]
    assert project.report() == ""


def test_a_question_is_followed_too(project: Project) -> None:
    rename("questions/who-conducted", "questions/baton-holder")
    assert "former_ids: [baton, who-conducted]" in (project.root / "data/questions/baton-holder.yml").read_text("utf-8")
    assert 'question("questions/baton-holder")' in (project.root / "docs/zh/index.md").read_text("utf-8")


def test_macros_of_hand_written_pages_follow_in_every_language(project: Project) -> None:
    before = contents(project.root / "docs")
    rename("groups/harmonie", "groups/band")
    after = contents(project.root / "docs")
    assert set(before) == set(after)
    for name, data in before.items():
        assert after[name] == data.replace(b'"groups/harmonie', b'"groups/band'), name
        assert after[name] != data


def test_a_renaming_leaves_an_address_alone_that_only_begins_alike(project: Project) -> None:
    cuivres = (project.root / "data/groups/cuivres.yml").read_text("utf-8")
    project.write(
        "data/groups/bois-2.yml", "name: {fr: Bois II, en: Woodwind II, zh: 木管二队}\ntranslated: [fr, en, zh]\n"
    )
    other = cuivres.replace("at-odds:", "odds:").replace("groups/bois", "groups/bois-2")
    project.write("data/groups/tambours.yml", other)
    rename("groups/bois", "groups/woodwind")
    after = (project.root / "data/groups/tambours.yml").read_text("utf-8")
    assert "states: {at_odds_with: groups/bois-2}" in after
    assert "[[groups/bois-2|Bois]]" in after


def test_a_value_that_is_a_text_is_no_link(project: Project) -> None:
    project.edit(ODILE, "states: {plays: clarinette}", "states: {plays: groups/bois}")
    rename("groups/bois", "groups/woodwind")
    assert "states: {plays: groups/bois}" in (project.root / ODILE).read_text("utf-8")


def test_every_field_that_holds_an_id_says_what_the_id_names() -> None:
    """A renaming follows the types; an id that is none of a record's own would be left behind."""
    found = set()
    for record in (model.Settings, model.Source, model.Question, *model.ENTITY_CLASSES.values()):
        waiting = [record]
        while waiting:
            one = waiting.pop()
            for name, hint in get_type_hints(one, include_extras=True).items():
                found |= {(one.__name__, name) for text in values(hint) if ID in text and "Names" not in text}
                waiting += [inner for inner in classes(hint) if issubclass(inner, model.Record)]
    assert {name for _, name in found} == {"former_ids"}


def values(hint: object) -> list[str]:
    """The types of the texts in a type, keys of mappings aside, as they are written out."""
    if get_origin(hint) is Annotated and get_args(hint)[0] is str:
        return [repr(hint)]
    inner = get_args(hint)
    return [text for one in (inner[1:] if get_origin(hint) is dict else inner) for text in values(one)]


def classes(hint: object) -> list[type]:
    """The classes in a type."""
    return [hint] if isinstance(hint, type) else [found for inner in get_args(hint) for found in classes(inner)]


# ── Former addresses ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_chain_of_renamings_keeps_every_former_id(project: Project) -> None:
    for old, new in (("bois", "wood"), ("wood", "woodwind"), ("woodwind", "reeds")):
        rename(f"groups/{old}", f"groups/{new}")
    assert "former_ids: [bois, wood, woodwind]" in (project.root / "data/groups/reeds.yml").read_text("utf-8")
    site = Edition(project.examine().loaded.briefing, "fr", words(project.examine().loaded, "fr"))
    assert {path for path, to in redirects(site) if to == "groups/reeds"} == {
        "groups/bois/",
        "groups/wood/",
        "groups/woodwind/",
    }


def test_renaming_back_takes_the_id_up_again(project: Project) -> None:
    rename("players/odile-pervenche", "players/odile")
    rename("players/odile", "players/odile-pervenche")
    assert "former_ids: [la-clarinettiste, odile]" in (project.root / ODILE).read_text("utf-8")
    assert project.report() == ""


def test_a_record_may_go_to_another_folder_of_the_same_shape(project: Project) -> None:
    project.edit("data/briefing.yml", "from: [players]\n    to: [text]", "from: [players, groups]\n    to: [text]")
    project.edit("data/briefing.yml", "from: [players]\n    to: [groups]", "from: [players, groups]\n    to: [groups]")
    project.edit("data/briefing.yml", "to: [players]", "to: [players, groups]")
    rename("players/odile-pervenche", "groups/odile")
    odile = (project.root / "data/groups/odile.yml").read_text("utf-8")
    assert "former_ids: [players/la-clarinettiste, players/odile-pervenche]" in odile
    loaded = project.examine().loaded
    found = dict(redirects(Edition(loaded.briefing, "fr", words(loaded, "fr"))))
    assert found["players/la-clarinettiste/"] == found["players/odile-pervenche/"] == "groups/odile"
    rename("groups/odile", "players/odile-pervenche")
    back = (project.root / ODILE).read_text("utf-8")
    assert "former_ids: [la-clarinettiste, groups/odile]" in back


def test_the_anchor_of_a_claim_or_position_still_arrives(project: Project) -> None:
    rename("concerts/bridge-concert/tuba", "concerts/bridge-concert/splash")
    rename("questions/who-conducted/grive", "questions/who-conducted/baker")
    examined = project.examine()
    site = Edition(examined.loaded.briefing, "en", words(examined.loaded, "en"))
    made = {
        planned.path: Renderer(site, Templates()).page(planned.make()) for planned in pages(site, examined.evidence)
    }
    page, asked = made["concerts/bridge-concert/"], made["questions/who-conducted/"]
    assert page.count('id="splash"') == page.count('<span id="tuba"></span>') == 1
    assert asked.count('id="baker"') == asked.count('<span id="grive"></span>') == 1
    # On another page the claim has no anchor, former or not.
    assert 'id="tuba"' not in asked


# ── What stays ───────────────────────────────────────────────────────────────────────────────────────────────────────


def odd(data: bytes) -> bytes:
    """A record as no formatter would write it."""
    return (
        data.replace(b"name: {", b"name:   { # three names\n  ")
        .replace(b"claims:", b"# an odd one\nclaims:   # all of them")
        .replace(b"topic: music", b"topic:  'music'")
        .replace(b"\n", b"\r\n")
    )


def test_comments_order_quotes_spaces_and_line_ends_stay(project: Project) -> None:
    path = project.root / "data/groups/bois.yml"
    path.write_bytes(odd(path.read_bytes()))
    before = path.read_bytes()
    rename("groups/bois", "groups/woodwind")
    after = (project.root / "data/groups/woodwind.yml").read_bytes()
    added = b"former_ids: [bois]\r\n"
    assert added in after
    assert after.replace(added, b"") == before.replace(b"[[groups/bois]]", b"[[groups/woodwind]]")


@pytest.mark.parametrize(
    ("written", "becomes"),
    [
        ("former_ids: [a, b]", "former_ids: [a, b, old]"),
        ("former_ids: [ a ,b ] # c", "former_ids: [ a ,b, old ] # c"),
        ("former_ids: []", "former_ids: [old]"),
        ("former_ids:\n- a  # c\n- b # d", "former_ids:\n- a  # c\n- b # d\n- old"),
        ("former_ids:\n    - a\n# c", "former_ids:\n    - a\n    - old\n# c"),
        ("other: 1  # c", "other: 1  # c\nformer_ids: [old]"),
        ("other: |\n  text\n\n# c", "other: |\n  text\n\nformer_ids: [old]\n# c"),
    ],
)
def test_a_former_id_is_added_in_the_style_that_is_there(written: str, becomes: str) -> None:
    order = NewItem((), ("name", "other", "former_ids", "last"), "former_ids", "old")
    for rest in ("", "\n", "\nlast: x\n"):
        data = f"name: x\n{written}{rest}".encode()
        new = edited(data, "x.yml", {}, {}, order).decode()
        assert new.rstrip("\n") == f"name: x\n{becomes}{rest}".rstrip("\n")


def test_a_former_id_is_added_to_a_claim_in_braces() -> None:
    order = NewItem(("claims", "a"), ("says", "topic", "former_ids"), "former_ids", "old")
    data = b"claims: {a: {says: x, topic: y}, b: {}}"
    assert edited(data, "x.yml", {}, {("claims", "a"): "z"}, order) == (
        b"claims: {z: {says: x, topic: y, former_ids: [old]}, b: {}}"
    )


@pytest.mark.parametrize(
    ("typed", "becomes"),
    [
        ("units/a", "units/b"),
        ("'units/a'", "'units/b'"),
        ('"units/a" # c', '"units/b" # c'),
        ('"units\\/a"', '"units/b"'),
        ('"units/\\\n  a"', '"units/b"'),
        (">-\n  units/a\nlast: 1", ">-\n  units/b\nlast: 1"),
    ],
)
def test_a_text_is_rewritten_as_it_is_typed_even_if_it_is_typed_with_escapes(typed: str, becomes: str) -> None:
    new = edited(f"key: {typed}\n".encode(), "x.yml", {("key",): lambda text: text.replace("units/a", "units/b")}, {})
    assert new.decode() == f"key: {becomes}\n"


def test_an_address_that_escapes_hide_is_found(project: Project) -> None:
    where = "data/questions/where-is-the-tuba.yml"
    project.edit(where, "about: [", 'about: ["groups/\\x68armonie", ')
    assert project.report() == ""
    rename("groups/harmonie", "groups/band")
    assert 'about: ["groups/band", ' in (project.root / where).read_text("utf-8")


def test_a_file_keeps_its_permissions(project: Project) -> None:
    (project.root / ODILE).chmod(0o640)
    rename("players/odile-pervenche", "players/odile")
    assert (project.root / "data/players/odile.yml").stat().st_mode & 0o777 == 0o640


def test_what_still_names_the_old_address_in_words_is_told(project: Project) -> None:
    project.edit(ODILE, "claims:", "# See groups/bois, not groups/bois-2.\nclaims:")
    done = rename("groups/bois", "groups/woodwind")
    assert [str(left.place) for left in done.left] == [f"{ODILE}:3:7"]
    assert done.left[0].line == "# See groups/bois, not groups/bois-2."


# ── Hand-written pages ───────────────────────────────────────────────────────────────────────────────────────────────

PAGE = """---
title: units/a
---
{{ claim("units/a/key") }} {{ link('units/a', "units/a is }} it") }} {{ link("units/ab") }} {# "units/a" #}
{% if true %}{{ link(
  "units/a") }}{% endif %}{% raw %}{{ link("units/a") }}{% endraw %} "units/a" units/a
[one](units/a.md) [two](./units/a.md#key) [three](units/ab.md) [four](../units/a.md) [other](a.md)

[label]: units/a.md#key
"""


def test_of_a_page_only_what_calls_or_links_is_rewritten() -> None:
    found = rewritten(PAGE, "index.md", AddressMove("units/a", "terms/z"))
    assert found == (
        PAGE.replace('"units/a/key"', '"terms/z/key"')
        .replace("'units/a'", "'terms/z'")
        .replace('link(\n  "units/a")', 'link(\n  "terms/z")')
        .replace("[one](units/a.md)", "[one](terms/z.md)")
        .replace("[two](./units/a.md#key)", "[two](terms/z.md#key)")
        .replace("[label]: units/a.md#key", "[label]: terms/z.md#key")
    )


def test_positions_are_right_whatever_the_line_ends_and_the_white_space_that_jinja_takes_away() -> None:
    page = '\r\n  {%- if true -%} \r\n {{- link(\r\n"units/a") -}}\r{{ link("units/a", "it\\"s") }}\r\n\r\n'
    found = rewritten(page, "index.md", AddressMove("units/a", "terms/zebra"))
    assert found == page.replace('"units/a"', '"terms/zebra"')


@pytest.mark.parametrize("rest", ['{{ "a" ! "units/a" }}', '{% raw %} {{ "units/a" }}'])
def test_what_jinja_cannot_read_is_left_as_it_is_and_told(project: Project, rest: str) -> None:
    project.write("docs/en/spoilt.md", f'{{{{ link("groups/bois") }}}}\n{rest.replace("units/a", "groups/bois")}\n')
    done = rename("groups/bois", "groups/woodwind")
    after = (project.root / "docs/en/spoilt.md").read_text("utf-8")
    assert after == f'{{{{ link("groups/woodwind") }}}}\n{rest.replace("units/a", "groups/bois")}\n'
    assert [left.place.file for left in done.left] == ["docs/en/spoilt.md"]


def test_links_of_a_page_in_a_folder_lead_from_there() -> None:
    page = "[a](../units/a.md) [b](units/a.md#key)\n"
    found = rewritten(page, "briefs/one.md", AddressMove("units/a", "units/b"))
    assert found == "[a](../units/b.md) [b](units/a.md#key)\n"


def test_the_anchor_in_a_link_follows_a_claim() -> None:
    page = "[a](units/a.md#key) [b](units/a.md#keys) [c](units/a.md)\n"
    found = rewritten(page, "index.md", AddressMove("units/a/key", "units/a/new"))
    assert found == "[a](units/a.md#new) [b](units/a.md#keys) [c](units/a.md)\n"


# ── Refusals ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("old", "new", "says", "hint"),
    [
        ("groups/boys", "groups/x", "“groups/boys” is not an address", "did you mean “groups/bois”?"),
        ("players/la-clarinettiste", "players/x", "is not an address", "it is players/odile-pervenche now"),
        ("groups/bois", "groups/harmonie", "“groups/harmonie” exists already", "not made one"),
        ("groups/bois", "groups/bois", "both addresses are the same", ""),
        ("groups/bois", "groups/les bois", "“groups/les bois” is not an address", "ASCII"),
        ("groups/bois", "../bois", "is not an address", "ASCII"),
        ("groups/bois", "woodwind", "“woodwind” is not an address", "kind/id"),
        ("groups/bois", "groups/bois/x", "is a record and", "write kind/id"),
        ("groups/bois", "grups/bois", "“grups” is not a kind", "did you mean “groups”?"),
        ("groups/bois", "counts/bois", "does not have the shape", ""),
        ("groups/bois", "sources/bois", "does not have the shape", ""),
        ("registre", "groups/registre", "does not have the shape", ""),
        ("players/anatole-grive", "players/la-clarinettiste", "was the address of players/odile-pervenche", "never"),
        ("groups/bois/reply", "groups/cuivres/reply", "stays in the file of its subject", "write groups/bois/reply"),
        ("groups/bois/reply", "groups/reply", "stays in the file of its subject", "write groups/bois/reply"),
        ("groups/bois/reply", "groups/bois/part-of-the-harmony", "exists already", ""),
    ],
)
def test_what_cannot_be_is_refused_with_a_reason(project: Project, old: str, new: str, says: str, hint: str) -> None:
    before = contents(project.root)
    with pytest.raises(Refused) as refused:
        renames.rename(DATA, DOCS, old, new)
    assert says in refused.value.says
    assert hint in refused.value.hint
    assert contents(project.root) == before


def test_data_with_errors_is_not_touched(project: Project) -> None:
    project.edit(ODILE, "topic: music", "topic: musik")
    before = contents(project.root)
    done = command("groups/bois", "groups/woodwind")
    assert done.exit_code == 1
    assert f"{ODILE}:9:12: " in done.output
    assert "mend them first; nothing was written" in done.output
    assert contents(project.root) == before


@pytest.mark.parametrize(
    ("new", "place", "says"),
    [
        ("players/bois", "data/groups/cuivres.yml", "at_odds_with"),
        ("groups/index", "data/groups/index.yml:1:1", "is reserved"),
        ("groups/CUIVRES", "data/groups/", "differs only in case"),
    ],
)
def test_what_would_break_the_data_is_refused_with_the_places_as_they_would_be(
    project: Project, new: str, place: str, says: str
) -> None:
    before = contents(project.root)
    done = command("groups/bois", new)
    assert done.exit_code == 1
    assert place in done.output
    assert says in done.output
    assert "the data would have errors then; nothing was written" in done.output
    assert contents(project.root) == before


def test_if_a_file_cannot_be_written_none_is(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    before = contents(project.root)
    done: list[Path] = []
    replace = Path.replace

    def failing(path: Path, target: Path) -> Path:
        done.append(target)
        if len(done) == 3:
            raise OSError(28, "No space left on device")
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", failing)
    refused = command("groups/harmonie", "groups/band")
    assert refused.exit_code == 1
    assert "No space left on device; nothing was written" in refused.output
    assert len(done) == 3
    assert contents(project.root) == before


# ── The command ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_dry_run_prints_a_diff_that_git_applies_and_writes_nothing(project: Project, tmp_path: Path) -> None:
    before = contents(project.root)
    shown = CliRunner().invoke(main, ["rename", "groups/harmonie", "groups/band", "--dry-run"])
    assert shown.exit_code == 0
    assert contents(project.root) == before
    assert command("groups/harmonie", "groups/band").exit_code == 0
    renamed = contents(project.root)
    other = Project(tmp_path / "other")
    subprocess.run(["git", "apply", "-"], cwd=other.root, input=shown.stdout.encode(), check=True)
    assert contents(other.root / "data") == {n[5:]: d for n, d in renamed.items() if n.startswith("data/")}


def test_a_program_is_answered_in_json(project: Project) -> None:
    project.edit(ODILE, "claims:", "# groups/bois\nclaims:")
    answer = json.loads(command("groups/bois", "groups/wood", "--format", "json", "--dry-run").output)
    assert answer["written"] is False
    assert "data/groups/wood.yml" in answer["files"]
    assert answer["left"] == [{"file": ODILE, "line": 3, "column": 3, "text": "# groups/bois"}]
    assert "+++ b/data/groups/wood.yml" in answer["diff"]
    refused = command("groups/boys", "groups/wood", "--format", "json")
    assert refused.exit_code == 1
    assert json.loads(refused.output) == {
        "refused": "“groups/boys” is not an address",
        "hint": "did you mean “groups/bois”?",
        "problems": [],
    }


def test_the_pages_that_follow_are_those_beside_the_data_not_those_of_the_folder_one_stands_in(
    project: Project, tmp_path: Path
) -> None:
    other = Project(tmp_path / "other")
    here = contents(project.root)
    done = command("groups/harmonie", "groups/band", "--data", str(other.root / "data"))
    assert done.exit_code == 0
    assert contents(project.root) == here
    assert '"groups/band' in (other.root / "docs/en/index.md").read_text("utf-8")
    assert '"groups/harmonie' not in (other.root / "docs/en/index.md").read_text("utf-8")


def test_another_folder_of_pages_can_be_named(project: Project) -> None:
    (project.root / "docs").rename(project.root / "pages")
    assert command("groups/harmonie", "groups/band", "--docs", "pages").exit_code == 0
    assert '"groups/band' in (project.root / "pages/en/index.md").read_text("utf-8")


def test_a_folder_that_is_none_is_a_message(project: Project) -> None:
    done = command("groups/bois", "groups/wood", "--data", "nowhere")
    assert done.exit_code == 1
    assert "Traceback" not in done.output
    assert "nowhere/briefing.yml:1:1: is missing" in done.output


def test_a_diff_says_where_a_last_line_does_not_end() -> None:
    shown = as_unified_diff([FileChange(Path("x"), b"a\r\nb", b"a\r\nc")])
    assert shown.endswith("-b\n\\ No newline at end of file\n+c\n\\ No newline at end of file\n")
    assert " a\r\n" in shown


def test_every_address_there_and_back_gives_the_same_bytes_but_for_former_ids(project: Project) -> None:
    briefing = loading.load(DATA).briefing
    before = contents(project.root)
    for address in sorted(briefing.addresses):
        # What is renamed has left its former id behind; the next one starts afresh.
        rename(address, f"{address}-renamed")
        rename(f"{address}-renamed", address)
        for name, data in before.items():
            path = project.root / name
            now = path.read_bytes()
            assert _without_former(now) == _without_former(data), (address, name)
            path.write_bytes(data)


def _without_former(data: bytes) -> list[bytes]:
    return [line for line in data.splitlines(keepends=True) if not line.lstrip().startswith(b"former_ids:")]
