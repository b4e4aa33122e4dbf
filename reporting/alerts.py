"""Mails about a report that could not be made."""

from django.core.mail import send_mail

from partnerships.models import User
from reporting.models import ReportJob

TO_REQUESTER = """Dobrý den,

zprávu o plnění popisu spolupráce za rok {year} ({unit}) se nepodařilo vytvořit.

{reason}

Údaje zapsané v aplikaci zůstaly beze změny."""
TO_ADMIN = """Dobrý den,

vytváření zprávy o plnění za rok {year} ({unit}) se nepodařilo ani na {attempts}. pokus. Člověk, který o ni \
požádal, o tom dostal e-mail s tímto důvodem:

{reason}

Příčinu hledejte v protokolu aplikace podle čísla úlohy {key}."""


def report_failed(job: ReportJob, reason: str, *, to_admins: bool) -> None:
    unit, year = job.report.agreement.unit.name, job.report.year
    words = {"unit": unit, "year": year, "reason": reason, "attempts": job.attempts, "key": job.key}
    if job.requested_by.is_active:
        subject = f"Zpráva o plnění za rok {year} se nevytvořila"
        send_mail(subject, TO_REQUESTER.format(**words), None, [job.requested_by.email])
    if to_admins:
        admins = User.objects.filter(is_site_admin=True, is_active=True).exclude(pk=job.requested_by_id)
        emails = list(admins.order_by("pk").values_list("email", flat=True))
        send_mail(f"Selhalo vytváření zprávy: {unit} {year}", TO_ADMIN.format(**words), None, emails)
