"""The first line of a data file, which names its schema to any editor that runs the yaml-language-server."""

from __future__ import annotations

import re
from pathlib import Path

from .schema import schema_of

SCHEMAS = "schema"
MODELINE = re.compile(rb"# yaml-language-server:[^\n]*\n")


def schema_folder(root: Path) -> Path:
    """Where the schemas of a data folder are: beside it."""
    return root.absolute().parent / SCHEMAS


def modeline(address: str) -> str:
    """The address of a data file → its first line."""
    up = "../" * (address.count("/") + 1)
    return f"# yaml-language-server: $schema={up}{SCHEMAS}/{schema_of(address)}.json"


def with_modeline(data: bytes, address: str) -> bytes:
    """A data file's bytes → the same with its first line as it should be, and no other one of the kind."""
    end = b"\r\n" if b"\r\n" in data[: data.find(b"\n") + 1] else b"\n"
    head = re.match(rb"(?:[ \t]*(?:#[^\n]*)?\n)*", data).end()
    return modeline(address).encode() + end + MODELINE.sub(b"", data[:head]) + data[head:]
