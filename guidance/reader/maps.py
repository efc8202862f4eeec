"""The map of a wizard: every question, choice and outcome of it on one page.

It is there twice, as a picture and in words, and what stands in one stands in the
other. Each question and outcome leads to its page: on the path of the answers given by
those answers, elsewhere by the fewest that lead there.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse

from guidance.content.map_drawing import Box, Drawing, Stroke, drawing, sheets
from guidance.content.model import Choice, Question, Wizard
from guidance.reader.answers import given, place, shortest
from guidance.reader.map_addresses import Addresses
from guidance.reader.map_outline import outline
from guidance.reader.recalled import DO_NOT_RELY, pulled_outcomes, standing
from guidance.reader.sources import NotHere, Source
from guidance.web.pages import render_page


@dataclass(frozen=True)
class DrawnLine:
    """A line of the drawing, and the choice on it that was taken."""

    stroke: Stroke
    taken: Choice | None


@dataclass(frozen=True)
class DrawnBox:
    """A box of the drawing with its link; one `is_here`, where the answers have led."""

    box: Box
    url: str
    is_taken: bool
    is_here: bool


def map(request: HttpRequest, source: Source, slug: str) -> HttpResponse:
    """Show the whole wizard, and on it the path of the answers in the address."""
    wizard = source.lookup.wizards.get(slug)
    if wizard is None:
        raise NotHere("There is no such “Can I …?” in this edition.")
    recall = standing(wizard, source)
    wizard = without_pulled(wizard, source)
    base = source.url("wizard", slug)
    reached = place(wizard, base, given(request.GET, wizard))
    addresses = Addresses(base, reached.walk, shortest(wizard))
    drawn = drawing(wizard)
    context = {
        "source": source,
        "wizard": wizard,
        "recall": recall,
        "place": reached,
        "drawing": drawn,
        "lines": lines(drawn, addresses) if drawn else (),
        "boxes": boxes(drawn, addresses) if drawn else (),
        "sheets": sheets(drawn) if drawn else (),
        "parts": outline(wizard, addresses),
    }
    return render_page(request, "reader/map.html", context)


def without_pulled(wizard: Wizard, source: Source) -> Wizard:
    """Return `wizard` with a notice in the place of each answer that was pulled."""
    pulled = pulled_outcomes(wizard, source)
    if not pulled:
        return wizard
    outcomes = tuple(
        each.model_copy(update={"headline": DO_NOT_RELY})
        if each.slug in pulled
        else each
        for each in wizard.outcomes
    )
    # Made anew and not copied: a copy would keep the nodes it knows by name.
    fields = {name: getattr(wizard, name) for name in Wizard.model_fields}
    return Wizard(**{**fields, "outcomes": outcomes})


def lines(drawn: Drawing, addresses: Addresses) -> list[DrawnLine]:
    """Return the lines, those of the path taken last so that they lie on top."""
    found = [
        DrawnLine(each, addresses.taken(each.line.start.node, each.line.label.choices))
        for each in drawn.strokes
    ]
    return sorted(found, key=lambda each: each.taken is not None)


def boxes(drawn: Drawing, addresses: Addresses) -> list[DrawnBox]:
    """Return the boxes, the first question first."""
    arrivals = {each.stroke.line.end.number: each for each in lines(drawn, addresses)}
    return [
        _drawn(box, arrivals.get(box.spot.number), addresses) for box in drawn.boxes
    ]


def _drawn(box: Box, arrival: DrawnLine | None, addresses: Addresses) -> DrawnBox:
    """Return `box` with its link; an outcome leads where the line to it leads."""
    node = box.spot.node
    if isinstance(node, Question) or arrival is None:
        url, is_taken = addresses.question(node), addresses.passes(node)
    else:
        line = arrival.stroke.line
        choice = arrival.taken or line.label.choices[0]
        url = addresses.after(line.start.node, choice)
        is_taken = arrival.taken is not None
    return DrawnBox(box, url, is_taken, is_taken and node == addresses.walk.node)
