"""The picture beside a link to the site is drawn from the briefing alone."""

from __future__ import annotations

import io
from collections import Counter

from PIL import Image

from sourcebook import checks
from sourcebook.outputs.social_card import ACCENT, INK, LIGHTER, PAPER, SIZE, picture

from .conftest import Project


def colours(data: bytes) -> Counter[str]:
    image = Image.open(io.BytesIO(data)).convert("RGB")
    assert image.size == SIZE
    return Counter({"#{:02x}{:02x}{:02x}".format(*colour): count for count, colour in image.getcolors()})


def test_what_is_stated_reported_and_disputed_can_be_told_apart(mini) -> None:
    found = colours(picture(mini.loaded.briefing))
    assert {PAPER, INK, LIGHTER, ACCENT} <= set(found)
    assert found[PAPER] > found[INK] > 0


def test_the_same_facts_make_the_same_bytes_and_others_do_not(mini, project: Project) -> None:
    assert picture(mini.loaded.briefing) == picture(checks.examine(project.root / "data").loaded.briefing)
    (project.root / "data/questions/who-conducted.yml").unlink()
    undisputed = picture(checks.examine(project.root / "data").loaded.briefing)
    assert colours(undisputed)[ACCENT] == 0


def test_ten_thousand_claims_still_fit(mini) -> None:
    class Many:
        claims = dict.fromkeys(range(10_000), next(iter(mini.loaded.briefing.claims.values())))
        sources = mini.loaded.briefing.sources
        disputes = staticmethod(lambda address: ())
        cited = mini.loaded.briefing.cited

    image = Image.open(io.BytesIO(picture(Many))).convert("RGB")
    assert {image.getpixel((x, 20)) for x in range(0, 1200, 10)} == {(255, 253, 249)}
