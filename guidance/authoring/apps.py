"""The desk's app, and the admin with the desk as its site."""

from __future__ import annotations

from django.apps import AppConfig
from django.contrib.admin import apps


class AuthoringConfig(AppConfig):
    name = "guidance.authoring"
    label = "authoring"
    verbose_name = "Guidance"
    default = True


class DeskConfig(apps.AdminConfig):
    """Stands in INSTALLED_APPS in place of `django.contrib.admin`."""

    default_site = "guidance.authoring.desk.Desk"
    default = False
