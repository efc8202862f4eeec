"""Cases: what must come out of a wizard, in a trainer's words."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from guidance.authoring.fields import (
    LineField,
    OrderField,
    SlugField,
)
from guidance.authoring.models.editing import Edited
from guidance.authoring.models.memos import ROW_HELP, Section
from guidance.authoring.models.rules import (
    labelled,
    not_empty,
    one_of,
    written_small,
)
from guidance.authoring.models.wizards import (
    SAME_WIZARD_FOR_EVER,
    Choice,
    Outcome,
    Wizard,
    stays_in_its_wizard,
)
from guidance.content.vocabulary import Verdict

WHY_HELP = (
    "The rule that decides it. It must be another one when the case expects something "
    "else than in the edition before."
)
DISPUTED_HELP = (
    "Only where the sections say this verdict and the wizard says another for now: what "
    "has to be decided, and by whom. Name the outcome the wizard gives meanwhile. The "
    "case is a warning until then, to be waived with a reason."
)
OUTCOME = """
    SELECT FROM authoring_outcome
    WHERE id = NEW.outcome_id AND wizard_id <> NEW.wizard_id
"""
ANSWER = """
    SELECT FROM authoring_case tried
    JOIN authoring_choice choice ON choice.id = NEW.choice_id
    JOIN authoring_question question ON question.id = choice.question_id
    WHERE tried.id = NEW.case_id AND tried.wizard_id <> question.wizard_id
"""


class Case(Edited):
    # Cascade: a case is a part of its wizard, as are the answers in it.
    wizard = models.ForeignKey(
        Wizard,
        on_delete=models.CASCADE,
        related_name="cases",
        help_text="The wizard it tries, for good.",
    )
    slug = SlugField(
        help_text="A name for it; no other case of the wizard may have it."
    )
    title = LineField(help_text="In words: “Detainer only, no judge's warrant”.")
    verdict = models.CharField(
        max_length=20,
        choices=labelled(Verdict),
        help_text="What must come out, by the sections and not by the wizard.",
    )
    # Restrict, not protect: it stands in the way of deleting the outcome, but not of
    # deleting the whole wizard.
    outcome = models.ForeignKey(
        Outcome,
        null=True,
        blank=True,
        on_delete=models.RESTRICT,
        related_name="+",
        help_text="The outcome it must end in, where that matters.",
    )
    why = LineField(rows=2, help_text=WHY_HELP)
    disputed = LineField(rows=2, blank=True, default="", help_text=DISPUTED_HELP)
    order = OrderField(help_text=ROW_HELP)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["wizard", "slug"],
                name="case_slug_in_wizard",
                violation_error_message="The wizard has a case with this slug.",
            ),
            *written_small("slug"),
            *not_empty("title", "why"),
            one_of("verdict", Verdict),
        ]
        triggers = [
            SAME_WIZARD_FOR_EVER,
            stays_in_its_wizard(
                "ends_in_its_wizard", OUTCOME, "a case ends in an outcome of its wizard"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class CaseAnswer(models.Model):
    """An answer of a case. The choice knows its question and its wizard."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="answers")
    # Restrict: the choice stays for as long as the case does, or goes with it.
    choice = models.ForeignKey(
        Choice,
        on_delete=models.RESTRICT,
        related_name="+",
        help_text="One for every question on the path.",
    )

    class Meta:
        verbose_name = "answer"
        constraints = [
            models.UniqueConstraint(fields=["case", "choice"], name="case_answer_once")
        ]
        triggers = [
            stays_in_its_wizard(
                "answers_its_wizard", ANSWER, "a case answers questions of its wizard"
            )
        ]

    def __str__(self) -> str:
        return str(self.choice)


class CaseSection(models.Model):
    """A section that the outcome of a case must quote."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="sections")
    section = models.ForeignKey(
        Section,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="A section the outcome must quote.",
    )
    order = OrderField(help_text=ROW_HELP)

    class Meta:
        verbose_name = "section it must rest on"
        verbose_name_plural = "sections it must rest on"
        constraints = [
            models.UniqueConstraint(
                fields=["case", "section"], name="case_section_once"
            )
        ]

    def __str__(self) -> str:
        return str(self.section)


class RejectedPath(models.Model):
    """A path through a wizard that a trainer looked at and wants no case for.

    `path` names the answers by slug, as an address does: when a question or a choice
    gets another name it is another path, and is offered again.
    """

    wizard = models.ForeignKey(
        Wizard, on_delete=models.CASCADE, related_name="rejected_paths"
    )
    path = models.TextField()
    rejected_at = models.DateTimeField()
    # Set null: a colleague's account can go, and what they decided stays.
    rejected_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["wizard", "path"], name="rejected_path_once"
            ),
            *not_empty("path"),
        ]

    def __str__(self) -> str:
        return self.path
