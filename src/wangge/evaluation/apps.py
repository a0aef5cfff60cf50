from django.apps import AppConfig


class EvaluationConfig(AppConfig):
    name = "wangge.evaluation"
    label = "evaluation"
    verbose_name = "综合评价"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from wangge.cases import ports
        from wangge.evaluation.ratings import ratings

        ports.register_ratings(ratings)
