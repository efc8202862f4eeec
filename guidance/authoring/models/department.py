"""The department: its name, whom to call, and its lists of words.

There is one department here, so the rows below need no key to it.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from guidance.authoring.fields import (
    LineField,
    LinesField,
    OrderField,
    ProseField,
    RefField,
    SlugField,
)
from guidance.authoring.models.editing import Edited
from guidance.authoring.models.rules import not_empty, written_small

ADDRESS_HELP = "Words for the address, such as “legal-bureau”."
REF_HELP = "Short, quoted over the radio, never given to anything else afterwards."
PLACE_HELP = "Small numbers come first; left empty, it goes last."
APPROVERS_HELP = (
    "What stands here needs the approval of two supervisors. It holds from the edition "
    "on in which it is published."
)
EXCLUDED_HELP = "What does not count, although it might seem to. One per line."


class Department(Edited):
    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    slug = SlugField(help_text="Words for files and addresses, such as “nypd”.")
    name = LineField(help_text="In full, as it stands at the foot of every page.")
    short_name = LineField(help_text="As officers say it.")
    kind = LineField(help_text="Such as “city police” or “sheriff's office”.")
    time_zone = LineField(
        default="UTC",
        help_text="Dates and times are shown in it: “America/New_York”.",
    )
    note = ProseField(
        blank=True, help_text="Stands at the foot of every page. Markdown."
    )
    unanswered = LinesField(
        rows=16,
        help_text="Questions officers ask that nothing here answers, one per line. "
        "Search learns from them when to say that nothing matches.",
    )
    banned_words = LinesField(
        help_text="Words that must not stand in questions and answers, one per line. "
        "The check warns of them, and so does a form while one writes.",
    )

    class Meta:
        verbose_name_plural = "department"
        constraints = [
            models.CheckConstraint(condition=Q(id=1), name="department_only_one"),
            *written_small("slug"),
            *not_empty("name", "short_name", "kind"),
        ]

    def __str__(self) -> str:
        return self.name


class Contact(Edited):
    slug = SlugField(unique=True, help_text=ADDRESS_HELP)
    name = LineField(help_text="A role rather than a person: people change.")
    when = LineField(blank=True, help_text="When an officer should call.")
    reach = LineField(
        blank=True, help_text="Number, radio or desk. Empty until it is known for sure."
    )
    hours = LineField(blank=True, help_text="When somebody answers.")
    order = OrderField(help_text=PLACE_HELP)

    class Meta:
        constraints = [*written_small("slug"), *not_empty("name")]

    def __str__(self) -> str:
        return self.name


class Topic(Edited):
    slug = SlugField(unique=True, help_text=ADDRESS_HELP)
    title = LineField(help_text="As it stands on the home page.")
    summary = LineField(rows=2, help_text="One sentence: what is found here.")
    order = OrderField(help_text=PLACE_HELP)
    two_approvers = models.BooleanField(default=False, help_text=APPROVERS_HELP)

    class Meta:
        constraints = [*written_small("slug"), *not_empty("title", "summary")]

    def __str__(self) -> str:
        return self.title


class Term(Edited):
    slug = SlugField(unique=True, help_text=ADDRESS_HELP)
    term = LineField(help_text="The word or phrase as it stands in the texts.")
    meaning = LineField(rows=3, help_text="What it means, in plain words.")
    section = models.ForeignKey(
        "authoring.Section",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="terms",
        help_text="The section the meaning rests on, where there is one.",
    )

    class Meta:
        verbose_name = "glossary term"
        constraints = [*written_small("slug"), *not_empty("term", "meaning")]

    def __str__(self) -> str:
        return self.term


class SynonymSet(Edited):
    words = LinesField(
        help_text="Words that mean the same to an officer, one per line. "
        "Search finds one when another is typed.",
    )

    class Meta:
        verbose_name = "set of synonyms"
        verbose_name_plural = "synonyms"

    def __str__(self) -> str:
        return ", ".join(self.words) or "(no words yet)"


class PinnedResult(Edited):
    queries = LinesField(
        blank=False,
        help_text="What officers type, one per line: “bike at the desk”. Signs, accents "
        "and capitals don't matter; the words and their order do.",
    )
    refs = LinesField(
        blank=False,
        rows=4,
        help_text="What is shown first, in this order, one ref per line. Type a ref, or "
        "a few words, and take it from what is found. What is recalled is passed over.",
    )

    class Meta:
        verbose_name_plural = "pinned results"

    def __str__(self) -> str:
        queries = ", ".join(f"“{each}”" for each in self.queries) or "(no query yet)"
        return f"{queries}: {', '.join(self.refs) or 'nothing yet'}"


class ReferenceList(Edited):
    slug = SlugField(unique=True, help_text=ADDRESS_HELP)
    ref = RefField(unique=True, help_text=REF_HELP)
    title = LineField(help_text="What the list is called.")
    law = LineField(help_text="Where it stands in the law.")
    entries = LinesField(rows=16, help_text="The law's own entries, one per line.")
    added = LinesField(help_text="What the department has added, one per line.")
    also = LinesField(help_text="What needs a sentence, not a number. One per line.")
    excluded = LinesField(help_text=EXCLUDED_HELP)
    notes = LinesField(help_text="How to read the list, one note per line.")

    class Meta:
        constraints = [*written_small("slug", "ref"), *not_empty("title", "law")]

    def __str__(self) -> str:
        return f"{self.ref} · {self.title}"


class Source(Edited):
    slug = SlugField(unique=True, help_text=ADDRESS_HELP)
    kind = LineField(help_text="Such as “press” or “law”.")
    name = LineField(help_text="Short, as a page names it: “New York Post”.")
    what = LineField(rows=2, help_text="What was read: title and date.")
    where = LineField(blank=True, help_text="Where it can be read.")

    class Meta:
        constraints = [*written_small("slug"), *not_empty("kind", "name", "what")]

    def __str__(self) -> str:
        return f"{self.slug} · {self.name}"


class Detail(Edited):
    slug = SlugField(unique=True, help_text=ADDRESS_HELP)
    label = LineField(help_text="What is asked for, such as “How to file a report”.")
    text = ProseField(
        blank=True,
        help_text="Only what the department knows for sure; empty until then. Markdown.",
    )

    class Meta:
        verbose_name = "detail only the department knows"
        verbose_name_plural = "details only the department knows"
        constraints = [*written_small("slug"), *not_empty("label")]

    def __str__(self) -> str:
        return self.label
