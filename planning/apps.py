from django.apps import AppConfig


class PlanningConfig(AppConfig):
    name = "planning"
    verbose_name = "Plnění"

    def ready(self):
        from planning import receivers  # noqa: F401, PLC0415 connects to the one signal of the house
