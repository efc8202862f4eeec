"""Links inside the guidance: every address that begins with / must lead to a page.

Addresses elsewhere are not looked at, because nothing here asks the network.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from guidance.content.findings import Finding, Severity
from guidance.content.lookup import Lookup
from guidance.content.markdown import links
from guidance.content.model import Guidance, Question
from guidance.content.proofs.parts import markdown_fields

ALONE = {"", "can-i", "editions", "glossary", "memos", "questions", "search", "topics"}
"""Pages there always are, with nothing after the name."""

MAY_LINK = re.compile(r"\]\(|\]:|<[a-z]")
"""What every link of Markdown has in it; most texts have none and need no parsing."""


def prove_links(guidance: Guidance, lookup: Lookup) -> Iterator[Finding]:
    """Yield every link that leads to no page of this guidance."""
    for document, field, text in markdown_fields(guidance):
        for address in links(text) if MAY_LINK.search(text) else []:
            if _is_ours(address) and not _leads_somewhere(address, lookup):
                yield Finding(
                    "broken-link",
                    Severity.ERROR,
                    f"The link to “{address}” leads to no page.",
                    "Copy the address of the page it should lead to, from /.",
                    document,
                    field,
                    about=address,
                )


def _is_ours(address: str) -> bool:
    split = _split(address)
    return not split.scheme and not split.netloc


def _split(address: str) -> SplitResult:
    try:
        return urlsplit(address)
    except ValueError:
        return urlsplit("")


def _leads_somewhere(address: str, lookup: Lookup) -> bool:
    split = _split(address)
    if not split.path.startswith("/"):
        return not split.path and bool(split.fragment)  # a place on the same page
    name, _, rest = unquote(split.path).strip("/").partition("/")
    if name == "can-i" and rest:
        return _is_a_walk(rest, split.query, lookup)
    known = {
        "memos": lookup.memos.keys() | lookup.sections.keys(),
        "questions": lookup.scenarios.keys(),
        "topics": lookup.topics.keys(),
        "lists": lookup.reference_lists.keys(),
    }
    # What stands in another edition is not looked at here.
    alone = name in ALONE if not rest else name in {"editions", "as-of"}
    return alone or rest in known.get(name, ())


def _is_a_walk(path: str, query: str, lookup: Lookup) -> bool:
    slug, _, rest = path.partition("/")
    wizard = lookup.wizards.get(slug)
    if wizard is None or rest not in {"", "map"}:
        return False
    for asked, said in parse_qsl(query, keep_blank_values=True):
        node = wizard.nodes.get(asked)
        if not isinstance(node, Question) or node.choice(said) is None:
            return False
    return True
