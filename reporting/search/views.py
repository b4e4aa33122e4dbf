from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from reporting.search.kinds import BY_SLUG
from reporting.search.question import read_question
from reporting.search.results import found, lines_of, suggestions
from reporting.search.results import search as search_all

PAGE_SIZE = 25


@require_safe
def search(request):
    question = read_question(request.GET.get("q", ""))
    groups = search_all(request.user, question)
    context = {"question": question, "groups": groups, "total": sum(group.total for group in groups)}
    return render(request, "reporting/search.html", context)


@require_safe
def search_kind(request, slug):
    """All found rows of one kind."""
    kind = BY_SLUG.get(slug)
    if kind is None:
        raise Http404
    question = read_question(request.GET.get("q", ""))
    rows = []
    if question.can_be_asked:
        rows = found(kind, request.user, question).values_list("found_row", flat=True)
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "question": question,
        "kind": kind,
        "page": page,
        "lines": lines_of(kind, page, question),
    }
    return render(request, "reporting/search_kind.html", context)


@require_safe
def search_suggestions(request):
    """What drops down under the field as one types."""
    question = read_question(request.GET.get("q", ""))
    lines, total = suggestions(request.user, question)
    context = {"question": question, "lines": lines, "total": total}
    return render(request, "reporting/_search_suggestions.html", context)
