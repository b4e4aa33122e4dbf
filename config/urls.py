from django.urls import include, path

urlpatterns = [
    path("ucet/", include("allauth.urls")),
]
