"""One command builds all editions, twice the same, or leaves the last good site as it was."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree, html

from .conftest import HOSTILE, LANGUAGES, MINI, ROOT, TEXTS, Project

TAGS = {"": "fr", "en/": "en-GB", "zh/": "zh-Hans"}
SITE_URL = "https://mini.example/"
ENVIRONMENT = {
    **os.environ,
    "SOURCE_DATE_EPOCH": "1",
    "NO_MKDOCS_2_WARNING": "1",
    "NO_COLOR": "1",
    "SOURCEBOOK_TEXTS": str(TEXTS),
}
ENVIRONMENT.pop("GITHUB_ACTIONS", None)


def mkdocs(project: Path, *arguments: str) -> subprocess.CompletedProcess:
    """`mkdocs build --strict` in a project folder."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", *arguments]
    return subprocess.run(command, cwd=project, env=ENVIRONMENT, capture_output=True, text=True)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The finished site of the mini, built where it stands in the project."""
    target = tmp_path_factory.mktemp("first") / "site"
    done = mkdocs(MINI, "--site-dir", str(target))
    assert done.returncode == 0, done.stderr
    assert "WARNING" not in done.stderr
    return target


@pytest.fixture(scope="session")
def pages(site: Path) -> dict[str, html.HtmlElement]:
    """Every page of it by its path, redirects and 404 pages aside."""
    found = {
        file.relative_to(site).as_posix(): html.parse(str(file)).getroot() for file in sorted(site.rglob("*.html"))
    }
    return {
        path: page
        for path, page in found.items()
        if not path.endswith("404.html") and not page.xpath("//meta[@http-equiv='refresh']")
    }


def edition(path: str) -> str:
    """The folder of the edition that a page belongs to."""
    return next((folder for folder in TAGS if folder and path.startswith(folder)), "")


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, with its bytes."""
    return {
        file.relative_to(folder).as_posix(): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()
    }


# ── The site ──


def test_one_command_gives_every_edition_with_the_same_pages(pages: dict) -> None:
    paths = {folder: {p.removeprefix(folder) for p in pages if edition(p) == folder} for folder in TAGS}
    assert paths[""] == paths["en/"] == paths["zh/"]
    assert {"index.html", "tuba/index.html", "groups/bois/index.html", "concerts/index.html"} <= paths[""]


def test_nothing_is_left_beside_a_finished_site(site: Path) -> None:
    assert [path.name for path in site.parent.iterdir()] == ["site"]
    assert not list(MINI.glob("site*"))


def test_two_builds_are_the_same_bytes(site: Path, tmp_path: Path) -> None:
    again = tmp_path / "site"
    assert mkdocs(MINI, "--site-dir", str(again)).returncode == 0
    one, other = tree(site), tree(again)
    assert sorted(one) == sorted(other)
    assert [name for name in one if one[name] != other[name]] == []


def test_every_id_on_a_page_is_its_own(pages: dict) -> None:
    for path, page in pages.items():
        ids = page.xpath("//article//@id")
        assert len(ids) == len(set(ids)), path


def test_every_page_says_its_language(pages: dict) -> None:
    assert {path: page.get("lang") for path, page in pages.items()} == {path: TAGS[edition(path)] for path in pages}


def test_every_page_names_its_other_editions(pages: dict) -> None:
    for path, page in pages.items():
        rest = path.removeprefix(edition(path)).removesuffix("index.html")
        links = page.xpath("//head/link[contains(concat(' ', @rel, ' '), ' alternate ')][@hreflang]")
        assert {(link.get("hreflang"), link.get("href")) for link in links} == {
            *((tag, f"{SITE_URL}{folder}{rest}") for folder, tag in TAGS.items()),
            ("x-default", SITE_URL + rest),
        }, path
        assert page.xpath("//link[@rel='canonical']/@href") == [f"{SITE_URL}{edition(path)}{rest}"]


def test_the_switch_between_editions_stays_on_the_page(site: Path, pages: dict) -> None:
    for path, page in pages.items():
        rest = path.removeprefix(edition(path))
        switch = page.xpath("//nav[contains(@class, 'sb-editions')][1]/a")
        for link in switch:
            folder = next(folder for folder, tag in TAGS.items() if tag == link.get("hreflang"))
            arrived = (site / path).parent / link.get("href") / "index.html"
            assert os.path.normpath(arrived) == str(site / folder / rest), path
        assert [link.get("hreflang") for link in switch if link.get("aria-current")] == [TAGS[edition(path)]]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("path", ["index.html", "tuba/index.html", "groups/harmonie/index.html"])
def test_a_text_from_the_data_arrives_as_it_was_written(path: str, lang: str, pages: dict) -> None:
    page = pages[path if lang == "fr" else f"{lang}/{path}"]
    claim = page.xpath("//*[@data-address='groups/harmonie/margin']")[0]
    assert HOSTILE[lang] in claim.text_content()
    assert not claim.xpath(".//script | .//em | .//code")


def test_a_text_from_the_data_is_never_computed(site: Path, pages: dict) -> None:
    for path in ("index.html", "tuba/index.html", "groups/harmonie/index.html", "sources/registre/index.html"):
        content = pages[path].xpath("//article")[0]
        assert "{{ 7*7 }}" in content.text_content()
        assert "49" not in content.text_content()
        assert not content.xpath(".//script")


def test_a_text_that_may_only_be_cited_is_nowhere_on_the_site(site: Path) -> None:
    for name, content in tree(site).items():
        if name.endswith((".html", ".json", ".xml")):
            assert "four buttons, a foreign coin" not in content.decode()
            assert "仿佛这本来就是曲子的结尾" not in content.decode()


def test_a_hand_written_page_has_one_list_of_notes_and_every_note_is_used(pages: dict) -> None:
    for folder in TAGS:
        page = pages[f"{folder}index.html"]
        notes = page.xpath("//*[@role='doc-endnotes']//li/@id")
        assert notes == [f"fn:{number}" for number in range(1, len(notes) + 1)]
        assert {link.removeprefix("#") for link in page.xpath("//a[@role='doc-noteref']/@href")} == set(notes)
        ids = page.xpath("//@id")
        assert set(page.xpath("//a[@role='doc-backlink']/@href")) <= {f"#{one}" for one in ids}


@pytest.mark.parametrize("address", ["players/la-clarinettiste", "questions/baton"])
def test_a_former_address_leads_on_in_every_edition(address: str, site: Path) -> None:
    for folder, tag in TAGS.items():
        page = html.parse(str(site / folder / address / "index.html")).getroot()
        link = page.xpath("string(//meta[@http-equiv='refresh']/@content)").partition("url=")[2]
        assert (site / folder / address / link / "index.html").is_file()
        assert page.get("lang") == tag


@pytest.mark.parametrize(
    ("path", "file"),
    [
        ("groups/bois/", "data/groups/bois.yml"),
        ("questions/who-conducted/", "data/questions/who-conducted.yml"),
        ("sources/registre/", "data/sources/registre.yml"),
        ("concerts/", "data/briefing.yml"),
        ("tuba/", "docs/{lang}/tuba.md"),
    ],
)
def test_the_edit_link_opens_the_file_that_a_page_is_made_from(path: str, file: str, pages: dict) -> None:
    for folder in TAGS:
        written = file.format(lang=folder.strip("/") or "fr")
        links = pages[f"{folder}{path}index.html"].xpath("//a[@rel='edit']/@href")
        assert links == [f"https://github.com/sourcebook/mini/edit/main/{written}"]


def test_every_macro_left_something_on_the_page(pages: dict) -> None:
    marks = "sb-claim sb-card sb-facts sb-timeline sb-chart sb-orgchart sb-changes sb-question sb-questions".split()
    for folder in TAGS:
        for mark in marks:
            found = pages[f"{folder}index.html"].xpath(f"//article//*[contains(concat(' ', @class, ' '), ' {mark} ')]")
            assert found, mark


def test_the_search_finds_what_a_page_says_and_what_else_its_subject_is_called(site: Path) -> None:
    for folder, word in (("", "clarinette"), ("en/", "clarinet"), ("zh/", "单簧")):
        pieces = [
            json.loads(path.read_text("utf-8")) for path in sorted((site / folder / "search").glob("[wh]-*.json"))
        ]
        pages = {}
        for path in sorted((site / folder / "search").glob("p-*.json"), key=lambda path: int(path.stem[2:])):
            pages |= {len(pages) + n: entry for n, entry in enumerate(json.loads(path.read_text("utf-8")))}
        found = next(piece[word] for piece in pieces if word in piece)
        odile = next(number for number, entry in pages.items() if entry[0] == "players/odile-pervenche/")
        line = found[found.index(odile) + 1]
        assert pages[odile][3][line - 1][0] == "clarinet"  # the claim's anchor
        assert any("mr" in piece for piece in pieces)  # an alias: Mr. Grive


def test_where_no_script_runs_the_search_leads_to_a_list_of_everything(pages: dict[str, html.HtmlElement]) -> None:
    for folder in TAGS:
        href = pages[f"{folder}groups/bois/index.html"].xpath("//a[contains(@class, 'sb-find__open')]/@href")
        assert href == ["../../search/"]
        listed = pages[f"{folder}search/index.html"].xpath("//article//a/@href")
        assert {"../groups/bois/", "../sources/registre/", "../questions/who-conducted/"} <= set(listed)


# ── A build that fails ──


@pytest.fixture
def built(project: Project, site: Path) -> Iterator[Project]:
    """A copy of the mini with a good site beside it, which must outlive the test as it is."""
    shutil.copytree(site, project.root / "site")
    before = tree(project.root / "site")
    yield project
    assert tree(project.root / "site") == before
    assert [path.name for path in project.root.glob("site*")] == ["site"]


def test_bad_data_stops_a_build_with_the_message_of_check_and_the_last_good_site_stands(built: Project) -> None:
    built.edit("data/groups/bois.yml", "topic: music", "topic: musik")
    done = mkdocs(built.root)
    assert done.returncode == 1
    assert built.report() in done.stderr
    assert "data/groups/bois.yml:10:12: “musik” is not a topic here [known_topics]" in built.report()
    assert "Traceback" not in done.stderr


def test_a_bad_macro_stops_a_build_with_file_and_line_and_the_last_good_site_stands(built: Project) -> None:
    built.edit("docs/en/index.md", 'claim("groups/harmonie/margin")', 'claim("groups/harmonie/margins")')
    done = mkdocs(built.root)
    assert done.returncode == 1
    assert (
        "docs/en/index.md:15:1: “groups/harmonie/margins” is not the address of a claim [prose_macros]" in done.stderr
    )
    assert "did you mean “groups/harmonie/margin”?" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_broken_link_in_a_page_stops_a_strict_build_and_the_last_good_site_stands(built: Project) -> None:
    built.edit("docs/zh/tuba.md", "{{ whole_page", "[nowhere](nowhere.md)\n\n{{ whole_page")
    done = mkdocs(built.root)
    assert done.returncode == 1
    assert "nowhere.md" in done.stderr


def test_on_github_a_build_writes_annotations(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    project.edit("data/groups/bois.yml", "topic: music", "topic: musik")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict"]
    done = subprocess.run(
        command, cwd=project.root, env={**ENVIRONMENT, "GITHUB_ACTIONS": "true"}, capture_output=True, text=True
    )
    assert (
        "::error file=data/groups/bois.yml,line=10,col=12,title=known_topics::“musik” is not a topic here"
        in done.stdout
    )


def test_the_pages_can_be_written_as_plain_files_for_another_engine(tmp_path: Path, pages: dict) -> None:
    command = [sys.executable, "-m", "sourcebook", "export", str(tmp_path), "--data", str(MINI / "data")]
    done = subprocess.run(command, cwd=ROOT, env=ENVIRONMENT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    written = {file.relative_to(tmp_path).as_posix() for file in tmp_path.rglob("*.md")}
    assert {"fr/groups/bois.md", "en/groups/bois.md", "zh/sources/index.md"} <= written
    text = (tmp_path / "en" / "groups" / "bois.md").read_text("utf-8")
    assert text.startswith('---\ntitle: "Les Bois / The Woodwind"\n---\n')


def test_a_list_of_questions_with_an_answer_may_be_empty(project: Project) -> None:
    (project.root / "data" / "questions" / "where-is-the-tuba.yml").unlink()
    done = mkdocs(project.root)
    assert done.returncode == 0, done.stderr[-500:]


def test_a_language_that_the_theme_does_not_know_has_its_edition(project: Project, tmp_path: Path) -> None:
    for file in project.root.joinpath("data").rglob("*.yml"):
        text = re.sub(r"\bfr:", "br:", file.read_text("utf-8"))  # Breton: Material has no words for it
        text = text.replace("mars 1899", "Meurzh 1899").replace("juillet", "Gouere")
        file.write_text(re.sub(r"(label|translated): \[fr", r"\1: [br", text).replace("tag: fr", "tag: br"), "utf-8")
    (project.root / "docs" / "fr").rename(project.root / "docs" / "br")
    done = mkdocs(project.root)
    assert done.returncode == 0, done.stderr[-500:]
    assert html.parse(str(project.root / "site" / "index.html")).getroot().get("lang") == "br"


def test_hidden_files_beside_the_site_are_not_the_build_s_to_remove(project: Project) -> None:
    assert mkdocs(project.root).returncode == 0
    (project.root / "site" / ".nojekyll").write_text("")
    assert mkdocs(project.root).returncode == 0
    assert (project.root / "site" / ".nojekyll").exists()


def test_what_the_theme_prints_of_the_briefing_is_escaped(project: Project) -> None:
    hostile = "<script>alert('tuba')</script> & <b>"
    project.edit("data/briefing.yml", "  en: The tuba of Sansouffle", f'  en: "{hostile}"')
    project.edit(
        "data/words.yml", "nav_facts: {fr: Le dossier, en: The case}", f'nav_facts: {{fr: Le dossier, en: "{hostile}"}}'
    )
    assert mkdocs(project.root).returncode == 0
    page = html.parse(str(project.root / "site" / "en" / "index.html")).getroot()
    assert not page.xpath("//script[not(@type='application/ld+json')][contains(text(), 'tuba')]")
    assert not page.xpath("//nav//b | //header//b | //title//b")
    assert any(hostile in text for text in page.xpath("//nav//text()"))


def test_two_builds_at_once_leave_a_whole_site(project: Project) -> None:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-q"]
    builds = [subprocess.Popen(command, cwd=project.root, stderr=subprocess.PIPE) for _ in range(3)]
    assert [build.wait() for build in builds] == [0, 0, 0], [build.stderr.read() for build in builds]
    alone = {path.relative_to(project.root / "site") for path in (project.root / "site").rglob("*")}
    assert mkdocs(project.root).returncode == 0
    assert {path.relative_to(project.root / "site") for path in (project.root / "site").rglob("*")} == alone
    assert not list(project.root.glob("site.*"))


def test_what_a_killed_build_left_is_removed(project: Project) -> None:
    (project.root / "site.building-999999999").mkdir()
    assert mkdocs(project.root).returncode == 0
    assert not list(project.root.glob("site.*"))


def test_a_build_finds_the_last_good_site_where_a_killed_one_left_it(project: Project) -> None:
    assert mkdocs(project.root).returncode == 0
    (project.root / "site" / ".nojekyll").write_text("")
    (project.root / "site").rename(project.root / "site.old")  # killed between the two renames
    assert mkdocs(project.root).returncode == 0
    assert (project.root / "site" / ".nojekyll").exists()
    assert not (project.root / "site.old").exists()


def test_the_sitemap_of_an_edition_names_its_pages_and_the_same_pages_in_the_others(site: Path) -> None:
    spaces = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
    for folder in TAGS:
        tree_ = etree.parse(str(site / folder / "sitemap.xml"))
        urls = {url.findtext("s:loc", None, spaces): url for url in tree_.iterfind("s:url", spaces)}
        here = urls[f"https://mini.example/{folder}groups/bois/"]
        alternates = {link.get("hreflang"): link.get("href") for link in here.iterfind("x:link", spaces)}
        assert alternates == {
            "fr": "https://mini.example/groups/bois/",
            "en-GB": "https://mini.example/en/groups/bois/",
            "zh-Hans": "https://mini.example/zh/groups/bois/",
        }
        assert f"https://mini.example/{folder}" in urls
