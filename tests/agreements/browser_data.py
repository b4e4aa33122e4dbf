"""What a browser sends from the form of an activity."""


def counters(prefix, total):
    return {f"{prefix}-TOTAL_FORMS": total, f"{prefix}-INITIAL_FORMS": 0}


def rows(prefix, *rows):
    """Submitted data of a formset."""
    data = counters(prefix, len(rows))
    for number, row in enumerate(rows):
        data |= {f"{prefix}-{number}-{name}": value for name, value in row.items()}
    return data


def step(number, *, outputs=(), responsibilities=(), terms=(), **fields):
    prefix = f"steps-{number}"
    return {
        **{f"{prefix}-{name}": value for name, value in fields.items()},
        **rows(f"{prefix}-outputs", *outputs),
        **rows(f"{prefix}-responsibilities", *responsibilities),
        **rows(f"{prefix}-terms", *terms),
    }


def activity(*steps, revision=0, **fields):
    data = {"revision": revision, "name": "Partnerství", **fields, **counters("steps", len(steps))}
    for one in steps:
        data |= one
    return data


MEETINGS = {"raw_text": "4x ročně", "kind": "FREQUENCY", "event_kind": "LP_MEETING", "count": "4"}
ONE_STEP = step(
    0,
    specification="Jednání",
    outputs=[{"code": "MEETING_RECORD"}, {"code": "", "raw_text": ""}],
    responsibilities=[{"side": "UNIT", "code": "", "raw_text": "Zajistí sál"}],
    terms=[MEETINGS],
)


def sent_by_browser(response) -> dict:
    """The fields of the activity's form as a browser would send them."""
    form, steps = response.context["form"], response.context["steps"]
    data = {form[name].html_name: form[name].value() for name in form.fields}
    sets = [steps, *(part for step in steps for part in step.parts.values())]
    for formset in sets:
        data |= counters(formset.prefix, len(formset.forms))
        for one in formset.forms:
            for name in one.fields:
                value = one[name].value()
                shown = one.fields[name].widget.format_value(value)
                data[one[name].html_name] = value if isinstance(shown, list) else shown
    # an unticked box is not sent
    return {name: value for name, value in data.items() if not (value is None or value is False)}
