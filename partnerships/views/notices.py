"""„Upozornění“: what a person was told, the unread first."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import F
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from partnerships import actions
from partnerships.models import Notice

PAGE_SIZE = 25


@require_safe
def notice_list(request):
    notices = Notice.objects.visible_to(request.user).order_by(
        F("read_at").desc(nulls_first=True), "-created_at", "-pk"
    )
    page = Paginator(notices, PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "partnerships/notice_list.html", {"page": page})


@require_POST
def notice_open(request, pk):
    """To the page the notice is about; opening it is reading it."""
    notice = get_object_or_404(Notice.objects.visible_to(request.user), pk=pk)
    actions.read_notice(notice, by=request.user, now=timezone.now())
    return redirect(notice.url or "partnerships:notice_list")


@require_POST
def notices_read(request):
    if actions.read_all_notices(by=request.user, now=timezone.now()):
        messages.success(request, "Všechna upozornění jsou označena jako přečtená.")
    return redirect("partnerships:notice_list")
