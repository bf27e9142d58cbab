"""The content of a page of each kind, in each language, is the one that stands in tests/expected."""

from __future__ import annotations

from pathlib import Path

import pytest

from sourcebook.checks import Examined
from sourcebook.outputs.html import Renderer
from sourcebook.views import Edition, pages

from .conftest import LANGUAGES

EXPECTED = Path(__file__).parent / "expected"
PATHS = (
    "players/odile-pervenche/ groups/harmonie/ groups/cuivres/ counts/audience/ concerts/bridge-concert/ "
    "questions/who-conducted/ questions/where-is-the-tuba/ sources/registre/ sources/parish-letter/ "
    "concerts/ questions/ sources/ chart/1923/"
).split()


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("path", PATHS)
def test_a_page_is_as_expected(
    path: str, lang: str, renderers: dict[str, Renderer], sites: dict[str, Edition], mini: Examined, accepted
) -> None:
    page = next(planned for planned in pages(sites[lang], mini.evidence) if planned.path == path).make()
    name = path.strip("/").replace("/", "-")
    accepted(EXPECTED / lang / f"{name}.html", renderers[lang].page(page) + "\n")


def test_every_expected_page_is_one_that_is_compared() -> None:
    names = {path.strip("/").replace("/", "-") for path in PATHS}
    assert {file.stem for file in EXPECTED.rglob("*.html")} == names
