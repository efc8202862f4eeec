"""People and roles in the admin, for administrators."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group
from django.http import HttpRequest

from guidance.accounts.models import User

PASSWORD = ("usable_password", "password1", "password2")
ONLY_A_SUPERUSER_GIVES = {"is_superuser", "user_permissions"}


@admin.register(User)
class PersonAdmin(UserAdmin):  # type: ignore[type-arg]
    """Accounts. What somebody may do comes from a role, not person by person."""

    list_display = ("username", "name", "role_names", "is_active", "last_login")
    list_filter = ("groups", "is_active")
    search_fields = ("username", "name", "email")
    filter_horizontal = ()
    fieldsets = (
        (None, {"fields": ("username", "name", "email", "password")}),
        (
            "What this person may do",
            {"fields": ("is_active", "is_staff", "groups", "is_superuser")},
        ),
        ("Dates", {"fields": ("last_login", "date_joined")}),
    )
    add_fieldsets = (
        (
            None,
            {
                "classes": ("wide",),
                "fields": (
                    "username",
                    "name",
                    "email",
                    *PASSWORD,
                    "is_staff",
                    "groups",
                ),
            },
        ),
    )

    @admin.display(description="roles")
    def role_names(self, user: User) -> str:
        return ", ".join(sorted(group.name for group in user.groups.all()))

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).prefetch_related("groups")

    def get_readonly_fields(
        self, request: HttpRequest, obj: User | None = None
    ) -> list[Any] | tuple[Any, ...]:
        """Keep an administrator from making a superuser, of themselves or of others."""
        dates = ("last_login", "date_joined")
        if request.user.is_superuser:
            return dates
        return (*dates, *ONLY_A_SUPERUSER_GIVES)

    def has_change_permission(
        self, request: HttpRequest, obj: User | None = None
    ) -> bool:
        return _may_touch(request, obj) and super().has_change_permission(request, obj)

    def has_delete_permission(
        self, request: HttpRequest, obj: User | None = None
    ) -> bool:
        return _may_touch(request, obj) and super().has_delete_permission(request, obj)


def _may_touch(request: HttpRequest, person: User | None) -> bool:
    """Say whether the one asking may change `person`.

    Whoever sets a superuser's password is a superuser, so only one of them may.
    """
    if person is None or not person.is_superuser:
        return True
    return bool(request.user.is_superuser)


admin.site.unregister(Group)


@admin.register(Group)
class RoleAdmin(GroupAdmin):
    """Roles, to look at: `grant_roles` says what each may do, and puts it back."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
