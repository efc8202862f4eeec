"""Columns for text as the content model has it, with the boxes it is typed into.

A browser sends `\r\n` for a line's end and the rows hold `\n`; the boxes translate, so
that a page which was opened and saved has changed nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, RegexValidator
from django.db import models

from guidance.content.values import one_line, tidy

if TYPE_CHECKING:
    CharField = models.CharField[str, str]
    TextField = models.TextField[str, str]
    PositiveIntegerField = models.PositiveIntegerField[int, int]
    Lines = ArrayField[list[str], list[str]]
else:
    CharField, TextField = models.CharField, models.TextField
    PositiveIntegerField, Lines = models.PositiveIntegerField, ArrayField

WORDS_FOR_AN_ADDRESS = r"^[a-z0-9]+(-[a-z0-9]+)*$"
LAST = 100_000

in_small_letters = RegexValidator(
    WORDS_FOR_AN_ADDRESS,
    "Use small letters, digits and single hyphens, such as “hand-over-2”.",
)


class SlugField(CharField):
    """Words for an address, or a ref."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 80)
        super().__init__(*args, **kwargs)
        self.validators.append(in_small_letters)


class RefField(SlugField):
    """The short name that is quoted over the radio."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 24)
        super().__init__(*args, **kwargs)


class OrderField(PositiveIntegerField):
    """Where a row stands among its like; left empty, it goes last."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("default", 0)
        super().__init__(*args, **kwargs)
        self.validators.append(MaxValueValidator(LAST))

    def formfield(self, *args: Any, **kwargs: Any) -> Any:
        return super().formfield(*args, **{**kwargs, "required": False})


class LineField(CharField):
    """One line of at most 500 characters, typed into a box of as many `rows`."""

    def __init__(self, *args: Any, rows: int = 1, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 500)
        super().__init__(*args, **kwargs)
        self.rows = rows

    def formfield(self, *args: Any, **kwargs: Any) -> Any:
        box = _box(self.rows) if self.rows > 1 else _box_of_one_row()
        return super().formfield(
            *args, **{**kwargs, "form_class": LineInput, "widget": box}
        )


class ProseField(TextField):
    """Text of several lines: Markdown, or words quoted from somewhere else."""

    def __init__(self, *args: Any, rows: int = 6, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 50_000)
        super().__init__(*args, **kwargs)
        self.rows = rows

    def formfield(self, *args: Any, **kwargs: Any) -> Any:
        kwargs |= {"form_class": ProseInput, "widget": _box(self.rows)}
        return super().formfield(*args, **kwargs)


class LinesField(Lines):
    """A short list of lines in order, typed one a line into a single box."""

    def __init__(self, *args: Any, rows: int = 3, **kwargs: Any) -> None:
        kwargs.setdefault("base_field", models.CharField(max_length=500))
        kwargs.setdefault("default", list)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)
        self.rows = rows

    def formfield(self, **kwargs: Any) -> Any:
        return LinesInput(
            required=not self.blank,
            label=kwargs.get("label") or _capitalised(self.verbose_name),
            help_text=self.help_text,
            widget=_box(self.rows),
        )


class LineInput(forms.CharField):
    def to_python(self, value: Any) -> Any:
        return _said(super().to_python(value), one_line)


class ProseInput(forms.CharField):
    def to_python(self, value: Any) -> Any:
        return _said(super().to_python(value), tidy)


class LinesInput(forms.CharField):
    """A box in which every line is an entry of its own."""

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        text = _said(super().to_python(value), tidy)
        lines = [line.strip() for line in text.split("\n") if line.strip()]
        for line in lines:
            if len(line) > 500:
                sentence = "A line has %(count)d characters; keep each to 500."
                raise ValidationError(sentence, params={"count": len(line)})
        return lines

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return bool(list(initial or []) != self.to_python(data))
        except ValidationError:
            return True


def _said(text: Any, tidied: Any) -> Any:
    """Return `text` as `tidied` leaves it, or say which character can't stand here."""
    try:
        return tidied(text)
    except ValueError as problem:
        raise ValidationError(f"The text {problem}. Take it out.") from None


def _box(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, "cols": 80, "class": "vLargeTextField"})


def _box_of_one_row() -> forms.TextInput:
    return forms.TextInput(attrs={"class": "vTextField"})


def _capitalised(name: Any) -> str:
    return str(name)[:1].upper() + str(name)[1:]
