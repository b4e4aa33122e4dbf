"""Telling a person something: inside the application and by mail, in the transaction of what it tells about."""

from django.conf import settings

from partnerships.mail import notify
from partnerships.models import Notice, User

LONGEST = Notice._meta.get_field("text").max_length


def tell(user: User, *, text: str, path: str, template: str, **context) -> Notice:
    """`text` stands in the application and leads to `path`; the mail from `template` gets the same as `link`."""
    notify(user.email, template, user=user, text=text, link=settings.SITE_URL + path, **context)
    return Notice.objects.create(user=user, text=text[:LONGEST], url=path)
