"""Maintenance of departments, people, posts, leaves, tokens and the log-in book."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from wangge.organisation.maintenance import Kept, Maintained, Shown
from wangge.organisation.models import (
    AccessToken,
    Department,
    Device,
    DeviceLock,
    DeviceUser,
    Leave,
    Post,
    SignIn,
    User,
)

admin.site.unregister(Group)  # what a person may do comes from his posts


class PostInline(admin.TabularInline):  # type: ignore[type-arg]
    model = Post
    fields = ("role", "department", "title", "duty_grids", "active")
    autocomplete_fields = ("department",)
    filter_horizontal = ("duty_grids",)
    extra = 0
    can_delete = False


@admin.register(Department)
class DepartmentAdmin(Kept):
    list_display = ("code", "name", "short_name", "kind", "group", "parent", "level", "phone", "active")
    list_filter = ("kind", "group", "level", "active")
    search_fields = ("code", "name", "short_name")
    autocomplete_fields = ("parent",)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("code",) if obj else ()


@admin.register(User)
class PersonAdmin(Kept, UserAdmin):  # type: ignore[type-arg]
    list_display = ("username", "name", "phone", "employee_no", "is_active", "is_superuser")
    list_filter = ("is_active", "is_superuser", "posts__role")
    search_fields = ("username", "name", "phone", "employee_no")
    ordering = ("username",)
    filter_horizontal = ()
    inlines = (PostInline,)
    fieldsets = (
        (None, {"fields": ("username", "password", "name", "phone", "employee_no")}),
        ("权限", {"fields": ("is_active", "is_staff", "is_superuser")}),
        ("时间", {"fields": ("last_login", "date_joined")}),
    )
    readonly_fields = ("last_login", "date_joined")
    add_fieldsets = (
        (
            None,
            {"classes": ("wide",), "fields": ("username", "name", "phone", "employee_no", "password1", "password2")},
        ),
    )


@admin.register(Post)
class PostAdmin(Kept):
    list_display = ("user", "role", "department", "title", "active")
    list_filter = ("role", "active", "department__group")
    list_select_related = ("user", "department")
    search_fields = ("user__username", "user__name", "department__name", "title")
    autocomplete_fields = ("user", "department")
    filter_horizontal = ("duty_grids",)


@admin.register(Leave)
class LeaveAdmin(Maintained):
    list_display = ("user", "starts", "ends", "reason")
    list_select_related = ("user",)
    search_fields = ("user__username", "user__name")
    autocomplete_fields = ("user",)
    date_hierarchy = "starts"


@admin.register(AccessToken)
class AccessTokenAdmin(Shown):
    list_display = ("user", "device_id", "created", "expires", "revoked")
    list_select_related = ("user",)
    search_fields = ("user__username", "user__name", "device_id")
    fields = ("user", "device_id", "created", "expires", "revoked")
    actions = ("revoke",)

    @admin.action(description="注销所选令牌")
    def revoke(self, request: HttpRequest, tokens: QuerySet[AccessToken]) -> None:
        count = tokens.filter(revoked=None).update(revoked=timezone.now())
        self.message_user(request, f"已注销 {count} 个令牌，持有者须重新登录。")


@admin.register(SignIn)
class SignInAdmin(Shown):
    list_display = ("at", "kind", "username", "user", "address", "device")
    list_filter = ("kind",)
    list_select_related = ("user",)
    search_fields = ("username", "address")
    date_hierarchy = "at"


@admin.register(Device)
class DeviceAdmin(Shown):
    list_display = ("name", "user_agent", "first_seen", "last_seen", "locked_at", "wiped_at")
    search_fields = ("name", "people__username", "people__name")
    date_hierarchy = "last_seen"


@admin.register(DeviceUser)
class DeviceUserAdmin(Shown):
    list_display = ("device", "user", "last_used")
    list_select_related = ("device", "user")
    search_fields = ("user__username", "user__name")


@admin.register(DeviceLock)
class DeviceLockAdmin(Shown):
    list_display = ("at", "locked", "device", "by", "reason")
    list_filter = ("locked",)
    list_select_related = ("device", "by")
    search_fields = ("device__name", "by__name", "reason")
    date_hierarchy = "at"
