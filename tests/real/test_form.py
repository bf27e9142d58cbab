"""How the pages lie on a screen, and what they weigh."""

from __future__ import annotations

import gzip
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Browser, Page

from .conftest import PAGES

FIRST_LOAD = 300_000  # bytes, compressed
OWN_SCRIPTS = 15_000  # bytes, as they are

# What sticks out of the window and is not inside a box that scrolls by itself.
STICKS_OUT = """() => {
  const boxed = (e) => e && (/(auto|scroll|hidden|clip)/.test(getComputedStyle(e).overflowX) || boxed(e.parentElement));
  return [...document.querySelectorAll("body *")]
    .filter((e) => e.getBoundingClientRect().right > innerWidth + 1 && e.offsetParent && !boxed(e.parentElement))
    .map((e) => e.outerHTML.slice(0, 120));
}"""


@pytest.mark.parametrize("edition", ["", "zh/"])
def test_at_320_pixels_nothing_scrolls_sideways_but_what_stands_in_its_own_box(browser, address, edition: str) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 700}, base_url=address)
    page = context.new_page()
    wide, sticking = {}, {}
    for path in PAGES:
        page.goto(f"{edition}{path}")
        if (width := page.evaluate("document.documentElement.scrollWidth")) > 320:
            wide[path] = width
        if found := page.evaluate(STICKS_OUT):
            sticking[path] = found[:3]
    context.close()
    assert (wide, sticking) == ({}, {})


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("edition", ["", "zh/"])
def test_nothing_moves_while_a_page_loads(browser, address, edition: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900}, base_url=address)
    page = context.new_page()
    page.add_init_script(
        """window.shifts = [];
        new PerformanceObserver((list) => { for (const e of list.getEntries()) window.shifts.push(e.value); })
          .observe({ type: "layout-shift", buffered: true });"""
    )
    moved = {}
    for path in PAGES:
        # A line in which the parser rests for a moment grows with its last words. What belongs to the page moves again.
        if _shift(page, f"{edition}{path}") > 0.001 and (again := _shift(page, f"{edition}{path}")) > 0.001:
            moved[path] = again
    context.close()
    assert moved == {}


def _shift(page: Page, path: str) -> float:
    """How much of the window moves, and how far, while a page loads, as the Layout Instability API measures it."""
    page.goto(path, wait_until="load")
    page.wait_for_timeout(60)
    return float(page.evaluate("shifts.reduce((a, b) => a + b, 0)"))


def test_the_parts_of_the_header_are_shown_when_all_of_them_are_there(browser: Browser, address: str) -> None:
    """Each that arrives moves those before it. As long as the header is the last thing in the page, it is arriving."""
    page = browser.new_page(base_url=address)
    page.goto("")
    seen = "getComputedStyle(document.querySelector('.sb-editions')).visibility"
    assert page.evaluate(seen) == "visible"
    page.evaluate("document.querySelector('.md-header').nextElementSibling.remove()")
    assert page.evaluate(seen) == "hidden"
    page.close()


@pytest.mark.parametrize("path", ["units/token-foundry/", "zh/units/token-foundry/"])
def test_a_unit_page_loads_little(page, site: Path, path: str) -> None:
    page.goto(path, wait_until="networkidle")
    sizes = {url: len(gzip.compress(_file(site, url).read_bytes())) for url in page.asked}
    assert len(sizes) > 3
    assert sum(sizes.values()) < FIRST_LOAD, sizes


def test_our_own_scripts_stay_small(site: Path) -> None:
    scripts = sorted((site / "assets").glob("*.js"))
    assert len(scripts) == 2
    assert sum(script.stat().st_size for script in scripts) < OWN_SCRIPTS


def _file(site: Path, url: str) -> Path:
    inside = unquote(urlsplit(url).path).lstrip("/")
    return site / (f"{inside}index.html" if inside.endswith("/") or not inside else inside)


def test_the_teller_of_a_state_has_an_address_and_is_shown_alone_there(page) -> None:
    page.goto("chart/2026-06-08/")
    tabs = page.locator(".sb-tab")
    assert tabs.count() > 2 and all(tab.is_visible() for tab in tabs.all())
    page.locator('.sb-dates a[href="#yicai-token-foundry"]').click()
    assert [tab.get_attribute("id") for tab in tabs.all() if tab.is_visible()] == ["yicai-token-foundry"]
    page.locator('.sb-dates a[href="#_states"]').click()
    assert all(tab.is_visible() for tab in tabs.all())
