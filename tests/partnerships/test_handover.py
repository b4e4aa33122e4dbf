"""„Předat agendu“: one action, every name kept, the leaver out at the next request."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import ProgrammingError, transaction
from django.urls import reverse
from django.utils import timezone

from partnerships import actions
from partnerships.handover import agenda_of
from partnerships.models import Handover, Invitation, Notification, Person, Seat, User
from partnerships.vocabulary import OfficialRole, UnitRole
from tests.factories import (
    HandoverFactory,
    MembershipFactory,
    PartnershipFactory,
    PersonFactory,
    RoleHoldingFactory,
    SeatFactory,
    UnitFactory,
    UserFactory,
    member,
)
from tests.partnerships.at_once import at_once

pytestmark = pytest.mark.django_db

SINCE = date(2022, 4, 19)
DAY = date(2026, 9, 1)


@pytest.fixture
def unit():
    return UnitFactory(name="Chomutov")


@pytest.fixture
def leaver(unit, client):
    person = PersonFactory(title_before="Mgr.", first_name="Jana", last_name="Hronová")
    person.units.add(unit)
    user = member(unit, name="Mgr. Jana Hronová", email="jana@chomutov.cz", person=person)
    client.force_login(user)
    return user


@pytest.fixture
def successor(unit):
    return member(unit, UnitRole.READER, name="Ing. Petr Nový, Ph.D.", email="petr@chomutov.cz")


@pytest.fixture
def holding(unit, leaver):
    return RoleHoldingFactory(unit=unit, role=OfficialRole.MANAGER, person=leaver.person, valid_from=SINCE)


@pytest.fixture
def seat(unit, leaver):
    partnership = PartnershipFactory(name="LP Chomutov", units=[unit])
    return SeatFactory(partnership=partnership, holder=leaver.person, has_vote=False)


def page(unit, leaver):
    return reverse("partnerships:handover_of", args=[unit.pk, leaver.pk])


def form(**fields):
    return {"holder": "osoba", "starts_on": "1. 9. 2026", **fields}


def hand_over(unit, leaver, successor, **fields):
    given = {
        "by": leaver,
        "leaver": leaver,
        "successor": successor,
        "new_account": None,
        "starts_on": DAY,
        "holdings": (),
        "seats": (),
        "now": timezone.now(),
        "link_for": lambda token: f"https://popis/{token}",
    }
    return actions.hand_over(unit, **{**given, **fields})


# --- The page ---------------------------------------------------------------------------------------------


def test_whole_agenda_passes_to_a_colleague_after_it_was_shown(
    client, unit, leaver, successor, holding, seat
):
    sent = form(successor=successor.pk, holdings=[holding.pk], seats=[seat.pk])

    shown = client.post(page(unit, leaver), sent)
    assert not Handover.objects.exists(), "nothing happens before it is confirmed"
    done = client.post(page(unit, leaver), {**sent, "potvrzeno": "ano"}, follow=True)

    handover = Handover.objects.get()
    assert shown.context["moved"] == handover.moved
    assert (handover.leaver, handover.successor, handover.by, handover.starts_on) == (
        leaver,
        successor,
        leaver,
        DAY,
    )
    assert "Role „manažer sociálního začleňování“: Mgr. Jana Hronová do 31.\u00a08.\u00a02026" in "\n".join(
        handover.moved
    )
    ended = leaver.memberships.get()
    assert (ended.ended_by, ended.ended_at is not None) == (leaver, True)
    assert successor.memberships.active().filter(role=UnitRole.MANAGER).get().created_by == leaver
    assert done.request["PATH_INFO"] == reverse("start")
    assert "Agenda je předaná. Přebírá ji Ing. Petr Nový, Ph.D." in done.content.decode()


def test_offices_end_the_day_before_and_go_on_with_the_successor(unit, leaver, successor, holding, seat):
    hand_over(unit, leaver, successor, holdings=[holding], seats=[seat])

    person = Person.objects.get(user=successor)
    assert (person.full_name, person.last_name) == ("Ing. Petr Nový, Ph.D.", "Nový")
    assert unit in person.units.all()
    old, new = unit.role_holdings.order_by("pk")
    assert (old.person, old.valid_to) == (leaver.person, date(2026, 8, 31))
    assert (new.role, new.person, new.valid_from, new.valid_to) == (OfficialRole.MANAGER, person, DAY, None)
    old, new = Seat.objects.order_by("pk")
    assert (old.holder, old.valid_to) == (leaver.person, date(2026, 8, 31))
    assert (new.holder, new.valid_from, new.function_text, new.has_vote) == (
        person,
        DAY,
        "zástupce vedení města",
        False,
    )


def test_what_is_not_ticked_stays(unit, leaver, successor, holding, seat):
    hand_over(unit, leaver, successor, holdings=[], seats=[])

    holding.refresh_from_db()
    seat.refresh_from_db()
    assert (holding.valid_to, seat.valid_to) == (None, None)
    assert not any("Místo" in line for line in Handover.objects.get().moved)


def test_deputy_of_a_vacant_role_is_handed_over_as_a_deputy(unit, leaver, successor):
    vacancy = RoleHoldingFactory(unit=unit, person=None, is_vacant=True, deputy=leaver.person)

    hand_over(unit, leaver, successor, holdings=[vacancy])

    new = unit.role_holdings.latest("pk")
    assert (new.is_vacant, new.person, new.deputy) == (True, None, Person.objects.get(user=successor))


def test_leaver_is_out_of_the_unit_at_the_next_request_and_keeps_the_others(client, unit, leaver, successor):
    other = MembershipFactory(user=leaver, unit=UnitFactory(name="Jihlava")).unit

    hand_over(unit, leaver, successor)

    assert client.get(reverse("partnerships:unit", args=[unit.pk])).status_code == 404
    assert client.get(reverse("partnerships:unit", args=[other.pk])).status_code == 200


def test_leaver_without_another_unit_sees_an_empty_start_page(client, unit, leaver, successor):
    hand_over(unit, leaver, successor)

    assert "Zatím nemáte přístup k žádnému územnímu celku" in client.get(reverse("start")).content.decode()


def test_new_person_gets_an_account_and_an_invitation(client, unit, leaver, holding):
    sent = form(
        holder="nova",
        title_before="Bc.",
        first_name="Eva",
        last_name="Nová",
        email="Eva@Chomutov.cz",
        holdings=[holding.pk],
        potvrzeno="ano",
    )

    client.post(page(unit, leaver), sent)

    user = User.objects.get(email="eva@chomutov.cz")
    assert (user.name, user.person.full_name, user.has_usable_password()) == (
        "Bc. Eva Nová",
        "Bc. Eva Nová",
        False,
    )
    assert user.memberships.get().role == UnitRole.MANAGER
    assert Invitation.objects.get().user == user
    assert unit.role_holdings.latest("pk").person == user.person
    secret = Notification.objects.get(has_secret_link=True)
    assert "http://testserver/pozvanka/" in secret.body
    assert "Chomutov: manažer/ka sociálního začleňování" in secret.body


def test_email_of_an_existing_account_makes_no_second_one(client, unit, leaver):
    known = member(UnitFactory(), name="Karel Odjinud", email="karel@jihlava.cz")
    sent = form(holder="nova", first_name="K.", last_name="O.", email="karel@jihlava.cz", potvrzeno="ano")

    client.post(page(unit, leaver), sent)

    assert known.memberships.active().filter(unit=unit).exists()
    assert "Karel Odjinud" in str(Handover.objects.get().moved)
    assert not Invitation.objects.exists(), "the account has its password"


def test_back_to_the_form_keeps_what_was_typed(client, unit, leaver, successor, seat):
    sent = form(successor=successor.pk, seats=[seat.pk])

    response = client.post(page(unit, leaver), {**sent, "upravit": "ano"})

    assert not Handover.objects.exists()
    assert response.context["form"]["successor"].value() == str(successor.pk)
    assert "Pokračovat ke kontrole" in response.content.decode()


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"holder": "osoba"}, "successor"),
        ({"holder": "nova", "first_name": "Eva", "email": "e@x.cz"}, "last_name"),
        ({"holder": "nova", "first_name": "Eva", "last_name": "Nová"}, "email"),
        ({"holder": "nova", "first_name": "J", "last_name": "H", "email": "JANA@chomutov.cz"}, "email"),
    ],
)
def test_unfinished_form_says_what_is_missing(client, unit, leaver, sent, field):
    response = client.post(page(unit, leaver), {**form(), **sent, "potvrzeno": "ano"})

    assert field in response.context["form"].errors
    assert not Handover.objects.exists()


def test_person_of_another_unit_and_oneself_are_no_choice(client, unit, leaver):
    stranger = member(UnitFactory())
    for user in (stranger, leaver):
        response = client.post(page(unit, leaver), form(successor=user.pk, potvrzeno="ano"))

        assert "successor" in response.context["form"].errors


def test_second_click_leads_where_the_first_one_did(client, unit, leaver, successor):
    sent = form(successor=successor.pk, potvrzeno="ano")

    first = client.post(page(unit, leaver), sent)
    second = client.post(page(unit, leaver), sent)

    assert first["Location"] == second["Location"] == reverse("start")
    assert Handover.objects.count() == 1


def test_colleagues_second_click_leads_back_to_the_unit(client, unit, leaver, successor):
    deputy = member(unit, UnitRole.DEPUTY)
    client.force_login(deputy)
    sent = form(successor=successor.pk, potvrzeno="ano")

    answers = [client.post(page(unit, leaver), sent)["Location"] for _ in range(2)]

    assert answers == [reverse("partnerships:unit", args=[unit.pk])] * 2
    assert Handover.objects.get().by == deputy


def test_stranger_learns_nothing_of_a_handover(client, unit, leaver, successor):
    hand_over(unit, leaver, successor)
    client.force_login(member(UnitFactory()))

    assert client.get(page(unit, leaver)).status_code == 404


# --- Who may ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("who", "whose", "status"),
    [
        (UnitRole.MANAGER, UnitRole.DEPUTY, 200),
        (UnitRole.DEPUTY, UnitRole.MANAGER, 200),
        (UnitRole.REPRESENTATIVE, UnitRole.MANAGER, 200),
        (UnitRole.DEPUTY, UnitRole.REPRESENTATIVE, 403),
        (UnitRole.READER, UnitRole.MANAGER, 403),
        (UnitRole.CONSULTANT, UnitRole.MANAGER, 403),
        (UnitRole.MANAGER, UnitRole.READER, 404),
        (UnitRole.MANAGER, UnitRole.CONSULTANT, 404),
    ],
)
def test_whose_agenda_one_may_hand_over(client, unit, who, whose, status):
    client.force_login(member(unit, who))

    assert client.get(page(unit, member(unit, whose))).status_code == status


def test_representative_hands_over_his_own_agenda(client, unit):
    user = member(unit, UnitRole.REPRESENTATIVE)
    client.force_login(user)

    assert client.get(page(unit, user)).status_code == 200


def test_site_admin_hands_over_from_the_page_of_the_account(client, unit, leaver, successor, holding):
    admin = UserFactory(is_site_admin=True, name="Olga Správcová")
    client.force_login(admin)
    url = reverse("partnerships:user_hand_over", args=[leaver.pk, unit.pk])
    sent = form(successor=successor.pk, holdings=[holding.pk], potvrzeno="ano")

    answers = [client.post(url, sent)["Location"] for _ in range(2)]

    account = reverse("partnerships:user", args=[leaver.pk])
    assert answers == [account, account]
    assert Handover.objects.get().by == admin
    assert "Mgr. Jana Hronová → Ing. Petr Nový, Ph.D." in client.get(account).content.decode()


# --- The action -------------------------------------------------------------------------------------------


def test_handing_back_is_a_handover_like_any_other(client, unit, leaver, successor, holding):
    hand_over(unit, leaver, successor, holdings=[holding])
    successor.refresh_from_db()
    client.force_login(successor)

    held = agenda_of(unit, successor).holdings
    hand_over(unit, successor, leaver, by=successor, starts_on=date(2026, 10, 1), holdings=held)

    assert client.get(reverse("partnerships:unit", args=[unit.pk])).status_code == 404
    assert leaver.memberships.active().get().role == UnitRole.MANAGER
    assert unit.role_holdings.get(valid_to=None).person == leaver.person
    assert [one.leaver for one in Handover.objects.order_by("pk")] == [leaver, successor]


def test_everybody_concerned_gets_a_mail(unit, leaver, successor):
    hand_over(unit, leaver, successor)

    mails = {mail.recipient: mail.body for mail in Notification.objects.all()}
    assert set(mails) == {"jana@chomutov.cz", "petr@chomutov.cz"}
    assert "už nemáte přístup" in mails["jana@chomutov.cz"]
    assert "najdete po přihlášení" in mails["petr@chomutov.cz"]


def test_handover_to_oneself_is_refused(unit, leaver):
    with pytest.raises(ValidationError, match="téže osobě"):
        hand_over(unit, leaver, leaver)
    assert leaver.memberships.active().exists()


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"is_active": False}, "deaktivovaný"),
        ({"agency_role": "DIRECTOR"}, "patří jeho lidem"),
        ({"is_site_admin": True}, "Správce aplikace nevidí obsah"),
    ],
)
def test_successor_who_may_not_hold_it_is_refused_and_nothing_moves(unit, leaver, fields, sentence):
    UserFactory(email="kdo@x.cz", **fields)
    name = {"first_name": "Kdo", "last_name": "Kdosi"}

    with pytest.raises(ValidationError, match=sentence):
        hand_over(unit, leaver, None, new_account={"email": "kdo@x.cz", "name": name})
    assert leaver.memberships.active().exists()
    assert not Handover.objects.exists()


def test_day_before_the_office_began_is_refused_and_nothing_moves(unit, leaver, successor, holding):
    with pytest.raises(ValidationError, match="začíná až po dni předání"):
        hand_over(unit, leaver, successor, holdings=[holding], starts_on=SINCE)
    assert leaver.memberships.active().exists()


@pytest.mark.django_db(transaction=True)
def test_two_confirmations_at_once_make_one_handover(unit, leaver, successor):
    other = member(unit, UnitRole.READER, name="Eva Jiná")

    results = at_once(lambda: hand_over(unit, leaver, successor), lambda: hand_over(unit, leaver, other))

    assert results == ["ValidationError", "done"]
    assert Handover.objects.count() == 1
    assert unit.memberships.active().filter(role=UnitRole.MANAGER).count() == 1


def test_handover_written_down_is_not_rewritten():
    handover = HandoverFactory()

    for change in (lambda: Handover.objects.update(starts_on=SINCE), handover.delete):
        with pytest.raises(ProgrammingError, match="Cannot update or delete"), transaction.atomic():
            change()


# --- On the unit's page -----------------------------------------------------------------------------------


def test_unit_page_lists_who_has_access_and_the_handovers(client, unit, leaver, successor):
    member(unit, name="Odešlý", is_active=False)
    HandoverFactory(unit=unit, leaver=successor, successor=leaver)

    shown = client.get(reverse("partnerships:unit", args=[unit.pk])).content.decode()
    client.force_login(successor)
    hidden = client.get(reverse("partnerships:unit", args=[unit.pk])).content.decode()

    assert "petr@chomutov.cz" in shown
    assert "Odešlý" not in shown
    assert "Ing. Petr Nový, Ph.D. → Mgr. Jana Hronová" in shown
    assert "Kdo má přístup" not in hidden, "a reader does not see the accounts"


@pytest.mark.parametrize("rows", [1, 3])
def test_handover_page_costs_the_same_for_any_number_of_offices(
    client, unit, leaver, rows, django_assert_num_queries
):
    partnership = PartnershipFactory(units=[unit])
    for _ in range(rows):
        RoleHoldingFactory(unit=unit, person=leaver.person)
        SeatFactory(partnership=partnership, holder=leaver.person)
    client.get(page(unit, leaver))

    with django_assert_num_queries(14):
        client.get(page(unit, leaver))
