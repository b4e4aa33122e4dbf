from django.urls import path

import planning.urls.years  # noqa: F401 the addresses below use its converter
from planning.views import counting

PLACE = "popisy/<int:pk>/rok/<rok:year>/ocekavani/<uuid:term_key>/"

urlpatterns = [
    path("popisy/<int:pk>/pocitani/", counting.counting, name="counting"),
    path(PLACE, counting.expectation, name="expectation"),
    path(f"{PLACE}zpet/", counting.expectation_withdraw, name="expectation_withdraw"),
]
