"""The real briefing, built once, and a browser to read it with."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from sourcebook.model import Briefing, loading

ROOT = Path(__file__).parents[2]
# A page of every kind.
PAGES = (
    "",
    "organisation/",
    "timeline/",
    "who-says-what/",
    "glossary/",
    "method/",
    "units/",
    "units/token-foundry/",
    "people/wu-yongming/",
    "products/qwen-series/",
    "metrics/ai-arr/",
    "events/zhou-appointment/",
    "organisations/google/",
    "terms/token/",
    "questions/",
    "questions/chief-scientist/",
    "questions/headcount/",
    "questions/wu-names/",
    "sources/yicai-token-foundry/",
    "chart/before/",
    "chart/2026-06-08/",
    "search/",
    "print/",
    "rules/",
    "404.html",
)


@pytest.fixture(scope="session")
def briefing() -> Briefing:
    """The real briefing, as it is loaded."""
    return loading.load(ROOT / "data").briefing


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The finished site of the real data, both editions, from one strict build."""
    target = tmp_path_factory.mktemp("real") / "site"
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "SITE_URL": "https://sourcebook.example/"}
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(target)]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return target


@pytest.fixture(scope="session")
def address(site: Path, served: Callable[[Path], str]) -> str:
    """The address at which the finished site is served."""
    return served(site)


@pytest.fixture
def page(browser, address: str):
    """A fresh page of desktop width that collects the hosts it asks."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, base_url=address)
    opened = context.new_page()
    opened.asked = []
    opened.on("request", lambda request: opened.asked.append(request.url))
    yield opened
    context.close()
