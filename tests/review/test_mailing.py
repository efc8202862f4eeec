"""What the desk writes to whom, and what it never says or holds up."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress

import pytest
from django.core import mail
from django.db import transaction
from django.test import override_settings

from guidance.accounts.models import User
from guidance.accounts.opening import open_account
from guidance.accounts.roles import Role
from guidance.authoring.edit_log import log_edit
from guidance.authoring.models import Outcome, Scenario
from guidance.editions.library import library
from guidance.review import mailing
from guidance.review.approving import return_to_author
from guidance.review.models import MailChoice, Submission
from guidance.review.sending import Letter, in_one_line, send
from guidance.review.submitting import withdraw
from guidance.review.upkeep import kept, still_correct
from tests.content.a_guidance import (
    a_case,
    a_guidance,
    a_memo,
    a_scenario,
    a_section,
    with_cases,
)
from tests.review.desk_work import (
    LATER,
    NOON,
    approved,
    first_edition,
    person,
    published,
    submitted,
    written,
)

pytestmark = pytest.mark.django_db

CAST = {"tess": Role.TRAINER, "sue": Role.SUPERVISOR, "sam": Role.SUPERVISOR}


@pytest.fixture(autouse=True)
def desk(django_capture_on_commit_callbacks) -> Iterator[None]:
    """Everybody has an address, and the first edition is published."""
    library.forget()
    for name, role in CAST.items():
        open_account(name, role)
        User.objects.filter(username=name).update(email=f"{name}@example.org")
    first_edition()
    yield
    library.forget()


@pytest.fixture
def done(django_capture_on_commit_callbacks):
    """Do something, with what it sends once it is committed."""

    @contextmanager
    def doing() -> Iterator[None]:
        with django_capture_on_commit_callbacks(execute=True):
            yield

    return doing


def mails() -> list[tuple[str, str]]:
    """Return to whom was written and with which subject, and forget it."""
    found = sorted(
        (each.to[0].partition("@")[0], str(each.subject)) for each in mail.outbox
    )
    mail.outbox.clear()
    return found


def reworded(slug: str = "ride-it", **changed: object) -> Submission:
    scenario = a_scenario(slug=slug, answer="No. Leave it there.", **changed)
    [made] = written(a_guidance(scenarios=[scenario]))
    return made


def changed_memo() -> Submission:
    body = "An officer leaves a **found bicycle** where it is. Always."
    memo = a_memo(sections=[a_section(body=body)])
    scenario = a_scenario(answer="No. Leave it there.")
    found = written(a_guidance(memos=[memo], scenarios=[scenario]))
    return next(each for each in found if each.kind == "memo")


QUESTION = "question “Can I ride a bicycle I found?”"


def test_whoever_may_approve_hears_of_a_submission(done):
    with done():
        made = reworded()

    body = mail.outbox[0].body
    assert (
        "tess submitted the question “Can I ride a bicycle I found?” for review" in body
    )
    assert f"/review/submissions/{made.pk}/\n" in body
    assert body.startswith("tess")
    assert mails() == [
        ("sam", f"Submitted: {QUESTION}"),
        ("sue", f"Submitted: {QUESTION}"),
    ]


def test_links_begin_with_the_address_of_the_site(done):
    with override_settings(SITE_URL="https://guidance.example.org"), done():
        made = reworded()

    [address] = [each for each in mail.outbox[0].body.split() if "submissions" in each]
    assert address == f"https://guidance.example.org/review/submissions/{made.pk}/"


def test_nobody_is_asked_to_approve_what_they_edited(done):
    log_edit(Scenario.objects.get(), by=person("sue"), at=LATER)

    with done():
        reworded()

    assert [to for to, _ in mails()] == ["sam"]


@pytest.mark.parametrize(
    "lacking", [{"email": ""}, {"is_active": False}], ids=["address", "account"]
)
def test_who_lacks_something_gets_none(done, lacking):
    User.objects.filter(username="sue").update(**lacking)

    with done():
        reworded()

    assert [to for to, _ in mails()] == ["sam"]


def test_who_lost_the_role_gets_none(done):
    person("sue").groups.clear()

    with done():
        reworded()

    assert [to for to, _ in mails()] == ["sam"]


def test_people_choose(done):
    MailChoice.objects.create(user=person("sue"), submitted=False)
    MailChoice.objects.create(user=person("sam"), returned=False)

    with done():
        reworded()

    assert [to for to, _ in mails()] == ["sam"]


def test_an_author_hears_that_it_was_returned_and_not_what_was_said(done):
    made = reworded()

    with done():
        return_to_author(
            made, "The sergeant's case differs.", by=person("sue"), at=LATER
        )

    assert "sergeant" not in mail.outbox[0].body
    assert mails() == [("tess", f"Returned: {QUESTION}")]


def test_an_author_hears_that_it_is_approved(done):
    made = reworded()

    with done():
        approved(made)

    assert mails() == [("tess", f"Approved: {QUESTION}")]


def test_authors_hear_once_what_was_voided_and_why(done):
    approved(reworded())

    with done():
        changed_memo()
    again = [each for each in mail.outbox if each.to == ["tess@example.org"]]

    assert "section b-1 changed" in again[0].body
    assert (
        f"/review/submissions/{Submission.objects.earliest('pk').pk}/" in again[0].body
    )
    assert [line for line in mails() if line[0] == "tess"] == [
        ("tess", f"Voided: {QUESTION}")
    ]


def test_what_is_void_already_is_not_told_again(done):
    approved(reworded())
    memo = changed_memo()

    with done():
        withdraw(memo, by=person("tess"), at=LATER)

    assert mails() == []


def test_the_owner_hears_that_a_question_in_force_is_void(done):
    Scenario.objects.update(owner=person("sam"))
    body = "An officer leaves a **found bicycle** where it is. Always."

    with done():
        written(a_guidance(memos=[a_memo(sections=[a_section(body=body)])]))
        Scenario.objects.update(owner=person("sam"))

    assert ("sam", f"Voided: {QUESTION}") in mails()


def test_a_case_is_counted_and_not_told(done):
    case = a_case(title="Found at the mayor's house")
    for each in written(with_cases(case)):
        approved(each)
    published()

    with done():
        Outcome.objects.filter(slug="leave-it").update(verdict="yes")
        submitted("wizard", "take-a-bicycle")
    said = "".join(f"{each.subject}{each.body}" for each in mail.outbox)

    assert "1 case of it came out otherwise" in said
    assert "mayor" not in said


def test_one_press_asks_nobody_to_approve(done):
    [page] = kept(NOON)

    with done():
        still_correct(
            "ride-it", by=person("sue"), at=NOON, seen=page.seen, reviewed=None
        )

    assert mails() == []


def test_nothing_is_sent_of_what_did_not_happen(done):
    with done(), suppress(RuntimeError), transaction.atomic():
        reworded()
        raise RuntimeError

    assert mails() == []


HOSTILE = "Can I?\r\nBcc: press@example.org\n\n\u202ehidden\x00\x1b[31m" + "x" * 300


def test_a_title_makes_no_header():
    line = in_one_line(HOSTILE)

    assert line.startswith("Can I? Bcc: press@example.org hidden[31mxxx")
    assert len(line) == 100
    assert line.isprintable()


def test_a_hostile_title_is_one_line_of_the_subject_and_goes_to_nobody_else():
    send([Letter("sue@example.org", f"Submitted: {HOSTILE}", "Text.")])

    [sent] = mail.outbox
    head = sent.message().as_string().partition("\n\n")[0]
    assert sent.recipients() == ["sue@example.org"]
    assert "\nBcc:" not in head


def test_an_address_that_is_none_keeps_nobody_else_from_hearing(caplog):
    letters = [Letter("nobody\nhere", "S", "B"), Letter("sue@example.org", "S", "B")]

    assert send(letters) == letters[:1]

    assert mails() == [("sue", "S")]
    assert caplog.messages == ["mail not sent: BadHeaderError"]


@contextmanager
def mail_server(*, says: bytes = b"") -> Iterator[int]:
    """Yield the port of a server that accepts, says at most one thing, and waits."""
    with closing(socket.create_server(("127.0.0.1", 0))) as server:

        def accept() -> None:
            with suppress(OSError), server.accept()[0] as caller:
                caller.sendall(says)
                while caller.recv(1024):
                    pass

        answering = threading.Thread(target=accept)
        answering.start()
        yield server.getsockname()[1]
        server.shutdown(socket.SHUT_RDWR)  # nobody called
        answering.join()


def smtp(port: int, timeout: float = 5) -> override_settings:
    return override_settings(
        EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend",
        EMAIL_HOST="127.0.0.1",
        EMAIL_PORT=port,
        EMAIL_TIMEOUT=timeout,
    )


def test_a_mail_server_that_says_no_is_one_line_and_fails_nothing(done, caplog):
    with mail_server(says=b"554 go away\r\n") as port, smtp(port), done():
        made = reworded(question="A question of the mayor's?")

    assert Submission.objects.get() == made
    assert caplog.messages == ["mail not sent: SMTPConnectError"]


def test_a_mail_server_that_is_not_there_fails_nothing(done, caplog):
    with closing(socket.create_server(("127.0.0.1", 0))) as nobody:
        port = nobody.getsockname()[1]

    with smtp(port), done():
        reworded()

    assert caplog.messages == ["mail not sent: ConnectionRefusedError"]


def test_nobody_waits_longer_than_the_timeout_for_a_server_that_dawdles(done, caplog):
    with mail_server(says=b"220-") as port, smtp(port, timeout=0.1):
        began = time.monotonic()
        with done():
            reworded()
        waited = time.monotonic() - began

    assert waited < 5
    assert set(caplog.messages) <= {
        "mail is slow: the server has not taken it yet",
        "mail not sent: SMTPServerDisconnected",
        "mail not sent: TimeoutError",
    }


def test_a_mistake_in_a_letter_fails_nothing(done):
    made = reworded()
    with done():
        made.kind = "no such kind"
        mailing.returned(made, by=person("sue"))

    assert mails() == []
