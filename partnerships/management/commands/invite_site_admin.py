from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse
from django.utils import timezone

from partnerships import actions
from partnerships.models import User


class Command(BaseCommand):
    help = (
        "Makes a site admin and prints the link to the first password: the way into a site nobody is in yet."
    )

    def add_arguments(self, parser):
        parser.add_argument("email")
        parser.add_argument("name", help="as the others will see it, for example „Jana Nová“")
        parser.add_argument("--site", required=True, help="https://popis.example.cz")

    def handle(self, *, email, name, site, **options):
        links = []

        def link_for(token):
            path = reverse("partnerships:invitation_open", args=[token])
            links.append(site.rstrip("/") + path)
            return links[-1]

        try:
            user = User.objects.filter(email=email.lower(), is_site_admin=True).first()
            user = user or actions.create_account(by=None, email=email, name=name, is_site_admin=True)
            actions.invite(user, by=user, now=timezone.now(), link_for=link_for)
        except ValidationError as problem:
            raise CommandError(" ".join(problem.messages)) from problem
        self.stdout.write(f"Heslo si {user.name} nastaví na {links[0]} (platí sedm dní, jedno použití).")
