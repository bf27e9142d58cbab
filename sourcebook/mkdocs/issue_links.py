"""Where a reader says what is wrong with a claim: a form of the code host, its fields filled in by the link."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote, urlencode

# The form's file in .github/ISSUE_TEMPLATE; each parameter beside it and the title fills the field with that id.
FORM = "report-claim.yml"


def report_url(repository: str, data: str, lines: Mapping[str, int], address: str) -> str:
    """A claim's address → the web address of the prefilled form.

    `data` is the folder of the data in the repository, `lines` the line on which each claim begins. The form of the
    address is GitHub's: https://docs.github.com/en/issues/tracking-your-work-with-issues (issues/new with parameters).
    """
    record, _, _ = address.rpartition("/")
    fields = {
        "template": FORM,
        "title": address,
        "address": address,
        "file": f"{data}/{record}.yml",
        "line": str(lines[address]),
    }
    return f"{repository.rstrip('/')}/issues/new?{urlencode(fields, quote_via=quote)}"


def past_url(repository: str, edit_uri: str, file: str) -> str:
    """A file of the repository → the web address of its history, on the branch that `edit_uri` (`edit/main/docs/`) names."""
    branch = edit_uri.strip("/").split("/")[1:2] or ["HEAD"]
    return f"{repository.rstrip('/')}/commits/{branch[0]}/{file}"
