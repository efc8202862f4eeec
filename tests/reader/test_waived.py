"""An edition says which warnings were let stand, by whom and why."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from guidance.content.model import Guidance
from guidance.content.waivers import Waivers


def test_an_edition_lists_every_waiver_with_its_reason(site: Guidance, read: Any):
    page = read("/editions/1/")

    names = [each.finding for each in site.waivers.waivers]
    assert page.marked("data-waiver") == names
    assert f"{len(names)} warnings of the checks let stand" in page.text
    assert all(each.by in page.text for each in site.waivers.waivers)


def test_an_edition_without_waivers_says_nothing_of_them(
    published: Callable[..., Any], nypd: Guidance, read: Any
):
    with published(nypd.model_copy(update={"waivers": Waivers()})):
        assert "let stand" not in read("/editions/1/").text
