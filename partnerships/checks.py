"""Warnings of `manage.py check --deploy`."""

from django.conf import settings
from django.core.checks import Tags, Warning, register


@register(Tags.security, deploy=True)
def site_admin_has_a_second_factor(app_configs, **kwargs):
    if settings.SITE_ADMIN_SECOND_FACTOR_REQUIRED:
        return []
    return [
        Warning(
            "SITE_ADMIN_SECOND_FACTOR_REQUIRED is off: a password alone opens the administration.",
            hint="Remove it from the environment, it is on by default.",
            id="partnerships.W001",
        )
    ]


@register(Tags.security, deploy=True)
def mails_know_the_address_of_the_site(app_configs, **kwargs):
    if settings.SITE_URL.startswith("https://"):
        return []
    return [
        Warning(
            "SITE_URL is not an https:// address: links in mails would take theirs from the request.",
            hint="Set SITE_URL to the address people type.",
            id="partnerships.W002",
        )
    ]
