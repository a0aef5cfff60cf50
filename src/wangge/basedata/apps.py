from django.apps import AppConfig


class BasedataConfig(AppConfig):
    name = "wangge.basedata"
    label = "basedata"
    verbose_name = "基础数据"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from wangge.basedata import signals

        signals.connect()
