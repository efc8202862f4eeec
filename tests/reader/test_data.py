"""The whole guidance as data, as docs/data.md describes it."""

from __future__ import annotations

import re
from pathlib import Path

from django.test import Client

from guidance.content import department, memos, model
from guidance.content.checking import refs
from guidance.content.model import Guidance
from guidance.content.values import FORMAT, Value

DOCS = Path(__file__).resolve().parents[2] / "docs" / "data.md"


def test_the_data_hold_everything_in_the_edition(site: Guidance, client: Client):
    response = client.get("/editions/current.json")
    data = response.json()

    assert response["Content-Type"] == "application/json"
    assert data["edition"] == 1
    assert data["format"] == FORMAT
    assert re.fullmatch("[0-9a-f]{64}", data["digest"])
    assert data["in_force_from"].startswith("2025-03-01T17:00:00")
    assert len(data["scenarios"]) == 90
    assert sum(len(memo["sections"]) for memo in data["memos"]) == 60
    assert len(data["wizards"]) == 12
    assert {ref for _, _, ref in refs(site)} <= set(_refs(data))


def _refs(data: object) -> list[str]:
    if isinstance(data, list):
        return [ref for each in data for ref in _refs(each)]
    if isinstance(data, dict):
        inside = [ref for each in data.values() for ref in _refs(each)]
        return [*inside, data["ref"]] if "ref" in data else inside
    return []


def test_the_data_read_back_as_the_guidance_they_came_from(
    site: Guidance, client: Client
):
    data = client.get("/editions/current.json").json()

    guidance = {name: data[name] for name in Guidance.model_fields}

    assert Guidance.model_validate(guidance) == site


def test_anybodys_program_may_read_the_data(site: Guidance, client: Client):
    response = client.get("/editions/1.json", headers={"origin": "https://example.org"})

    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["Cache-Control"] == "public, max-age=0, must-revalidate"


def test_every_field_of_the_data_is_documented():
    documented = set(re.findall(r"`([a-z_]+)`", DOCS.read_text()))

    fields = {
        field
        for module in (model, memos, department)
        for value in vars(module).values()
        if isinstance(value, type) and issubclass(value, Value)
        for field in value.model_fields
    }

    assert fields - documented == set()
