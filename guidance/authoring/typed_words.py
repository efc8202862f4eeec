"""What was typed into a form whose row is gone meanwhile, so that nobody loses it."""

from __future__ import annotations

from collections.abc import Mapping


def typed_words(sent: Mapping[str, str]) -> list[str]:
    """Return the texts of several words in what a form `sent`, in its order.

    What else it sends was chosen from a list, or is none of its user's.
    """
    own = {"opened_values"}
    texts = [text for name, text in sent.items() if name not in own]
    return [text for text in texts if len(text.split()) > 1]
