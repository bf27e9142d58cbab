"""The real site in a real browser: what a reader does who doubts a sentence."""

from __future__ import annotations

import pytest


def test_a_reader_follows_a_note_to_its_passage_and_comes_back(page) -> None:
    page.goto("units/qianwen-division/")
    mark = page.locator("li.sb-claim a.footnote-ref").first
    mark.click()
    note = page.locator("#sb-popover")
    assert note.is_visible()
    note.locator("a.sb-note__source").click()
    page.wait_for_url("**/sources/**")
    anchor = page.url.partition("#")[2]
    passage = page.locator(f"[id='{anchor}']")
    assert passage.is_visible()
    assert passage.locator("a[href*='qianwen-division']").count() > 0
    passage.locator("a[href*='qianwen-division']").first.click()
    page.wait_for_url("**/units/qianwen-division/**")


def test_the_way_back_from_a_note_leads_to_its_sentence(page) -> None:
    page.goto("units/qianwen-division/")
    back = page.locator("section[role=doc-endnotes] a[role=doc-backlink]").first
    target = back.get_attribute("href")
    back.click()
    assert page.url.endswith(target)
    assert page.locator(f"[id='{target[1:]}']").is_visible()


def test_switching_the_language_stays_on_the_page(page) -> None:
    page.goto("units/qianwen-division/")
    page.locator(".sb-editions a[hreflang=zh-Hans]").click()
    page.wait_for_url("**/zh/units/qianwen-division/")
    assert page.locator("html").get_attribute("lang") == "zh-Hans"
    page.locator(".sb-editions a[hreflang=en-GB]").click()
    page.wait_for_url(lambda url: url.endswith("/units/qianwen-division/") and "/zh/" not in url)


def _find(page, words: str) -> list[str]:
    """Type words into the search → where its results lead, in order."""
    page.keyboard.press("/")
    page.locator(".sb-find__input").fill(words)
    page.locator(".sb-find__status:not(:empty)").wait_for()
    return [link.get_attribute("href") for link in page.locator(".sb-find__option").all()]


@pytest.mark.parametrize("edition", ["", "zh/"])
@pytest.mark.parametrize(
    "words",
    ["千问", "事业部", "千", "Qianwen", "qianw", "qian wen", "qianwenshiyebu", "QIANWEN DIVISION", "千问 division"],
)
def test_search_finds_the_division_first(page, edition: str, words: str) -> None:
    page.goto(edition)
    assert _find(page, words)[0].endswith("/units/qianwen-division/")


def test_search_finds_a_chinese_word_inside_a_run_and_leads_to_its_claim(page) -> None:
    page.goto("zh/")
    found = _find(page, "算力")
    assert any("#" in href for href in found)
    page.locator(".sb-find__option[href*='#']").first.click()
    page.wait_for_url("**#*")
    assert "算力" in page.locator(":target").inner_text()


def test_search_finds_a_person_by_an_alias_and_says_what_kind_of_page_it_is(page) -> None:
    page.goto("units/")
    assert _find(page, "Eddie Wu")[0].endswith("people/wu-yongming/")
    assert page.locator(".sb-find__kind").first.inner_text() == "Person"


def test_search_is_used_by_keyboard_alone(page) -> None:
    page.goto("zh/metrics/")
    page.keyboard.press("Control+k")
    page.locator(".sb-find__input").fill("zhou jing")
    page.locator(".sb-find__option[aria-selected=true]").wait_for()
    first = page.locator(".sb-find__input").get_attribute("aria-activedescendant")
    page.keyboard.press("ArrowDown")
    assert page.locator(".sb-find__input").get_attribute("aria-activedescendant") != first
    page.keyboard.press("ArrowUp")
    target = page.locator(".sb-find__option[aria-selected=true]").get_attribute("href")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: target.split("../")[-1] in url)
    page.keyboard.press("/")
    page.keyboard.press("Escape")
    assert not page.locator(".sb-find__dialog").is_visible()


def test_search_says_when_it_finds_nothing(page) -> None:
    page.goto("zh/")
    assert _find(page, "zebra") == []
    assert page.locator(".sb-find__status").inner_text() == "没有找到。"


def test_a_query_fetches_little(page) -> None:
    """The pieces of a first query, uncompressed; the figure for 5,000 pages stands in `make bench`."""
    sizes: list[int] = []
    page.on("response", lambda answer: sizes.append(len(answer.body())) if "/search/" in answer.url else None)
    page.goto("")
    _find(page, "token foundry")
    assert 0 < sum(sizes) < 80_000


@pytest.mark.parametrize("path", ["", "units/qianwen-division/", "zh/sources/tmtpost-2026-03-17/", "zh/questions/"])
def test_no_request_leaves_for_another_host(page, address: str, path: str) -> None:
    page.goto(path)
    page.wait_for_load_state("networkidle")
    page.locator(".sb-find__open").click()
    page.locator(".sb-find__input").fill("token")
    page.wait_for_timeout(300)
    assert [asked for asked in page.asked if not asked.startswith((address, "data:", "blob:"))] == []


def test_a_page_reads_without_script(browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False, base_url=address)
    page = context.new_page()
    page.goto("units/qianwen-division/")
    page.locator("li.sb-claim a.footnote-ref").first.click()
    assert "#fn:" in page.url
    context.close()
