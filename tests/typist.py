"""Types a value as YAML in one of its many spellings, as people may: for tests that read, change and format any file."""

from __future__ import annotations

import random
import re

from sourcebook.yamlfile.nodes import quoted
from sourcebook.yamlfile.values import Value

WORDS = ["a", "no", "1.5", "two words", "三个字", "it's", 'a "b"', "c # d", "e: f", "- g", "[[x/y]] z", "\\", "~"]


class Typist:
    """Types a value in one of its many spellings, with comments wherever YAML lets one stand."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.made = 0

    def remark(self) -> str:
        self.made += 1
        return f"# c{self.made}"

    def chance(self, part: float) -> bool:
        return self.rng.random() < part

    def above(self, indent: int) -> str:
        lines = []
        for _ in range(self.rng.choice((0, 0, 0, 1, 2))):
            lines.append("" if self.chance(0.3) else " " * (indent + self.rng.choice((0, 0, 1))) + self.remark())
        return "".join(f"{line}\n" for line in lines)

    def end(self) -> str:
        return " " * self.rng.choice((1, 3)) + self.remark() + "\n" if self.chance(0.2) else "\n"

    def block(self, value: Value, indent: int) -> str:
        """A mapping or list over several lines; each ends with a line feed."""
        out = ""
        for key, inner in value.items() if isinstance(value, dict) else ((None, item) for item in value):
            out += self.above(indent) + " " * indent
            deeper = indent + self.rng.choice((2, 3, 4))
            start = f"{self.scalar(key, key=True)}:" if key is not None else "-"
            if isinstance(inner, str) and self.chance(0.1):
                empty = "\n" * self.rng.randint(0, 2)
                out += f"{start} {self.rng.choice(('|-', '>-'))}{self.end()}{' ' * deeper}{inner}\n{empty}"
                continue  # a comment as deep as the block would be a part of it
            if isinstance(inner, str):
                out += f"{start} {self.scalar(inner, indent=deeper)}{self.end()}"
            elif not inner or self.chance(0.4):
                out += f"{start} {self.flow(inner, deeper)}{self.end()}"
            else:
                out += start + self.end() + self.block(inner, deeper)
            if self.chance(0.1):
                out += " " * deeper + self.remark() + "\n"
        return out

    def flow(self, value: Value, indent: int) -> str:
        """A mapping or list in brackets."""
        if isinstance(value, str):
            return self.scalar(value, flow=True)
        gap = lambda: self.rng.choice(("", " ", "  ", f" {self.remark()}\n{' ' * indent}" if self.chance(0.2) else ""))  # noqa: E731
        if isinstance(value, list):
            inside = ("," + " ").join(gap() + self.flow(item, indent) + gap() for item in value)
            return f"[{inside}]"
        pairs = (
            f"{gap()}{self.scalar(key, key=True, flow=True)}: {self.flow(inner, indent)}{gap()}"
            for key, inner in value.items()
        )
        return "{" + ", ".join(pairs) + "}"

    def scalar(self, text: str, *, key: bool = False, flow: bool = False, indent: int = 0) -> str:
        style = self.rng.choice(("", "", "'", '"', "wrapped"))
        if style == "wrapped" and not key and not flow and '"' not in text and "\\" not in text:
            return '"' + text.replace(" ", f"\n{' ' * indent}", 1) + '"' if " " in text.strip() else f'"{text}"'
        if style == "'":
            return "'" + text.replace("'", "''") + "'"
        if style == "" and re.fullmatch(r"[\w一-鿿][\w一-鿿/. -]*(?<! )", text):
            return text
        return quoted(text)


def remarks(text: str) -> list[str]:
    """What the typist remarked, sorted."""
    return sorted(re.findall(r"# c\d+$", text, re.MULTILINE))
