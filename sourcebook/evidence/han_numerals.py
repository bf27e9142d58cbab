"""Numbers in Han characters: `三十五`, `两百万`, `二〇二六`, `第四`. Which characters count, the script's file says."""

from __future__ import annotations

import re
from functools import cache

from .lexicon import Numerals, numerals
from .numbers import Figure, Month, number

TEN_THOUSAND = 10_000


@cache
def han_numeral() -> re.Pattern[str]:
    """A numeral, with the sign of an ordinal before it and what is counted behind it, if they are there."""
    known = numerals()
    signs = "".join((*known.digits, *known.scales))
    return re.compile(rf"(?P<ordinal>{known.ordinal})?(?P<numeral>[{signs}]+)(?P<counter>[{known.counters}])?")


def of_han_numeral(match: re.Match[str]) -> list[Figure]:
    """A match of `han_numeral` → its figure, if it is one: `三十`, `第四`, `六倍`; not `一` alone, `两三` (two or three),
    or a numeral that is part of a word."""
    known = numerals()
    numeral, counter = match["numeral"], match["counter"]
    value = han_value(numeral, known)
    if value < 2 or _is_about(numeral, known):
        return []
    # 三十 counts, 百炼 does not: a compound begins with a digit, or with ten.
    compound = len(numeral) > 1 and (numeral[0] in known.digits or known.scales[numeral[0]] == 10)
    if not (match["ordinal"] or counter or compound):
        return []
    return [Month(value) if counter == known.month else number(value)]


def _is_about(numeral: str, known: Numerals) -> bool:
    """Whether a numeral is two digits side by side: `两三` is “two or three”."""
    return len(numeral) == 2 and all(known.digits.get(sign, 0) > 0 for sign in numeral)


def han_value(numeral: str, known: Numerals) -> int:
    """`三十五` → 35, `两百万` → 2000000, `二〇二六` → 2026.

    Signs up to a thousand multiply the digit before them and add up to a section; ten thousand and more multiply the
    section before them: 两百万 is (2 × 100) × 10000.
    """
    if all(sign in known.digits for sign in numeral):
        return int("".join(str(known.digits[sign]) for sign in numeral))
    total = section = digit = 0
    for sign in numeral:
        if sign in known.digits:
            digit = known.digits[sign]
        elif known.scales[sign] < TEN_THOUSAND:
            section += (digit or 1) * known.scales[sign]
            digit = 0
        else:
            total = (total + section + digit or 1) * known.scales[sign]
            section = digit = 0
    return total + section + digit
