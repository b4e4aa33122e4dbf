from django.db.models import Sum
from django.db.models.functions import Coalesce
from django.dispatch import receiver

from agreements.models import Agreement
from agreements.signals import version_in_force
from planning.actions import write_occurrences
from planning.models import Occurrence


@receiver(version_in_force)
def on_version_in_force(sender, version, by, **kwargs) -> list[str]:
    before = _expected_by_year(version.agreement)
    if not write_occurrences(version.agreement, by=by):
        return []
    after = _expected_by_year(version.agreement)
    changed = [
        f"{year}: {before.get(year, 0)} → {after.get(year, 0)}"
        for year in sorted(before | after)
        if before.get(year, 0) != after.get(year, 0)
    ]
    if not changed:
        return ["Očekávané plnění se přepočítalo, počty v jednotlivých letech zůstaly stejné."]
    return [
        f"Očekávané plnění se přepočítalo. Součet všech termínů v jednotlivých letech: {'; '.join(changed)}."
    ]


def _expected_by_year(agreement: Agreement) -> dict[int, int]:
    """What all terms together ask for; a person's decision stands before the computed count."""
    rows = Occurrence.objects.filter(commitment__agreement=agreement).order_by("year")
    asked = Sum(Coalesce("override", "expected"), default=0)
    return dict(rows.values("year").annotate(asked=asked).values_list("year", "asked"))
