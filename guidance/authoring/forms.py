"""The forms of the desk: they carry the version they were opened at.

A form that was opened before somebody else's save is refused, with everything typed
still in it and the version of now, so that saving again is a decision and not an
accident.
"""

from __future__ import annotations

import re
from collections.abc import Container
from typing import Any

from django import forms
from django.db.models import CheckConstraint
from django.http import QueryDict

from guidance.authoring.models import Section
from guidance.authoring.same_rows import make_room, tell_rows_here_already
from guidance.content.answer_checking import says
from guidance.content.memos import Quotation
from guidance.content.memos import Section as SectionContent

NUMBER = re.compile("0|[1-9][0-9]{0,3}")

STALE = (
    "Nothing was saved: somebody else saved this page after you opened it. Their text "
    "and yours stand above, wherever they differ."
)


class PageForm(forms.ModelForm):  # type: ignore[type-arg]
    """The form of a page that somebody else may be editing too."""

    # What the database refused of this form when it was saved, as a sentence.
    clash = ""
    opened_version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    stale = False
    # Sent to be looked at and not to be saved.
    looks = False
    # What makes the notes below boxes anew.
    notes: tuple[Any, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["opened_version"] = self.instance.version
        leave_place_open(self)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.instance.pk and not self.instance._state.adding:
            self._refuse_if_stale(cleaned.get("opened_version"))
        if self.clash:
            self.add_error(None, self.clash)
        return cleaned

    def is_valid(self) -> bool:
        """Say whether it can be saved: never where it was sent to be looked at."""
        return super().is_valid() and not self.looks

    def full_clean(self) -> None:
        """Look at every column, those too that the page only shows."""
        super().full_clean()
        if not filled_in_well(self):
            return
        try:
            self.instance.validate_constraints()
        except forms.ValidationError as error:
            self.add_error(None, error)

    def _refuse_if_stale(self, opened: int | None) -> None:
        if opened == self.instance.version:
            return
        self.stale = True
        self.add_error(None, STALE)
        data: Any = QueryDict(mutable=True)
        data.update(self.data)
        data[self.add_prefix("opened_version")] = str(self.instance.version)
        self.data = data


def filled_in_well(form: Any) -> bool:
    """Say whether something was sent in `form`, and nothing is wrong with it yet."""
    return bool(form.is_bound and form.cleaned_data and not form.errors)


def leave_place_open(form: Any) -> None:
    """Give a new row no place to begin with: it goes last unless a trainer says so."""
    if form.instance.pk is None:
        form.initial["order"] = None


class RowsFormSet(forms.BaseInlineFormSet):  # type: ignore[type-arg]
    """The rows below a page, as many as there are."""

    def total_form_count(self) -> int:
        """Count the rows that are here or were sent, whatever number is claimed.

        Two thousand empty rows, which is as far as Django would believe a claim, keep
        a process busy for a minute.
        """
        claimed = super().total_form_count()
        if not self.is_bound:
            return claimed
        sent = {_row_of(name, str(self.prefix)) for name in self.data} - {None}
        return min(claimed, max(len(sent), len(self.get_queryset())))


class PartsFormSet(RowsFormSet):
    """The rows below a page, in an order that a trainer may leave to us.

    `vanished` are the keys that rows had which somebody else took out meanwhile, by
    the prefixes of their forms.
    """

    vanished: dict[str, str]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.vanished = {}
        if self.is_bound:
            there = {str(row.pk) for row in self.get_queryset()}
            kept = keeping_vanished(self.data, str(self.prefix), there)
            self.data, self.vanished = kept

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        leave_place_open(form)
        if "DELETE" in form.fields:
            form.fields["DELETE"].widget.attrs["aria-label"] = "Delete"

    def clean(self) -> None:
        """Put rows without a number last, in the order they stand in."""
        super().clean()
        tell_rows_here_already(self)
        placed = [form for form in self.forms if self._is_placed(form)]
        given = [form.cleaned_data["order"] or 0 for form in placed]
        last = max(given, default=0)
        for form in placed:
            if form.cleaned_data["order"] is None:
                last += 10
                form.instance.order = form.cleaned_data["order"] = last

    def save(self, commit: bool = True) -> Any:
        if commit:
            make_room(self)
        return super().save(commit)

    def _is_placed(self, form: Any) -> bool:
        if form in self.deleted_forms or not hasattr(form, "cleaned_data"):
            return False
        return "order" in form.cleaned_data and form.has_changed() | bool(
            form.instance.pk
        )


def keeping_vanished(
    data: Any, prefix: str, there: Container[str]
) -> tuple[Any, dict[str, str]]:
    """Return `data` with the rows that were deleted meanwhile as new ones, and the keys
    these had, by the prefixes of their forms.

    A row that somebody else took out while it was being edited here would otherwise
    be an error that nobody can mend. As a new row it keeps what was typed.
    """
    initial = _count(data, f"{prefix}-INITIAL_FORMS")
    keys = [data.get(f"{prefix}-{number}-id", "") for number in range(initial)]
    gone = [number for number, key in enumerate(keys) if key and key not in there]
    if not gone:
        return data, {}
    kept = [number for number in range(initial) if number not in gone]
    new = range(initial, _count(data, f"{prefix}-TOTAL_FORMS"))
    moved = {old: now for now, old in enumerate([*kept, *gone, *new])}
    changed = _renumbered(data, prefix, moved)
    for number in gone:
        changed[f"{prefix}-{moved[number]}-id"] = ""
    changed[f"{prefix}-INITIAL_FORMS"] = str(len(kept))
    return changed, {f"{prefix}-{moved[each]}": keys[each] for each in gone}


def with_rows_taken_out(data: Any, prefix: str, rows: list[dict[str, str]]) -> Any:
    """Return `data` with more rows that are there, ticked to be taken out.

    They are what a form of them would send, and come after those that were there.
    """
    initial = _count(data, f"{prefix}-INITIAL_FORMS")
    total = _count(data, f"{prefix}-TOTAL_FORMS")
    ahead = dict.fromkeys(range(initial), 0) | dict.fromkeys(
        range(initial, total), len(rows)
    )
    changed = _renumbered(data, prefix, {n: n + by for n, by in ahead.items()})
    for number, row in enumerate(rows, initial):
        for name, value in (row | {"DELETE": "on"}).items():
            changed[f"{prefix}-{number}-{name}"] = value
    changed[f"{prefix}-INITIAL_FORMS"] = str(initial + len(rows))
    changed[f"{prefix}-TOTAL_FORMS"] = str(total + len(rows))
    return changed


def _count(data: Any, name: str) -> int:
    text = str(data.get(name, ""))
    return min(int(text), 1000) if text.isascii() and text.isdigit() else 0


def _renumbered(data: Any, prefix: str, moved: dict[int, int]) -> QueryDict:
    changed = QueryDict(mutable=True)
    for name, values in data.lists():
        number = _row_of(name, prefix)
        if number in moved:
            field = name.removeprefix(f"{prefix}-{number}-")
            name = f"{prefix}-{moved[number]}-{field}"
        changed.setlist(name, values)
    return changed


def _row_of(name: str, prefix: str) -> int | None:
    """Return the number of the row that the field `name` stands in, if in any."""
    number, dash, _ = name.removeprefix(f"{prefix}-").partition("-")
    in_a_row = dash and name.startswith(f"{prefix}-") and NUMBER.fullmatch(number)
    return int(number) if in_a_row else None


class RowForm(forms.ModelForm):  # type: ignore[type-arg]
    """The form of a row below a page."""

    def full_clean(self) -> None:
        """Look at what must hold within the row, its tie to the page included.

        What must hold between rows the list of them sees to: the others may be about
        to change with this one.
        """
        super().full_clean()
        for rule in self.instance._meta.constraints if filled_in_well(self) else ():
            if isinstance(rule, CheckConstraint):
                self._hold(rule)

    def _hold(self, rule: CheckConstraint) -> None:
        row = self.instance
        try:
            rule.validate(type(row), row)
        except forms.ValidationError as error:
            self.add_error(None, error)


class CitationForm(RowForm):
    """A citation, refused where its words don't stand in its section."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        section, words = cleaned.get("section"), cleaned.get("words")
        if section and words and not says(quotable(section), words):
            self.add_error(
                "words",
                f"These words don't stand in section {section.ref}. Copy them from "
                "its text or its quotation, letter for letter; a gap is not allowed.",
            )
        return cleaned


def quotable(section: Section) -> SectionContent:
    """Return the part of `section` that can be quoted, however unfinished the rest."""
    unchecked: Any = SectionContent.model_construct
    quotation: Any = Quotation.model_construct
    words = quotation(text=section.quotation) if section.quotation else None
    content: SectionContent = unchecked(body=section.body, quotation=words)
    return content
