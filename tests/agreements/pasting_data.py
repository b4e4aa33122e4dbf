"""A timeline pasted on its page, as a browser does it."""

from django.urls import reverse

from agreements.models import Activity
from tests.agreements.clipboard import headings, table

MEETINGS = ["Lokální partnerství", "Jednání", "Záznam z jednání\nPrezenční listina", "Organizační zajištění",
            "Odborné zajištění", "Minimálně 4x ročně"]  # fmt: skip
RESEARCH = ["Výzkumná činnost", "Výzkum potřeb", "Výzkumná zpráva", "-", "Odborné zajištění", "až to půjde"]


def page_of(version):
    return reverse("agreements:paste_timeline", args=[version.pk])


def preview_of(client, version, html, **more):
    return client.post(page_of(version), {"html": html, "text": "(tabulka)", **more})


def sent(response, **more) -> dict:
    """What a browser sends back from a preview nobody touched."""
    columns, form = response.context["columns"], response.context["form"]
    data = {"nahled": response.context["state"]}
    data |= {field.html_name: field.value() for field, _ in columns.columns}
    data |= dict.fromkeys(form.names.values(), "on")
    if "mode" in form.fields:
        data["mode"] = "pridat"
    return data | more


def pasted(client, version, *rows, **more):
    html = table(headings(), *rows)
    return client.post(page_of(version), sent(preview_of(client, version, html), **more))


def names_of(version) -> list[str]:
    return list(Activity.objects.filter(version=version).values_list("name", flat=True))
