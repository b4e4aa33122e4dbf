from django.apps import AppConfig


class PartnershipsConfig(AppConfig):
    name = "partnerships"
    verbose_name = "Partnerství"

    def ready(self):
        from allauth.mfa import signals  # noqa: PLC0415 - models are not there sooner
        from django.contrib.auth.signals import user_logged_in  # noqa: PLC0415

        from partnerships import checks, session_end  # noqa: F401, PLC0415

        user_logged_in.connect(session_end.note_start)
        changes = (signals.authenticator_added, signals.authenticator_removed, signals.authenticator_reset)
        for change in changes:
            change.connect(session_end.end_elsewhere)
