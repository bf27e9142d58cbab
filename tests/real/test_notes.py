"""The notes of the real site in a real browser: by keyboard, by mouse, by finger, copied, in both editions."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

UNIT = "units/qianwen-division/"
EDITIONS = ["", "zh/"]
# A page made from data in both editions, one with a chart and tables, and a hand-written one.
PATHS = [UNIT, f"zh/{UNIT}", "metrics/ai-arr/", "zh/"]
# A mark may be this many stops behind the one before it: the links, tables and summaries of the page between them.
STOPS = 120
COPIED = {"": "Copied as {}.", "zh/": "已复制（{}）。"}
TEXT = {"": "Text", "zh/": "纯文本"}
FOCUSED = "element => element === document.activeElement"

Opened = Callable[..., Page]


@pytest.fixture
def opened(browser: Browser, address: str) -> Iterator[Opened]:
    """Opens a path in a context of its own; no error of a script goes unseen."""
    contexts: list[BrowserContext] = []
    errors: list[str] = []

    def open_page(path: str, width: int = 1280, **options: object) -> Page:
        context = browser.new_context(viewport={"width": width, "height": 800}, base_url=address, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert errors == []


def note(page: Page) -> Locator:
    return page.locator("#sb-popover")


def mark_of(page: Page, nth: int = 0) -> Locator:
    return page.locator("li.sb-claim .sb-mark a").nth(nth)


def focused(locator: Locator) -> bool:
    return locator.evaluate(FOCUSED)


# ── By keyboard ──


@pytest.mark.parametrize("path", PATHS)
def test_the_keyboard_alone_reaches_every_note_and_comes_back(opened: Opened, path: str) -> None:
    page = opened(path)
    marks = page.locator(".sb-mark a")
    assert marks.count() > 3
    for nth in range(marks.count()):
        mark = marks.nth(nth)
        for _ in range(STOPS):
            page.keyboard.press("Tab")
            if focused(mark):
                break
        assert focused(mark), f"mark {nth} is not reached"
        expect(note(page)).to_be_visible()
        assert mark.get_attribute("aria-expanded") == "true"
        number = mark.inner_text()
        listed = page.locator(f"li[id='fn:{number}'] .sb-note")
        assert note(page).locator(".sb-popover__note").inner_text() == listed.inner_text()
        page.keyboard.press("Enter")
        assert focused(note(page))
        page.keyboard.press("Tab")
        assert focused(note(page).locator("a.sb-note__source"))
        page.keyboard.press("Escape")
        assert focused(mark)
        expect(note(page)).to_be_hidden()
        assert mark.get_attribute("aria-expanded") == "false"


def test_past_the_last_button_of_a_note_the_focus_is_on_its_mark_again(opened: Opened) -> None:
    page = opened(UNIT)
    mark = mark_of(page)
    for backwards, steps in ((False, note(page).locator("a[href], button").count), (True, lambda: 0)):
        mark.focus()
        page.keyboard.press("Enter")
        for _ in range(steps() + 1):
            page.keyboard.press("Shift+Tab" if backwards else "Tab")
        assert focused(mark)
        expect(note(page)).to_be_hidden()


def test_a_mark_is_described_by_its_note(opened: Opened) -> None:
    page = opened(UNIT)
    mark = mark_of(page)
    described = page.locator(f"[id='{mark.get_attribute('aria-describedby')}']")
    assert ".txt" in described.inner_text()
    assert described.locator("a[role=doc-backlink]").count() == 0
    mark.focus()
    assert page.locator(f"[id='{mark.get_attribute('aria-controls')}']").get_attribute("role") == "dialog"
    assert note(page).get_attribute("aria-label") == mark.get_attribute("aria-label")


def test_leaving_a_mark_closes_its_note(opened: Opened) -> None:
    page = opened(UNIT)
    mark_of(page).focus()
    expect(note(page)).to_be_visible()
    page.locator(".sb-editions a").first.focus()
    expect(note(page)).to_be_hidden()


# ── By mouse (WCAG 2.2, 1.4.13: dismissible, hoverable, persistent) ──


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_note_stays_while_it_is_pointed_at_and_goes_afterwards(opened: Opened, edition: str) -> None:
    page = opened(edition + UNIT)
    mark_of(page).hover()
    expect(note(page)).to_be_visible()
    note(page).locator(".sb-popover__note").hover()
    page.wait_for_timeout(700)
    expect(note(page)).to_be_visible()
    page.locator("h1").hover()
    expect(note(page)).to_be_hidden()


def test_escape_closes_a_note_under_the_pointer(opened: Opened) -> None:
    page = opened(UNIT)
    mark_of(page).hover()
    expect(note(page)).to_be_visible()
    page.keyboard.press("Escape")
    expect(note(page)).to_be_hidden()


def test_a_note_in_which_something_was_clicked_stays(opened: Opened) -> None:
    page = opened(UNIT)
    mark_of(page).hover()
    note(page).get_by_role("button", name="BibTeX").click()
    page.mouse.move(5, 5)
    page.wait_for_timeout(700)
    expect(note(page)).to_be_visible()
    page.keyboard.press("Escape")
    assert focused(mark_of(page))
    page.locator("h1").hover()
    page.keyboard.press("Tab")
    mark_of(page, 1).hover()
    expect(note(page)).to_be_visible()


def test_a_click_keeps_a_note_and_another_closes_it(opened: Opened) -> None:
    page = opened(UNIT)
    mark = mark_of(page)
    mark.click()
    page.mouse.move(5, 5)
    page.wait_for_timeout(700)
    expect(note(page)).to_be_visible()
    mark.click()
    expect(note(page)).to_be_hidden()
    mark.click()
    note(page).locator(".sb-popover__close").click()
    expect(note(page)).to_be_hidden()
    assert focused(mark)
    mark.click()
    page.mouse.click(700, 780)
    expect(note(page)).to_be_hidden()


def test_a_note_leads_to_its_claim_and_to_the_form_for_problems(opened: Opened) -> None:
    page = opened("")
    mark = page.locator("span.sb-claim .sb-mark a").first
    claim = mark.locator("xpath=ancestor::*[@data-address][1]").get_attribute("data-address")
    mark.click()
    subject, _, key = claim.rpartition("/")
    note(page).locator(".sb-popover__tools a").click()
    page.wait_for_url(f"**/{subject}/#{key}")
    item = page.locator(f"li[data-address='{claim}']")
    item.locator(".sb-mark a").first.click()
    there = note(page).locator(".sb-popover__tools a").nth(1).get_attribute("href")
    assert there == item.locator(".sb-report").get_attribute("href")
    assert "/issues/new?template=report-claim.yml" in there


# ── By finger ──


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("nth", [0, -1])
def test_a_tap_opens_a_note_inside_the_screen_and_another_tap_closes_it(opened: Opened, edition: str, nth: int) -> None:
    page = opened(edition + UNIT, width=320, has_touch=True, is_mobile=True)
    marks = page.locator(".sb-mark a")
    mark = marks.nth(nth % marks.count())
    mark.tap()
    expect(note(page)).to_be_visible()
    box = note(page).bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= 320
    assert box["y"] >= 0 and box["y"] + box["height"] <= 800
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert all(button.bounding_box()["height"] >= 24 for button in note(page).locator("button").all())
    assert page.evaluate("location.hash") == ""
    mark.tap()
    expect(note(page)).to_be_hidden()


# ── Copied ──


@pytest.mark.parametrize("edition", EDITIONS)
def test_each_button_copies_the_citation_and_says_so(opened: Opened, edition: str) -> None:
    page = opened(edition + UNIT, permissions=["clipboard-read", "clipboard-write"])
    mark = mark_of(page, 1)
    claim = mark.locator("xpath=ancestor::*[@data-address][1]").get_attribute("data-address").rpartition("/")[2]
    link = f"https://sourcebook.example/{edition}{UNIT}#{claim}"
    mark.click()
    title = note(page).locator(".sb-note__source").inner_text()
    where = note(page).locator(".sb-note__where").inner_text()
    copied = {}
    for name in (TEXT[edition], "Markdown", "BibTeX", "CSL-JSON"):
        note(page).get_by_role("button", name=name, exact=True).click()
        expect(note(page).get_by_role("status")).to_have_text(COPIED[edition].format(name))
        copied[name] = page.evaluate("navigator.clipboard.readText()")
        for said in (title, where, link):
            assert said in copied[name], (name, said)
    assert len(set(copied.values())) == 4
    assert copied["BibTeX"].startswith("@misc{")
    (item,) = json.loads(copied["CSL-JSON"])
    assert item["title"] == title
    assert not any(sign in text for text in copied.values() for sign in "\ufff9\ufffb")


def test_where_a_page_may_not_copy_the_citation_is_selected(browser: Browser, opened: Opened) -> None:
    page = opened(UNIT)
    page.evaluate("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    mark_of(page).click()
    note(page).get_by_role("button", name="BibTeX").click()
    expect(note(page).get_by_role("status")).to_contain_text("@misc{")
    assert page.evaluate("getSelection().toString()").startswith("@misc{")


# ── Light and dark ──

# The smallest contrast (WCAG 2.2, 1.4.3) between the words in the note and what they stand on.
CONTRAST = """box => {
  const channels = colour => colour.match(/[\\d.]+/g).map(Number);
  const light = colour => channels(colour).slice(0, 3).map(c => (c /= 255) <= .04045 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4)
    .reduce((sum, c, i) => sum + c * [.2126, .7152, .0722][i], 0);
  const ground = element => channels(getComputedStyle(element).backgroundColor)[3] === 0 ? ground(element.parentElement)
    : getComputedStyle(element).backgroundColor;
  return Math.min(...[box, ...box.querySelectorAll("*")].map(element => {
    const [a, b] = [light(getComputedStyle(element).color), light(ground(element))].sort((a, b) => b - a);
    return (a + .05) / (b + .05);
  }));
}"""


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_an_open_note_is_legible_and_axe_finds_nothing_wrong_with_it(opened: Opened, edition: str, scheme: str) -> None:
    page = opened(edition + UNIT, color_scheme=scheme)
    mark_of(page, 2).click()
    note(page).get_by_role("button", name="Markdown").click()
    expect(note(page).get_by_role("status")).not_to_be_empty()
    assert note(page).evaluate(CONTRAST) >= 4.5
    assert [violation["id"] for violation in Axe().run(page).response["violations"]] == []
