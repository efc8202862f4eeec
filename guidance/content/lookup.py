"""Guidance by name: every document, section and ref found without searching.

Built once for a guidance and then only read; `rests_on` is the graph of citations
turned round, so that a section can say which answers depend on its words.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from guidance.content.department import Contact, ReferenceList, Source, Term, Topic
from guidance.content.memos import Memo, Section
from guidance.content.model import Guidance, Outcome, Scenario, Wizard


@dataclass(frozen=True)
class Resting:
    """An answer that cites a section: a scenario, or an outcome of a wizard."""

    answer: Scenario | Outcome
    wizard: Wizard | None


class Lookup:
    """The parts of one guidance by their names."""

    def __init__(self, guidance: Guidance) -> None:
        department = guidance.department
        self.guidance = guidance
        self.memos: dict[str, Memo] = {each.slug: each for each in guidance.memos}
        self.scenarios: dict[str, Scenario] = {s.slug: s for s in guidance.scenarios}
        self.wizards: dict[str, Wizard] = {each.slug: each for each in guidance.wizards}
        self.topics: dict[str, Topic] = {
            each.slug: each
            for each in sorted(department.topics, key=lambda t: (t.order, t.slug))
        }
        self.contacts: dict[str, Contact] = {c.slug: c for c in department.contacts}
        self.terms: dict[str, Term] = {each.slug: each for each in department.glossary}
        self.sources: dict[str, Source] = {
            each.slug: each for each in department.sources
        }
        self.reference_lists: dict[str, ReferenceList] = {
            each.slug: each for each in department.reference_lists
        }
        self.sections: dict[str, tuple[Memo, Section]] = {
            f"{memo.slug}/{section.slug}": (memo, section)
            for memo in guidance.memos
            for section in memo.sections
        }
        self.resting: dict[str, list[Resting]] = self._resting(guidance)

    @staticmethod
    def _resting(guidance: Guidance) -> dict[str, list[Resting]]:
        resting: dict[str, list[Resting]] = defaultdict(list)
        for scenario in guidance.scenarios:
            for path in dict.fromkeys(each.section for each in scenario.citations):
                resting[path].append(Resting(scenario, None))
        for wizard in guidance.wizards:
            for outcome in wizard.outcomes:
                for path in dict.fromkeys(each.section for each in outcome.citations):
                    resting[path].append(Resting(outcome, wizard))
        return dict(resting)

    def section(self, path: str) -> Section | None:
        """Return the section at `<memo>/<section>`, or None where there is none."""
        found = self.sections.get(path)
        return found[1] if found else None

    def rests_on(self, path: str) -> list[Resting]:
        """Return the answers that quote the section at `path`, in reading order."""
        return self.resting.get(path, [])

    def in_topic(self, slug: str) -> tuple[list[Wizard], list[Scenario]]:
        """Return the wizards and the scenarios of the topic named `slug`."""
        guidance = self.guidance
        return (
            [each for each in guidance.wizards if each.topic == slug],
            [each for each in guidance.scenarios if each.topic == slug],
        )
