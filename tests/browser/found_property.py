"""A made-up order of a made-up department, two pages long, and the wizard on it.

The Example Police Department says who may have a found thing back. What a trainer is to
write stands here; the journeys write it.
"""

from __future__ import annotations

from dataclasses import dataclass

from guidance.content.department import Topic
from guidance.content.model import Guidance
from tests.content.a_guidance import a_department, a_guidance
from tests.content.made_files import NEW_PAGE, Block

TITLE = "Example order 7: Found things at the front desk"
WIZARD = "Can I give a found thing back?"
TOPIC = "The front desk"
AFTER = "Officers give a found thing back to whoever describes it and signs for it."
PHOTOGRAPH = (
    "Officers give a found thing back to whoever describes it, shows a paper with a "
    "photograph and signs for it."
)
CLERK = "Found money is given back by the property clerk and by nobody else."
BOTH = (
    "Found money and animals are given back by the property clerk and by nobody else."
)
SHELTER = "Officers tell whoever asks for it which shelter took it."

BEGINNING: list[Block] = [
    (1, TITLE),
    (0, "This order is an example. It is nobody’s policy."),
    (2, "1. What this order is for"),
    (0, "People hand in what they found, and others come to ask for it."),
    (0, "This order tells officers at the front desk what they may hand out."),
]
ENDING: list[Block] = [
    (2, "4. Things with a name on them"),
    (0, "A key or a paper goes back only to the person whose name is on it."),
    (2, "5. Evidence"),
    (0, "Whatever is marked as evidence stays where it is."),
    (0, "The officer on the case decides when it is given back."),
]
LAST: list[Block] = [
    (2, "7. When it is not clear"),
    (
        0,
        "Where it is not clear whose a thing is, officers ask the desk sergeant first.",
    ),
]
SENT = "Whoever was sent by somebody else brings a signed letter."
OTHERS = "Officers must not give it to anybody else."

ORDER: list[Block] = [
    *BEGINNING,
    (2, "2. Who may have it back"),
    (0, AFTER),
    (0, OTHERS),
    (0, SENT),
    (2, "3. Money"),
    (0, CLERK),
    (0, NEW_PAGE),
    *ENDING,
    (2, "6. Animals"),
    (0, SHELTER),
    *LAST,
    (2, "Distribution"),
    (0, "One copy for every front desk."),
]
REVISED: list[Block] = [
    *BEGINNING,
    (2, "2. Who may have it back"),
    (0, PHOTOGRAPH),
    (0, OTHERS),
    (0, SENT),
    (2, "3. Money"),
    (0, BOTH),
    *ENDING,
    *LAST,
]


@dataclass(frozen=True)
class Cited:
    """A section by its ref, and words that stand in it."""

    ref: str
    words: str


@dataclass(frozen=True)
class Ending:
    """What an outcome says besides its headline."""

    verdict: str
    step: str
    cited: Cited


SIGN = "Have them sign for it."
YES = f"Yes. {SIGN}"
ASK = "Ask before you go on"
ANIMALS = "No. The shelter has it."
NOT_ANIMALS = "No. The property clerk has it now."
CLERK_ONLY = "No. Only the property clerk does."
OUTCOMES = {
    "No. It stays where it is.": Ending(
        "no",
        "Name the officer on the case.",
        Cited("found-5", "marked as evidence stays where it is"),
    ),
    CLERK_ONLY: Ending("no", "Give them the clerk’s number.", Cited("found-3", CLERK)),
    ANIMALS: Ending(
        "no", "Tell them which shelter took it.", Cited("found-6", SHELTER)
    ),
    "No. They don’t know it.": Ending(
        "no", "Keep the thing here.", Cited("found-2", OTHERS)
    ),
    "No. It bears another name.": Ending(
        "no", "Ask the person named to come.", Cited("found-4", ENDING[1][1])
    ),
    "No. A letter is missing.": Ending(
        "no", "Tell them what to bring.", Cited("found-2", SENT)
    ),
    YES: Ending("yes", "Write down who took it.", Cited("found-2", AFTER)),
    ASK: Ending("ask_first", "Wait for the answer.", Cited("found-7", LAST[1][1])),
}
QUESTIONS = {
    "Is it marked as evidence?": ("No. It stays where it is.", "Is it money?"),
    "Is it money?": (CLERK_ONLY, "Is it an animal?"),
    "Is it an animal?": (ANIMALS, "Do they describe it?"),
    "Do they describe it?": ("Does it bear a name?", "No. They don’t know it."),
    "Does it bear a name?": ("Is it their name?", "Did somebody send them?"),
    "Is it their name?": (YES, "No. It bears another name."),
    "Did somebody send them?": ("Do they have a letter?", YES),
    "Do they have a letter?": (YES, "No. A letter is missing."),
}
"""Eight questions, and what *yes* and *no* lead to."""


def example_department() -> Guidance:
    """Return what the department has before the order: bicycles, and a new topic."""
    topics = [
        Topic(slug="bicycles", title="Bicycles", summary="Found ones"),
        Topic(slug="front-desk", title=TOPIC, summary="Handing things out"),
    ]
    return a_guidance(department=a_department(topics=topics))
