"""A title is words, whatever stands in it: in the window, the headings, the lists and the head of every page, and under `serve`."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from .conftest import LANGUAGES, Project
from .test_serve import Server

# Ends the element that the theme puts a title in, and brings one that runs; then what Jinja, HTML and Markdown would act upon.
HOSTILE = """</title><img src=x onerror="document.documentElement.dataset.ran=1"> {{ 7*7 }} &nbsp; &lt;b&gt; <b>*T*</b> & `t`"""
# Waits for what an element like the one above would do.
LOOK = """async () => {
  await new Promise((resolve) => setTimeout(resolve, 50));
  return {
    ran: document.documentElement.dataset.ran || "",
    pictures: document.querySelectorAll("img[onerror], h1 b").length,
    title: document.title,
    heading: (document.querySelector("h1") || document.body).firstChild.textContent,
  };
}"""


def _hostile(texts: dict[str, str], number: int, end: str = "") -> dict[str, str]:
    """A text in every language, with the hostile words in it; numbered, for two things do not share a name."""
    return {lang: f"Q{number} {lang} {HOSTILE}{end}" for lang in texts}


def _spoil(record: dict[str, Any], number: int) -> None:
    """Every text of a record that becomes the title of a page."""
    for field in ("name", "plural", "called", "title_short", "title", "description"):
        if isinstance(record.get(field), dict):
            record[field] = _hostile(record[field], number)
    if "title" in record and isinstance(record["title"], str):  # of a source: what the file prints, in one language
        record["title"] = f"Q{number} {HOSTILE}"
    if "asks" in record:
        record["asks"] = _hostile(record["asks"], number, end="?")
    record.pop("aliases", None)


@pytest.fixture
def hostile(project: Project, monkeypatch: pytest.MonkeyPatch) -> Project:
    """The miniature briefing with hostile words in every name, title and question; no text at hand disproves them."""
    monkeypatch.delenv("SOURCEBOOK_TEXTS")
    for number, path in enumerate(sorted(Path("data").rglob("*.yml"))):
        record = yaml.safe_load(path.read_text("utf-8"))
        if path.name == "words.yml":
            continue
        _spoil(record, 100 * number)
        for index, kind in enumerate(record.get("kinds", {}).values(), 1):
            _spoil(kind, 100 * number + index)
        if record.get("rights") == "open":  # its text would disprove the title
            record |= {"rights": "cite-only"}
            record.pop("licence")
        path.write_text(yaml.safe_dump(record, allow_unicode=True, sort_keys=False), "utf-8")
    for path in Path("data/texts").iterdir():
        path.unlink()
    for lang in LANGUAGES:
        path = Path("docs", lang, "tuba.md")
        text = path.read_text("utf-8").split("---\n", 2)[2]
        path.write_text(f"---\ntitle: '{HOSTILE}'\n---\n{text}", "utf-8")
        Path("docs", lang, "headed.md").write_text("# {{ link('groups/bois') }}\n", "utf-8")
    return project


def _wrong(browser: Any, address: str, paths: list[str]) -> Iterator[str]:
    """What is wrong with the titles of some pages."""
    context = browser.new_context(base_url=address)
    page = context.new_page()
    for path in paths:
        page.goto(path, wait_until="domcontentloaded")
        found = page.evaluate(LOOK)
        if found["ran"] or found["pictures"]:
            yield f"{path}: something ran: {found}"
        if path.count("/") > 1 and "chart" not in path and "</title>" not in found["title"]:
            yield f"{path}: the words are gone: {found['title']}"
    context.close()


def test_no_title_brings_an_element_into_a_page(hostile: Project, browser: Any, served: Callable[[Path], str]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "-q"],
        capture_output=True,
        text=True,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
    )
    assert done.returncode == 0, done.stderr
    paths = [path.relative_to("site").as_posix() for path in sorted(Path("site").rglob("*.html"))]
    paths = [path for path in paths if "http-equiv" not in Path("site", path).read_text("utf-8")]
    assert len(paths) > 60
    assert list(_wrong(browser, served(hostile.root / "site"), paths)) == []


def test_no_title_brings_an_element_into_a_served_page(hostile: Project, browser: Any) -> None:
    server = Server(hostile, SOURCEBOOK_TEXTS="")
    try:
        server.eventually(lambda: server.printed("Serving on"))
        paths = ["groups/bois/", "questions/who-conducted/", "players/", "sources/traveller/", "headed/", "search/"]
        paths += [f"{lang}/{path}" for lang in ("en", "zh") for path in paths[:3]]
        assert list(_wrong(browser, f"http://{server.address}/", paths)) == []
    finally:
        server.end()
