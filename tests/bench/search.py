"""What one query costs a reader: the files that a browser fetches for it, and their bytes, compressed as a server would."""

from __future__ import annotations

import functools
import gzip
import http.server
import shutil
import threading
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

CHROMIUM = "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking".split()


class Query(NamedTuple):
    """A query's words; the files fetched for it, beyond those of the page, with their bytes; and those of a second one."""

    words: str
    files: int
    bytes: int
    again: int


class _Silent(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *arguments: object) -> None:
        pass


def query(site: Path, words: str, more: str) -> Query | None:
    """A finished site, the words to look for, and words looked for after them → Query; None where Chromium is missing."""
    chromium = shutil.which("chromium")
    if chromium is None:
        return None
    from playwright.sync_api import sync_playwright

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Silent, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=CHROMIUM)
            page = browser.new_page()
            page.goto(f"http://127.0.0.1:{server.server_port}/", wait_until="networkidle")
            asked: list[str] = []
            page.on("request", lambda request: asked.append(request.url))
            page.keyboard.press("/")
            first = _typed(page, words, asked, site)
            again = _typed(page, more, asked, site)
            browser.close()
    finally:
        server.shutdown()
    return Query(words, first[0], first[1], again[1])


def _typed(page, words: str, asked: list[str], site: Path) -> tuple[int, int]:
    """Type words letter by letter, as a reader does → how many files that fetches, and their bytes."""
    asked.clear()
    field = page.locator(".sb-find__input")
    field.fill("")
    field.press_sequentially(words, delay=30)
    page.locator(".sb-find__option").first.wait_for()
    page.wait_for_load_state("networkidle")
    files = {unquote(urlsplit(url).path).lstrip("/") for url in asked}
    return len(files), sum(len(gzip.compress((site / file).read_bytes())) for file in files)
