from django.apps import AppConfig


class RulesConfig(AppConfig):
    name = "wangge.rules"
    label = "rules"
    verbose_name = "业务规则"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from wangge.organisation import terms
        from wangge.rules import fieldterms, signals

        signals.connect()
        terms.register(fieldterms.field_terms)
