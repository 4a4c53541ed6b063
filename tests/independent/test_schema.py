"""The published JSON Schema, read by a validator that the kit does not know, against what the kit opens."""

import copy
import json

import pytest
from conftest import ROOT, run_inspect
from jsonschema import Draft202012Validator
from save_files import save_file

SCHEMA = json.loads((ROOT / "schemas/savefile-v2.schema.json").read_text(encoding="utf-8"))
GOLDEN = json.loads((ROOT / "crates/award/tests/golden/v2.json").read_text(encoding="utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA)


def documented_example():
    document = (ROOT / "docs/savefile.md").read_text(encoding="utf-8")
    return json.loads(document.split("```json\n")[1].split("\n```")[0])


def samples():
    """The save files among the samples."""
    files = {path.name: json.loads(path.read_text(encoding="utf-8")) for path in (ROOT / "samples").rglob("*.json")}
    return {name: file for name, file in files.items() if isinstance(file, dict) and file.get("format") == GOLDEN["format"]}


def problems(file):
    return [error.message for error in VALIDATOR.iter_errors(file)]


def test_schema_is_one():
    Draft202012Validator.check_schema(SCHEMA)


def test_golden_file_fits():
    assert problems(GOLDEN) == []


def test_documented_example_fits():
    assert problems(documented_example()) == []


def test_samples_fit():
    assert {name: problems(file) for name, file in samples().items() if problems(file)} == {}


def test_golden_file_uses_every_key():
    def keys(schema):
        return {key for part in (schema, *schema.get("$defs", {}).values()) for key in part.get("properties", {})}

    def used(value):
        if isinstance(value, dict):
            return set(value).union(*map(used, value.values()))
        if isinstance(value, list):
            return set().union(*map(used, value))
        return set()

    assert keys(SCHEMA) - used(GOLDEN) == set()


def at(place, value):
    """The golden file with a value at a place, or without the place."""
    file = copy.deepcopy(GOLDEN)
    *parents, key = place.split("/")
    parent = file
    for step in parents:
        parent = parent[step]
    if value is None:
        del parent[key]
    else:
        parent[key] = value
    return file


UNFIT = {
    "no format": at("format", None),
    "another format": at("format", "another-kit"),
    "a version that never was": at("version", 0),
    "a newer version": at("version", 3),
    "no description": at("about", None),
    "no id": at("about/id", None),
    "a year as text": at("about/year", "2025"),
    "a creation time that is none": at("about/created", "昨天"),
    "an unknown key": at("evidence", []),
    "a number in a field": at("fields/employees", 612),
    "a year that is none": at("series/revenue", {"去年": "1"}),
    "an unknown choice": at("answers/accident", {"choice": "maybe"}),
    "an answer without its object": at("answers/accident", "no"),
    "a percent as text": at("cards/2025/items/4.1.2/percent", "50"),
    "half a percent": at("cards/2025/items/4.1.2/percent", 62.5),
    "an unknown key of an item": at("cards/2025/items/4.1.2/score", 50),
    "a card of no year": at("cards/去年", {}),
    "a total as number": at("cards/2024/recorded_total", 600),
    "a reopening without its time": at("cards/2024/reopenings", [{"reason": "误关"}]),
    "a target as text": at("targets/4.4.3", "70"),
    "a list of texts": at("profile/P.1a", ["茶"]),
}

LEFT_OUT = {
    "a percent between two steps": at("cards/2025/items/4.1.2/percent", 63),
    "a percent above all": at("cards/2025/items/4.1.2/percent", 105),
    "a target above all": at("targets/4.4.3", 105),
    "a closing that is no time": at("cards/2024/closed", "年底"),
    "a percent below zero": at("cards/2025/items/4.1.2/percent", -5),
    "an application date that is none": at("about/application_date", "年底"),
}


@pytest.fixture(scope="module")
def reports(tmp_path_factory):
    """The kit's reports on the golden file and its unfit variants, by name."""
    folder = tmp_path_factory.mktemp("variants")
    variants = {"golden": GOLDEN} | UNFIT | LEFT_OUT
    paths = [folder / f"{number}.json" for number in range(len(variants))]
    for path, file in zip(paths, variants.values()):
        path.write_text(json.dumps(file, ensure_ascii=False), encoding="utf-8")
    found, succeeded = run_inspect(*paths)
    assert not succeeded, "an unfit file fails the command"
    return dict(zip(variants, found))


@pytest.mark.parametrize("name", UNFIT)
def test_unfit_files_are_refused_by_both(reports, name):
    assert problems(UNFIT[name]) != []
    assert "error" in reports[name] and "verdict" not in reports[name]


@pytest.mark.parametrize("name", LEFT_OUT)
def test_values_left_out_do_not_fit_the_schema(reports, name):
    assert problems(LEFT_OUT[name]) != []
    assert len(reports[name]["warnings"]) == 1


def test_fitting_file_opens_without_a_word(reports):
    assert reports["golden"]["warnings"] == []
    assert reports["golden"]["applicant"] == GOLDEN["fields"]["org_name"]


def test_one_file_is_one_object(tmp_path):
    path = tmp_path / "one.json"
    path.write_text(json.dumps(save_file()), encoding="utf-8")
    report, succeeded = run_inspect(path, on="2027-01-15")
    assert succeeded and report["on"] == "2027-01-15" and report["verdict"] == "undecided"
    assert report["form"]["filled"] == 0 and report["report"]["written"] == 0
    assert [step["step"] for step in report["next"]][0] == "answer"
