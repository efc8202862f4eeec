"""The admin site as the trainers' desk."""

from __future__ import annotations

from django.contrib import admin


class Desk(admin.AdminSite):
    site_header = "Officer Guidance: trainers' desk"
    site_title = "Trainers' desk"
    index_title = "What would you like to work on?"
