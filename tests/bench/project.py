"""A whole project folder from records in memory: mkdocs.yml, docs/, data/. The generator and the importer share it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sourcebook.values import passages

ROOT = Path(__file__).parents[2]
PLAIN_KEY = re.compile(r"[A-Za-z][A-Za-z0-9_.-]*")
# Words that YAML 1.1 reads as something else than text; MkDocs would, in the keys of mkdocs.yml.
NOT_TEXT = frozenset("y n yes no on off true false null".split())


@dataclass
class Project:
    """What stands in a project folder: `entities` by address (kind/id); `sources` by id, without what follows from
    their texts (file, hash, shape); `texts` by source id, as paragraphs; `home` by language, the start page's Markdown.
    """

    briefing: dict[str, Any]
    home: dict[str, str]
    entities: dict[str, dict[str, Any]] = field(default_factory=dict)
    sources: dict[str, dict[str, Any]] = field(default_factory=dict)
    texts: dict[str, list[str]] = field(default_factory=dict)
    questions: dict[str, dict[str, Any]] = field(default_factory=dict)

    @property
    def claims(self) -> int:
        """How many claims it holds."""
        return sum(len(record["claims"]) for record in self.entities.values())


def text_bytes(paragraphs: list[str]) -> bytes:
    """The paragraphs of a source text → the bytes of its file."""
    return "\n\n".join((*paragraphs, "")).encode()


def write(project: Project, folder: Path) -> None:
    """A Project → its files in `folder`, which must not hold another."""
    data = folder / "data"
    write_yaml(folder / "mkdocs.yml", _mkdocs(project))
    write_text(folder / "macros" / "__init__.py", (ROOT / "macros" / "__init__.py").read_text("utf-8"))
    for lang, markdown in project.home.items():
        write_text(folder / "docs" / lang / "index.md", markdown)
    write_yaml(data / "briefing.yml", project.briefing)
    for address, record in project.entities.items():
        write_yaml(data / f"{address}.yml", record)
    for key, record in project.questions.items():
        write_yaml(data / "questions" / f"{key}.yml", record)
    for key, record in project.sources.items():
        _write_source(data, key, record, text_bytes(project.texts[key]))


def _write_source(data: Path, key: str, record: dict[str, Any], content: bytes) -> None:
    text = passages.cut(content)
    found = {"file": f"{key}.txt", "sha256": text.sha256, **record, "passages": " ".join(map(str, text.shape))}
    write_yaml(data / "sources" / f"{key}.yml", found)
    write_text(data / "texts" / f"{key}.txt", content.decode())


def _mkdocs(project: Project) -> dict[str, Any]:
    """The configuration: the project's own."""
    return {
        "INHERIT": str(ROOT / "mkdocs.yml"),
        "site_name": next(iter(project.briefing["title"].values())),
        "site_url": "https://sourcebook.example/",
        "docs_dir": "docs",
    }


# ── YAML ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def write_text(path: Path, text: str) -> None:
    """A text → its file, with LF line ends on every system; the folders on the way are made."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8", newline="\n")


def write_yaml(path: Path, record: dict[str, Any]) -> None:
    """A record of mappings, lists, texts and truth values → a YAML file that reads back as the same texts."""
    write_text(path, "\n".join((*yaml_lines(record), "")))


def yaml_lines(value: dict[str, Any] | list[Any], indent: str = "") -> Iterator[str]:
    """A mapping or list → its lines in block style. A JSON string is a YAML string: it is read back as it was."""
    pairs = ((f"{_key(k)}:", v) for k, v in value.items()) if isinstance(value, dict) else (("-", v) for v in value)
    for head, inner in pairs:
        if isinstance(inner, (dict, list)) and inner:
            yield f"{indent}{head}"
            yield from yaml_lines(inner, indent + "  ")
        else:
            yield f"{indent}{head} {_scalar(inner)}"


def _key(name: str) -> str:
    plain = PLAIN_KEY.fullmatch(name) and name not in NOT_TEXT
    return name if plain else _scalar(name)


def _scalar(value: str | bool | list | dict) -> str:
    """A text in quotes, a truth value, or an empty list or mapping."""
    return json.dumps(value, ensure_ascii=False)
