"""What to do at the desk with a path that was walked in the draft.

It settles a question, or is made a case, or shows where to mend the wizard. Nothing is
done by coming here: each is the address of a form, filled in as far as the path says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from urllib.parse import urlencode

from django.urls import reverse

from guidance.authoring.building.views import address as where_built
from guidance.authoring.choice_forms import name_of
from guidance.authoring.models import Outcome, Question, Wizard
from guidance.content import model as content

Act = tuple[str, str]


def path_acts(
    wizard: str,
    answers: Mapping[str, str],
    node: content.Question | content.Outcome,
    may: Callable[[str], bool],
) -> Iterator[Act]:
    """Yield the words and the address of each act on a path that reached `node`."""
    row = Wizard.objects.filter(slug=wizard).first()
    if row is None:
        return
    path = f"/can-i/{wizard}/?{urlencode(answers)}"
    if isinstance(node, content.Outcome):
        if may("authoring.change_scenario"):
            settle = reverse("admin:settle")
            yield "Settle a question with it", f"{settle}?{urlencode({'path': path})}"
        if may("authoring.add_case"):
            filled = urlencode({"wizard": row.pk, "path": path})
            add = reverse("admin:authoring_case_add")
            yield "Make a case of it", f"{add}?{filled}"
    if may("authoring.view_wizard"):
        model = Outcome if isinstance(node, content.Outcome) else Question
        here = model._default_manager.filter(wizard=row, slug=node.slug).first()
        yield "Open this step in the builder", where_built(row.pk, name_of(here))
