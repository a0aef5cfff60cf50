from django.contrib import admin
from django.urls import URLPattern, URLResolver, path

from wangge.web.api import api

urlpatterns: list[URLPattern | URLResolver] = [path("api/v1/", api.urls), path("admin/", admin.site.urls)]
