"""The schemas for editors: they take what the loader takes, underline what it refuses, and follow the models and the data.

The real yaml-language-server is asked in tests/test_editor.py.
"""

from __future__ import annotations

import json
import re
import time
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from click.testing import CliRunner
from referencing import Registry, Resource

from sourcebook import model
from sourcebook.__main__ import main
from sourcebook.editing import editor, schema
from sourcebook.editing.schema import guidance
from sourcebook.editing.schema.known import ADDRESSES
from sourcebook.model import Briefing, loading
from sourcebook.values import edtf, passages
from sourcebook.yamlfile import parse

from .broken.cases import Case, cases, cases_of
from .conftest import MINI, ROOT, Project

STARTER = ROOT / "sourcebook" / "editing" / "starter" / "data"
MEND = "; to mend it: sourcebook schema"


class Schemas:
    """The schemas of a briefing, to hold records against."""

    def __init__(self, briefing: Briefing) -> None:
        self.all = schema.schemas(briefing)
        self.known = schema.known_addresses(briefing)
        self.registry = Registry().with_resource(f"{ADDRESSES}.json", Resource.from_contents(self.known))

    def faults(self, address: str, value: Any) -> list[str]:
        """What is wrong with the value of the file at an address."""
        return self.against(self.all[schema.schema_of(address)], value)

    def against(self, node: dict[str, Any], value: Any) -> list[str]:
        checker = jsonschema.Draft7Validator(node, registry=self.registry)
        return [f"{'/'.join(map(str, error.path))}: {error.message}" for error in checker.iter_errors(value)]


@cache
def schemas_of(root: Path) -> tuple[loading.Loaded, Schemas]:
    loaded = loading.load(root)
    return loaded, Schemas(loaded.briefing)


ROOTS = pytest.mark.parametrize("root", [ROOT / "data", MINI / "data", STARTER], ids=["data", "mini", "starter"])


# ── What they take ──


@ROOTS
def test_every_schema_is_one(root: Path) -> None:
    _, schemas = schemas_of(root)
    for content in (*schemas.all.values(), schemas.known):
        assert content["$schema"] == "http://json-schema.org/draft-07/schema#"
        jsonschema.Draft7Validator.check_schema(content)


@ROOTS
def test_what_the_loader_takes_the_schemas_take(root: Path) -> None:
    loaded, schemas = schemas_of(root)
    assert len(loaded.files) > 5
    for address, found in loaded.files.items():
        assert schemas.faults(address, parse.parse(found.data, found.file).value) == [], address


def test_what_yaml_takes_for_a_number_is_a_text_like_any_other() -> None:
    _, schemas = schemas_of(STARTER)
    says = {"en": 1901, "zh": True}
    claim = {"says": says, "topic": "light", "when": 1901, "sources": [{"source": "harbour-log", "at": 2.1}]}
    tower = {"name": {"en": "x", "zh": 1901}, "claims": {"first": claim}}
    assert schemas.faults("towers/x", tower) == []
    claim["topic"] = None
    assert schemas.faults("towers/x", tower)


def test_an_address_that_is_not_known_yet_is_no_mistake_while_it_has_the_form() -> None:
    _, schemas = schemas_of(STARTER)
    claim = {"says": {"en": "x", "zh": "x"}, "topic": "light", "sources": [{"source": "new-one", "at": "1"}]}
    tower = {"name": {"en": "x", "zh": "x"}, "claims": {"first": {**claim, "states": {"kept_by": "keepers/new-one"}}}}
    assert schemas.faults("towers/x", tower) == []
    for wrong in ("towers/sorrel-point", "ines-varga", "keepers/ines varga"):
        tower["claims"]["first"]["states"]["kept_by"] = wrong
        assert schemas.faults("towers/x", tower), wrong


@pytest.mark.parametrize("text", ["1901", "1901-03", "1901-03-16", "1901-03~", "1901%", "1901-03-16/..", "../1902?",
                                  "1901/1903-02", "", "x", "1901-13", "1901-3", "1901-03-32", "../..", "1901/", "1901 "])  # fmt: skip
def test_the_form_of_a_date_is_that_of_the_dates(text: str) -> None:
    assert bool(re.search(_pattern("Claim", "when"), text)) == _is_taken(edtf.when, text)


@pytest.mark.parametrize("text", ["1", "12.3", "12.3-4", "0", "1.0", "1-2", "1.2-", "", "1.2.3", "01", "a"])
def test_the_form_of_a_locator_is_that_of_the_passages(text: str) -> None:
    assert bool(re.search(_pattern("Citation", "at"), text)) == _is_taken(passages.locator, text)


def _pattern(record: str, key: str) -> str:
    _, schemas = schemas_of(STARTER)
    return schemas.all["towers"]["definitions"][record]["properties"][key]["pattern"]


def _is_taken(read: Any, text: str) -> bool:
    try:
        read(text)
    except ValueError:
        return False
    return True


@ROOTS
def test_every_pattern_is_one_of_javascript_s(root: Path) -> None:
    _, schemas = schemas_of(root)
    patterns = set(re.findall(r'"pattern": "((?:[^"\\]|\\.)*)"', json.dumps(schemas.all)))
    assert patterns
    for pattern in patterns:  # what `new RegExp(…, "u")` refuses, and what Python alone has
        assert not re.search(r"\(\?P|\\[\"'<>-]", json.loads(f'"{pattern}"'))


# ── What they underline ──

# Slips in the shape of one file that only the loader sees: the calendar, or order is needed to see them.
UNSEEN = {"impossible-date", "end-before-start", "locator-backwards"}
OF_SHAPE = [case.name for case in cases_of("shape", "known_keys")]


@pytest.mark.parametrize("name", OF_SHAPE)
def test_a_slip_in_the_shape_of_a_record_is_underlined(name: str, project: Project) -> None:
    assert bool(_underlined(name, project)) == (name not in UNSEEN)


@pytest.mark.parametrize(
    "name",
    ["unknown-interface-word", "language-of-an-interface-word", "empty-interface-word", "text-for-an-interface-word"],
)
def test_a_slip_in_the_interface_words_is_underlined(name: str, project: Project) -> None:
    assert _underlined(name, project)


def test_most_slips_that_one_file_shows_are_underlined(project: Project) -> None:
    """Of the rules over the whole briefing, those whose slip is in the words that the briefing declares."""
    rules = {
        "known_languages", "every_language", "known_topics", "known_properties", "shape", "known_keys",
        "sides_of_a_dispute", "sources_of_a_gap",
    }  # fmt: skip
    wanted = [case.name for case in cases_of(*rules) if case.name not in UNSEEN and _is_of_a_record(case)]
    assert len(wanted) > 60
    seen = []
    for name in wanted:
        fresh = Project(project.root.parent / name)
        with pytest.MonkeyPatch.context() as patch:
            patch.chdir(fresh.root)
            seen += [name] if _underlined(name, fresh) else []
    assert len(seen) / len(wanted) > 0.9, sorted({*wanted} - {*seen})


def _is_of_a_record(case: Case) -> bool:
    """Whether the slip is told of a file that has keys."""
    message = case.messages[0]
    file = message["file"]
    return file.startswith("data/") and file != "data/briefing.yml" and "a record is a list" not in str(message)


def _underlined(name: str, project: Project) -> list[str]:
    """What the schemas of the sound briefing find in the files of one with a slip."""
    loaded, schemas = schemas_of(MINI / "data")
    cases()[name].apply(project)
    found = []
    for address in loaded.files:
        path = project.root / "data" / f"{address}.yml"
        try:
            found += schemas.faults(address, parse.parse(path.read_bytes(), path.name).value)
        except (parse.Unreadable, FileNotFoundError):
            continue
    return found


# ── What they tell ──


GUIDANCE = guidance.Guidance.read()
FIELDS = guidance.declared_fields()
EXPLAINED = [field for field in FIELDS if field not in GUIDANCE.missing()]


def test_the_fields_are_those_of_every_class_of_the_model() -> None:
    records = {name for name, value in vars(model.records).items() if isinstance(value, type) and _is_record(value)}
    assert {*guidance.record_classes()} == records
    assert ("Claim", "says") in FIELDS and ("Property", "from") in FIELDS and ("Metric", "unit") in FIELDS
    assert not {key for _, key in FIELDS} & {"address", "/address", "from_"}


def _is_record(value: type) -> bool:
    return issubclass(value, model.Record) and value is not model.Record


def test_every_field_has_guidance() -> None:
    """Otherwise the message says which field of which class has none, and where to write it."""
    GUIDANCE.require_complete()


def test_a_field_without_guidance_is_named_in_one_line(monkeypatch: pytest.MonkeyPatch, project: Project) -> None:
    less = {name: dict(entries) for name, entries in GUIDANCE.entries.items()}
    del less["Source"]["publisher"]
    monkeypatch.setattr(guidance.Guidance, "read", lambda: guidance.Guidance(less))
    done = CliRunner().invoke(main, ["schema"])
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr == (
        "the field “publisher” of Source has no guidance: write it in sourcebook/editing/schema/guidance.yml, "
        "under Source, with is, write, good and bad; nothing was written\n"
    )
    assert (ROOT / guidance.FILE_NAME).samefile(guidance.FILE)


@pytest.mark.parametrize(("record", "key"), EXPLAINED)
def test_every_field_is_explained_with_a_rule_and_examples(record: str, key: str) -> None:
    entry = GUIDANCE.entries[record][key]
    assert {*entry} == {"is", "write", "good", "bad"}
    assert entry["is"].endswith(".") and entry["write"].endswith((".", "?"))
    assert entry["good"] and entry["bad"]
    assert all({*one} == {"written", "why"} for one in entry["bad"])


def test_nothing_is_explained_that_there_is_not() -> None:
    explained = {(record, key) for record, keys in GUIDANCE.entries.items() for key in keys}
    assert explained <= set(FIELDS)


def test_a_good_example_is_good_and_a_bad_one_that_a_machine_can_tell_is_told() -> None:
    _, schemas = schemas_of(STARTER)
    told, count = 0, 0
    for record, key in EXPLAINED:
        nodes = [_node(schemas, name, record, key) for name in schemas.all]
        wholes = [{**node, "definitions": content.get("definitions", {})} for content, node in nodes if node]
        assert wholes, (record, key)
        for value in GUIDANCE.entries[record][key]["good"]:  # a property is good on the kinds that it runs from
            assert any(schemas.against(whole, value) == [] for whole in wholes), (record, key)
        for one in GUIDANCE.entries[record][key]["bad"]:
            count += 1
            told += all(schemas.against(whole, one["written"]) for whole in wholes)
    assert told / count > 0.5


def _node(schemas: Schemas, name: str, record: str, key: str) -> tuple[dict, dict | None]:
    """The schema in which a class is, and there the schema of its key."""
    content = schemas.all[name]
    classes = {"sources": "Source", "questions": "Question", "briefing": "Settings", "interface_words": ""}
    shapes = {"counts": ("Metric", "Entity"), "storms": ("Event", "Entity")}
    own = (classes[name],) if name in classes else shapes.get(name, ("Entity",))
    inner = content if record in own else content.get("definitions", {}).get(record, {})
    return content, inner.get("properties", {}).get(key)


def test_what_is_told_is_yaml_that_can_be_typed() -> None:
    for values in (["40"], "a: b", {"en": "[[x/y]] z"}, ["2.1-3"], "1,500", {"1": ["no #"]}):
        assert parse.parse(f"- {guidance.as_yaml(values)}".encode(), "").value == [values]


# ── They follow the models and the data ──


def test_the_schemas_and_settings_of_this_briefing_are_current() -> None:
    """The list of addresses aside, which changes with every claim: who edits in the browser cannot write it anew."""
    found = editor.outdated(loading.load(ROOT / "data"))
    assert [loading.display_path(path) for path in found.files] == [], MEND


def test_each_data_file_of_this_briefing_names_its_schema_on_its_first_line() -> None:
    wrong = [loading.display_path(change.path) for change in editor.modelines(loading.load(ROOT / "data"))]
    assert wrong == [], MEND


def test_the_list_of_addresses_of_this_briefing_is_one() -> None:
    content = json.loads((ROOT / "schema" / f"{ADDRESSES}.json").read_text("utf-8"))
    jsonschema.Draft7Validator.check_schema(content)
    kinds = loading.load(ROOT / "data").briefing.settings.kinds
    assert {*kinds, "known_claims", "known_sources", "known_questions"} <= {*content["definitions"]}


def test_making_them_is_quick() -> None:
    loaded, _ = schemas_of(ROOT / "data")
    start = time.perf_counter()
    editor.outdated(loaded)
    assert time.perf_counter() - start < 5  # a tenth of a second; a slow machine may take its time
