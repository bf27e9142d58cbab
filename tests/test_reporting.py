"""The link beside a claim opens a form of the code host with its fields filled in, at the claim's file and line."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from lxml import html
from mkdocs.utils.yaml import yaml_load

from sourcebook.checks import Examined
from sourcebook.mkdocs.issue_links import FORM, report_url

from .conftest import ROOT, Project
from .test_build import mkdocs

FORMS = ROOT / ".github" / "ISSUE_TEMPLATE"
REPOSITORY = "https://github.com/sourcebook/mini"


def form(path: Path) -> dict[str, Any]:
    return yaml_load(path.read_text("utf-8"))


def fields(path: Path) -> list[dict[str, Any]]:
    """The fields of a form that a reader fills in."""
    return [field for field in form(path)["body"] if field["type"] != "markdown"]


def parameters(link: str) -> dict[str, str]:
    """The parameters of a link, each given once."""
    found = parse_qs(urlsplit(link).query, strict_parsing=True)
    assert all(len(values) == 1 for values in found.values())
    return {name: value for name, (value,) in found.items()}


def test_every_parameter_fills_a_field_of_the_form(mini: Examined) -> None:
    for address in mini.loaded.briefing.claims:
        given = parameters(report_url(f"{REPOSITORY}/", "data", mini.loaded.lines, address))
        assert given.pop("template") == FORM
        assert given.pop("title")
        assert set(given) <= {field["id"] for field in fields(FORMS / FORM)}


def test_the_parameters_are_percent_encoded() -> None:
    link = report_url(REPOSITORY, "my data & more", {"groups/a/b": 7}, "groups/a/b")
    assert link.startswith(f"{REPOSITORY}/issues/new?template=report-claim.yml&title=groups%2Fa%2Fb")
    assert parameters(link)["file"] == "my data & more/groups/a.yml"
    assert " " not in link


def test_the_line_is_the_one_on_which_the_claim_s_key_stands(mini: Examined) -> None:
    for claim in mini.loaded.briefing.claims.values():
        lines = (mini.loaded.root / f"{claim.subject}.yml").read_text("utf-8").split("\n")
        assert lines[mini.loaded.lines[claim.address] - 1].startswith(f"  {claim.key}:")
        assert (
            mini.loaded.lines[claim.address] == mini.loaded.place(claim.subject, ("claims", claim.key), key=True).line
        )


@pytest.mark.parametrize("path", sorted(FORMS.glob("*-*.yml")), ids=lambda path: path.name)
def test_a_form_is_one_that_the_host_accepts(path: Path) -> None:
    whole = form(path)
    assert {"name", "description", "body"} <= set(whole) <= {"name", "description", "title", "labels", "body"}
    ids = [field["id"] for field in fields(path)]
    assert len(ids) == len(set(ids))
    labels = [field["attributes"]["label"] for field in fields(path)]
    assert len(labels) == len(set(labels))
    for field in whole["body"]:
        known = {"markdown": {"value"}, "input": {"label"}, "textarea": {"label"}, "dropdown": {"label", "options"}}
        assert known[field["type"]] <= set(field["attributes"])
        if field["type"] == "dropdown":
            options = field["attributes"]["options"]
            assert len(options) == len(set(options)) > 1
    for label in (whole["name"], *labels):
        english, slash, chinese = label.partition(" / ")
        assert english.isascii() and slash and not chinese.isascii(), label


def test_a_claim_has_a_link_on_its_own_page_and_nowhere_without_a_repository(project: Project) -> None:
    assert mkdocs(project.root).returncode == 0
    own = html.parse("site/en/groups/harmonie/index.html").getroot()
    for claim in own.xpath("//li[@data-address]"):
        (link,) = claim.xpath(".//a[@class='sb-report']/@href")
        assert link.startswith(f"{REPOSITORY}/issues/new?")
        assert parameters(link)["address"] == claim.get("data-address")
        assert parameters(link)["file"] == "data/groups/harmonie.yml"
    project.edit("mkdocs.yml", f"repo_url: {REPOSITORY}\nedit_uri: edit/main/docs/\n", "")
    assert mkdocs(project.root).returncode == 0
    assert not [file for file in Path("site").rglob("*.html") if "sb-report" in file.read_text("utf-8")]
