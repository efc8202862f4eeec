"""The fixed words of the guidance: verdicts, provenance and the like.

The value of each is what packs, addresses and `data-verdict` say; the label is
what a person reads. They differ so that wording can change without data changing.
"""

from __future__ import annotations

from enum import StrEnum


class Verdict(StrEnum):
    """What an officer may do. The word always answers the question asked."""

    YES = "yes"
    NO = "no"
    MUST = "must"
    ONLY_IF = "only_if"
    ASK_FIRST = "ask_first"

    @property
    def label(self) -> str:
        return VERDICT_LABELS[self]


VERDICT_LABELS = {
    Verdict.YES: "Yes",
    Verdict.NO: "No",
    Verdict.MUST: "You must",
    Verdict.ONLY_IF: "Only if",
    Verdict.ASK_FIRST: "Ask first",
}


def said_once(verdict: Verdict, sentence: str) -> str:
    """Return `sentence` without the verdict's word, where that is said beside it."""
    return sentence.removeprefix(f"{verdict.label}. ")


class Provenance(StrEnum):
    """How far a section's words can be trusted."""

    LAW = "law"
    QUOTED = "quoted"
    REPORTED = "reported"
    DEPARTMENT = "department"

    @property
    def label(self) -> str:
        return PROVENANCE_LABELS[self]


PROVENANCE_LABELS = {
    Provenance.LAW: "Law",
    Provenance.QUOTED: "Quoted in the press",
    Provenance.REPORTED: "As reported by the press",
    Provenance.DEPARTMENT: "Entered by the department",
}


class Basis(StrEnum):
    """Whether the cited text states an answer or an editor applied it."""

    STATED = "stated"
    APPLIED = "applied"

    @property
    def label(self) -> str:
        return BASIS_LABELS[self]


BASIS_LABELS = {
    Basis.STATED: "The cited text states or closely implies this answer",
    Basis.APPLIED: "This answer is an editor's application of the cited text",
}


class Asker(StrEnum):
    """Whose question a scenario is."""

    OFFICER = "officer"
    DESK = "desk"
    SUPERVISOR = "supervisor"
    DETECTIVE = "detective"
    TASK_FORCE = "task_force"

    @property
    def label(self) -> str:
        return self.value.replace("_", " ").capitalize()
