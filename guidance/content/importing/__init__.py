"""Bringing policy in: a file or pasted text becomes paragraphs, and those sections.

A file from outside is hostile until it was read, so it is read in a process of its own
that has little memory, little time and nothing to lose. What comes back is plain text in
Markdown with what can be known of each paragraph: whether it is a heading, the number it
is printed with, its page. Everything after that is a proposal that a trainer corrects.
"""

from __future__ import annotations
