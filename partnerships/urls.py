from django.urls import path

from partnerships.views import (
    accounts,
    administered_units,
    bodies,
    consultants,
    documents,
    handover,
    invitations,
    units,
)

app_name = "partnerships"

urlpatterns = [
    path("celky/", units.unit_list, name="unit_list"),
    path("celky/<int:pk>/", units.unit, name="unit"),
    path("celky/<int:pk>/role/nova/", units.role_add, name="role_add"),
    path("role/<int:pk>/ukoncit/", units.role_end, name="role_end"),
    path("celky/<int:pk>/partnerstvi/nove/", bodies.partnership_add, name="partnership_add"),
    path("partnerstvi/<int:pk>/", bodies.partnership, name="partnership"),
    path("partnerstvi/<int:pk>/skupiny/nova/", bodies.group_add, name="group_add"),
    path("partnerstvi/<int:pk>/mista/nove/", bodies.seat_add, name="seat_add"),
    path("mista/<int:pk>/ukoncit/", bodies.seat_end, name="seat_end"),
    path("celky/<int:pk>/predat-agendu/", handover.handover, name="handover"),
    path("celky/<int:pk>/predat-agendu/<int:user_pk>/", handover.handover_of, name="handover_of"),
    path("pozvanka/", invitations.invitation, name="invitation"),
    path("pozvanka/<str:token>/", invitations.invitation_open, name="invitation_open"),
    path("sprava/", accounts.administration, name="administration"),
    path("sprava/ucty/", accounts.user_list, name="user_list"),
    path("sprava/ucty/novy/", accounts.user_add, name="user_add"),
    path("sprava/ucty/<int:pk>/", accounts.user, name="user"),
    path("sprava/ucty/<int:pk>/upravit/", accounts.user_edit, name="user_edit"),
    path("sprava/ucty/<int:pk>/deaktivovat/", accounts.user_deactivate, name="user_deactivate"),
    path("sprava/ucty/<int:pk>/aktivovat/", accounts.user_reactivate, name="user_reactivate"),
    path("sprava/ucty/<int:pk>/pristup/", accounts.access_add, name="access_add"),
    path("sprava/ucty/<int:pk>/pozvat/", accounts.invitation_send, name="invitation_send"),
    path(
        "sprava/ucty/<int:pk>/predat-agendu/<int:unit_pk>/",
        handover.user_hand_over,
        name="user_hand_over",
    ),
    path("sprava/pristupy/<int:pk>/ukoncit/", accounts.access_end, name="access_end"),
    path("sprava/pozvanky/<int:pk>/stahnout/", accounts.invitation_withdraw, name="invitation_withdraw"),
    path("sprava/celky/", administered_units.administered_units, name="administered_units"),
    path("sprava/celky/novy/", administered_units.unit_add, name="unit_add"),
    path("sprava/celky/<int:pk>/upravit/", administered_units.unit_edit, name="unit_edit"),
    path("sprava/konzultanti/", consultants.consultant_list, name="consultant_list"),
    path("sprava/konzultanti/<int:pk>/pridelit/", consultants.consultant_assign, name="consultant_assign"),
    path("sprava/konzultanti/prideleni/<int:pk>/ukoncit/", consultants.consultant_end, name="consultant_end"),
    path("dokumenty/<int:pk>/", documents.document, name="document"),
]
