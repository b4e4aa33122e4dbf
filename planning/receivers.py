from django.dispatch import receiver

from agreements.signals import version_in_force
from planning.actions import write_occurrences


@receiver(version_in_force)
def on_version_in_force(sender, version, by, **kwargs):
    write_occurrences(version.agreement, by=by)
