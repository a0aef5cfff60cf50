from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    name = "wangge.evidence"
    label = "evidence"
    verbose_name = "证据"
    default_auto_field = "django.db.models.BigAutoField"
