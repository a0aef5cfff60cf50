from django.apps import AppConfig


class OrganisationConfig(AppConfig):
    name = "wangge.organisation"
    label = "organisation"
    verbose_name = "组织机构"
    default_auto_field = "django.db.models.BigAutoField"
