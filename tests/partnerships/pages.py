"""Who × page of partnerships; see tests/access.py."""

from tests.access import ASSIGN, EDIT, PUBLIC, READ, RECORD, SIGNED_IN, SITE_ADMIN, SUBMIT, Page, Who

ADDRESSEE = Who(frozenset({"manager"}), frozenset())  # a notice is the business of one person


def account(w):
    return [w.people["manager"].pk]


def access_of(who):
    return lambda w: [w.people[who].memberships.earliest("pk").pk]


PAGES = {
    "start": Page(get=SIGNED_IN),
    "partnerships:unit_list": Page(get=SIGNED_IN),
    "partnerships:unit": Page(lambda w: [w.unit.pk], get=READ),
    "partnerships:role_add": Page(lambda w: [w.unit.pk], get=EDIT, post=EDIT),
    "partnerships:role_end": Page(lambda w: [w.holding.pk], get=EDIT, post=EDIT),
    "partnerships:partnership_add": Page(lambda w: [w.unit.pk], get=EDIT, post=EDIT),
    "partnerships:partnership": Page(lambda w: [w.partnership.pk], get=READ),
    "partnerships:group_add": Page(lambda w: [w.partnership.pk], get=RECORD, post=RECORD),
    "partnerships:seat_add": Page(lambda w: [w.partnership.pk], get=RECORD, post=RECORD),
    "partnerships:seat_end": Page(lambda w: [w.seat.pk], get=RECORD, post=RECORD),
    "partnerships:document": Page(lambda w: [w.document.pk], get=READ, picture=False),
    "partnerships:handover": Page(lambda w: [w.unit.pk], get=SUBMIT),
    "partnerships:handover_of": Page(lambda w: [w.unit.pk, w.people["manager"].pk], get=SUBMIT, post=SUBMIT),
    "partnerships:notice_list": Page(get=SIGNED_IN),
    "partnerships:notices_read": Page(post=SIGNED_IN),
    "partnerships:notice_open": Page(lambda w: [w.notice.pk], post=ADDRESSEE),
    # --- the way in
    "partnerships:invitation_open": Page(lambda w: ["neznamy-odkaz"], get=PUBLIC),
    "partnerships:invitation": Page(get=PUBLIC, post=PUBLIC, picture=False),
    # --- the administration
    "partnerships:administration": Page(get=SITE_ADMIN),
    "partnerships:user_list": Page(get=SITE_ADMIN),
    "partnerships:user_add": Page(get=SITE_ADMIN, post=SITE_ADMIN),
    "partnerships:user": Page(account, get=SITE_ADMIN),
    "partnerships:user_edit": Page(account, get=SITE_ADMIN, post=SITE_ADMIN),
    "partnerships:user_deactivate": Page(account, get=SITE_ADMIN, post=SITE_ADMIN),
    "partnerships:user_reactivate": Page(account, get=SITE_ADMIN, post=SITE_ADMIN),
    "partnerships:user_second_factor": Page(account, get=SITE_ADMIN, post=SITE_ADMIN),
    "partnerships:access_add": Page(account, get=SITE_ADMIN, post=SITE_ADMIN),
    "partnerships:access_end": Page(access_of("manager"), get=SITE_ADMIN, post=SITE_ADMIN),
    "partnerships:invitation_send": Page(account, post=SITE_ADMIN),
    "partnerships:invitation_withdraw": Page(lambda w: [w.invitation.pk], post=SITE_ADMIN),
    "partnerships:user_hand_over": Page(
        lambda w: [w.people["manager"].pk, w.unit.pk], get=SITE_ADMIN, post=SITE_ADMIN
    ),
    "partnerships:administered_units": Page(get=SITE_ADMIN),
    "partnerships:unit_add": Page(get=SITE_ADMIN, post=SITE_ADMIN),
    "partnerships:unit_edit": Page(lambda w: [w.unit.pk], get=SITE_ADMIN, post=SITE_ADMIN),
    "partnerships:consultant_list": Page(get=ASSIGN),
    "partnerships:consultant_assign": Page(lambda w: [w.unit.pk], get=ASSIGN, post=ASSIGN),
    "partnerships:consultant_end": Page(access_of("consultant"), get=ASSIGN, post=ASSIGN),
}
