"""The check: a page of everything that keeps the draft from being published, and more.

Findings name documents and parts by slug, as packs do; here the names become links to
the pages where a trainer mends them, and a warning has one to where it is waived.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from guidance.authoring.case_rows import case_document
from guidance.authoring.draft_findings import examine_draft
from guidance.authoring.freezing import document_of
from guidance.authoring.models import (
    Case,
    Department,
    Memo,
    Outcome,
    PinnedResult,
    Question,
    Scenario,
    Section,
    Wizard,
)
from guidance.content.findings import Finding, Severity
from guidance.content.problems import Problem


@dataclass(frozen=True)
class Place:
    """A page of the desk, and what to call it."""

    name: str
    address: str


class Places:
    """The pages of every document and part, by the names problems give them."""

    def __init__(self) -> None:
        self._places: dict[str, Place] = {}
        for department in Department.objects.all():
            self._add("department", department)
        for number, pin in enumerate(PinnedResult.objects.order_by("pk"), 1):
            self._add(f"department/pinned › {number}", pin)
        for document in (*Memo.objects.all(), *Scenario.objects.all()):
            self._add(document_of(document), document)
        for wizard in Wizard.objects.all():
            self._add(document_of(wizard), wizard)
        for section in Section.objects.select_related("memo"):
            self._add(f"{document_of(section.memo)}/sections › {section.slug}", section)
        for node in (*_nodes(Question), *_nodes(Outcome)):
            part = f"{type(node).__name__.lower()}s › {node.slug}"
            self._add(f"{document_of(node.wizard)}/{part}", node)

        for case in Case.objects.select_related("wizard"):
            self._add(f"{case_document(case)}/cases › {case.slug}", case)

    def _add(self, name: str, row: Any) -> None:
        model = row._meta.model_name
        where = reverse(f"admin:authoring_{model}_change", args=[row.pk])
        self._places[name] = Place(str(row), where)

    def of(self, problem: Problem | Finding) -> Place:
        """Return where to mend `problem`: its part's page, else its document's."""
        part = " › ".join(problem.field.split(" › ")[:2])
        for name in (f"{problem.document}/{part}", problem.document):
            if name in self._places:
                return self._places[name]
        return Place(problem.document or "The draft", reverse("admin:index"))


def _nodes(model: Any) -> Any:
    return model.objects.select_related("wizard")


def check(request: HttpRequest) -> HttpResponse:
    """Show the findings on the draft, or on the one `document` asked for."""
    if not request.user.has_perm("authoring.view_scenario"):
        raise PermissionDenied
    wanted = request.GET.get("document", "")
    documents = _with_what_hangs_on(wanted)
    report, places = examine_draft(at=timezone.now()), Places()

    def asked_for(findings: Iterable[Finding]) -> list[Finding]:
        return [each for each in findings if not wanted or each.document in documents]

    found = asked_for(report.open)
    waived = dict(report.waived())
    notes = (each for each in report.findings if each.severity is Severity.NOTE)
    context = admin.site.each_context(request) | {
        "title": "Check the draft",
        "wanted": wanted,
        "hanging": len(documents) > 1,
        "found": [(places.of(each), each, _waiving(each)) for each in found],
        "waived": [(places.of(each), each, waived[each]) for each in asked_for(waived)],
        "notes": [(places.of(each), each) for each in asked_for(notes)],
        "others": len(report.open) - len(found),
        "unlooked": [
            each for each in report.unlooked if not wanted or each in documents
        ],
    }
    return TemplateResponse(request, "authoring/check.html", context)


def _with_what_hangs_on(document: str) -> set[str]:
    """Return `document`; with a wizard its cases, and the scenarios that it settles."""
    folder, _, slug = document.partition("/")
    if folder != "wizards":
        return {document}
    settled = Scenario.objects.filter(answers__choice__question__wizard__slug=slug)
    return {document, f"cases/{slug}", *map(document_of, settled.distinct())}


def _waiving(finding: Finding) -> str:
    """Return the address at which `finding` is waived, or "" where it can't be."""
    if finding.severity is not Severity.WARNING:
        return ""
    known = {
        "finding": finding.name,
        "document": finding.document or "all wizards",
        "sentence": finding.sentence[:500],
    }
    return f"{reverse('admin:authoring_waiver_add')}?{urlencode(known)}"


def with_problems(columns: Sequence[Any]) -> list[Any]:
    """Return the `columns` of a list with one that counts what is open of a document:
    its errors, and its warnings that nobody waived, as the check lists them; what rests
    on something unfinished was not looked at, and that is no good sign.

    The draft is examined once for the list, when its first row is shown.
    """
    counts: Counter[str] | None = None
    unlooked: tuple[str, ...] = ()

    @admin.display(description="problems")
    def problems(row: Any) -> str:
        nonlocal counts, unlooked
        if counts is None:
            report = examine_draft(at=timezone.now())
            counts = Counter(each.document for each in report.open)
            unlooked = report.unlooked
        document = document_of(row)
        said = counts[document] or ("not looked at" if document in unlooked else "")
        if not said:
            return "–"
        where = f"{reverse('admin:check')}?document={document}"
        return format_html('<a href="{}">{}</a>', where, said)

    return [*columns, problems]
