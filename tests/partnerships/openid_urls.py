"""The addresses of a site whose environment names a provider."""

from django.urls import include, path

from config.urls import handler400, handler500, openid_urls  # noqa: F401
from config.urls import urlpatterns as without

urlpatterns = [path("ucet/", include(openid_urls)), *without]
