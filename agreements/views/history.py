from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from agreements.forms.history import HistoryFilter
from agreements.history import History
from agreements.history.export import ENTRIES_IN_FILE, history_workbook
from agreements.views.fetching import agreement_seen
from partnerships.spreadsheet import as_download

PAGE_SIZE = 25


@require_safe
def history(request, pk):
    agreement = agreement_seen(request, pk)
    form = HistoryFilter(request.GET)
    history = History(agreement, request.user, form.choice)
    form.offer(history)
    page = Paginator(history, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "agreement": agreement,
        "unit": agreement.unit,
        "form": form,
        "page": page,
        "days": _by_day(page),
        "is_filtered": any(form.choice),
        "export_query": _without_page(request),
        "entries_in_file": ENTRIES_IN_FILE,
    }
    return render(request, "agreements/history.html", context)


@require_safe
def history_export(request, pk):
    agreement = agreement_seen(request, pk)
    history = History(agreement, request.user, HistoryFilter(request.GET).choice)
    day = timezone.localdate()
    return as_download(f"historie-popisu-{agreement.pk}-{day:%Y-%m-%d}.xlsx", history_workbook(history))


def _by_day(entries) -> list[tuple]:
    days: dict = {}
    for entry in entries:
        days.setdefault(timezone.localtime(entry.at).date(), []).append(entry)
    return list(days.items())


def _without_page(request) -> str:
    query = request.GET.copy()
    query.pop("page", None)
    return query.urlencode()
