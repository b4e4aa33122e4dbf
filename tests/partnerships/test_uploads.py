"""Files sent in parts: bytes equal, nobody else's, nothing left behind."""

import hashlib
import threading
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from partnerships import actions
from partnerships.documents import RefusedFile
from partnerships.models import Document, UploadInProgress
from partnerships.uploads import PART_BYTES, folder_of, folders, whole
from partnerships.vocabulary import EventKind
from tests.factories import EventFactory, PartnershipFactory, UnitFactory, UploadInProgressFactory, member
from tests.planning.browsing import PDF, errors, sent

pytestmark = pytest.mark.django_db
CONTENT = PDF[:-6] + b"% filler\n" * 150_000 + PDF[-6:]  # three parts
WHOLE = len(CONTENT)


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def unit():
    return UnitFactory()


@pytest.fixture
def manager(unit, client):
    user = member(unit)
    client.force_login(user)
    return user


def start(client, name="zapis.pdf", size=WHOLE):
    return client.post(reverse("partnerships:upload_start"), {"nazev": name, "velikost": size})


def send_part(client, key, offset, content=CONTENT):
    return client.post(
        reverse("partnerships:upload", args=[key]),
        content[offset : offset + PART_BYTES],
        content_type="application/octet-stream",
        headers={"Upload-Offset": str(offset)},
    )


def uploaded(client, content=CONTENT, name="zapis.pdf"):
    key = start(client, name, len(content)).json()["klic"]
    for offset in range(0, len(content), PART_BYTES):
        assert send_part(client, key, offset, content).status_code == 200
    return key


# --- Parts ------------------------------------------------------------------------------------------------


def test_upload_interrupted_in_the_middle_goes_on_and_the_bytes_are_equal(client, manager):
    key = start(client).json()["klic"]
    send_part(client, key, 0)
    send_part(client, key, PART_BYTES)

    told = client.get(reverse("partnerships:upload", args=[key])).json()
    assert told == {"klic": key, "prijato": 2 * PART_BYTES, "velikost": len(CONTENT), "cast": PART_BYTES}
    assert send_part(client, key, told["prijato"]).json()["prijato"] == len(CONTENT)

    file = whole(UploadInProgress.objects.get())
    assert hashlib.sha256(file.read()).digest() == hashlib.sha256(CONTENT).digest()
    assert (file.name, file.size) == ("zapis.pdf", len(CONTENT))
    file.close()


@pytest.mark.parametrize(
    ("offset", "length"),
    [(0, PART_BYTES), (2 * PART_BYTES, PART_BYTES), (PART_BYTES, 10), (PART_BYTES, PART_BYTES + 1), (-1, 5)],
)
def test_part_that_does_not_come_next_is_not_taken(client, manager, offset, length):
    key = start(client).json()["klic"]
    send_part(client, key, 0)

    answer = client.post(
        reverse("partnerships:upload", args=[key]),
        b"x" * length,
        content_type="application/octet-stream",
        headers={"Upload-Offset": str(offset)},
    )

    assert (answer.status_code, answer.json()) == (409, {"prijato": PART_BYTES})
    assert UploadInProgress.objects.get().received == PART_BYTES


@pytest.mark.django_db(transaction=True)
def test_same_part_sent_twice_at_once_is_one(manager):
    upload = actions.start_upload(by=manager, name="a.pdf", size=len(CONTENT), now=timezone.now())
    answers, barrier = [], threading.Barrier(2)

    def deliver():
        barrier.wait()
        try:
            actions.receive_part(
                upload, by=manager, offset=0, content=CONTENT[:PART_BYTES], now=timezone.now()
            )
            answers.append("taken")
        except actions.WrongPart as problem:
            answers.append(problem.received)
        finally:
            connection.close()

    threads = [threading.Thread(target=deliver) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(answers, key=str) == [PART_BYTES, "taken"]


def test_part_written_before_a_crash_is_written_again(client, manager):
    """The file is on the disk, the row does not know it: as if the process had died between the two."""
    key = start(client).json()["klic"]
    send_part(client, key, 0, b"x" * PART_BYTES)
    UploadInProgress.objects.update(received=0)

    for offset in range(0, len(CONTENT), PART_BYTES):
        send_part(client, key, offset)

    file = whole(UploadInProgress.objects.get())
    assert file.read() == CONTENT
    file.close()


@pytest.mark.parametrize(
    ("name", "size", "sentence"),
    [
        ("zapis.pdf", 20 * 1024 * 1024 + 1, "Soubor je větší než 20 MB."),
        ("zapis.pdf", 0, "Soubor je prázdný."),
        ("zapis.exe", 10, "Tento druh souboru nepřijímáme."),
        ("zapis.docm", 10, "Soubory s makry nepřijímáme."),
        ("", "x", "Tento druh souboru nepřijímáme."),
    ],
)
def test_what_would_be_refused_at_the_end_does_not_begin(client, manager, name, size, sentence):
    answer = start(client, name, size)

    assert answer.status_code == 422
    assert answer.json()["zprava"].startswith(sentence)
    assert not UploadInProgress.objects.exists()


def test_upload_of_somebody_else_does_not_exist(client, manager, unit):
    theirs = UploadInProgressFactory(user=member(unit))

    assert client.get(reverse("partnerships:upload", args=[theirs.key])).status_code == 404
    assert send_part(client, theirs.key, 0).status_code == 404
    assert client.post(reverse("partnerships:upload_cancel", args=[theirs.key])).status_code == 404


def test_only_a_few_are_kept_for_one_person(client, manager, django_capture_on_commit_callbacks):
    other = UploadInProgressFactory()
    with django_capture_on_commit_callbacks(execute=True):
        first = start(client).json()["klic"]
        send_part(client, first, 0)
        keys = [start(client).json()["klic"] for _ in range(6)]

    assert {str(one.key) for one in UploadInProgress.objects.filter(user=manager)} == set(keys)
    assert folders() == []
    assert UploadInProgress.objects.filter(pk=other.pk).exists()


def test_cancelled_upload_leaves_nothing(client, manager, django_capture_on_commit_callbacks):
    key = uploaded(client)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("partnerships:upload_cancel", args=[key]))

    assert (UploadInProgress.objects.count(), folders()) == (0, [])


def test_clock_sweeps_what_nobody_came_back_for(client, manager, django_capture_on_commit_callbacks):
    old, fresh = uploaded(client), uploaded(client)
    UploadInProgress.objects.filter(key=old).update(changed_at=timezone.now() - timedelta(hours=25))
    orphan = UploadInProgressFactory.build()
    default_storage.save(f"{folder_of(orphan.key)}/000000000000", ContentFile(b"x"))

    with django_capture_on_commit_callbacks(execute=True):
        call_command("sweep_uploads")

    assert [str(one.key) for one in UploadInProgress.objects.all()] == [fresh]
    assert folders() == [fresh.replace("-", "")]


def test_part_costs_few_queries(client, manager, django_assert_num_queries):
    key = start(client).json()["klic"]
    with django_assert_num_queries(7):  # session, user, upload; savepoint, locked row, its change, savepoint
        send_part(client, key, 0)


# --- The form ---------------------------------------------------------------------------------------------


def evidence_url(unit):
    return reverse("planning:evidence_add", args=[EventFactory(unit=unit).pk])


def uploaded_by(user):
    upload = actions.start_upload(by=user, name="zapis.pdf", size=len(PDF), now=timezone.now())
    return actions.receive_part(upload, by=user, offset=0, content=PDF, now=timezone.now())


def evidence(key, **fields):
    return {"output": "FEEDBACK", "delivered_on": "9. 5. 2023", "upload-nahrano": key, **fields}


def test_form_takes_the_key_instead_of_the_file(client, manager, unit):
    key = uploaded(client)

    answer = client.post(evidence_url(unit), evidence(key))

    assert answer.status_code == 302
    document = Document.objects.get()
    assert (document.original_name, document.sha256) == ("zapis.pdf", hashlib.sha256(CONTENT).hexdigest())
    with document.file.open("rb") as stored:
        assert stored.read() == CONTENT


def test_event_with_a_file_in_parts_is_recorded(client, manager, unit):
    partnership = PartnershipFactory(units=[unit])
    url = reverse("planning:event_add", args=[unit.pk], query={"druh": EventKind.LP_MEETING})
    key = uploaded(client)

    client.post(url, sent(partnership=partnership.pk, **{"upload-nahrano": key}))

    assert Document.objects.get().sha256 == hashlib.sha256(CONTENT).hexdigest()


def test_wrong_content_is_refused_at_the_end_and_the_form_keeps_its_text(client, manager, unit):
    key = uploaded(client, b"to neni pdf " * 100_000)

    answer = client.post(evidence_url(unit), evidence(key, delivered_on="8. 5. 2023"))

    assert errors(answer)["upload"][0].startswith("Obsah souboru neodpovídá příponě .pdf.")
    assert 'value="8. 5. 2023"' in answer.content.decode()
    assert not Document.objects.exists()


def test_mistake_elsewhere_costs_no_file(client, manager, unit):
    key = uploaded(client)

    answer = client.post(evidence_url(unit), evidence(key, delivered_on="31. 2. 2023"))

    assert set(errors(answer)) == {"delivered_on"}
    assert f'data-key="{key}" data-file="zapis.pdf"' in answer.content.decode()


@pytest.mark.parametrize("which", ["foreign", "unfinished", "swept", "nonsense", "unknown"])
def test_key_without_a_whole_file_of_ones_own_is_said_at_the_field(client, manager, unit, which):
    key = {
        "foreign": lambda: str(uploaded_by(member(unit)).key),
        "unfinished": lambda: start(client).json()["klic"],
        "swept": lambda: str(UploadInProgressFactory(user=manager, received=2_000_000).key),
        "nonsense": lambda: "nesmysl",
        "unknown": lambda: str(UploadInProgressFactory.build().key),
    }[which]()

    answer = client.post(evidence_url(unit), evidence(key))

    assert errors(answer) == {
        "upload": ["Soubor se nenahrál celý, nebo už ho na serveru nemáme. Vyberte ho a nahrajte znovu."]
    }
    assert not Document.objects.exists()


def test_refused_name_never_reaches_the_disk(manager):
    with pytest.raises(RefusedFile):
        actions.start_upload(by=manager, name="../../etc/passwd", size=10, now=timezone.now())
    upload = actions.start_upload(by=manager, name="../../etc/x.pdf", size=10, now=timezone.now())

    assert upload.name == "x.pdf"
