"""What a person finds on the pages: links to follow and forms to send, as a browser would."""

import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import parse_qsl, urldefrag, urljoin, urlsplit

import django_filters
import lxml.html
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone

from partnerships.czech import format_date
from tests.isolation.addresses import addresses
from tests.pages import TABLES
from tests.planning.browsing import PDF

MOST_PAGES = 600
# The address of one's calendar is shown in the answer itself, once.
OWN_ACCOUNT = ("account_", "usersessions_", "mfa_", "socialaccount_", "planning:feed", "nowhere")
# What a form needs beyond its required fields to be accepted; by the name of the address it is sent to.
HINTS: dict[str, dict[str, str]] = {
    "agreements:activity_move": {"direction": "up"},
    "agreements:complete_adoption": {"signature_unit-place_text": "v Chomutově"},
    "agreements:file_reference": {
        "reference_unit-reference_number": "MUCH/123/2026",
        "reference_asz-reference_number": "MMR-123/2026",
    },
    "agreements:memorandum": {"reference_text": "Memorandum ze dne 2. 11. 2021"},
    "agreements:memorandum_add": {"reference_text": "Memorandum ze dne 2. 11. 2021"},
    "agreements:step": {"discussed_on": "9. 3. 2024"},  # of the opinion, which may take it from a meeting
    "partnerships:handover_of": {
        "holder": "nova",
        "first_name": "Iva",
        "last_name": "Nová",
        "email": "iva@example.cz",
        "potvrzeno": "1",
    },
    "partnerships:role_add": {"holder": "nova", "first_name": "Iva", "last_name": "Nová"},
    "partnerships:seat_add": {"function_text": "starosta"},
    "reporting:submit": {"on": format_date(timezone.localdate())},
    **{name: hints for table in TABLES for name, hints in getattr(table, "HINTS", {}).items()},
}


class Form(NamedTuple):
    page: str  # where it was found
    action: str
    method: str
    data: dict[str, list[str]]  # what a browser sends when nothing is filled in
    fields: dict[str, lxml.html.HtmlElement]
    buttons: list[tuple[str, str]]
    rows: dict[str, forms.Field]  # fields that choose a row of a table

    @property
    def name(self) -> str:
        return name_of(self.action)

    @property
    def identity(self) -> tuple:
        """Forms that differ only in what is chosen in them are one."""
        return (self.name, frozenset(self.fields), frozenset(self.buttons))

    def sent(self, **changed) -> dict:
        return {**self.data, **changed}

    def filled(self) -> dict:
        """What a person fills in at the least."""
        required = {
            name: answer(field)
            for name, field in self.fields.items()
            if field.get("required") is not None
            and not any(value.strip() for value in self.data.get(name, ()))
        }
        return self.sent(**{**required, **HINTS.get(self.name, {})})


class RowField(NamedTuple):
    """A field that chooses a row of a table."""

    form: forms.BaseForm
    name: str
    field: forms.ModelChoiceField


class Visited(NamedTuple):
    url: str
    status: int
    links: list[str]
    forms: list[Form]
    rows: list[RowField]
    writes: list = []  # what looking at it has changed


def name_of(url: str) -> str:
    try:
        return resolve(urlsplit(url).path).view_name
    except Resolver404:
        return f"nowhere: {url}"


def answer(field):
    if field.tag == "select":
        return next((option for option in field.value_options if option), "")
    if field.tag == "textarea":
        return "Text"
    kind = field.get("type", "text")
    if kind == "file":
        return SimpleUploadedFile("zapis.pdf", PDF, "application/pdf")
    if kind in {"checkbox", "radio"}:
        return field.get("value", "on")
    if kind == "number":
        return field.get("min", "1")
    if kind == "email":
        return "nova.osoba@example.cz"
    return "9. 3. 2024" if "dateinput" in field.get("class", "") else "Text"


def read(url: str, response) -> Visited:
    if not response.body.lstrip().startswith(b"<"):
        return Visited(url, response.status_code, [], [], [])
    page = lxml.html.fromstring(response.body.decode())
    rows = list(row_fields_of(response))
    by_name = {one.form.add_prefix(one.name): one.field for one in rows}
    found = [form._replace(rows=by_name) for form in forms_of(page, url)]
    return Visited(url, response.status_code, sorted(set(links_of(page, url))), found, rows)


def row_fields_of(response) -> Iterator[RowField]:
    """Of every form the page was made with; those of a filter too."""
    values = {
        id(value): value
        for layer in response.context or ()
        for part in layer.dicts
        for value in part.values()
    }
    found = {id(form): form for value in values.values() for form in forms_in(value)}
    for form in found.values():
        for name, field in form.fields.items():
            if isinstance(field, forms.ModelChoiceField):
                yield RowField(form, name, field)


def forms_in(value) -> Iterator[forms.BaseForm]:
    if isinstance(value, forms.BaseForm):
        yield value
    elif isinstance(value, django_filters.FilterSet):
        yield value.form
    elif isinstance(value, (list, tuple, forms.BaseFormSet)):
        for one in value:
            yield from forms_in(one)


def links_of(page, url: str) -> Iterator[str]:
    for attribute in ("href", "hx-get"):
        for element in page.xpath(f"//*[@{attribute}]"):
            target = urldefrag(urljoin(url, element.get(attribute)))[0]
            if element.tag != "link" and target.startswith("/"):
                yield target


def forms_of(page, url: str) -> Iterator[Form]:
    for form in page.forms:
        fields = {}
        for field in form.inputs:
            if field.name and field.name != "csrfmiddlewaretoken":
                fields.setdefault(field.name, field)
        data: dict[str, list[str]] = {}
        for name, value in form.form_values():
            data.setdefault(name, []).append(value)
        data.pop("csrfmiddlewaretoken", None)
        buttons = [(one.get("name"), one.get("value", "")) for one in form.xpath(".//button[@name]")]
        action = urljoin(url, form.action or form.get("hx-post") or url)
        yield Form(url, action, form.method.lower(), data, fields, buttons, {})


def crawl(site, who: str) -> list[Visited]:
    """Every page the person gets to from the pages of the table, each once."""
    if who not in site.memory:
        site.memory[who] = list(walk(site, who))
    return site.memory[who]


def walk(site, who: str) -> Iterator[Visited]:
    starts = [one.url for one in addresses(site) if one.page.get and who in one.page.get.allowed]
    waiting, seen = [reverse("start"), *starts], set()
    while waiting:
        url = waiting.pop(0)
        if place_of(url) in seen:
            continue
        seen.add(place_of(url))
        assert len(seen) < MOST_PAGES, "the crawl does not end"
        response = site.ask(who, "get", url)
        page = read(url, response)._replace(writes=response.writes)
        yield page
        if response.status_code == 200:
            waiting += [link for link in page.links if not is_admin_filter(link)]


def is_admin_filter(link: str) -> bool:
    """The administration sorts and filters every list in every way; one of them will do."""
    return "?" in link and name_of(link).startswith("admin:")


def place_of(url: str) -> tuple:
    """One month or year of a calendar is as good as any other and leads to the next one for ever; one order of a
    list shows the same rows as another, a day to begin with the same form."""
    parts = urlsplit(url)
    path = re.sub(r"(?<=/kalendar/)20[0-9]{2}", "rok", parts.path)
    return path, frozenset(
        pair for pair in parse_qsl(parts.query) if pair[0] not in {"ke-dni", "mesic", "razeni"}
    )


def forms_found(site, who: str) -> list[Form]:
    """Forms that are sent by POST, each kind once; those of the person's own account apart."""
    found = {}
    for page in crawl(site, who):
        for form in page.forms:
            if form.method == "post" and not form.name.startswith(OWN_ACCOUNT):
                found.setdefault(form.identity, form)
    return list(found.values())
