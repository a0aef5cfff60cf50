from django.apps import AppConfig


class PositioningConfig(AppConfig):
    name = "wangge.positioning"
    label = "positioning"
    verbose_name = "定位监管"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from wangge.basedata import layers
        from wangge.cases import ports
        from wangge.positioning import layer

        layers.register("collectors", layer.collectors)
        ports.register_layer(layer.LAYER)
