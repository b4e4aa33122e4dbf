"""Mails about a job that could not be done."""

from django.core.mail import send_mail
from django.utils.text import capfirst

from partnerships.models import Job, User

TO_REQUESTER = """Dobrý den,

{what} se nepodařilo vytvořit.

{reason}

Údaje zapsané v aplikaci zůstaly beze změny."""
TO_ADMIN = """Dobrý den,

{what} se nepodařilo vytvořit ani na {attempts}. pokus. Kdo o to požádal, dostal e-mail s tímto důvodem:

{reason}

Příčinu hledejte v protokolu aplikace podle čísla úlohy {key}."""


def job_failed(job: Job, reason: str, *, to_admins: bool) -> None:
    words = job.words
    facts = {"what": capfirst(words.what), "reason": reason, "attempts": job.attempts, "key": job.key}
    if job.requested_by.is_active:
        send_mail(words.subject, TO_REQUESTER.format(**facts), None, [job.requested_by.email])
    if to_admins:
        admins = User.objects.filter(is_site_admin=True, is_active=True).exclude(pk=job.requested_by_id)
        emails = list(admins.order_by("pk").values_list("email", flat=True))
        send_mail(words.admin_subject, TO_ADMIN.format(**facts), None, emails)
