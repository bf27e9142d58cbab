"""The real briefing, built once, and a browser to read it with."""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from macros import load
from macros.model import Briefing

ROOT = Path(__file__).parents[2]
# Headless, and silent: without these Chromium asks its maker's hosts for updates.
CHROMIUM = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()

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
    "404.html",
)


@pytest.fixture(scope="session")
def briefing() -> Briefing:
    """The real briefing, as it is loaded."""
    return load.load(ROOT / "data").briefing


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The finished site of the real data, both editions, from one strict build."""
    target = tmp_path_factory.mktemp("real") / "site"
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "SITE_URL": "https://sourcebook.example/"}
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(target)]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return target


class _Silent(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *arguments: object) -> None:
        pass


@pytest.fixture(scope="session")
def address(site: Path):
    """The address at which the finished site is served."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Silent, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


@pytest.fixture(scope="session")
def browser():
    """Debian's Chromium. Where it is missing and could not be installed, these tests are left out."""
    path = shutil.which("chromium")
    if path is None:
        pytest.skip("chromium is not installed")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=CHROMIUM)
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser, address: str):
    """A fresh page of desktop width that collects the hosts it asks."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, base_url=address)
    opened = context.new_page()
    opened.asked = []
    opened.on("request", lambda request: opened.asked.append(request.url))
    yield opened
    context.close()
