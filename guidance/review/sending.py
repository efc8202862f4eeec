"""Handing letters over to the mail server, which must never get in anybody's way.

A letter is plain text to one person, so that nobody learns who else got it. What can't
be sent is one line in the log, without a word of it; the desk shows everything anyway.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.urls import reverse

log = logging.getLogger(__name__)

LONGEST_TITLE = 100


@dataclass(frozen=True)
class Letter:
    """A plain text to one address. The subject is one line, whatever is put in."""

    to: str
    subject: str
    body: str


def in_one_line(text: str, longest: int = LONGEST_TITLE) -> str:
    """Return `text` as one line that a header can carry.

    A title is whatever somebody typed: a line break in it would be a header of its own,
    and a mark that turns the direction of writing would hide what it says.
    """
    line = "".join(each for each in " ".join(text.split()) if each.isprintable())
    return line if len(line) <= longest else f"{line[: longest - 1].rstrip()}…"


def link(name: str, *named: str | int) -> str:
    """Return the whole address of a page of the desk."""
    return f"{settings.SITE_URL}{reverse(f'review:{name}', args=named)}"


def send(letters: Iterable[Letter]) -> list[Letter]:
    """Send letters one by one, and return those that could not be sent."""
    left = list(letters)
    try:
        with get_connection() as connection:
            return [each for each in left if not _sent(each, connection)]
    except OSError as problem:  # no such server, or it went away
        log.error("mail not sent: %s", type(problem).__name__)
        return left


def _sent(letter: Letter, connection: BaseEmailBackend) -> bool:
    subject = in_one_line(letter.subject, 2 * LONGEST_TITLE)
    message = EmailMessage(subject, letter.body, to=[letter.to], connection=connection)
    # Nobody's holiday is an answer to it.
    message.extra_headers["Auto-Submitted"] = "auto-generated"
    try:
        message.send()
    except (OSError, ValueError) as problem:  # smtplib's are OSError; an odd address
        log.error("mail not sent: %s", type(problem).__name__)
        return False
    return True


def send_soon(letters: Sequence[Letter]) -> None:
    """Send letters, waiting for the mail server no longer than EMAIL_TIMEOUT.

    A socket's timeout begins anew with every word, and a server has many words to say
    to many people. What takes longer goes on by itself.
    """
    if not letters:
        return
    sending = threading.Thread(target=send, args=[letters], daemon=True)
    sending.start()
    sending.join(settings.EMAIL_TIMEOUT)
    if sending.is_alive():
        log.error("mail is slow: the server has not taken it yet")
