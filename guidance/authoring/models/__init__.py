"""The working copy: ordinary rows that trainers edit.

Rows point at rows, so that a name can change without breaking what points at it.
Lists of lines (steps, other wordings) are arrays: they are read and typed as one text.
Integrity is the database's business; what must also hold before publishing, and may
be unfinished until then, is the business of `guidance.content.checking`.
"""

from __future__ import annotations

from guidance.authoring.models.answers import Bearing, CalledFor, Citation
from guidance.authoring.models.building import Presence, UndoStep
from guidance.authoring.models.cases import (
    Case,
    CaseAnswer,
    CaseSection,
    RejectedPath,
)
from guidance.authoring.models.department import (
    Contact,
    Department,
    Detail,
    PinnedResult,
    ReferenceList,
    Source,
    SynonymSet,
    Term,
    Topic,
)
from guidance.authoring.models.editing import Edited
from guidance.authoring.models.edits import Edit
from guidance.authoring.models.imports import ImportedMemo, TakenOut
from guidance.authoring.models.memos import (
    Memo,
    Section,
    SectionSource,
    Supersession,
)
from guidance.authoring.models.scenarios import (
    Scenario,
    ScenarioAnswer,
    ScenarioBearing,
    ScenarioCitation,
    ScenarioContact,
    SeeAlso,
)
from guidance.authoring.models.uploads import UploadedPack
from guidance.authoring.models.waivers import Waiver
from guidance.authoring.models.wizards import (
    Choice,
    Outcome,
    OutcomeBearing,
    OutcomeCitation,
    OutcomeContact,
    Question,
    Wizard,
)

__all__ = [
    "Bearing",
    "CalledFor",
    "Case",
    "CaseAnswer",
    "CaseSection",
    "Choice",
    "Citation",
    "Contact",
    "Department",
    "Detail",
    "Edit",
    "Edited",
    "ImportedMemo",
    "Memo",
    "Outcome",
    "OutcomeBearing",
    "OutcomeCitation",
    "OutcomeContact",
    "PinnedResult",
    "Presence",
    "Question",
    "ReferenceList",
    "RejectedPath",
    "Scenario",
    "ScenarioAnswer",
    "ScenarioBearing",
    "ScenarioCitation",
    "ScenarioContact",
    "Section",
    "SectionSource",
    "SeeAlso",
    "Source",
    "Supersession",
    "SynonymSet",
    "TakenOut",
    "Term",
    "Topic",
    "UndoStep",
    "UploadedPack",
    "Waiver",
    "Wizard",
]
