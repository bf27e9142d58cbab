"""The picture that stands beside a link to the site (Open Graph): the briefing itself, a square for each claim.

A claim that is stated is dark, one that is reported or expected is lighter, an opinion or an example is a frame, and a
disputed claim has the colour of the accent. Below stands a bar for each source: the dark part is what claims cite. There
are no words in it, so it is the same in every language and needs no font.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from math import ceil, sqrt

from PIL import Image, ImageDraw

from ..evidence.coverage import coverage
from ..model import Briefing

SIZE = (1200, 630)
PAPER, INK, LIGHTER, FAINT, ACCENT = "#fffdf9", "#23211d", "#8b8375", "#ded8cc", "#b23c22"
MARGIN, BAR, GAP = 70, 14, 0.22  # px, px, share of a cell
FILLED = {"stated": INK, "reported": LIGHTER, "expected": LIGHTER, "planned": LIGHTER}


def picture(briefing: Briefing) -> bytes:
    """A briefing → a PNG of 1,200 by 630 pixels; the same bytes for the same facts."""
    image = Image.new("RGB", SIZE, PAPER)
    draw = ImageDraw.Draw(image)
    bars = list(_shares(briefing))[:8]
    bottom = SIZE[1] - MARGIN - len(bars) * 2 * BAR
    _claims(draw, briefing, (MARGIN, MARGIN, SIZE[0] - MARGIN, bottom - BAR))
    for number, share in enumerate(bars):
        top, right = bottom + number * 2 * BAR + BAR, SIZE[0] - MARGIN
        draw.rectangle((MARGIN, top, right, top + BAR - 4), fill=FAINT)
        if share:
            draw.rectangle((MARGIN, top, MARGIN + round((right - MARGIN) * share), top + BAR - 4), fill=INK)
    made = io.BytesIO()
    image.quantize(16, dither=Image.Dither.NONE).save(made, "PNG", optimize=True)
    return made.getvalue()


def _claims(draw: ImageDraw.ImageDraw, briefing: Briefing, box: tuple[int, int, int, int]) -> None:
    """The claims in reading order, as large as they fit into a box."""
    left, top, right, bottom = box
    width, height, count = right - left, bottom - top, max(1, len(briefing.claims))
    columns = ceil(sqrt(count * width / height))
    while (cell := width / columns) * ceil(count / columns) > height:
        columns += 1
    side = max(1.0, cell * (1 - GAP))
    for number, claim in enumerate(briefing.claims.values()):
        x, y = left + number % columns * cell, top + number // columns * cell
        colour = ACCENT if briefing.disputes(claim.address) else FILLED.get(claim.status)
        square = (round(x), round(y), round(x + side), round(y + side))
        if claim.status in FILLED:
            draw.rectangle(square, fill=colour)
        else:
            draw.rectangle(square, outline=colour or LIGHTER, width=max(1, round(side / 8)))


def _shares(briefing: Briefing) -> Iterator[float]:
    """Which share of each source's sentences claims cite."""
    for source in briefing.sources.values():
        yield len(coverage(briefing, source).cited) / max(1, sum(source.passages))
