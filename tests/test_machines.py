"""What a site says to machines: schema.org in each page, a Markdown twin beside it, llms.txt, a feed by date added."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urldefrag, urljoin

import cmarkgfm
import pytest
from lxml import etree, html

from sourcebook import checks
from sourcebook.checks import Examined
from sourcebook.i18n import messages
from sourcebook.model import history
from sourcebook.outputs.atom import LENGTH, feed
from sourcebook.outputs.escaping import in_markdown, in_script
from sourcebook.outputs.html import Renderer
from sourcebook.outputs.jsonld import JsonLd
from sourcebook.outputs.templates import Templates
from sourcebook.views import Edition, pages
from sourcebook.views.text import plain

from .conftest import HOSTILE, LANGUAGES, MINI, TEXTS

ROOTS = {"": "fr", "en/": "en", "zh/": "zh"}
HOME = "https://mini.example/"
ATOM = {"a": "http://www.w3.org/2005/Atom"}
ENVIRONMENT = {**os.environ, "SOURCE_DATE_EPOCH": "1", "SOURCEBOOK_TEXTS": str(TEXTS), "NO_MKDOCS_2_WARNING": "1"}
IDENTITY = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}


def git(folder: Path, *arguments: str, day: str = "2020-01-01") -> None:
    """A git command in a folder, on a day, at noon."""
    who = ["-c", "user.name=x", "-c", "user.email=x@example.org"]
    dates = {"GIT_AUTHOR_DATE": f"{day}T12:00:00Z", "GIT_COMMITTER_DATE": f"{day}T12:00:00Z"}
    subprocess.run(["git", *who, *arguments], cwd=folder, env={**os.environ, **IDENTITY, **dates}, check=True)


def commit(folder: Path, day: str) -> None:
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", day, day=day)


@pytest.fixture(scope="session")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The mini in a repository of its own: a claim is added after the first day, renamed, and its file moved."""
    root = tmp_path_factory.mktemp("repository") / "mini"
    shutil.copytree(MINI, root)
    config = root / "mkdocs.yml"
    config.write_text(config.read_text("utf-8").replace("../../", f"{MINI.parents[1]}/"), "utf-8")
    bois, margin = root / "data/groups/bois.yml", root / "data/groups/harmonie.yml"
    whole = bois.read_text("utf-8")
    git(root, "init", "-q", "-b", "main")
    first = whole.index("claims:\n") + len("claims:\n")
    second = re.search(r"^\n?  \S+:\n", whole[first + 3 :], re.MULTILINE).start() + first + 3
    bois.write_text(whole[:second].rstrip("\n") + "\n", "utf-8")
    commit(root, "2020-01-01")
    bois.write_text(whole, "utf-8")
    commit(root, "2020-02-02")
    margin.write_text(margin.read_text("utf-8") + "# seen again\n", "utf-8")
    commit(root, "2020-03-03")
    return root


@pytest.fixture(scope="session")
def built(repository: Path) -> Path:
    """Its finished site."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-q"]
    done = subprocess.run(command, cwd=repository, env=ENVIRONMENT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return repository / "site"


def page_files(site: Path) -> list[Path]:
    """Every page, redirects and 404 pages aside."""
    found = (path for path in sorted(site.rglob("*.html")) if path.name != "404.html")
    return [path for path in found if "http-equiv" not in path.read_text("utf-8")[:1000]]


def resolves(site: Path, here: str, link: str) -> bool:
    """Whether a link on a page at a web address leads to a file of the build, and to an id in it."""
    address, fragment = urldefrag(urljoin(here, link))
    if not address.startswith(HOME):
        return False
    path = site / unquote(address.removeprefix(HOME))
    path = path / "index.html" if address.endswith("/") else path
    return path.is_file() and (not fragment or f'id="{fragment}"' in path.read_text("utf-8"))


# ── schema.org ──


def graph(page: Path) -> list[dict[str, Any]]:
    (script,) = html.parse(str(page)).getroot().xpath("//script[@type='application/ld+json']/text()")
    found = json.loads(script)
    assert found["@context"] == "https://schema.org"
    return found["@graph"]


def ids(value: Any) -> set[str]:
    """Every @id in a value."""
    if isinstance(value, dict):
        return {*([value["@id"]] if "@id" in value else []), *(i for v in value.values() for i in ids(v))}
    return {i for v in value for i in ids(v)} if isinstance(value, list) else set()


def test_every_identity_that_a_page_names_is_a_place_of_the_site(built: Path) -> None:
    for page in page_files(built):
        for name in ids(graph(page)):
            plain = name.removesuffix("#site")  # the site is named by its home page
            assert resolves(built, HOME, plain), (page, name)


def test_every_page_describes_itself_at_its_canonical_address(built: Path) -> None:
    for page in page_files(built):
        here = html.parse(str(page)).getroot()
        nodes = {node["@id"]: node for node in graph(page)}
        (canonical,) = here.xpath("//link[@rel='canonical']/@href")
        assert nodes[canonical]["@type"] == "WebPage"
        assert nodes[canonical]["inLanguage"] == here.get("lang")


def test_a_claim_is_the_sentence_of_the_page_with_the_passages_of_its_notes(built: Path, mini: Examined) -> None:
    briefing = mini.loaded.briefing
    for root, lang in ROOTS.items():
        for entity in briefing.entities.values():
            nodes = {n["@id"]: n for n in graph(built / root / entity.address / "index.html") if n["@type"] == "Claim"}
            shown = {c.address: c for c in entity.claims.values() if c.status != "illustrative"}
            assert len(nodes) == len(shown)
            for claim in shown.values():
                node = nodes[f"{HOME}{root}{entity.address}/#{claim.key}"]
                assert node["about"] == {"@id": f"{HOME}{entity.address}/#_title"}
                assert "[[" not in node["text"]
                if "[[" not in claim.says[lang]:
                    assert node["text"] == claim.says[lang]
                assert [place["@id"] for place in node["appearance"]] == [
                    f"{HOME}sources/{c.source}/#p{c.at}" for c in claim.sources
                ]
                assert ("subjectOf" in node) == bool(briefing.disputes(claim.address))


def test_what_an_entity_is_follows_from_its_kind(built: Path) -> None:
    for path, kind in (
        ("players/odile-pervenche", "Person"),
        ("groups/bois", "Organization"),
        ("counts/audience", "Dataset"),
        ("concerts/bridge-concert", "Event"),
        ("questions/who-conducted", "Question"),
        ("sources/registre", "CreativeWork"),
    ):
        nodes = {node["@id"]: node for node in graph(built / path / "index.html")}
        main = nodes[nodes[f"{HOME}{path}/"]["mainEntity"]["@id"]]
        assert main["@type"] == kind, path


def test_an_invented_example_is_no_data(built: Path, mini: Examined) -> None:
    invented = [c for c in mini.loaded.briefing.claims.values() if c.status == "illustrative"]
    assert invented
    text = "".join(json.dumps(graph(page), ensure_ascii=False) for page in page_files(built) if "/counts/" in str(page))
    for claim in invented:
        assert f"#{claim.key}" not in text


def test_a_disputed_date_is_not_an_event_s_date(mini: Examined, sites: dict[str, Edition]) -> None:
    briefing = mini.loaded.briefing
    json_ld = JsonLd(sites["en"], HOME)
    seen = set()
    for planned in pages(sites["en"], mini.evidence):
        record = briefing.entities.get(planned.record)
        if record is None or record.kind != "concerts":
            continue
        event = next(node for node in json_ld.page(planned.make())["@graph"] if node["@type"] == "Event")
        dates = [claim for claim in record.claims.values() if "held_on" in claim.states]
        sure = len({c.states["held_on"] for c in dates}) == 1 and not any(briefing.disputes(c.address) for c in dates)
        plain = sure and not re.search("[~?%]", dates[0].states["held_on"])
        assert ("startDate" in event) == plain, record.address
        seen.add(plain)
        if plain:
            assert dates[0].states["held_on"].startswith(event["startDate"])
    assert seen == {True, False}


def test_nothing_in_the_data_ends_the_script_that_holds_it() -> None:
    text = in_script({"a": "</script><!-- & \u2028 ]]>"})
    assert not re.search("[<>&\u2028]", text)
    assert json.loads(text) == {"a": "</script><!-- & \u2028 ]]>"}


# ── Markdown twins ──


def test_every_page_of_the_sitemap_has_its_twin_and_names_it(built: Path) -> None:
    spaces = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    for root in ROOTS:
        found = etree.parse(str(built / root / "sitemap.xml")).iterfind(".//s:loc", spaces)
        for address in [place.text for place in found]:
            page = built / address.removeprefix(HOME) / "index.html"
            links = html.parse(str(page)).getroot().xpath("//head/link[@type='text/markdown']/@href")
            assert [urljoin(address, link) for link in links] == [f"{address}index.html.md"]
            assert (page.parent / "index.html.md").is_file()


TWIN_LINK = re.compile(r"(?<!\\)\]\(([^)\s]+)\)")


def test_every_link_of_a_twin_leads_somewhere_in_the_build(built: Path) -> None:
    for twin in sorted(built.rglob("*.html.md")):
        here = HOME + twin.relative_to(built).as_posix()
        links = TWIN_LINK.findall(twin.read_text("utf-8"))
        links = [link for link in links if not link.startswith("https://github.com/sourcebook/mini/commits/")]
        assert links
        assert [link for link in links if not resolves(built, here, link)] == [], twin


def test_every_mark_of_a_twin_has_its_note_and_every_note_its_mark(built: Path) -> None:
    noted = 0
    for twin in sorted(built.rglob("*.html.md")):
        text = twin.read_text("utf-8")
        notes = re.findall(r"^\[\^(\d+)\]: ", text, re.MULTILINE)
        marks = set(re.findall(r"(?<!\\)\[\^(\d+)\](?!: )", text))
        assert notes == [str(number) for number in range(1, len(notes) + 1)], twin
        assert marks == set(notes), twin
        noted += bool(notes)
    assert noted > 30


def shown(markdown: str) -> html.HtmlElement:
    """Markdown as GitHub reads it, raw HTML left out with a remark."""
    return html.fromstring(f"<div>{cmarkgfm.github_flavored_markdown_to_html(markdown)}</div>")


def test_a_twin_holds_no_markup_but_markdown(built: Path) -> None:
    for twin in sorted(built.rglob("*.html.md")):
        rendered = cmarkgfm.github_flavored_markdown_to_html(twin.read_text("utf-8"))
        assert "raw HTML omitted" not in rendered and "<script" not in rendered, twin


def test_every_claim_of_a_page_stands_in_its_twin_as_it_was_written(built: Path, sites: dict[str, Edition]) -> None:
    for page in page_files(built):
        root = next((r for r in ROOTS if r and page.relative_to(built).as_posix().startswith(r)), "")
        addresses = html.parse(str(page)).getroot().xpath("//article//@data-address")
        if not addresses:
            continue
        text = " ".join(shown((page.parent / "index.html.md").read_text("utf-8")).text_content().split())
        site = sites[ROOTS[root]]
        for address in addresses:
            sentence = plain(site, site.briefing.claims[address].says)
            assert " ".join(sentence.split()) in text, (page, address)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_text_from_the_data_does_nothing_in_a_twin(lang: str, built: Path) -> None:
    root = next(root for root, code in ROOTS.items() if code == lang)
    for path in ("", "tuba/", "groups/harmonie/"):
        twin = shown((built / root / path / "index.html.md").read_text("utf-8"))
        assert HOSTILE[lang] in twin.text_content()


@pytest.mark.parametrize(
    "text",
    ["1. one", "12) two", "- three", "+ four", "# five", "> six", "a | b", "~~x~~", "www.a.b", "=", "a\nb"],
)
def test_a_text_is_no_markdown_wherever_it_stands(text: str) -> None:
    (paragraph,) = shown(str(in_markdown(text)))
    assert (paragraph.tag, len(paragraph)) == ("p", 0)
    assert paragraph.text_content().strip() == text.replace("\n", " ")


def test_a_hand_written_page_s_links_lead_to_twins(built: Path) -> None:
    text = (built / "en" / "index.html.md").read_text("utf-8")
    assert text.startswith("# The tuba of Sansouffle\n")
    assert ".md)" in text and not re.search(r"\((?!\S*index\.html\.md)[^)\s]*\.md", text)
    assert "{{ claim" not in text


# ── llms.txt ──


def test_the_list_of_twins_has_the_form_that_is_asked_for_and_names_every_twin(built: Path) -> None:
    for root, lang in ROOTS.items():
        text = (built / root / "llms.txt").read_text("utf-8")
        assert re.match(r"# .+\n\n> .+\n\n[^#\n].+\n\n## ", text), lang
        assert text.count("\n# ") == 0
        links = TWIN_LINK.findall(text)
        own = {path.relative_to(built).as_posix() for path in (built / root).rglob("*.html.md")}
        own = {path for path in own if root or not path.startswith(("en/", "zh/"))}
        assert sorted(links) == sorted(HOME + path for path in own)


# ── History and the feed ──


@pytest.fixture
def known(repository: Path, monkeypatch: pytest.MonkeyPatch, with_texts: None) -> tuple[Examined, history.History]:
    examined = checks.examine(repository / "data")
    return examined, history.history(examined.loaded.briefing, repository / "data")


def test_a_claim_was_added_when_its_key_first_stood_in_its_file(known: tuple) -> None:
    examined, found = known
    assert set(found.added) == set(examined.loaded.briefing.claims)
    days = {address: f"{time:%m-%d}" for address, time in found.added.items()}
    first, *later = examined.loaded.briefing.entities["groups/bois"].claims.values()
    assert days[first.address] == "01-01"
    assert later and {days[claim.address] for claim in later} == {"02-02"}


def test_a_record_changed_when_its_file_did(known: tuple) -> None:
    _, found = known
    assert f"{found.changed['groups/harmonie']:%Y-%m-%d}" == "2020-03-03"
    assert f"{found.changed['groups/bois']:%Y-%m-%d}" == "2020-02-02"
    assert f"{found.changed['sources/registre']:%Y-%m-%d}" == "2020-01-01"


def test_a_claim_that_moved_was_added_where_it_first_stood(repository: Path, tmp_path: Path, with_texts: None) -> None:
    moved = tmp_path / "mini"
    shutil.copytree(repository, moved)
    bois = moved / "data/groups/bois.yml"
    key = next(iter(checks.examine(moved / "data").loaded.briefing.entities["groups/bois"].claims))
    text = bois.read_text("utf-8").replace(f"\n  {key}:\n", f"\n  another-key:\n    former_ids: [{key}]\n", 1)
    text = text.replace("claims:\n", "former_ids: [bois]\nclaims:\n", 1)
    (moved / "data/groups/boisage.yml").write_text(text, "utf-8")
    bois.unlink()
    commit(moved, "2020-04-04")
    loaded = checks.examine(moved / "data").loaded
    found = history.history(loaded.briefing, moved / "data")
    assert f"{found.added['groups/boisage/another-key']:%m-%d}" == "01-01"


def test_where_the_history_is_not_whole_nothing_is_said(repository: Path, tmp_path: Path, with_texts: None) -> None:
    git(tmp_path, "clone", "-q", "--depth=1", repository.as_uri(), "shallow")
    shutil.copytree(repository / "data", tmp_path / "plain" / "data")
    for folder in ("shallow", "plain"):
        loaded = checks.examine(tmp_path / folder / "data").loaded
        assert history.history(loaded.briefing, tmp_path / folder / "data") == history.NONE
        site = Edition(loaded.briefing, "en", messages.words(loaded, "en"))
        assert feed(site) is None


def test_what_is_not_committed_has_no_date(repository: Path, tmp_path: Path, with_texts: None) -> None:
    copy = tmp_path / "mini"
    shutil.copytree(repository, copy)
    shutil.copy(copy / "data/groups/bois.yml", copy / "data/groups/bois-bis.yml")
    loaded = checks.examine(copy / "data").loaded
    found = history.history(loaded.briefing, copy / "data")
    assert "groups/bois-bis" not in found.changed
    assert not [address for address in found.added if address.startswith("groups/bois-bis/")]


def test_the_feed_is_valid_atom_and_leads_to_every_claim_in_every_edition(built: Path, mini: Examined) -> None:
    for root in ROOTS:
        tree = etree.parse(str(built / root / "feed.xml")).getroot()
        assert tree.tag == "{http://www.w3.org/2005/Atom}feed"
        for part in [tree, *tree.iterfind("a:entry", ATOM)]:
            for name in ("id", "title", "updated"):
                assert len(part.findall(f"a:{name}", ATOM)) == 1
            assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", part.findtext("a:updated", None, ATOM))
            alternates = [link.get("hreflang") for link in part.findall("a:link[@rel='alternate']", ATOM)]
            assert alternates == ["fr", "en-GB", "zh-Hans"]
        assert tree.findtext("a:author/a:name", None, ATOM)
        assert tree.find("a:link[@rel='self']", ATOM).get("href") == f"{HOME}{root}feed.xml"
        entries = tree.findall("a:entry", ATOM)
        names = [entry.findtext("a:id", None, ATOM) for entry in entries]
        assert len(set(names)) == len(names) == min(LENGTH, len(mini.loaded.briefing.claims))
        days = [entry.findtext("a:updated", None, ATOM) for entry in entries]
        assert days == sorted(days, reverse=True)
        assert tree.findtext("a:updated", None, ATOM) == days[0]
        for link in tree.xpath("//@href"):
            assert resolves(built, HOME, link), link


def test_a_page_says_where_the_feed_is_and_when_it_last_changed(built: Path) -> None:
    page = html.parse(str(built / "en/groups/harmonie/index.html")).getroot()
    assert page.xpath("//head/link[@type='application/atom+xml']/@href") == ["../../feed.xml"]
    (said,) = page.xpath("//p[@class='sb-changed']")
    assert "3 March 2020" in said.text_content()
    assert said.xpath("a/@href") == ["https://github.com/sourcebook/mini/commits/main/data/groups/harmonie.yml"]


def test_no_head_makes_the_theme_s_script_ask_for_a_sitemap_elsewhere(built: Path) -> None:
    for page in page_files(built):
        assert not html.parse(str(page)).getroot().xpath("//link[@rel='alternate']")


def test_without_a_history_a_page_says_no_day_and_names_no_feed(mini: Examined, sites: dict[str, Edition]) -> None:
    page = next(p for p in pages(sites["en"], mini.evidence) if p.path == "groups/bois/").make()
    assert page.changed == ""
    assert "sb-changed" not in Renderer(sites["en"], Templates()).page(page)
