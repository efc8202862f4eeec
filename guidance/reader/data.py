"""The whole guidance of an edition as data, as docs/data.md describes it.

What is recalled now is taken out of the edition in force, so that a program that never
heard of recalls can't show it: where the words stood there is the notice. An edition
asked for by its number keeps its words, and lists every recall of them since.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse

from guidance.content.memos import Memo, Section
from guidance.content.model import Outcome, Scenario, Wizard
from guidance.content.recalls import Pulled
from guidance.reader.recalled import Notice, standing
from guidance.reader.reviewed import last_review
from guidance.reader.sources import Source

Plain = dict[str, Any]


def edition_json(request: HttpRequest, source: Source) -> HttpResponse:
    """Answer with everything in the edition. Anybody's program may read it."""
    response = JsonResponse(
        as_data(source), json_dumps_params={"ensure_ascii": False, "indent": 1}
    )
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


def as_data(source: Source) -> Plain:
    """Return the edition as plain JSON values, its own number and dates first."""
    copy = source.copy
    guidance = copy.guidance.model_dump(mode="json")
    return {
        "edition": copy.number,
        "digest": copy.digest,
        "note": copy.note,
        "in_force_from": copy.in_force_from.isoformat(),
        "published_at": copy.published_at.isoformat(),
        "reviewed": reviews(source),
        "recalls": [told(each) for each in recalls(source)],
        **guidance,
        "memos": [_memo(each, source) for each in copy.guidance.memos],
        "scenarios": [_answer(each, source) for each in copy.guidance.scenarios],
        "wizards": [_wizard(each, source) for each in copy.guidance.wizards],
    }


def reviews(source: Source) -> dict[str, str]:
    """Return the day on which each scenario and wizard was last reviewed, by refs."""
    guidance = source.copy.guidance
    answers: list[Scenario | Wizard] = [*guidance.scenarios, *guidance.wizards]
    found = {each.ref: last_review(each, source) for each in answers}
    return {ref: each.on.isoformat() for ref, each in found.items() if each and each.on}


def recalls(source: Source) -> list[Pulled]:
    """Return what is recalled now, or was since the edition came into force."""
    if source.recalls:
        return source.recalls.in_effect()
    begun = source.copy.in_force_from
    every = source.recalls_since.every()
    return [each for each in every if each.until is None or each.until > begun]


def told(pulled: Pulled) -> Plain:
    """Return a recall without the title it was made under: an outcome's is its answer."""
    return {
        "kind": pulled.kind,
        "ref": pulled.ref,
        "reason": pulled.reason,
        "since": pulled.since.isoformat(),
        "until": pulled.until.isoformat() if pulled.until else None,
        "confirmed": not pulled.is_unconfirmed,
    }


def _answer(
    answer: Scenario | Outcome, source: Source, wizard: Wizard | None = None
) -> Plain:
    plain = answer.model_dump(mode="json")
    notice = standing(answer, source, wizard).notice
    if notice:
        sentence = "answer" if isinstance(answer, Scenario) else "headline"
        plain |= _instead(notice, sentence) | {"verdict": None, "citations": []}
        plain |= {"detail": "", "steps": []}
    return plain


def _wizard(wizard: Wizard, source: Source) -> Plain:
    plain = wizard.model_dump(mode="json")
    plain["outcomes"] = [_answer(each, source, wizard) for each in wizard.outcomes]
    notice = standing(wizard, source).notice
    return plain | (_instead(notice, "summary") if notice else {})


def _memo(memo: Memo, source: Source) -> Plain:
    plain = memo.model_dump(mode="json")
    notice = standing(memo, source).notice
    if notice:
        plain |= _instead(notice, "note")
        plain["sections"] = [_section(each, notice) for each in memo.sections]
    return plain


def _section(section: Section, notice: Notice) -> Plain:
    plain = section.model_dump(mode="json")
    return plain | {"body": notice.sentence, "quotation": None}


def _instead(notice: Notice, field: str) -> Plain:
    """Return the notice in the place of what `field` says, and the recall beside it."""
    return {field: notice.sentence, "recalled": told(notice.pulled)}
