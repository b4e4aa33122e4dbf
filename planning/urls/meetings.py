from django.urls import path

from planning.views import circulation, decisions, minutes, tasks

urlpatterns = [
    path("udalosti/<int:pk>/zapis/", minutes.minutes, name="minutes"),
    path("udalosti/<int:pk>/zapis/schvalit/", minutes.minutes_approve, name="minutes_approve"),
    path("udalosti/<int:pk>/zapis/opravit/", minutes.minutes_reopen, name="minutes_reopen"),
    path("udalosti/<int:pk>/zapis/rozeslat/", circulation.minutes_circulate, name="minutes_circulate"),
    path("udalosti/<int:pk>/zapis/pripominka/", circulation.minutes_comment, name="minutes_comment"),
    path("pripominky-k-zapisu/<int:pk>/vyporadat/", circulation.comment_settle, name="comment_settle"),
    path("zapis-k-pripominkam/<str:token>/", circulation.minutes_shared, name="minutes_shared"),
    path("udalosti/<int:pk>/usneseni/nove/", decisions.decision_add, name="decision_add"),
    path("usneseni/<int:pk>/upravit/", decisions.decision_edit, name="decision_edit"),
    path("usneseni/<int:pk>/zrusit/", decisions.decision_withdraw, name="decision_withdraw"),
    path("celky/<int:unit_pk>/usneseni/", decisions.decision_list, name="decision_list"),
    path("celky/<int:unit_pk>/usneseni.xlsx", decisions.decision_export, name="decision_export"),
    path("partnerstvi/<int:pk>/usneseni/", decisions.partnership_decisions, name="partnership_decisions"),
    path(
        "partnerstvi/<int:pk>/usneseni.xlsx",
        decisions.partnership_decisions_export,
        name="partnership_decisions_export",
    ),
    path("celky/<int:unit_pk>/ukoly/", tasks.task_list, name="task_list"),
    path("udalosti/<int:pk>/ukoly/novy/", tasks.task_add, name="task_add"),
    path("ukoly/<int:pk>/upravit/", tasks.task_edit, name="task_edit"),
    path("ukoly/<int:pk>/splnit/", tasks.task_finish, name="task_finish"),
    path("ukoly/<int:pk>/zrusit/", tasks.task_cancel, name="task_cancel"),
    path("ukoly/<int:pk>/otevrit/", tasks.task_reopen, name="task_reopen"),
]
