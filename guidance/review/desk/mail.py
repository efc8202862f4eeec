"""What somebody wants to hear of by e-mail, chosen by themselves."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from guidance.accounts.models import User
from guidance.review.desk.acting import DESK, action, page, person
from guidance.review.models import MailChoice
from guidance.web.pages import render_page


class MailForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = MailChoice
        fields = ("submitted", "returned", "approved", "voided", "digest")
        labels = {
            "submitted": "Something was submitted that I may approve",
            "returned": "Something I worked on was returned",
            "approved": "Something I worked on was approved",
            "voided": "The approval of something I worked on or own was voided",
            "digest": "Once a day, what is due, if anything is",
        }


@page(*DESK)
def mail(request: HttpRequest) -> HttpResponse:
    """Show what the one who looks hears of, and at which address."""
    form = MailForm(instance=choice(person(request)))
    return render_page(request, "review/mail.html", {"form": form})


@action(*DESK)
def choose_mail(request: HttpRequest) -> HttpResponse:
    """Keep what was ticked; what was not is not sent."""
    form = MailForm(request.POST)
    form.full_clean()
    MailChoice.objects.update_or_create(
        user=person(request), defaults=form.cleaned_data
    )
    messages.success(request, "Kept. That is what you will hear of from now on.")
    return redirect("review:mail")


def choice(user: User) -> MailChoice:
    """Return what `user` chose, or what holds for who never did."""
    return MailChoice.objects.filter(user=user).first() or MailChoice(user=user)
