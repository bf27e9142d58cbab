"""What the commands that write data files do after their act: write the files, and keep the list of addresses current."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import click

from ..editing import editor
from ..editing.modeline import schema_folder
from ..editing.write_files import FileChange, Refused, write_all
from ..model import loading
from .shared import print_aside, refuse


def write_new_record(make: Callable[[], FileChange], data: Path, form: str) -> None:
    """Write the one new file that `make` gives, and print its name; print a refusal and end with status 1 if `make`
    refuses or the system does."""
    try:
        change = make()
        write_all([change])
        update_known_addresses(data)
    except (Refused, OSError) as refused:
        refuse(refused, form)
    file = loading.display_path(change.path)
    if form == "json":
        click.echo(json.dumps({"file": file}, ensure_ascii=False))
    else:
        click.echo(file)
        print_aside("sourcebook check says what is still to be written")


def update_known_addresses(data: Path) -> None:
    """Write the list of addresses that editors offer anew, in a project that has one."""
    if not schema_folder(data).is_dir():
        return
    loaded = loading.load(data)
    if isinstance(loaded, loading.Loaded):
        write_all(editor.lagging(loaded))
