"""The real site in a real browser: what a reader does who doubts a sentence."""

from __future__ import annotations

import pytest


def test_a_reader_follows_a_note_to_its_passage_and_comes_back(page) -> None:
    page.goto("units/qianwen-division/")
    mark = page.locator("li.sb-claim a.footnote-ref").first
    number = mark.inner_text()
    mark.click()
    note = page.locator(f"li[id='fn:{number}']")
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


def test_a_note_opens_where_its_mark_is_hovered(page) -> None:
    page.goto("units/qianwen-division/")
    page.locator("li.sb-claim a.footnote-ref").first.hover()
    tooltip = page.locator(".md-tooltip2")
    tooltip.first.wait_for(state="visible")
    assert ".txt" in tooltip.first.inner_text()


def test_switching_the_language_stays_on_the_page(page) -> None:
    page.goto("units/qianwen-division/")
    page.locator(".sb-editions a[hreflang=zh-Hans]").click()
    page.wait_for_url("**/zh/units/qianwen-division/")
    assert page.locator("html").get_attribute("lang") == "zh-Hans"
    page.locator(".sb-editions a[hreflang=en-GB]").click()
    page.wait_for_url(lambda url: url.endswith("/units/qianwen-division/") and "/zh/" not in url)


@pytest.mark.parametrize("edition", ["", "zh/"])
@pytest.mark.parametrize("words", ["千问", "事业部", "Qianwen"])
def test_search_finds_the_division(page, edition: str, words: str) -> None:
    page.goto(edition)
    page.locator(".md-search__input").click()
    page.keyboard.insert_text(words)
    page.keyboard.press("End")  # as the last key of an input method: Material listens to keys
    found = page.locator(".md-search-result__link[href*='units/qianwen-division/']")
    found.first.wait_for(state="attached")


@pytest.mark.parametrize("path", ["", "units/qianwen-division/", "zh/sources/tmtpost-2026-03-17/", "zh/questions/"])
def test_no_request_leaves_for_another_host(page, address: str, path: str) -> None:
    page.goto(path)
    page.wait_for_load_state("networkidle")
    page.locator(".md-search__input").click()
    page.wait_for_timeout(300)
    assert [asked for asked in page.asked if not asked.startswith((address, "data:", "blob:"))] == []


@pytest.mark.parametrize(
    "path", ["", "units/token-foundry/", "sources/yicai-token-foundry/", "metrics/ai-arr/", "zh/units/"]
)
def test_a_phone_scrolls_down_and_not_sideways(browser, address: str, path: str) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 700}, base_url=address)
    page = context.new_page()
    page.goto(path)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    context.close()


def test_a_page_reads_without_script(browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False, base_url=address)
    page = context.new_page()
    page.goto("units/qianwen-division/")
    page.locator("li.sb-claim a.footnote-ref").first.click()
    assert "#fn:" in page.url
    context.close()
