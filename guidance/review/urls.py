"""The addresses of the supervisors' desk."""

from __future__ import annotations

from django.urls import path

from guidance.review.changes import changes
from guidance.review.desk import (
    documents,
    mail,
    packs,
    publishing,
    queue,
    sought,
    submissions,
    submitting,
    upkeep,
)
from guidance.review.recalls import pull, recall, recalls

app_name = "review"
SUBMISSION = "submissions/<int:key>"
urlpatterns = [
    path("", queue.queue_page, name="queue"),
    path("changes/", changes, name="changes"),
    path("changed/", submitting.changed_documents, name="changed"),
    path("submit/<slug:kind>/<slug:slug>/", submitting.submit_page, name="submit"),
    path(
        "submit/<slug:kind>/<slug:slug>/now/",
        submitting.submit_document,
        name="submit_now",
    ),
    path(f"{SUBMISSION}/", submissions.submission, name="submission"),
    path(f"{SUBMISSION}/approve/", submissions.approve_submission, name="approve"),
    path(f"{SUBMISSION}/return/", submissions.return_submission, name="return"),
    path(f"{SUBMISSION}/comment/", submissions.comment_on_submission, name="comment"),
    path(f"{SUBMISSION}/claim/", submissions.claim_submission, name="claim"),
    path(f"{SUBMISSION}/release/", submissions.release_submission, name="release"),
    path(f"{SUBMISSION}/withdraw/", submissions.withdraw_submission, name="withdraw"),
    path("documents/<slug:kind>/<slug:slug>/", documents.document, name="document"),
    path("documents/<slug:kind>/<slug:slug>/anew/", documents.take_up, name="take_up"),
    path("packs/", packs.packs, name="packs"),
    path("packs/draft.zip", packs.draft_zip, name="draft_zip"),
    path("packs/edition-<int:number>.zip", packs.edition_zip, name="edition_zip"),
    path("packs/upload/", packs.upload, name="upload_pack"),
    path("packs/uploaded/", packs.uploaded_pack, name="uploaded_pack"),
    path("packs/uploaded/decide/", packs.decide_on_pack, name="decide_on_pack"),
    path("publish/", publishing.publish_page, name="publish"),
    path("publish/now/", publishing.publish_chosen, name="publish_now"),
    path(
        "editions/<int:number>/call-off/",
        publishing.call_edition_off,
        name="call_off",
    ),
    path("editions/<int:number>/back/", publishing.back_page, name="back"),
    path("editions/<int:number>/back/now/", publishing.go_back_to, name="back_now"),
    path("recalls/", recalls, name="recalls"),
    path("recalls/<int:number>/", recall, name="recall"),
    path("recalls/pull/<slug:kind>/<slug:ref>/", pull, name="pull"),
    path("upkeep/", upkeep.upkeep_page, name="upkeep"),
    path(
        "upkeep/<slug:slug>/still-correct/",
        upkeep.found_correct,
        name="still_correct",
    ),
    path("sought/", sought.sought_page, name="sought"),
    path("sought/done/", sought.done_with, name="sought_done"),
    path("mail/", mail.mail, name="mail"),
    path("mail/choose/", mail.choose_mail, name="choose_mail"),
]
