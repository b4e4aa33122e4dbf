from django.urls import path

import planning.urls.years  # noqa: F401 the addresses below use its converter
from planning.views import excel

urlpatterns = [
    path("popisy/<int:pk>/sesit/", excel.workbook, name="workbook"),
    path("popisy/<int:pk>/sesit/prazdny.xlsx", excel.workbook_empty, name="workbook_empty"),
    path("popisy/<int:pk>/sesit/<uuid:key>/", excel.workbook_import, name="workbook_import"),
    path("popisy/<int:pk>/sesit/<uuid:key>/zahodit/", excel.workbook_discard, name="workbook_discard"),
    path("popisy/<int:pk>/rok/<rok:year>/sesit.xlsx", excel.workbook_year, name="workbook_year"),
    path("verze/<int:pk>/harmonogram.xlsx", excel.workbook_version, name="workbook_version"),
]
