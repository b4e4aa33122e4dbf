from django.urls import path

import planning.urls.years  # noqa: F401 the addresses below use its converter
from planning.views import plan

urlpatterns = [
    path("popisy/<int:pk>/rok/<rok:year>/plan/", plan.plan, name="plan"),
    path(
        "popisy/<int:pk>/rok/<rok:year>/plan/vratit/<uuid:key>/", plan.plan_take_back, name="plan_take_back"
    ),
]
