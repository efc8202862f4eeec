"""The form of a pinned result: what is shown first is found by typing, line by line.

A line that is a ref says below the box what it is. Any other is words, and below the
box stands what has them, to be taken in the place of that line.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.db.models import Q
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from guidance.authoring.forms import PageForm
from guidance.authoring.jumping import NAMES_AND_TEXTS, having
from guidance.authoring.models import (
    Memo,
    Outcome,
    PinnedResult,
    Question,
    Scenario,
    Section,
    Wizard,
)
from guidance.authoring.noted_boxes import note_below
from guidance.content.folding import as_ref, fold
from guidance.content.pins import TELLING, unasked
from guidance.content.problems import twice

PINNABLE: list[Any] = [Scenario, Wizard, Section, Memo]
OF_A_KIND = 4
MOST_LINES = 20
LONGEST = 200


@dataclass(frozen=True)
class Line:
    """A line of the box: the row whose ref it is, or what has its words, each with what
    the box holds when it is taken."""

    text: str
    row: Any = None
    found: list[tuple[Any, str]] = field(default_factory=list)

    @property
    def kind(self) -> str:
        return str(self.row._meta.verbose_name) if self.row else ""


class PinnedResultForm(PageForm):
    """Queries, and the refs of what is shown first for them."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        note_below(self, "refs", self.refs_note)
        self.notes = (self.refs_note,)

    def clean_queries(self) -> list[str]:
        queries: list[str] = self.cleaned_data["queries"]
        others = PinnedResult.objects.exclude(pk=self.instance.pk)
        taken = {fold(each): row for row in others for each in row.queries}
        known = _refs_among({as_ref(each) for each in queries})
        again = twice(map(fold, queries))
        for each in queries:
            folded = fold(each)
            if kind := unasked(each, known):
                sentence, remedy = TELLING[kind]
                self._refuse("queries", f"{sentence.format(query=each)} {remedy}")
            elif folded in taken:
                told = f"“{each}” is pinned already: {taken[folded]}."
                self._refuse("queries", told)
            elif folded in again:
                self._refuse("queries", f"“{each}” stands here twice. Take one out.")
        return queries

    def clean_refs(self) -> list[str]:
        refs: list[str] = [each.lower() for each in self.cleaned_data["refs"]]
        for each in refs:
            if row_with(each) is None:
                self._refuse("refs", _unknown(each))
        for each in twice(refs):
            self._refuse("refs", f"“{each}” stands here twice. Take one out.")
        return refs

    def _refuse(self, name: str, sentence: str) -> None:
        self.add_error(name, forms.ValidationError(sentence))

    def refs_note(self, *, swapped: bool = False) -> SafeString:
        """Return what stands below the refs: what each is, or may have been meant."""
        text = str(self["refs"].value() or "").replace("\0", " ")
        typed = [each.strip() for each in text.splitlines()]
        context = {"lines": looked_up([*filter(None, typed)]), "swapped": swapped}
        return render_to_string("authoring/_pinned_refs.html", context)

    class Meta:
        model = PinnedResult
        fields = "__all__"


def looked_up(lines: list[str]) -> list[Line]:
    """Return what there is to say of each of `lines`, the first of them."""
    return [_line(lines, at) for at in range(min(len(lines), MOST_LINES))]


def _line(lines: list[str], at: int) -> Line:
    text = lines[at][:LONGEST]
    row = row_with(text)
    if row:
        return Line(text, row)
    before, after = lines[:at], lines[at + 1 :]
    found = [
        (each, "\n".join([*before, each.ref, *after, ""])) for each in _having(text)
    ]
    return Line(text, None, found)


def row_with(ref: str) -> Any:
    """Return what can be pinned and has the `ref`, or None."""
    rows = (model.objects.filter(ref__iexact=ref).first() for model in PINNABLE)
    return next((each for each in rows if each), None)


def _having(words: str) -> list[Any]:
    found: list[Any] = []
    for model in PINNABLE:
        names, texts = NAMES_AND_TEXTS[model]
        rows = model.objects.filter(having(words, [*names, *texts]))
        found += rows.order_by("pk")[:OF_A_KIND]
    return found


def _refs_among(names: set[str]) -> set[str]:
    """Return those of `names` that are the ref of something."""
    models: list[Any] = [*PINNABLE, Question, Outcome]
    given = Q(ref__in=names)
    return {
        ref
        for model in models
        for ref in model.objects.filter(given).values_list("ref", flat=True)
    }


def _unknown(ref: str) -> str:
    for model in (Question, Outcome):
        part: Any = model.objects.filter(ref=ref).select_related("wizard").first()
        if part:
            wizard = part.wizard.ref
            return f"“{ref}” is a part of the wizard {wizard}. Pin “{wizard}”."
    return (
        f"No scenario, wizard, memo or section has the ref “{ref}”. Type a few of its "
        "words, and take it below."
    )
