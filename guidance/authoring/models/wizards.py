"""Wizards: questions, the choices each offers, and the outcomes they lead to.

A draft may have a choice that leads nowhere yet. What the database refuses even in a
draft is a path out of its wizard, which nobody would mean and no page would show.
"""

from __future__ import annotations

import pgtrigger
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
from guidance.authoring.models.answers import Bearing, CalledFor, Citation
from guidance.authoring.models.department import (
    PLACE_HELP,
    REF_HELP,
    ReferenceList,
    Topic,
)
from guidance.authoring.models.editing import Edited
from guidance.authoring.models.memos import ROW_HELP
from guidance.authoring.models.rules import (
    labelled,
    not_empty,
    one_of,
    written_small,
)
from guidance.content.vocabulary import Verdict

NODE_SLUG_HELP = "Words for the address; no other part of the wizard may have them."


def stays_in_its_wizard(name: str, stray: str, said: str) -> pgtrigger.Trigger:
    """Refuse a row for which the query `stray` finds something."""
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.After,
        operation=pgtrigger.Insert | pgtrigger.Update,
        func=f"IF EXISTS ({stray}) THEN RAISE EXCEPTION '{said}' "
        "USING ERRCODE = 'check_violation'; END IF; RETURN NULL;",
    )


START = """
    SELECT FROM authoring_question
    WHERE id = NEW.start_id AND wizard_id <> NEW.id
"""
TARGET = """
    SELECT FROM authoring_question asked
    LEFT JOIN authoring_question question ON question.id = NEW.to_question_id
    LEFT JOIN authoring_outcome outcome ON outcome.id = NEW.to_outcome_id
    WHERE asked.id = NEW.question_id
    AND asked.wizard_id <> coalesce(
        question.wizard_id, outcome.wizard_id, asked.wizard_id
    )
"""
# With this the two above need to look only when a start or a choice is written.
SAME_WIZARD_FOR_EVER = pgtrigger.ReadOnly(name="keeps_its_wizard", fields=["wizard"])


class Wizard(Edited):
    slug = SlugField(unique=True, help_text="Words for the address: /can-i/…/")
    ref = RefField(unique=True, help_text=REF_HELP)
    title = LineField(help_text="The question it settles: “Can I …?”")
    topic = models.ForeignKey(
        Topic,
        on_delete=models.PROTECT,
        related_name="wizards",
        help_text="Where it stands on the home page.",
    )
    summary = LineField(rows=2, help_text="One sentence: when to use it.")
    order = OrderField(help_text=PLACE_HELP)
    start = models.ForeignKey(
        "authoring.Question",
        null=True,
        blank=True,
        on_delete=models.RESTRICT,
        related_name="+",
        help_text="The question it begins with.",
    )
    unless = models.BooleanField(
        "say “unless”",
        default=True,
        help_text="Each answer of it then says which changed answer would flip it.",
    )

    class Meta:
        constraints = [
            *written_small("slug", "ref"),
            *not_empty("title", "summary"),
        ]
        triggers = [
            stays_in_its_wizard(
                "starts_in_itself", START, "a wizard starts at a question of its own"
            )
        ]

    def __str__(self) -> str:
        return f"{self.ref} · {self.title}"


class Question(Edited):
    # Cascade: a question is a part of its wizard.
    wizard = models.ForeignKey(
        Wizard,
        on_delete=models.CASCADE,
        related_name="questions",
        help_text="The wizard it belongs to, for good.",
    )
    slug = SlugField(help_text=NODE_SLUG_HELP)
    ref = RefField(unique=True, help_text=REF_HELP)
    text = LineField(rows=2, help_text="The question, as the heading of its page.")
    help = ProseField(
        blank=True, rows=4, help_text="How to tell, for somebody unsure. Markdown."
    )
    reference_list = models.ForeignKey(
        ReferenceList,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="questions",
        help_text="A list to look something up in, shown below the choices.",
    )
    order = OrderField(help_text=ROW_HELP)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["wizard", "slug"],
                name="question_slug_in_wizard",
                violation_error_message="The wizard has a question with this slug.",
            ),
            *written_small("slug", "ref"),
            *not_empty("text"),
        ]
        triggers = [SAME_WIZARD_FOR_EVER]

    def __str__(self) -> str:
        return f"{self.ref} · {self.text}"


class Outcome(Edited):
    # Cascade: an outcome is a part of its wizard.
    wizard = models.ForeignKey(
        Wizard,
        on_delete=models.CASCADE,
        related_name="outcomes",
        help_text="The wizard it belongs to, for good.",
    )
    slug = SlugField(help_text=NODE_SLUG_HELP)
    ref = RefField(unique=True, help_text=REF_HELP)
    verdict = models.CharField(
        max_length=20,
        choices=labelled(Verdict),
        help_text="The word an officer sees first.",
    )
    headline = LineField(rows=2, help_text="One sentence that can be acted on.")
    detail = ProseField(blank=True, help_text="What else matters. Markdown; no HTML.")
    steps = LinesField(rows=4, help_text="What to do now, one step per line, in order.")
    not_asked = LinesField(
        help_text="What the questions did not look at, one per line."
    )
    next_wizard = models.ForeignKey(
        Wizard,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Another wizard to go on with, where there is one.",
    )
    order = OrderField(help_text=ROW_HELP)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["wizard", "slug"],
                name="outcome_slug_in_wizard",
                violation_error_message="The wizard has an outcome with this slug.",
            ),
            *written_small("slug", "ref"),
            *not_empty("headline"),
            one_of("verdict", Verdict),
        ]
        triggers = [SAME_WIZARD_FOR_EVER]

    def __str__(self) -> str:
        return f"{self.ref} · {self.headline}"


class Choice(models.Model):
    # Cascade: a choice is a part of its question.
    question = models.ForeignKey(
        Question, on_delete=models.CASCADE, related_name="choices"
    )
    slug = SlugField(help_text="Words for the address.")
    label = LineField(help_text="What the officer taps.")
    hint = ProseField(
        blank=True, rows=2, help_text="A line below it, where it helps. Markdown."
    )
    not_sure = models.BooleanField(
        default=False, help_text="Tick for one choice: the officer who can't tell."
    )
    # Restrict, not protect: it stands in the way of deleting a question, but not of
    # deleting the whole wizard.
    to_question = models.ForeignKey(
        Question,
        null=True,
        blank=True,
        on_delete=models.RESTRICT,
        related_name="led_to_by",
    )
    to_outcome = models.ForeignKey(
        Outcome,
        null=True,
        blank=True,
        on_delete=models.RESTRICT,
        related_name="led_to_by",
    )
    order = OrderField(help_text=ROW_HELP)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["question", "slug"],
                name="choice_slug_in_question",
                deferrable=models.Deferrable.DEFERRED,
                violation_error_message="Two choices have the same slug.",
            ),
            models.UniqueConstraint(
                fields=["question"],
                condition=Q(not_sure=True),
                name="choice_one_not_sure",
                violation_error_message="Only one choice can be “not sure”.",
            ),
            models.CheckConstraint(
                condition=Q(to_question__isnull=True) | Q(to_outcome__isnull=True),
                name="choice_leads_to_one_place",
                violation_error_message="A choice leads to one place.",
            ),
            *written_small("slug"),
            *not_empty("label"),
        ]
        triggers = [
            stays_in_its_wizard(
                "leads_within_its_wizard", TARGET, "a choice leads within its wizard"
            )
        ]

    def __str__(self) -> str:
        return f"{self.question.ref}: {self.label}"

    @property
    def leads_to(self) -> Question | Outcome | None:
        """The question or outcome that follows, or None while there is none."""
        return self.to_question or self.to_outcome


class OutcomeCitation(Citation):
    outcome = models.ForeignKey(
        Outcome, on_delete=models.CASCADE, related_name="citations"
    )

    class Meta:
        verbose_name = "citation"
        constraints = not_empty("words")


class OutcomeContact(CalledFor):
    outcome = models.ForeignKey(
        Outcome, on_delete=models.CASCADE, related_name="outcome_contacts"
    )

    class Meta:
        verbose_name = "contact"
        constraints = [
            models.UniqueConstraint(
                fields=["outcome", "contact"], name="outcome_contact_once"
            )
        ]


class OutcomeBearing(Bearing):
    outcome = models.ForeignKey(
        Outcome, on_delete=models.CASCADE, related_name="bearings"
    )

    class Meta:
        verbose_name = "other section that bears on it"
        verbose_name_plural = "other sections that bear on it"
        constraints = [
            models.UniqueConstraint(
                fields=["outcome", "section"], name="outcome_bearing_once"
            )
        ]
