from django.apps import AppConfig


class CollectionConfig(AppConfig):
    name = "wangge.collection"
    label = "collection"
    verbose_name = "监管数据采集"
    default_auto_field = "django.db.models.BigAutoField"
