"""A new wizard, from a blank or one of a few shapes, with the way out already there."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from guidance.authoring.building.shapes import SHAPES, Shape
from guidance.authoring.edit_log import log_edit
from guidance.authoring.models import (
    Choice,
    Contact,
    Outcome,
    OutcomeContact,
    Question,
    Wizard,
)
from guidance.authoring.naming import Refs, new_ref, slug_of
from guidance.authoring.standing import about_to_save
from guidance.content.vocabulary import Verdict
from guidance.editions.names_given import slugs_given

UNSURE = "Ask before you go on"
GAP = 10


class StartForm(forms.ModelForm):  # type: ignore[type-arg]
    """What a new wizard needs before there is a tree to work on."""

    shape = forms.ChoiceField(
        choices=[(each.slug, f"{each.title}: {each.summary}") for each in SHAPES],
        initial=SHAPES[0].slug,
        widget=forms.RadioSelect,
        help_text="Every question and choice can be changed afterwards.",
    )
    ask = forms.ModelChoiceField(
        Contact.objects.order_by("order", "pk"),
        required=False,
        label="Whom to ask",
        help_text="Whom an officer asks who answers “not sure”. It can be added later.",
    )

    class Meta:
        model = Wizard
        fields = ("title", "summary", "topic")


@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """Ask what the new wizard is about, make it, and open the builder on it."""
    if not request.user.has_perm("authoring.add_wizard"):
        raise PermissionDenied
    form = StartForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        row = begin(form, by=request.user, at=timezone.now())
        messages.success(request, "The wizard is there. Put it in your own words.")
        where = reverse("admin:build", args=[row.pk])
        opened = f"?node=question-{row.start_id}" if row.start_id else ""
        return HttpResponseRedirect(where + opened, status=303)
    context = admin.site.each_context(request) | {
        "title": "Start a wizard",
        "form": form,
    }
    status = 422 if form.is_bound else 200
    return TemplateResponse(request, "authoring/start.html", context, status=status)


@transaction.atomic
def begin(form: StartForm, *, by: Any, at: datetime) -> Wizard:
    """Save the wizard that `form` describes, with the questions of its shape."""
    about_to_save()
    taken = {*Wizard.objects.values_list("slug", flat=True), *slugs_given("wizard")}
    wizard: Wizard = form.save(commit=False)
    wizard.slug = slug_of(wizard.title, taken, "wizard")
    wizard.ref = new_ref(wizard.title, "w-", at=at)
    wizard.order = (Wizard.objects.aggregate(last=Max("order"))["last"] or 0) + GAP
    wizard.edited_at, wizard.edited_by = at, by
    wizard.save()
    shape = next(e for e in SHAPES if e.slug == form.cleaned_data["shape"])
    wizard.start = _grow(wizard, shape, form.cleaned_data["ask"], at=at)
    wizard.save(update_fields=["start"])
    log_edit(wizard, by=by, at=at)
    return wizard


def _grow(
    wizard: Wizard, shape: Shape, contact: Contact | None, *, at: datetime
) -> Question:
    """Make the tree of `shape` in `wizard`, and return the question it starts with."""
    refs, asking = Refs(wizard, (), at=at), slug_of(UNSURE, (), "outcome")
    slugs = {asking}
    named: dict[str, Any] = {
        "wizard": wizard,
        "edited_by": wizard.edited_by,
        "edited_at": at,
    }
    ask = Outcome.objects.create(
        slug=asking, ref=refs.next("o"), verdict=Verdict.ASK_FIRST, headline=UNSURE,
        order=1000, **named,
    )  # fmt: skip
    if contact:
        OutcomeContact.objects.create(outcome=ask, contact=contact, order=GAP)
    questions = []
    for number, (text, _) in enumerate(shape.questions, 1):
        slug = slug_of(text, slugs, "question")
        slugs.add(slug)
        questions.append(
            Question.objects.create(
                text=text, slug=slug, ref=refs.next("q"), order=number * GAP, **named
            )
        )
    for number, (question, (_, labels)) in enumerate(
        zip(questions, shape.questions, strict=True)
    ):
        following = questions[number + 1] if number + 1 < len(questions) else None
        _offer(question, labels, following, ask)
    return questions[0]


def _offer(
    question: Question,
    labels: tuple[str, ...],
    following: Question | None,
    ask: Outcome,
) -> None:
    """Give `question` its choices: the first leads on, the last to whom to ask."""
    slugs: set[str] = set()
    for number, label in enumerate([*labels, "Not sure"], 1):
        unsure = number > len(labels)
        slug = slug_of(label, slugs, "choice")
        slugs.add(slug)
        Choice.objects.create(
            question=question, slug=slug, label=label, order=number * GAP, not_sure=unsure,
            to_question=following if number == 1 else None,
            to_outcome=ask if unsure else None,
        )  # fmt: skip
