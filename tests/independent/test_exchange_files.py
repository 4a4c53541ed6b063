"""The published JSON Schemas of the exchange files against their golden files and documents."""

import json

import pytest
from conftest import ROOT
from jsonschema import Draft202012Validator

KINDS = ["scorecard", "consensus", "review"]


def schema(kind):
    return json.loads((ROOT / f"schemas/{kind}-v1.schema.json").read_text(encoding="utf-8"))


def golden(kind):
    return json.loads((ROOT / f"crates/award/tests/golden/{kind}-v1.json").read_text(encoding="utf-8"))


def documented(kind):
    document = (ROOT / f"docs/{kind}.md").read_text(encoding="utf-8")
    return json.loads(document.split("```json\n")[1].split("\n```")[0])


def problems(kind, file):
    return [error.message for error in Draft202012Validator(schema(kind)).iter_errors(file)]


@pytest.mark.parametrize("kind", KINDS)
def test_schema_is_one(kind):
    Draft202012Validator.check_schema(schema(kind))


@pytest.mark.parametrize("kind", KINDS)
def test_golden_file_and_document_fit(kind):
    assert problems(kind, golden(kind)) == []
    assert problems(kind, documented(kind)) == []


@pytest.mark.parametrize("kind", KINDS)
def test_another_mark_does_not_fit(kind):
    for change in ({"format": "quality-award-kit"}, {"version": 2}, {"extra": 1}):
        assert problems(kind, golden(kind) | change) != []


@pytest.mark.parametrize("kind", KINDS)
def test_golden_file_uses_every_key(kind):
    def keys(part):
        """Every name of a property anywhere in a schema."""
        if isinstance(part, dict):
            own = set(part["properties"]) if isinstance(part.get("properties"), dict) else set()
            return own.union(*map(keys, part.values()))
        return set().union(*map(keys, part)) if isinstance(part, list) else set()

    def used(value):
        if isinstance(value, dict):
            return set(value).union(*map(used, value.values()))
        return set().union(*map(used, value)) if isinstance(value, list) else set()

    assert keys(schema(kind)) - used(golden(kind)) == set()
