"""The finished site of the real data, crawled: everything that leads somewhere arrives."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from lxml import html

SITE_URL = "https://sourcebook.example/"
TAGS = {"": "en-GB", "zh/": "zh-Hans"}


@pytest.fixture(scope="session")
def pages(site: Path) -> dict[str, html.HtmlElement]:
    """Every page by its path from the root."""
    return {file.relative_to(site).as_posix(): html.parse(str(file)).getroot() for file in sorted(site.rglob("*.html"))}


@pytest.fixture(scope="session")
def readable(pages: dict) -> dict:
    """The pages that people read: not the ones that lead elsewhere or say that there is nothing."""
    return {
        path: page
        for path, page in pages.items()
        if not path.endswith("404.html") and not page.xpath("//meta[@http-equiv='refresh']")
    }


def edition(path: str) -> str:
    return "zh/" if path.startswith("zh/") else ""


@cache
def ids(page: html.HtmlElement) -> frozenset[str]:
    return frozenset(page.xpath("//@id"))


def test_there_is_a_page_in_both_editions_for_each_address_that_others_rely_on(pages: dict) -> None:
    relied_on = (
        "units/qianwen-division units/token-foundry units/alibaba-token-hub people/wu-yongming people/zhou-jingren "
        "metrics/ai-arr"
    )
    for address in relied_on.split():
        assert f"{address}/index.html" in pages
        assert f"zh/{address}/index.html" in pages
    assert {path for path in pages if not path.startswith("zh/")} == {
        path.removeprefix("zh/") for path in pages if path.startswith("zh/")
    }


def test_every_link_and_every_anchor_resolves(site: Path, pages: dict, readable: dict) -> None:
    broken = []
    for path, page in readable.items():
        for link in page.xpath("//a/@href | //link/@href | //script/@src | //img/@src"):
            target = urlsplit(urljoin(SITE_URL + path, link))
            if target.netloc != urlsplit(SITE_URL).netloc or target.scheme == "javascript":
                continue
            name = unquote(target.path).lstrip("/")
            file = name + "index.html" if name.endswith("/") or not name else name
            if not (site / file).is_file() or (
                target.fragment and file in pages and unquote(target.fragment) not in ids(pages[file])
            ):
                broken.append((path, link))
    assert broken == []


def test_no_id_stands_twice_on_a_page(readable: dict) -> None:
    twice = {path: [i for i, n in Counter(page.xpath("//@id")).items() if n > 1] for path, page in readable.items()}
    assert {path: found for path, found in twice.items() if found} == {}


def test_every_claim_has_a_note_and_every_note_a_passage_and_a_way_back(readable: dict) -> None:
    claims = 0
    for path, page in readable.items():
        if "/sources/" in f"/{path}":
            continue
        for claim in page.xpath("//*[@data-address]"):
            claims += 1
            assert claim.xpath(".//a[@role='doc-noteref']"), (path, claim.get("data-address"))
        for note in page.xpath("//section[@role='doc-endnotes']//li"):
            assert re.search(r"sources/[^/]+/#p\d", note.xpath(".//a[contains(@class, 'sb-note__source')]/@href")[0])
            assert note.xpath(".//a[@role='doc-backlink']"), path
    assert claims > 200


def test_marks_are_numbered_in_the_order_of_first_use(readable: dict) -> None:
    for path, page in readable.items():
        first = list(dict.fromkeys(page.xpath("//a[@role='doc-noteref']/text()")))
        assert first == [str(number) for number in range(1, len(first) + 1)], path


def test_every_claim_of_the_data_stands_on_its_page_under_its_address(readable: dict, briefing) -> None:
    for root in TAGS:
        for claim in briefing.claims.values():
            found = readable[f"{root}{claim.subject}/index.html"].xpath(f"//li[@id='{claim.key}']/@data-address")
            assert found == [claim.address]


def test_disputed_claims_are_marked_where_they_stand(readable: dict, briefing) -> None:
    disputed = [address for address in briefing.claims if briefing.disputes(address)]
    assert disputed
    for root in TAGS:
        for address in disputed:
            subject, _, key = address.rpartition("/")
            assert readable[f"{root}{subject}/index.html"].xpath(f"//li[@id='{key}']//a[@class='sb-disputed']"), address


def test_languages_are_right_on_every_page(readable: dict) -> None:
    for path, page in readable.items():
        tag = TAGS[edition(path)]
        assert page.get("lang") == tag, path
        inside = set(page.xpath("//body//@lang"))
        assert inside <= {"en-GB", "zh-Hans", "en", "zh"}, (path, inside)
        if tag == "en-GB":
            title = "".join(page.xpath("//h1//text()[not(ancestor::*[@lang])]"))
            assert not re.search("[\u4e00-\u9fff]", title), (path, title)


def test_every_page_names_itself_and_its_twin(site: Path, readable: dict) -> None:
    for path, page in readable.items():
        own = re.sub(r"index\.html$", "", path)
        plain = own.removeprefix("zh/")
        found = {link.get("hreflang"): link.get("href") for link in page.xpath("//link[@hreflang]")}
        assert found == {"en-GB": SITE_URL + plain, "x-default": SITE_URL + plain, "zh-Hans": f"{SITE_URL}zh/{plain}"}
        assert page.xpath("//link[@rel='canonical']/@href") == [SITE_URL + own]


def test_titles_are_unique_within_an_edition(readable: dict) -> None:
    for root in TAGS:
        titles = Counter(page.findtext("head/title") for path, page in readable.items() if edition(path) == root)
        assert [title for title, count in titles.items() if count > 1] == []


def test_nothing_is_fetched_from_another_host(site: Path, readable: dict) -> None:
    for path, page in readable.items():
        for address in page.xpath("//script/@src | //img/@src | //iframe/@src | //link[@rel='stylesheet']/@href"):
            assert not urlsplit(address).netloc, (path, address)
    for sheet in site.rglob("*.css"):
        assert not re.search(r"url\(['\"]?(https?:)?//", sheet.read_text("utf-8")), sheet


def test_edit_links_lead_to_the_record(readable: dict, briefing) -> None:
    for record in (*briefing.entities, *briefing.sources, *briefing.questions):
        links = readable[f"{record}/index.html"].xpath("//a[@rel='edit']/@href")
        assert [link.partition("/edit/main/")[2] for link in links] == [f"data/{record}.yml"]


def test_navigation_holds_sections_and_no_page_of_a_kind(readable: dict, briefing) -> None:
    page = readable["units/token-foundry/index.html"]
    links = page.xpath("//nav[contains(@class, 'md-nav--primary')]//a/@href")
    assert links and not [link for link in links if "qianwen-division" in link]


def test_bilingual_labels_stand_in_titles_links_tables_and_search(site: Path, readable: dict) -> None:
    label = "千问事业部 / Qianwen division"
    for root in TAGS:
        assert label in readable[f"{root}units/qianwen-division/index.html"].findtext("head/title")
        index = readable[f"{root}units/index.html"]
        assert label in [link.text_content() for link in index.xpath("//table//a")]
        results = (path.read_text("utf-8") for path in (site / root / "search").glob("p-*.json"))
        assert any(label in content for content in results)


# ── No word of another language is left over, the theme's parts, labels and titles included ──

HAN = re.compile("[\u4e00-\u9fff]")
LATIN = re.compile("[A-Za-z]{3}")
ATTRIBUTES = ("title", "aria-label", "alt", "placeholder")
# What stands on every page and is nobody’s language: the names of the code host and of a file.
NAMES = {"GitHub", "llms.txt"}


def _names(briefing) -> set[str]:
    """What may stand in another script: names, aliases and titles, as they are printed."""
    entities = briefing.entities.values()
    names = {name for entity in entities for name in (*entity.name.values(), *(a.text for a in entity.aliases))}
    return NAMES | names | {source.title for source in briefing.sources.values() if source.title}


def test_the_chinese_edition_has_no_english_left_over(readable: dict, briefing) -> None:
    known = _names(briefing)
    left = set()
    for path, page in readable.items():
        if path.startswith("zh/"):
            said = {value for name in ATTRIBUTES for value in page.xpath(f"//@{name}")}
            said |= {
                text.strip()
                for text in page.xpath("//body//text()[not(ancestor::script or ancestor::style)]")
                if not text.getparent().xpath("ancestor-or-self::*[@lang][1][not(starts-with(@lang, 'zh'))]")
                and not text.getparent().xpath("ancestor-or-self::code")
            }
            left |= {text for text in said if LATIN.search(text) and not HAN.search(text) and text not in known}
    assert left == set()


def test_the_english_edition_marks_what_is_chinese(readable: dict) -> None:
    """In what a page says; the theme's header repeats the title as one text."""
    left = set()
    for path, page in readable.items():
        if not path.startswith("zh/"):
            for text in page.xpath("//article//text()[not(ancestor::script or ancestor::style)]"):
                if HAN.search(text) and not text.getparent().xpath("ancestor-or-self::*[starts-with(@lang, 'zh')]"):
                    left.add(text.strip())
    assert left == set()
