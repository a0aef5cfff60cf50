from django.apps import AppConfig


class GeocodingConfig(AppConfig):
    name = "wangge.geocoding"
    label = "geocoding"
    verbose_name = "地理编码"
    default_auto_field = "django.db.models.BigAutoField"
