"""What a result says: its title, its answer in a sentence, the words marked in both."""

from __future__ import annotations

from dataclasses import dataclass
from textwrap import shorten

from django.utils.safestring import SafeString

from guidance.content.lookup import Lookup
from guidance.content.markdown import plain
from guidance.content.model import Outcome, Wizard
from guidance.content.vocabulary import Verdict
from guidance.search.asking import Asked
from guidance.search.catalogue import Name
from guidance.search.marking import marked
from guidance.search.things import Thing, named

LONGEST_EXCERPT = 300

# The kinds whose summary is Markdown; the others say theirs in a plain sentence.
IN_MARKDOWN = {"memo", "section"}


@dataclass(frozen=True)
class Result:
    """One thing that was found. `slug` is a section's path where it is a section, and
    `within` its memo. `heading` is its title and `excerpt` what it says, both as safe
    HTML with the matched words in `<mark>`."""

    kind: str
    slug: str
    ref: str
    title: str
    heading: SafeString
    verdict: Verdict | None
    within: str
    excerpt: SafeString


def shown(name: Name, asked: Asked, marks: tuple[str, ...], lookup: Lookup) -> Result:
    """Return what is shown of the thing `name`, found by the words `marks`, of which the
    last is the last that was asked."""
    thing = named(*name, lookup)
    excerpt = excerpted(thing)
    if thing.kind == "wizard" and asked.ref in thing.refs[1:]:
        excerpt = _inside(lookup.wizards[thing.slug], asked.ref)
    begun = marks[-1] if asked.unfinished else ""
    return Result(
        kind=thing.kind,
        slug=thing.slug,
        ref=thing.refs[0] if thing.refs else "",
        title=thing.title,
        heading=marked(thing.title, marks, begun),
        verdict=thing.verdict,
        within=thing.within,
        excerpt=marked(excerpt, marks, begun),
    )


def excerpted(thing: Thing) -> str:
    """Return what a result says under its title, as plain text.

    An answer stays whole: half of one may say the opposite.
    """
    said = plain(thing.summary) if thing.kind in IN_MARKDOWN else thing.summary
    text = " ".join(said.split())
    return text if thing.verdict else shorten(text, LONGEST_EXCERPT, placeholder=" …")


def _inside(wizard: Wizard, ref: str) -> str:
    """Return what the question or outcome of `wizard` with that `ref` says.

    The result leads to the wizard's start: an outcome holds for the answers that lead
    to it, and those are the officer's to give.
    """
    node = next(each for each in wizard.nodes.values() if each.ref == ref)
    if isinstance(node, Outcome):
        return f"{ref}: {node.verdict.label}. {node.headline}"
    return f"{ref}: {node.text}"
