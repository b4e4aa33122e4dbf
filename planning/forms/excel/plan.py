"""A whole workbook against what is stored: everything wrong in it at once, or what it would change."""

from datetime import date

from agreements.access import can_edit
from agreements.lifecycle import EDITABLE
from agreements.models import Agreement, AgreementVersion
from partnerships.models import User
from planning.access import can_record
from planning.excel import event_sheet, fulfilment_sheet, timeline_sheet
from planning.excel.incoming import Fault, Received, Workbook, numbered_sheet
from planning.excel.plan import Part, Plan
from planning.excel.timeline_sheet import columns_of
from planning.forms.excel.events import plan_events
from planning.forms.excel.timeline import plan_timeline

MOST_MOVED = 300  # each asks which commitments of the other partnership's units it fulfils
FULFILMENT_CHANGED = "List {} je jen ke čtení. Změny v něm se nepřevezmou; zapište události."
NO_SHEET = (
    f"V sešitu není list „{timeline_sheet.NAME}“ ani „{event_sheet.NAME}“. Stáhněte si sešit a vyplňte ho."
)
NO_DRAFT = (
    "Harmonogram platného popisu spolupráce se ze sešitu měnit nedá, mění se revizí. List vraťte do původní podoby, "
    "nebo ho ze sešitu smažte."
)
NOT_YOURS = "Harmonogram může měnit jen manažer/ka územního celku nebo zástup. List ze sešitu smažte."
NO_EVENTS = "Události může zapisovat jen ten, kdo je zapisuje i v aplikaci. List ze sešitu smažte."
TOO_MANY = (
    f"Najednou lze přesunout k jinému partnerství nejvýš {MOST_MOVED} událostí. Rozdělte je do více sešitů."
)


def plan_of(content: bytes, agreement: Agreement, *, user: User, today: date) -> Plan:
    """Of content that went through checked_workbook; RefusedFile where it can't be read at all."""
    book = Workbook(content)
    draft = editable_version(agreement, user)
    parts = [_timeline(book, agreement, draft, user), _events(book, agreement, user, today)]
    notes = _notes(book)
    found = [part for part in parts if part]
    if not found and not notes:
        found = [Part("Sešit", faults=[Fault(book.names()[0] if book.names() else "Sešit", NO_SHEET)])]
    for part in found:
        if sum(one.event is not None and "partnership" in one.fields for one in part.events) > MOST_MOVED:
            part.fault(part.name, TOO_MANY)
    return Plan(tuple(found), tuple(notes), draft and draft.pk)


def editable_version(agreement: Agreement, user: User) -> AgreementVersion | None:
    """The draft whose timeline a workbook changes."""
    versions = AgreementVersion.objects.visible_to(user).filter(agreement=agreement, state__in=EDITABLE)
    return versions.with_tree().order_by("-number").first()


def _timeline(
    book: Workbook, agreement: Agreement, draft: AgreementVersion | None, user: User
) -> Part | None:
    version = draft or _version(agreement, user)
    if version is None:
        return None
    received = book.sheet(
        timeline_sheet.NAME,
        columns_of(version.template),
        required=("activity", "specification", "term"),
        spanning=frozenset({"activity", *timeline_sheet.OF_STEP}),
    )
    if received is None:
        return None
    number = timeline_sheet.number_of(received.mark)
    source = version if number in {None, version.number} else _version(agreement, user, number) or version
    part = plan_timeline(received, source)
    if not part.changes:
        return part
    if draft is None or not can_edit(user, draft):
        refusal = NO_DRAFT if draft is None else NOT_YOURS
        return Part(part.name, faults=[Fault(part.changes[0].address, refusal)])
    return part if source == draft else plan_timeline(received, draft)


def _version(agreement: Agreement, user: User, number: int | None = None) -> AgreementVersion | None:
    """The one that holds, or the one the workbook was made of: a sheet nobody touched changes nothing."""
    versions = AgreementVersion.objects.visible_to(user).with_tree().filter(agreement=agreement)
    return versions.filter(number=number).first() if number else versions.current_first().first()


def _events(book: Workbook, agreement: Agreement, user: User, today: date) -> Part | None:
    received = book.sheet(
        event_sheet.NAME, event_sheet.columns_of(agreement.unit), required=("starts_on", "kind")
    )
    if received is None:
        return None
    part = plan_events(received, agreement.unit, user=user, today=today)
    if part.changes and not can_record(user, agreement.unit):
        return Part(part.name, faults=[Fault(part.changes[0].address, NO_EVENTS)])
    return part


def _notes(book: Workbook) -> list[str]:
    """Sheets of fulfilment that are not as they were sent out."""
    changed = []
    for name in numbered_sheet(book.names(), fulfilment_sheet.NAME):
        received = book.sheet(name, fulfilment_sheet.COLUMNS, required=())
        if not _is_untouched(received):
            changed.append(FULFILMENT_CHANGED.format(name))
    return changed


def _is_untouched(received: Received) -> bool:
    texts = [
        [line.texts.get(column.name, "") for column in fulfilment_sheet.COLUMNS] for line in received.lines
    ]
    return not received.faults and fulfilment_sheet.fingerprint(texts) == received.mark
