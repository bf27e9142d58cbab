"""What makes an editor know the data: the schemas beside it, the first line of each file, and VS Code's settings.

All of it follows from the models and the data, and is written anew by one command. Only the list of known addresses
changes with every claim; it may lag behind, because an address that is not in it is no mistake while it has the form.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from ..model import QUESTIONS, SOURCES
from ..model.loading import SETTINGS, WORDS, Loaded
from . import schema, snippets
from .modeline import SCHEMAS, schema_folder, with_modeline
from .schema.known import ADDRESSES
from .write_files import FileChange

VSCODE = ".vscode"


class Outdated(NamedTuple):
    """What is not as it should be: files to write, schemas of kinds that are gone, and the list of addresses, if it lags
    behind, which does no harm."""

    changes: tuple[FileChange, ...]
    gone: tuple[Path, ...]
    lagging: tuple[FileChange, ...]

    @property
    def files(self) -> tuple[Path, ...]:
        """What is out of date, the list of addresses aside."""
        return (*(change.path for change in self.changes), *self.gone)


def outdated(loaded: Loaded) -> Outdated:
    """A loaded briefing → what has to be written or deleted so that editors know it; nothing is written."""
    folder = schema_folder(loaded.root)
    wanted = dict(files(loaded, folder.parent))
    changes = (_change(path, text) for path, text in wanted.items())
    kept = {*wanted, _addresses_file(folder)}
    return Outdated(
        (*filter(None, changes), *modelines(loaded)),
        tuple(path for path in sorted(folder.glob("*.json")) if path not in kept),
        tuple(lagging(loaded)),
    )


def lagging(loaded: Loaded) -> list[FileChange]:
    """The list of known addresses as it should be, if it is not."""
    file = _addresses_file(schema_folder(loaded.root))
    return [*filter(None, [_change(file, _addresses(loaded))])]


def modelines(loaded: Loaded) -> Iterator[FileChange]:
    """The data files whose first line does not name their schema."""
    for address, found in loaded.files.items():
        after = with_modeline(found.data, address)
        if after != found.data:
            yield FileChange(loaded.root / f"{address}.yml", found.data, after)


def files(loaded: Loaded, project: Path) -> Iterator[tuple[Path, str]]:
    """The files that a project's folder has for editors beside its data, the list of addresses aside, with their texts."""
    for name, content in schema.schemas(loaded.briefing).items():
        yield project / SCHEMAS / f"{name}.json", _json(content)
    yield project / VSCODE / "settings.json", _json(_settings(loaded))
    yield project / VSCODE / "extensions.json", _json({"recommendations": ["redhat.vscode-yaml"]})
    yield project / VSCODE / "sourcebook.code-snippets", _json(snippets.snippets(loaded.briefing))


def new_files(loaded: Loaded, project: Path) -> list[FileChange]:
    """The same and the list of addresses, for a project that has none of them yet."""
    addresses = (_addresses_file(project / SCHEMAS), _addresses(loaded))
    return [FileChange(path, b"", text.encode(), is_new=True) for path, text in (*files(loaded, project), addresses)]


def _addresses_file(folder: Path) -> Path:
    return folder / f"{ADDRESSES}.json"


def _addresses(loaded: Loaded) -> str:
    return _json(schema.known_addresses(loaded.briefing))


def _settings(loaded: Loaded) -> dict[str, Any]:
    """VS Code's settings: which schema a file has before it has its first line; formatting is left to `format`."""
    data = loaded.root.name
    folders = (*loaded.briefing.settings.kinds, SOURCES, QUESTIONS)
    globs = {folder: f"{data}/{folder}/*.yml" for folder in folders}
    globs |= {name: f"{data}/{name}.yml" for name in (SETTINGS, WORDS)}
    return {
        "yaml.schemas": {f"./{SCHEMAS}/{schema.schema_of(name)}.json": [glob] for name, glob in globs.items()},
        "yaml.schemaStore.enable": False,
        "yaml.customTags": ["!ENV scalar", "!ENV sequence"],  # those of mkdocs.yml; the reader refuses any in the data
        "yaml.format.enable": False,
        "redhat.telemetry.enabled": False,
        "[yaml]": {
            "editor.formatOnSave": False,
            "editor.insertSpaces": True,
            "editor.tabSize": 2,
            "editor.quickSuggestions": {"other": True, "comments": False, "strings": True},
        },
        "files.encoding": "utf8",
        "files.insertFinalNewline": True,
    }


def _json(content: dict[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _change(path: Path, text: str) -> FileChange | None:
    """What makes a file hold this text; None where it does."""
    before = path.read_bytes() if path.is_file() else b""
    return None if before == text.encode() else FileChange(path, before, text.encode(), is_new=not path.is_file())
