"""`make bench`: pages against a bare view, and what one report costs. Prints raw times and ratios."""

import io
import os
import resource
import statistics
import subprocess
import sys
import time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
ROUNDS, WARM_UP = 200, 20
REPORT_CHILD = "--report"


def percentiles(call) -> tuple[float, float]:
    """Median and 95th percentile in milliseconds."""
    for _ in range(WARM_UP):
        call()
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        call()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times), statistics.quantiles(times, n=20)[18]


def measure_pages() -> list[tuple[str, float, float, float, float]]:
    """(page, goal in multiples of the bare view, p50, p95, ratio of medians)"""
    from django.test import Client
    from django.test.utils import override_settings
    from django.urls import reverse

    from agreements.models import Agreement
    from partnerships.models import User
    from reporting.demo.parties import CHOMUTOV_ACCOUNTS

    agreement = Agreement.objects.get(unit__name="Chomutov")
    client = Client(SERVER_NAME="localhost")
    client.force_login(User.objects.get(email=CHOMUTOV_ACCOUNTS["manager"].email))
    with override_settings(ROOT_URLCONF="benchmarks.urls", DEBUG=False):
        pages = [
            ("bare view", 1.0, "/merime/"),
            ("agreement list", 6.0, reverse("agreements:list")),
            ("agreement page", 20.0, reverse("agreements:detail", args=[agreement.pk])),
            ("year page 2023", 20.0, reverse("planning:year", args=[agreement.pk, 2023])),
        ]
        return against_the_first(client, pages)


def against_the_first(client, pages) -> list[tuple[str, float, float, float, float]]:
    rows = []
    for name, goal, url in pages:
        response = client.get(url)
        if response.status_code != 200:
            raise SystemExit(f"{name}: HTTP {response.status_code}")
        rows.append((name, goal, *percentiles(lambda url=url: client.get(url))))
    bare = rows[0][2]
    return [(name, goal, p50, p95, p50 / bare) for name, goal, p50, p95 in rows]


def measure_busy_partnership() -> None:
    """Pages and search over ten years of one partnership among three hundred units."""
    from django.test import Client
    from django.test.utils import override_settings
    from django.urls import reverse

    from benchmarks.partnership import busy_partnership
    from benchmarks.search import GOAL_MS, search_costs

    busy = busy_partnership()
    client = Client(SERVER_NAME="localhost")
    client.force_login(busy.manager)
    year = busy.event.starts_on.year
    pages = [
        ("bare view", 1.0, "/merime/"),
        ("start page", 20.0, reverse("start")),
        ("partnership", 20.0, reverse("partnerships:partnership", args=[busy.partnership.pk])),
        ("calendar, a year", 20.0, reverse("planning:calendar_year", args=[busy.unit.pk, year])),
        ("list of events", 20.0, reverse("planning:event_list", args=[busy.unit.pk])),
        ("event", 20.0, reverse("planning:event", args=[busy.event.pk])),
        ("attendance", 20.0, reverse("planning:attendance", args=[busy.event.pk])),
        ("search", 20.0, reverse("reporting:search", query={"q": "novák"})),
        ("suggestions", 20.0, reverse("reporting:search_suggestions", query={"q": "nov"})),
    ]
    print("\nten years of one partnership, 200 meetings, 4 000 attendances:")
    with override_settings(ROOT_URLCONF="benchmarks.urls", DEBUG=False):
        print_pages(against_the_first(client, pages))
    print(f"\n{'search, database time':<46} {'goal ms':>8} {'best':>8} {'p50':>8} {'ratio':>7}")
    for who, user in (("manager of one unit", busy.manager), ("analyst", busy.analyst)):
        for cost in search_costs(user):
            what = f"{who}: „{cost.question}“ ({cost.found})"
            print(
                f"{what:<46} {GOAL_MS:>8.0f} {cost.best:>8.1f} {cost.p50:>8.1f} {cost.p50 / GOAL_MS:>7.2f}"
                f"{'  OVER' if cost.p50 > GOAL_MS else ''}"
            )


def measure_who_owes() -> None:
    from django.test.utils import override_settings

    from benchmarks.debts import measure_debts

    with override_settings(DEBUG=False):
        measure_debts()


def print_pages(rows) -> None:
    print(f"{'page':<18} {'goal ×':>7} {'p50 ms':>8} {'p95 ms':>8} {'ratio':>7}")
    for name, goal, p50, p95, ratio in rows:
        print(
            f"{name:<18} {goal:>7.1f} {p50:>8.2f} {p95:>8.2f} {ratio:>7.2f}{'  OVER' if ratio > goal else ''}"
        )


def click_without_queue() -> float:
    """Milliseconds until the page of a new report answers when no broker listens (none does here)."""
    from django.test import Client
    from django.urls import reverse

    from agreements.models import Agreement
    from partnerships.models import User
    from reporting.demo.parties import KAMENICE_ACCOUNTS

    agreement = Agreement.objects.get(unit__name="Česká Kamenice")
    client = Client(SERVER_NAME="localhost")
    client.force_login(User.objects.get(email=KAMENICE_ACCOUNTS["kamenice"].email))
    start = time.perf_counter()
    response = client.post(reverse("reporting:create", args=[agreement.pk, 2023]))
    if response.status_code != 302:
        raise SystemExit(f"new report: HTTP {response.status_code}")
    return (time.perf_counter() - start) * 1000


def compare_two_versions() -> tuple[float, float, float]:
    """Median and 95th percentile of loading and comparing two versions with 60 steps, and the page's median, in ms."""
    from django.test import Client
    from django.test.utils import override_settings
    from django.urls import reverse

    from agreements.chapters import compare_versions
    from agreements.models import AgreementVersion
    from benchmarks.versions import with_60_steps
    from partnerships.models import User
    from reporting.demo.parties import CHOMUTOV_ACCOUNTS

    user = User.objects.get(email=CHOMUTOV_ACCOUNTS["manager"].email)
    agreement = with_60_steps("Chomutov", by=user)

    def once():
        old, new = (
            AgreementVersion.objects.with_tree().filter(agreement=agreement, number__gt=1).order_by("number")
        )
        compare_versions(old, new)

    client = Client(SERVER_NAME="localhost")
    client.force_login(user)
    with override_settings(ROOT_URLCONF="benchmarks.urls", DEBUG=False):
        url = reverse("agreements:compare", args=[agreement.pk])
        page, _ = percentiles(lambda: client.get(url, {"od": "2", "do": "3"}))
    return *percentiles(once), page


def print_one_report() -> None:
    """In a process of its own, so that its peak memory is its own: collecting, rendering, printing."""
    from django.utils import timezone

    from agreements.models import Agreement
    from partnerships.printing import print_pdf
    from reporting.collect import collect
    from reporting.render import render

    agreement = Agreement.objects.get(unit__name="Chomutov")
    start = time.perf_counter()
    data = collect(agreement, 2023, today=timezone.localdate())
    collected = time.perf_counter()
    pdf = print_pdf(render(data))
    printed = time.perf_counter()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{collected - start:.3f} {printed - collected:.3f} {len(pdf)} {peak:.0f}")


def print_agreements() -> dict[str, float]:
    """Seconds of a file of Chomutov's agreement, made in this process for the second time."""
    from django.utils import timezone

    from agreements.models import AgreementVersion
    from agreements.paper.form import printed_document
    from agreements.paper.pdf import agreement_pdf
    from agreements.paper.word import agreement_docx

    version = AgreementVersion.objects.with_tree().get(agreement__unit__name="Chomutov", number=1)
    seconds = {}
    for name, make in (("PDF", agreement_pdf), ("Word", agreement_docx)):
        make(printed_document(version, today=timezone.localdate()))
        start = time.perf_counter()
        make(printed_document(version, today=timezone.localdate()))
        seconds[name] = time.perf_counter() - start
    return seconds


def measure_reading() -> None:
    """Deadlines read: the worst text found, and a whole timeline."""
    from benchmarks.reading import GOAL_MS, LENGTH, timeline_ms, worst_text

    worst, timeline = worst_text(), timeline_ms()
    over = "  OVER" if worst.ms > GOAL_MS else ""
    print(
        f"\nreading deadlines: worst text of {LENGTH} characters ({worst.piece!r} repeated) "
        f"{worst.ms:.0f} ms (goal {GOAL_MS:.0f} ms){over}, a timeline of 60 cells {timeline:.0f} ms"
    )


def measure_workbooks() -> None:
    """Ten thousand rows out to Excel and back."""
    from django.test.utils import override_settings

    from benchmarks.workbooks import GOAL_S, workbook_costs

    print(f"\n{'workbook of 10 000 rows':<46} {'goal s':>8} {'s':>8} {'ratio':>7}")
    with override_settings(DEBUG=False):
        costs = workbook_costs()
    for cost in costs:
        parts = ", ".join(f"{name} {seconds:.1f}" for name, seconds in cost.parts.items())
        ratio = cost.seconds / GOAL_S
        print(
            f"{cost.what:<46} {GOAL_S:>8.0f} {cost.seconds:>8.1f} {ratio:>7.2f}"
            f"{'  OVER' if ratio > 1 else ''}  ({parts})"
        )


def main() -> None:
    django.setup()
    if REPORT_CHILD in sys.argv:
        print_one_report()
        return
    from django.core.management import call_command

    for command in ("load_reference", "demo"):
        call_command(command, stdout=io.StringIO())
    print_pages(measure_pages())
    measure_busy_partnership()
    measure_who_owes()
    measure_reading()
    once, slow, page = compare_two_versions()
    print(
        f"\ntwo versions with 60 steps: p50 {once:.0f} ms, p95 {slow:.0f} ms, page {page:.0f} ms (goal 200 ms)"
    )
    print(f"\nnew report while the queue is down: {click_without_queue():.0f} ms (goal 1000 ms)")
    child = subprocess.run(
        [sys.executable, "-m", "benchmarks", REPORT_CHILD], check=True, capture_output=True, text=True
    )
    collect_s, print_s, size, peak = child.stdout.split()
    print(f"\nreport of Chomutov 2023: collect {collect_s} s, render and print {print_s} s (goal 5 s)")
    print(f"PDF {int(size) / 1024:.0f} KiB, peak memory of the process {peak} MiB (goal 400 MiB)")
    made = print_agreements()
    print(
        f"agreement of Chomutov: PDF {made['PDF']:.2f} s (goal 2 s), Word {made['Word']:.2f} s (goal 0.5 s)"
    )
    measure_workbooks()


if __name__ == "__main__":
    main()
