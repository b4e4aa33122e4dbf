"""A part of a draft goes back to what another version of the same agreement says."""

from uuid import UUID

from agreements.actions.content import save_section
from agreements.actions.editing import Refused
from agreements.actions.restoring import keys_in
from agreements.actions.timeline import delete_activity, save_activity
from agreements.models import ActivityStep, AgreementVersion
from agreements.queries import stored_values
from agreements.vocabulary import Section
from partnerships.models import User


def return_to(
    version: AgreementVersion,
    section: Section,
    activity_key: UUID | None = None,
    *,
    source: AgreementVersion,
    by: User,
    revision: int,
) -> None:
    """A save like any other, so it can be undone; rows that `source` has come back with their keys."""
    values = stored_values(source, section, activity_key)
    place = {"by": by, "revision": revision}
    if activity_key is None:
        save_section(version, section=section, known=set(keys_in(values)), **place, **values)
    elif values is None:
        delete_activity(version, key=activity_key, **place)
    else:
        keys = set(keys_in(values))
        elsewhere = ActivityStep.objects.filter(version=version, key__in=keys)
        if elsewhere.exclude(activity__key=activity_key).exists():
            raise Refused(
                "Některý krok je v návrhu přesunutý pod jinou činnost. Vraťte nejdřív tu, pod kterou je."
            )
        save_activity(version, key=activity_key, known=keys, **place, **values)
