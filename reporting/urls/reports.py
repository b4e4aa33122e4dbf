from django.urls import path

from reporting import views
from reporting.texts import TextCode

urlpatterns = [
    path(
        f"{TextCode.ACCESSIBILITY}/",
        views.public_text,
        {"code": TextCode.ACCESSIBILITY},
        name="accessibility",
    ),
    path(f"{TextCode.PRIVACY}/", views.public_text, {"code": TextCode.PRIVACY}, name="privacy"),
    path(
        f"{TextCode.ACCESSIBILITY}/upravit/",
        views.edit_text,
        {"code": TextCode.ACCESSIBILITY},
        name="accessibility_edit",
    ),
    path(f"{TextCode.PRIVACY}/upravit/", views.edit_text, {"code": TextCode.PRIVACY}, name="privacy_edit"),
    path("moje-obce/", views.portfolio, name="portfolio"),
    path("moje-obce/export/", views.portfolio_export, name="portfolio_export"),
    path("popisy/<int:pk>/zpravy/", views.report_list, name="report_list"),
    # the converter „rok“ is planning's
    path("popisy/<int:pk>/zpravy/<rok:year>/vytvorit/", views.create, name="create"),
    path("zpravy/<int:pk>/", views.report, name="report"),
    path("zpravy/<int:pk>/nahled/", views.preview, name="preview"),
    path("zpravy/<int:pk>/predlozit/", views.submit, name="submit"),
    path("ulohy/<uuid:key>/", views.job, name="job"),
    path("ulohy/<uuid:key>/znovu/", views.retry, name="retry"),
]
