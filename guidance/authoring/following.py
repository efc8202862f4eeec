"""Slugs that follow the words they were made of, until an edition has had them.

A shape's “What decides it first?” is there to be reworded, and its address with it:
nobody has that written down yet. What refers to it in the draft does so by its row. A
slug that somebody chose, or that officers know, stays.
"""

from __future__ import annotations

import re
from typing import Any

from guidance.authoring.forms import PageForm
from guidance.authoring.models import Outcome, Question, Wizard
from guidance.authoring.naming import slug_of
from guidance.editions.names_given import NamesGiven, names_given


def given_in(wizard: Wizard) -> NamesGiven:
    """Return the names that the parts of `wizard` had in any edition."""
    return names_given(wizard.ref, wizard.slug)


def leaves_slug_behind(form: Any, words: str) -> bool:
    """Say whether `form` changes the field `words` of a row, and leaves a slug as it is
    that was made of them."""
    slug, before = form.initial.get("slug"), form.initial.get(words)
    return bool(
        form.instance.pk
        and words in form.changed_data
        and form.cleaned_data.get("slug") == slug
        and _was_made_of(str(slug), str(before))
    )


def _was_made_of(slug: str, words: str) -> bool:
    stem = slug_of(words, (), "")
    return bool(stem and re.fullmatch(f"{re.escape(stem)}(-[0-9]+)?", slug))


class NodeForm(PageForm):
    """The form of a question or an outcome; its slug follows its words."""

    def clean_slug(self) -> str:
        given = self.cleaned_data.get("slug") or ""
        if given and self._is_to_follow():
            given = ""
        return given or self.made_slug(self.other_slugs())

    def made_slug(self, taken: set[str]) -> str:
        """Return a slug made of the words, which nothing in the wizard has or had."""
        words = str(self.cleaned_data.get(self.words) or "")
        given = given_in(self.instance.wizard).slugs
        return slug_of(words, taken | given, "node")

    @property
    def words(self) -> str:
        """The name of the field that the slug is made of."""
        return "text" if isinstance(self.instance, Question) else "headline"

    def other_slugs(self) -> set[str]:
        """Return the slugs of the wizard's other questions and outcomes."""
        row: Any = self.instance
        return {
            node.slug
            for model in (Question, Outcome)
            for node in model._default_manager.filter(wizard=row.wizard_id)
            if (model, node.pk) != (type(row), row.pk)
        }

    def _is_to_follow(self) -> bool:
        row: Any = self.instance
        if not leaves_slug_behind(self, self.words):
            return False
        given = given_in(row.wizard)
        return row.ref not in given.refs and row.slug not in given.slugs


def let_choices_follow(question: Question, forms: list[Any]) -> None:
    """Give the choices in `forms`, those of `question`, the slugs of their new words."""
    behind = [each for each in forms if leaves_slug_behind(each, "label")]
    if not behind:
        return
    given = given_in(question.wizard).choices
    had = {slug for name, slug in given if name in (question.ref, question.slug)}
    taken = had | {each.cleaned_data.get("slug") for each in forms}
    for form in behind:
        if form.cleaned_data["slug"] not in had:
            slug = slug_of(form.cleaned_data["label"], taken, "choice")
            taken.add(slug)
            form.instance.slug = form.cleaned_data["slug"] = slug
