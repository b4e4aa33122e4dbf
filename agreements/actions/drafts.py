"""A version to write on: a first draft, a revision of what holds, or the start of the agreement that follows."""

from contextlib import contextmanager

import pghistory
from django.db import transaction

from agreements.actions.editing import DraftExists, Refused, StepNotOpen
from agreements.lifecycle import EFFECTIVE, UNDER_WAY
from agreements.models import (
    Agreement,
    AgreementTemplate,
    AgreementVersion,
    Memorandum,
    SectionRevision,
    VersionStepLog,
)
from agreements.queries import SECTION_FIELDS
from agreements.versioning.clone import clone_version
from agreements.vocabulary import AgreementKind, Section
from partnerships.models import TerritorialUnit, User

# A new cooperation period states its own; the memorandum is a new one as well.
OF_THE_PERIOD = frozenset(
    {*SECTION_FIELDS[Section.VALIDITY], *SECTION_FIELDS[Section.TIMELINE], "memorandum_text"}
)
NOTHING_INHERITED = frozenset({Section.VALIDITY, Section.TIMELINE, Section.OPINION, Section.APPROVAL})


def create_agreement(
    unit: TerritorialUnit,
    *,
    by: User,
    kind: AgreementKind,
    template: AgreementTemplate,
    memorandum: Memorandum | None = None,
    predecessor: Agreement | None = None,
    **header,
) -> AgreementVersion:
    """A first draft with the form's mark and the unit's name, seat and IČO; `header` overrides them.

    With a predecessor it is an agreement that follows another one and starts from an empty form.
    """
    with _drafting(unit, kind, by=by, action="create_agreement"):
        _check_follows(predecessor, unit, kind)
        agreement = Agreement.objects.create(
            unit=unit, kind=kind, memorandum=memorandum, predecessor=predecessor
        )
        known = {
            "annex_text": template.headings.get("annex_mark", ""),
            "unit_text": unit.name,
            "seat_text": unit.address_line,
            "ico_text": unit.ico,
        }
        draft = AgreementVersion.objects.create(
            agreement=agreement, number=1, template=template, **{**known, **header}
        )
        _log(draft, "succeeded" if predecessor else "created", by=by)
    return draft


def revise(agreement: Agreement, *, by: User, reason: str) -> AgreementVersion:
    """A draft with the content of the version in force, which stays in force until the draft replaces it."""
    if not reason.strip():
        raise StepNotOpen("Napište důvod.")
    with _drafting(agreement.unit, agreement.kind, by=by, action="revise"):
        Agreement.objects.select_for_update(of=("self",)).get(pk=agreement.pk)
        source = agreement.versions.in_force().first()
        if source is None:
            raise StepNotOpen("Revidovat lze jen platný popis spolupráce. Tento teď neplatí.")
        newest = agreement.versions.order_by("-number").first()
        draft = clone_version(source, number=newest.number + 1)
        _log(draft, "revised", by=by, reason=reason)
    return draft


def succeed(predecessor: Agreement, *, by: User, template: AgreementTemplate) -> AgreementVersion:
    """The next agreement of the unit, which starts from the last version of its predecessor.

    The dates of the old period and everything of its adoption are left behind; the rest is marked as inherited
    until a save of its section confirms it.
    """
    unit, kind = predecessor.unit, predecessor.kind
    with _drafting(unit, kind, by=by, action="succeed"):
        _check_follows(predecessor, unit, kind)
        source = predecessor.versions.effective().order_by("-number").first()
        agreement = Agreement.objects.create(unit=unit, kind=kind, predecessor=predecessor)
        changed = {"agreement": agreement, "number": 1}
        if template.pk != source.template_id:
            changed |= {"template": template, "annex_text": template.headings.get("annex_mark", "")}
        draft = clone_version(source, left_out=OF_THE_PERIOD, **changed)
        _mark_inherited(draft)
        _log(draft, "succeeded", by=by)
    return draft


@contextmanager
def _drafting(unit: TerritorialUnit, kind: AgreementKind, *, by: User, action: str):
    """One transaction; a second draft of the same kind is refused: people would fill in both."""
    with transaction.atomic(), pghistory.context(user=by.pk, action=action):
        TerritorialUnit.objects.select_for_update(of=("self",)).get(pk=unit.pk)
        under_way = AgreementVersion.objects.filter(
            agreement__unit=unit, agreement__kind=kind, state__in=UNDER_WAY
        )
        if draft := under_way.first():
            raise DraftExists(draft)
        yield


def _check_follows(predecessor: Agreement | None, unit: TerritorialUnit, kind: AgreementKind) -> None:
    if predecessor is None:
        return
    if (predecessor.unit_id, predecessor.kind) != (unit.pk, kind):
        raise Refused("Navázat lze jen na popis téhož územního celku a téhož druhu.")
    if not predecessor.versions.effective().exists():
        raise StepNotOpen("Navázat lze jen na popis spolupráce, který platí nebo platil.")
    if predecessor.successors.filter(versions__state__in=EFFECTIVE).exists():
        raise StepNotOpen("Na tento popis spolupráce už jiný navazuje. Navažte na ten novější.")


def _mark_inherited(draft: AgreementVersion) -> None:
    places = [(section, None) for section in Section if section not in NOTHING_INHERITED]
    places += [(Section.TIMELINE, key) for key in draft.activities.values_list("key", flat=True)]
    SectionRevision.objects.bulk_create(
        SectionRevision(version=draft, section=section, activity_key=key, is_inherited=True)
        for section, key in places
    )


def _log(draft: AgreementVersion, step: str, *, by: User, reason: str = "") -> None:
    VersionStepLog.objects.create(version=draft, step=step, by=by, reason=reason.strip())
