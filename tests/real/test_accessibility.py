"""Every kind of page, in both editions, light and dark, is one that axe finds nothing wrong with."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

from .conftest import PAGES


@pytest.fixture(params=["light", "dark"])
def scheme(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.mark.parametrize("edition", ["", "zh/"])
def test_axe_finds_nothing_on_any_kind_of_page(browser, address: str, edition: str, scheme: str) -> None:
    context = browser.new_context(color_scheme=scheme, base_url=address, viewport={"width": 1280, "height": 900})
    found = {}
    for path in PAGES:
        page = context.new_page()
        page.goto(f"{edition}{path}")
        for violation in Axe().run(page).response["violations"]:
            found[path, violation["id"]] = [node["html"] for node in violation["nodes"]][:3]
        page.close()
    context.close()
    assert found == {}


def test_axe_finds_nothing_in_the_open_search(browser, address: str, scheme: str) -> None:
    context = browser.new_context(color_scheme=scheme, base_url=address)
    page = context.new_page()
    page.goto("zh/")
    page.keyboard.press("/")
    page.locator(".sb-find__input").fill("事业部")
    page.locator(".sb-find__option").first.wait_for()
    assert [violation["id"] for violation in Axe().run(page).response["violations"]] == []
    context.close()
