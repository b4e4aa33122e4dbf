"""What a contact says of itself."""

import hashlib
import json
from collections.abc import Iterable

from partnerships.models import Organisation, Person

PERSON_FIELDS = (
    "title_before",
    "first_name",
    "last_name",
    "title_after",
    "email",
    "phone",
    "organisation",
    "position_text",
)
ORGANISATION_FIELDS = ("name", "organisation_type", "ico", "email", "phone", "web")


def fields_of(contact: Person | Organisation) -> tuple[str, ...]:
    return PERSON_FIELDS if isinstance(contact, Person) else ORGANISATION_FIELDS


def fingerprint_of(contact: Person | Organisation, fields: Iterable[str]) -> str:
    """Tells whether somebody changed the contact since a form was opened."""
    values = [str(contact.serializable_value(name) or "") for name in fields]
    return hashlib.sha256(json.dumps(values).encode()).hexdigest()
