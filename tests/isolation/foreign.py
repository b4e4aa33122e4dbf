"""A second unit with everything the first has, and every text of it a canary.

All its rows have primary keys of one range no other row has, so that a number in a page or in a write tells at
once whose it is. A model the world of tests/world.py says nothing of gets a row from its factory.
"""

import hashlib
import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from uuid import UUID, uuid4

import pghistory.trigger
import pgtrigger
from django.apps import apps
from django.core.files.base import ContentFile
from django.db import DatabaseError, connection, models, transaction

from partnerships.models import TerritorialUnit, User
from partnerships.validators import validate_web
from partnerships.vocabulary import EventState, JobState
from planning.models import Occurrence
from tests import factories as make
from tests.test_architecture import APPS
from tests.world import PARTS, World, add_report, people_bound_to

FOREIGN_IDS = range(765_000_000, 775_000_000)
PER_TABLE = 50_000
SEE_ALL = frozenset({"director", "analyst"})  # by their role, so they have nothing to steal
SUNG = b"%PDF-1.7 kanarek"
OF_FILE = {"size": len(SUNG), "sha256": hashlib.sha256(SUNG).hexdigest()}
# Texts of a fixed form: codes the code looks up, digests, numbers the database checks, passwords.
CODED = {
    "password": "a digest",
    "sha256": "a digest",
    "snapshot_sha256": "a digest",
    "content_type": "from a table of the code",
    "template_version": "from a table of the code",
    "step": "from a table of the code",
    "pgh_label": "from a table of the code",
    "ico": "eight digits",
    "postal_code": "five digits",
    "snapshot": "collected from rows that sing already",
}
# a postal code alone: the same digits end a random key of a request now and then
CANARY = re.compile(rb"kanarek|76576576|\b765\s?76\b", re.IGNORECASE)
NUMBER_TEXT = re.compile(rb"\b7[67]\d{7}\b")
UUID_TEXT = re.compile(rb"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@dataclass
class Foreign:
    world: World
    pks: dict[type[models.Model], list[int]]
    uuids: dict[type[models.Model], list[UUID]]

    def identifiers(self, *, all_rows: bool) -> list[str]:
        """Of one row of each model, or of all: what a forger could have got hold of."""
        most = None if all_rows else 1
        found = (values[:most] for kind in (self.pks, self.uuids) for values in kind.values())
        return [str(value) for values in found for value in values]

    def leaks(self, body: bytes, sent: Iterable[str] = ()) -> list[str]:
        """What of the foreign unit stands in the answer, except what the question itself said."""
        body = unpacked(body)
        for text in sorted({str(text) for text in sent if text}, key=len, reverse=True):
            body = body.replace(text.encode(), b"")
        numbers = {str(pk).encode() for values in self.pks.values() for pk in values}
        keys = {str(key).encode() for values in self.uuids.values() for key in values}
        found = {*CANARY.findall(body)}
        found |= numbers & {*NUMBER_TEXT.findall(body)} | keys & {*UUID_TEXT.findall(body)}
        return sorted(text.decode() for text in found)


def unpacked(body: bytes) -> bytes:
    """A workbook and a document of Word are texts in a compressed archive."""
    if not body.startswith(b"PK\x03\x04"):
        return body
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        return b"\n".join(archive.read(name) for name in archive.namelist())


def own_models() -> list[type[models.Model]]:
    """Models of the site, those of the history included."""
    return [
        model
        for app in APPS
        for model in apps.get_app_config(app).get_models()
        if model._meta.managed and not model._meta.proxy
    ]


def is_of_a_unit(model) -> bool:
    """Its rows belong to somebody; the rest are vocabularies, the same for everybody."""
    if model is User or hasattr(model._default_manager, "visible_to"):
        return True
    tracked = getattr(model, "pgh_tracked_model", None)
    if tracked is not None:
        return is_of_a_unit(tracked)
    parents = {
        field.related_model for field in model._meta.get_fields() if field.concrete and field.is_relation
    }
    return any(is_of_a_unit(parent) for parent in parents - {User, model} if parent in own_models())


def build_foreign_world(ours: World) -> Foreign:
    """Who sees every unit is nobody's secret, so both worlds have the same ones."""
    with ids_of(FOREIGN_IDS):
        unit = make.UnitFactory()
        people = people_bound_to(unit, make.UnitFactory()) | {who: ours.people[who] for who in SEE_ALL}
        world = World(unit, make.UnitFactory(region=unit.region), people)
        with unguarded():
            for add in PARTS:
                if add is add_report:
                    fill_in(world)
                    sing()  # so that the report is collected from canaries
                add(world)
            add_rare_states(world)
            sing()
    return Foreign(world, *identifiers())


def unguarded():
    """Without the triggers that keep rows as they are; those that write the history stay."""
    guards = [
        (model, trigger)
        for model, trigger in pgtrigger.registered()
        if not isinstance(trigger, pghistory.trigger.Event)
    ]
    return pgtrigger.ignore(*(trigger.get_uri(model) for model, trigger in guards))


@contextmanager
def ids_of(numbers: range) -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = 'public' ORDER BY 1"
        )
        sequences = cursor.fetchall()
        for place, (name, _) in enumerate(sequences):
            cursor.execute(
                "SELECT setval(%s::regclass, %s)", [f'public."{name}"', numbers.start + place * PER_TABLE]
            )
        yield
        for name, last in sequences:
            cursor.execute(
                "SELECT setval(%s::regclass, %s, %s)", [f'public."{name}"', last or 1, last is not None]
            )


def rows_of(model):
    return model._base_manager.filter(pk__range=(FOREIGN_IDS.start, FOREIGN_IDS.stop)).order_by("pk")


def fill_in(world: World) -> None:
    """A row of each model that the world has none of, hung on the unit's other rows."""
    for model in own_models():
        if not is_of_a_unit(model) or hasattr(model, "pgh_tracked_model") or rows_of(model).exists():
            continue
        factory = factory_of(model)
        row = factory(**{field.name: parent for field, parent in parents_of(model)})
        for field in model._meta.many_to_many:
            getattr(row, field.name).set(rows_of(field.related_model)[:1])


def factory_of(model):
    return next(
        one
        for one in vars(make).values()
        if isinstance(one, type) and issubclass(one, make.Factory) and one._meta.model is model
    )


def parents_of(model):
    """Two columns that name persons name two different ones."""
    used = Counter()
    for field in model._meta.concrete_fields:
        if field.is_relation and not field.null:
            used[field.related_model] += 1
            newest = rows_of(field.related_model).reverse()[: used[field.related_model]]
            if newest:
                yield field, newest[len(newest) - 1]


def add_rare_states(world: World) -> None:
    """What the database admits a text in only beside a state."""
    make.EventFactory(unit=world.unit, state=EventState.CANCELLED, cancelled_reason="důvod")
    Occurrence.objects.filter(commitment=world.commitment, year=2022).update(
        override=1, override_reason="důvod", override_at=world.document.uploaded_at,
        override_by=world.people["manager"],
    )  # fmt: skip
    make.JobFactory(
        report=make.ReportFactory(agreement=world.agreement, year=2022),
        requested_by=world.people["manager"],
        state=JobState.FAILED,
        error="chyba",
        finished_at=world.document.uploaded_at,
    )
    make.PrintJobFactory(
        version=world.draft,
        requested_by=world.people["manager"],
        state=JobState.FAILED,
        error="chyba",
        finished_at=world.document.uploaded_at,
    )
    make.MeetingPrintJobFactory(
        event=world.planned,
        requested_by=world.people["manager"],
        state=JobState.FAILED,
        error="chyba",
        finished_at=world.document.uploaded_at,
    )
    TerritorialUnit.objects.filter(pk=world.unit.pk).update(ico="76576576", postal_code="76576")


# --- Canaries ---------------------------------------------------------------------------------------------


def free_texts(model) -> list[models.Field]:
    kinds = (models.CharField, models.TextField, models.FileField)
    return [
        field
        for field in model._meta.concrete_fields
        if isinstance(field, kinds)
        and not (field.choices or field.generated or field.primary_key or field.name in CODED)
    ]


def sing() -> None:
    for model in own_models():
        fields = free_texts(model) if is_of_a_unit(model) else []
        keys = [field for field in model._meta.concrete_fields if isinstance(field, models.UUIDField)]
        of_file = {field.name for field in model._meta.concrete_fields} & OF_FILE.keys()
        for row in rows_of(model) if fields or keys or of_file else ():
            texts = {field.name: canary(field, row) for field in fields}
            texts |= {name: OF_FILE[name] for name in of_file}
            missing = {field.name: uuid4() for field in keys if getattr(row, field.name) is None}
            put(model, row, texts | missing)


def put(model, row, texts: dict) -> None:
    """All at once, else one by one: some columns may be filled only in some states."""
    if not saved(model, row, texts):
        for name, text in texts.items():
            saved(model, row, {name: text})


def saved(model, row, texts: dict) -> bool:
    try:
        with transaction.atomic():
            model._base_manager.filter(pk=row.pk).update(**texts)
    except DatabaseError:
        return False
    return True


def canary(field, row) -> str:
    if isinstance(field, models.FileField):
        return sung_file(field, row)
    if isinstance(field, models.EmailField):
        return f"kanarek{row.pk}@example.cz"
    if validate_web in field.validators:
        return f"https://kanarek.example/{row.pk}"
    return f"Kanarek.{field.model._meta.model_name}.{field.name}.{row.pk}"[: field.max_length]


def sung_file(field, row) -> str:
    name = f"kanarek/{field.model._meta.model_name}/{row.pk}"
    storage = field.storage
    if not storage.exists(name):
        storage.save(name, ContentFile(SUNG))
    return name


def identifiers() -> tuple[dict, dict]:
    pks, uuids = {}, {}
    for model in own_models():
        pks[model] = list(rows_of(model).values_list("pk", flat=True)) if is_of_a_unit(model) else []
        fields = [field for field in model._meta.concrete_fields if isinstance(field, models.UUIDField)]
        found = [set(rows_of(model).values_list(field.name, flat=True)) for field in fields]
        uuids[model] = sorted(set().union(*found) - {None})
    return pks, uuids
