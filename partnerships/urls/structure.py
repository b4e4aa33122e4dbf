from django.urls import path

from partnerships.views import bodies, rules, seats

urlpatterns = [
    path("celky/<int:pk>/partnerstvi/nove/", bodies.partnership_add, name="partnership_add"),
    path("partnerstvi/<int:pk>/", bodies.partnership, name="partnership"),
    path("partnerstvi/<int:pk>/upravit/", bodies.partnership_edit, name="partnership_edit"),
    path("partnerstvi/<int:pk>/zmeny/", bodies.partnership_changes, name="partnership_changes"),
    path("partnerstvi/<int:pk>/skupiny/nova/", bodies.group_add, name="group_add"),
    path("skupiny/<int:pk>/upravit/", bodies.group_edit, name="group_edit"),
    path("skupiny/<int:pk>/zrusit/", bodies.group_dissolve, name="group_dissolve"),
    path("skupiny/<int:pk>/obnovit/", bodies.group_restore, name="group_restore"),
    path("partnerstvi/<int:pk>/mista/nove/", seats.seat_add, name="seat_add"),
    path("mista/<int:pk>/", seats.seat, name="seat"),
    path("mista/<int:pk>/upravit/", seats.seat_edit, name="seat_edit"),
    path("mista/<int:pk>/obsadit/", seats.seat_hold, name="seat_hold"),
    path("mista/<int:pk>/ukoncit/", seats.seat_end, name="seat_end"),
    path("mista/<int:pk>/smazat/", seats.seat_delete, name="seat_delete"),
    path("partnerstvi/<int:pk>/dokumenty/", rules.rule_list, name="rule_list"),
    path("partnerstvi/<int:pk>/dokumenty/novy/", rules.rule_add, name="rule_add"),
    path("dokumenty-partnerstvi/<int:pk>/upravit/", rules.rule_edit, name="rule_edit"),
    path("dokumenty-partnerstvi/<int:pk>/nahradit/", rules.rule_replace, name="rule_replace"),
]
