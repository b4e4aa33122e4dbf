from partnerships.urls import directory, site, structure, uploads

app_name = "partnerships"

urlpatterns = [
    *site.urlpatterns,
    *structure.urlpatterns,
    *directory.urlpatterns,
    *uploads.urlpatterns,
]
