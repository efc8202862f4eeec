"""Scenarios: questions as officers put them, with their answers."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from guidance.authoring.fields import (
    LineField,
    LinesField,
    OrderField,
    ProseField,
    RefField,
    SlugField,
)
from guidance.authoring.models.answers import Bearing, CalledFor, Citation
from guidance.authoring.models.department import REF_HELP, Topic
from guidance.authoring.models.editing import Edited
from guidance.authoring.models.memos import ROW_HELP
from guidance.authoring.models.rules import (
    labelled,
    not_empty,
    one_of,
    written_small,
)
from guidance.authoring.models.wizards import Choice, Wizard
from guidance.content.vocabulary import Asker, Basis, Verdict

VERDICT_HELP = "The word an officer sees first. It answers the question asked."
STEPS_HELP = "What to do now, one step per line, in order."


class Scenario(Edited):
    slug = SlugField(unique=True, help_text="Words for the address: /questions/…/")
    ref = RefField(unique=True, help_text=REF_HELP)
    topic = models.ForeignKey(
        Topic,
        on_delete=models.PROTECT,
        related_name="scenarios",
        help_text="Where it stands on the home page.",
    )
    question = LineField(rows=2, help_text="As an officer would put it.")
    asked_as = LinesField(help_text="Other ways officers put it, one per line.")
    asked_by = models.CharField(
        max_length=20,
        choices=labelled(Asker),
        default=Asker.OFFICER.value,
        help_text="Whose question it is.",
    )
    verdict = models.CharField(
        max_length=20, choices=labelled(Verdict), help_text=VERDICT_HELP
    )
    answer = LineField(rows=2, help_text="One sentence that can be acted on.")
    detail = ProseField(blank=True, help_text="What else matters. Markdown; no HTML.")
    steps = LinesField(rows=4, help_text=STEPS_HELP)
    wizard = models.ForeignKey(
        Wizard,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="scenarios",
        help_text="The wizard that settles cases of this sort, where there is one.",
    )
    basis = models.CharField(
        max_length=20,
        choices=labelled(Basis),
        help_text="Whether the text states the answer or somebody applied the text. "
        "The second needs the lawyers first.",
    )
    unverified = LinesField(help_text="What nobody has confirmed yet, one per line.")
    review_every = models.PositiveSmallIntegerField(
        default=6, help_text="Months after which somebody must look at it again."
    )

    # Set null: a colleague's account can go, and the question needs another owner.
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Who sees to it that it is reviewed in time. Officers don't see it.",
    )

    class Meta:
        constraints = [
            *written_small("slug", "ref"),
            *not_empty("question", "answer"),
            one_of("verdict", Verdict),
            one_of("basis", Basis),
            one_of("asked_by", Asker),
            models.CheckConstraint(
                condition=Q(review_every__gte=1, review_every__lte=60),
                name="scenario_review_every_months",
                violation_error_message="Review it every 1 to 60 months.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ref} · {self.question}"


class ScenarioCitation(Citation):
    scenario = models.ForeignKey(
        Scenario, on_delete=models.CASCADE, related_name="citations"
    )

    class Meta:
        verbose_name = "citation"
        constraints = not_empty("words")


class ScenarioContact(CalledFor):
    scenario = models.ForeignKey(
        Scenario, on_delete=models.CASCADE, related_name="scenario_contacts"
    )

    class Meta:
        verbose_name = "contact"
        constraints = [
            models.UniqueConstraint(
                fields=["scenario", "contact"], name="scenario_contact_once"
            )
        ]


class ScenarioBearing(Bearing):
    scenario = models.ForeignKey(
        Scenario, on_delete=models.CASCADE, related_name="bearings"
    )

    class Meta:
        verbose_name = "other section that bears on it"
        verbose_name_plural = "other sections that bear on it"
        constraints = [
            models.UniqueConstraint(
                fields=["scenario", "section"], name="scenario_bearing_once"
            )
        ]


class SeeAlso(models.Model):
    """A scenario worth reading after this one."""

    scenario = models.ForeignKey(
        Scenario, on_delete=models.CASCADE, related_name="see_also"
    )
    other = models.ForeignKey(
        Scenario,
        on_delete=models.PROTECT,
        related_name="seen_from",
        help_text="A question that is often asked next.",
    )
    order = OrderField(help_text=ROW_HELP)

    class Meta:
        verbose_name = "see also"
        verbose_name_plural = "see also"
        constraints = [
            models.UniqueConstraint(fields=["scenario", "other"], name="see_also_once"),
            models.CheckConstraint(
                condition=~Q(scenario=F("other")),
                name="see_also_another",
                violation_error_message="A scenario can't point at itself.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.other)


class ScenarioAnswer(models.Model):
    """An answer on the path through a wizard that leads to this scenario's case.

    The choice knows its question and its wizard, so neither is written down again.
    """

    scenario = models.ForeignKey(
        Scenario, on_delete=models.CASCADE, related_name="answers"
    )
    choice = models.ForeignKey(
        Choice,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="One for every question on the way, all of the same wizard.",
    )

    class Meta:
        verbose_name = "answer that leads to this case"
        verbose_name_plural = "settled by: answers that lead to this case"
        constraints = [
            models.UniqueConstraint(
                fields=["scenario", "choice"], name="scenario_answer_once"
            )
        ]

    def __str__(self) -> str:
        return str(self.choice)
