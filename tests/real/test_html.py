"""The Nu HTML checker finds no error in the finished site, but for a named list of what the theme itself writes."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from .conftest import ROOT

JAR = ROOT / "tests" / "npm" / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
# Material's own, in templates that have no block to override; no reader and no browser minds them.
OF_THE_THEME = (
    # <input type="checkbox" autocomplete="off">: the switches of the drawer and the search.
    "Attribute “autocomplete” is only allowed when the input type is",
    # <label tabindex="">: the section of the navigation in which a page stands.
    "Bad value “” for attribute “tabindex” on element “label”",
    # <label for="__toc">: on a page without a contents list.
    "The value of the “for” attribute of the “label” element must be the ID of a non-hidden form control",
)


def test_the_html_of_every_page_is_valid(site: Path) -> None:
    if not JAR.is_file() or not shutil.which("java"):
        pytest.skip("the Nu HTML checker or Java is not here; sh tests/system.sh installs them")
    command = ["java", "-jar", str(JAR), "--format", "json", "--skip-non-html", "--errors-only", str(site)]
    done = subprocess.run(command, capture_output=True, text=True)
    messages = json.loads(done.stderr or done.stdout)["messages"]
    assert messages  # the theme's: the checker has looked
    unknown = [
        f"{message['url'].rpartition('/site/')[2]}:{message.get('lastLine')}: {message['message']}"
        for message in messages
        if not message["message"].startswith(OF_THE_THEME)
    ]
    assert unknown == []
