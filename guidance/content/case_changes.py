"""No expectation is turned round in silence: from one edition to the next.

A case is worth something because it stands still while the wizard changes. So where it
expects something else than it did, its reason must be another too; and a case can't be
taken out of the way of an answer that no longer agrees with it. Asking for more, or
for the same on a longer path, needs no new reason.
"""

from __future__ import annotations

from collections.abc import Iterator

from guidance.content.lookup import Lookup
from guidance.content.model import Case, Guidance, Outcome, Wizard
from guidance.content.problems import Problem, problem
from guidance.content.walking import follow

Cases = dict[tuple[str, str], Case]
"""Cases by the slugs of their wizard and of themselves."""


def unreasoned(before: Guidance, after: Guidance) -> list[Problem]:
    """Return the cases of `after` that changed since `before` without a reason."""
    old, new = _by_name(before), _by_name(after)
    return [*_turned(old, new), *_dropped(old, new, Lookup(after))]


def _by_name(guidance: Guidance) -> Cases:
    return {
        (case_set.wizard, case.slug): case
        for case_set in guidance.case_sets
        for case in case_set.cases
    }


def _turned(old: Cases, new: Cases) -> Iterator[Problem]:
    """Yield the cases that expect something else for the same reason as before."""
    for (wizard, slug), case in new.items():
        was = old.get((wizard, slug))
        if was and was.why == case.why and _is_turned(was, case):
            sentence = (
                f"“{case.title}” expects something else than in the edition before, "
                "for the same reason."
            )
            remedy = "Say in its reason why the expectation is another now."
            yield _at(wizard, slug, sentence, remedy)


def _is_turned(was: Case, now: Case) -> bool:
    """Say whether `now` expects anything else than `was` did, or less."""
    return (
        was.verdict is not now.verdict
        or (was.outcome is not None and was.outcome != now.outcome)
        or not set(was.sections) <= set(now.sections)
        or not was.answers.items() <= now.answers.items()
    )


def _dropped(old: Cases, new: Cases, lookup: Lookup) -> Iterator[Problem]:
    """Yield the cases that were taken out although their answers still lead somewhere,
    and somewhere else than they said."""
    for (slug, name), case in old.items():
        wizard = lookup.wizards.get(slug)
        reached = _reached(wizard, case) if wizard and (slug, name) not in new else None
        if reached and not _agrees(reached, case):
            sentence = (
                f"“{case.title}” was taken out, and its answers now come out as "
                f"“{reached.verdict.label}” ({reached.ref})."
            )
            remedy = "Put it back, with what it expects now and the reason."
            yield _at(slug, name, sentence, remedy)


def _reached(wizard: Wizard, case: Case) -> Outcome | None:
    if wizard.start not in wizard.nodes:
        return None
    _, node = follow(wizard, case.answers)
    return node if isinstance(node, Outcome) else None


def _agrees(reached: Outcome, case: Case) -> bool:
    return reached.verdict is case.verdict and case.outcome in {None, reached.slug}


def _at(wizard: str, slug: str, sentence: str, remedy: str) -> Problem:
    place = f"cases/{wizard}", f"cases › {slug}"
    return problem("case-without-reason", *place, sentence, remedy)
