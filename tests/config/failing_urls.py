"""The site's addresses and, beside them, pages that fail as real ones may."""

from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpResponse
from django.urls import path

from config.urls import handler400, handler500, urlpatterns  # noqa: F401 Django looks for them here
from partnerships.models import Region


def database_gone(request):
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")


def somebody_was_faster(request):
    for _ in range(2):
        Region.objects.create(code="CZ999", name=request.GET.get("name", "Kraj"), name_locative="v kraji")


def our_mistake(request):
    raise LookupError("co se stalo")


def data(request):
    return HttpResponse(str(len(request.POST)))


PAGES = (database_gone, somebody_was_faster, our_mistake, data)
urlpatterns = [*urlpatterns, *(path(f"{page.__name__}/", login_not_required(page)) for page in PAGES)]
