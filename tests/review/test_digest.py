"""The digest of the day: to whom, what it says, and never twice."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import override_settings

from guidance.accounts.models import User
from guidance.accounts.opening import open_account
from guidance.accounts.roles import Role
from guidance.authoring.edit_log import log_edit
from guidance.authoring.models import Scenario
from guidance.editions.library import library
from guidance.review.approving import return_to_author
from guidance.review.digest import Sent, listed, send_digests
from guidance.review.models import LastDigest, MailChoice, Submission
from tests.content.a_guidance import (
    a_department,
    a_guidance,
    a_memo,
    a_scenario,
    a_section,
)
from tests.review.desk_work import approved, first_edition, person, written

pytestmark = pytest.mark.django_db

FIRST = datetime(2026, 1, 31, 12, tzinfo=UTC)
FRESH = datetime(2026, 2, 3, 12, tzinfo=UTC)
DUE = datetime(2026, 4, 28, 12, tzinfo=UTC)
LATE = datetime(2026, 5, 1, 12, tzinfo=UTC)

HERE = a_department(time_zone="America/New_York")
QUESTIONS = [
    a_scenario(review_every=3),
    a_scenario(slug="lock-it", ref="a02", question="May I lock it?", review_every=3),
]


@pytest.fixture(autouse=True)
def desk():
    library.forget()
    for name, role in {"tess": Role.TRAINER, "sue": Role.SUPERVISOR}.items():
        open_account(name, role)
        User.objects.filter(username=name).update(email=f"{name}@example.org")
    first_edition(a_guidance(department=HERE, scenarios=QUESTIONS), at=FIRST)
    yield
    library.forget()


def own(ref: str, name: str) -> None:
    Scenario.objects.filter(ref=ref).update(owner=person(name))


def reworded() -> Submission:
    scenarios = [a_scenario(review_every=3, answer="No. Leave it there."), QUESTIONS[1]]
    [made] = written(a_guidance(department=HERE, scenarios=scenarios), at=FRESH)
    return made


def digests(at: datetime) -> dict[str, str]:
    """Send what there is to send, and return what each got."""
    mail.outbox.clear()
    send_digests(at)
    return {each.to[0].partition("@")[0]: str(each.body) for each in mail.outbox}


def test_who_has_nothing_to_do_gets_no_mail():
    assert digests(FRESH) == {}
    assert not LastDigest.objects.exists()


def test_an_owner_is_told_what_is_due_and_what_is_overdue():
    own("a01", "tess")

    before, after = digests(DUE), digests(LATE)

    assert "- due by 30 Apr 2026: Can I ride a bicycle I found?" in before["tess"]
    assert "- overdue since 30 Apr 2026: Can I ride a bicycle" in after["tess"]
    assert "/review/upkeep/?show=mine" in after["tess"]
    assert "lock it" not in after["tess"]


def test_a_supervisor_is_told_how_much_else_is_overdue():
    own("a01", "tess")

    told = digests(LATE)

    assert "Overdue beside yours: 2, 1 of them nobody's." in told["sue"]
    assert "Yours" not in told["sue"]


def test_the_subject_has_the_day_of_the_department():
    digests(datetime(2026, 5, 2, 3, tzinfo=UTC))  # still the 1st in New York

    [sent] = mail.outbox
    assert sent.subject == "To do at the review desk on 1 May 2026"


def test_a_supervisor_is_told_what_waits_and_an_author_what_was_returned():
    made = reworded()
    waiting = digests(FRESH)

    return_to_author(made, "Not so.", by=person("sue"), at=FRESH)
    returned = digests(FRESH + timedelta(days=1))

    assert set(waiting) == {"sue"}
    assert f"/review/submissions/{made.pk}/" in waiting["sue"]
    assert "Waiting for a supervisor:" in waiting["sue"]
    assert set(returned) == {"tess"}
    assert "Returned to you:" in returned["tess"]
    assert "Not so." not in returned["tess"]
    assert digests(FRESH + timedelta(days=40)) == {}


def test_what_somebody_may_not_approve_does_not_wait_for_them():
    log_edit(Scenario.objects.get(ref="a01"), by=person("sue"), at=FRESH)

    reworded()

    assert digests(FRESH) == {}


def test_what_is_approved_waits_for_nobody_until_it_is_voided():
    approved(reworded(), at=FRESH)
    before = digests(FRESH)

    body = "An officer leaves a **found bicycle** where it is. Always."
    scenarios = [a_scenario(review_every=3, answer="No. Leave it there."), QUESTIONS[1]]
    memos = [a_memo(sections=[a_section(body=body)])]
    written(a_guidance(department=HERE, scenarios=scenarios, memos=memos), at=FRESH)
    after = digests(FRESH + timedelta(days=1))

    assert before == {}
    assert "memo “Bicycle order”" in after["sue"]
    assert "- voided: question “May I lock it?”" in after["sue"]


def test_a_second_run_on_the_day_sends_nothing_and_the_next_day_does():
    first, again = send_digests(LATE), send_digests(LATE + timedelta(hours=3))
    next_day = send_digests(LATE + timedelta(days=1))

    assert [first, again, next_day] == [Sent(1, 0), Sent(0, 0), Sent(1, 0)]


def test_who_could_not_be_reached_gets_it_on_the_second_run():
    unreachable = {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": "127.0.0.1",
        "EMAIL_PORT": 1,
    }
    with override_settings(**unreachable):
        first = send_digests(LATE)

    assert [first, send_digests(LATE)] == [Sent(0, 1), Sent(1, 0)]


def test_who_chose_not_to_get_it_does_not():
    MailChoice.objects.create(user=person("sue"), digest=False)

    assert digests(LATE) == {}


def test_a_long_list_is_cut_and_counted():
    every = [f"Number {number}" for number in range(25)]

    said = listed("Yours:", every, "https://example.org/").splitlines()

    assert said[:2] == ["Yours:", "- Number 0"]
    assert said[-3:] == ["- Number 19", "- and 5 more", "https://example.org/"]


def test_the_command_says_how_many_it_sent():
    said = StringIO()

    call_command("send_review_digest", stdout=said)

    assert said.getvalue() == "Digests sent: 1\n"


def test_the_command_fails_where_no_mail_can_be_sent():
    with (
        override_settings(EMAIL_BACKEND="django.core.mail.backends.dummy.EmailBackend"),
        pytest.raises(CommandError, match="EMAIL_URL is not set"),
    ):
        call_command("send_review_digest")
