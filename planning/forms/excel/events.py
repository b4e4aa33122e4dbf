"""What the sheet „Události“ would record and correct."""

from collections import defaultdict
from datetime import date

from partnerships.models import Event, TerritorialUnit, User
from partnerships.vocabulary import RECORDED_BY_REPORTING, EventKind, EventState
from planning.closing import why_closed
from planning.corrections import BODY, NUMBERED, counted_changes, leaves_its_numbers, standing_of
from planning.excel.cells import text_of, typed
from planning.excel.event_sheet import cells_of, columns_of, event_of_key
from planning.excel.incoming import Line, Received
from planning.excel.plan import Change, EventWrite, Part, differences
from planning.forms.excel.event_form import Bodies, EventRowForm
from planning.forms.excel.meanwhile import as_sent, merged, warnings_of
from planning.forms.excel.rows import checked
from planning.vocabulary import RECORDABLE_KINDS

OF_FORM = (
    "starts_on", "ends_on", "starts_at", "ends_at", "state", "partnership", "group", "place", "hours_in_person",
    "hours_distance", "participant_count", "title", "mode", "summary", "about_year",
)  # fmt: skip
FOREIGN = (
    "Událost s tímto klíčem v aplikaci není. Sešit patří k jinému územnímu celku, nebo je starý. Stáhněte nový, "
    "nebo buňku ve skrytém sloupci Klíč vymažte a řádek se zapíše jako nová událost."
)
COPIED = "Řádek je kopie řádku {}, zapíše se jako nová událost."
SIMILAR = "Stejný den už je zapsaná událost téhož druhu: {}. Zkontrolujte, že to není ona."
OF_REPORT = "Předložení zprávy zapisuje krok zprávy, v sešitu ho zapsat ani změnit nelze."
ONLY_HERE = "Tento sloupec se ze sešitu nepřebírá. Vraťte do buňky původní hodnotu: {}."
CANCEL_THERE = "Událost zrušíte na její stránce, kde o tom dáte vědět pozvaným. Vraťte do buňky původní stav."
OTHER_KIND = "Druh zapsané události změnit nelze. Zrušte ji v aplikaci a zapište novou."
NOT_OF_KIND = "U tohoto druhu události se sloupec nevyplňuje. Buňku vymažte."
UNKNOWN = "neznámé"  # no key of a body
WHY = "Událost už se započítává. Napište do sloupce Důvod opravy, proč se mění: {}."


def plan_events(received: Received, unit: TerritorialUnit, *, user: User, today: date) -> Part:
    part = Part(received.name, total=len(received.lines), faults=[*received.faults], notes=[*received.notes])
    _Planner(received, part, unit, user=user, today=today).plan()
    return part


class _Planner:
    def __init__(self, received: Received, part: Part, unit: TerritorialUnit, *, user: User, today: date):
        self.received, self.part, self.unit, self.today = received, part, unit, today
        self.columns = {column.name: column for column in columns_of(unit)}
        self.headings = {name: column.heading for name, column in self.columns.items()}
        self.visible = Event.objects.visible_to(user).of_unit(unit)
        self.bodies = Bodies(unit)
        self.forms: dict[tuple[str, int], EventRowForm] = {}
        self.closed: dict[tuple, str] = {}
        self.by_day: dict[tuple[date, str], list[Event]] = defaultdict(list)

    def plan(self) -> None:
        keyed, new = self._told_apart()
        self.standing = standing_of(event for _, event, _ in keyed) if keyed else {}
        self.then = as_sent(((event, revision) for _, event, revision in keyed), self._texts_of)
        for line, event, revision in keyed:
            self._known(line, event, revision)
        days = {day for line, _ in new if (day := self._day(line))}
        stored = self._rows(self.visible.filter(starts_on__in=days)) if days else []
        met = {event.pk for _, event, _ in keyed}
        if years := {event.starts_on.year for _, event, _ in keyed}:
            self.part.left = self.visible.filter(starts_on__year__in=years).exclude(pk__in=met).count()
        same_day = defaultdict(list)
        for event in stored:
            self.by_day[event.starts_on, event.kind].append(event)
            if event.pk not in met:
                same_day[event.starts_on].append((event, self._texts_of(event)))
        for line, copy_of in new:
            self._new(line, copy_of, same_day)

    def _told_apart(self):
        """Lines about events we know, with the event and the revision it had; and the others."""
        keys = {line.number: event_of_key(line.key) for line in self.received.lines if line.key}
        pks = {key[0] for key in keys.values() if key}
        events = {event.pk: event for event in self._rows(self.visible.filter(pk__in=pks))} if pks else {}
        keyed, new, first = [], [], {}
        for line in self.received.lines:
            key = keys.get(line.number)
            event = events.get(key[0]) if key else None
            if line.key and event is None:
                self.part.fault(line.at(), FOREIGN)
            elif event and event.pk in first:
                new.append((line, first[event.pk]))
            elif event:
                first[event.pk] = line.number
                keyed.append((line, event, key[1]))
            else:
                new.append((line, None))
        return keyed, new

    def _rows(self, events) -> list[Event]:
        events = events.select_related("unit", "partnership", "group").prefetch_related("partnership__units")
        return list(events.order_by("starts_on", "pk"))

    def _texts_of(self, event: Event) -> dict[str, str]:
        cells = cells_of(event)
        return {name: text_of(column, cells[name]) for name, column in self.columns.items()}

    def _day(self, line: Line) -> date | None:
        text = line.texts.get("starts_on")
        if not text:
            return None
        day, month, year = map(int, text.split(". "))
        return date(year, month, day)

    # --- Events that are known --------------------------------------------------------------------------

    def _known(self, line: Line, event: Event, revision: int) -> None:
        was, then = self._texts_of(event), self.then[event.pk]
        now = merged(was, line.texts, then)
        changed = [name for name in was if now[name] != was[name] and name != "reason"]
        if not changed or self._refused(line, event, changed, was, now):
            return
        fields = self._checked(line, event.kind, event.unit, now, event=event, was=was)
        if fields is None:
            return
        written = {*changed, "partnership"} if "group" in changed else set(changed)
        fields = {
            name: value for name, value in fields.items() if name in written and value != getattr(event, name)
        }
        if not fields:
            return
        reason, standing = now["reason"], self.standing[event.pk]
        if standing.is_counted and not reason and (asked := counted_changes(event, fields)):
            self.part.fault(line.at("reason"), WHY.format(", ".join(asked)))
        if standing.is_numbered and leaves_its_numbers(event, fields):
            self.part.fault(line.at(changed[0]), NUMBERED)
        self.part.events.append(EventWrite(line.at(), fields, event, reason))
        is_older = event.revision != revision
        warnings = warnings_of(was, now, then, self.headings) if is_older else ()
        self._tell(line, event.title, was, now, changed, warnings=warnings)

    def _refused(self, line: Line, event: Event, changed: list[str], was: dict, now: dict) -> bool:
        if event.is_recorded_by_reporting:
            self.part.fault(line.at(changed[0]), OF_REPORT)
        elif closed := self._why_closed(event):
            self.part.fault(line.at(changed[0]), closed)
        elif "kind" in changed:
            self.part.fault(line.at("kind"), OTHER_KIND)
        elif "state" in changed and now["state"] == EventState.CANCELLED.label:
            self.part.fault(line.at("state"), CANCEL_THERE)
        elif shown := [name for name in changed if self.columns[name].is_shown_only]:
            self.part.fault(line.at(shown[0]), ONLY_HERE.format(was[shown[0]] or "prázdná buňka"))
        else:
            return False
        return True

    def _why_closed(self, event: Event) -> str:
        """Who may open it again is the same for all events of a body."""
        is_accepted = self.standing[event.pk].is_accepted
        place = (event.state, is_accepted, event.unit_id, event.partnership_id)
        if place not in self.closed:
            self.closed[place] = why_closed(event, is_accepted=is_accepted)
        return self.closed[place]

    # --- New ones ---------------------------------------------------------------------------------------

    def _new(self, line: Line, copy_of: int | None, same_day) -> None:
        texts = dict.fromkeys(self.columns, "") | line.texts
        here = same_day[self._day(line)]
        if self._is_recorded(texts, here):
            return
        if not self._may_be_new(line, texts):
            return
        kind = typed(self.columns["kind"], texts["kind"])
        day = self._day(line)
        if not texts["state"] and day:
            texts["state"] = (EventState.HELD if day <= self.today else EventState.PLANNED).label
        fields = self._checked(line, kind, self.unit, texts)
        if fields is None:
            return
        self.part.events.append(EventWrite(line.at(), {"kind": EventKind(kind), **fields}))
        texts |= {
            name: str(fields[name]) for name in BODY if fields.get(name)
        }  # a single one need not be written
        warnings = [SIMILAR.format(event.title) for event in self.by_day[day, kind][:1]]
        warnings += [COPIED.format(copy_of)] if copy_of else []
        written = [name for name in texts if texts[name] and name != "reason"]
        title = texts["title"] or f"{texts['kind']} {texts['starts_on']}"
        self._tell(
            line, title, dict.fromkeys(texts, ""), texts, written, is_new=True, warnings=tuple(warnings)
        )

    def _is_recorded(self, texts: dict[str, str], here: list) -> bool:
        """A row without a key that says what an event already does, so that one sheet sent twice records once."""
        for place, (_, was) in enumerate(here):
            told = [name for name, text in texts.items() if text and name != "reason"]
            if told and all(texts[name] == was[name] for name in told):
                del here[place]
                return True
        return False

    def _may_be_new(self, line: Line, texts: dict[str, str]) -> bool:
        before = len(self.part.faults)
        for name in ("starts_on", "kind"):
            if not texts[name] and name in line.texts:
                heading = self.columns[name].heading
                self.part.fault(line.at(name), f"{heading} chybí. Vyplňte ho, nebo celý řádek smažte.")
        kind = typed(self.columns["kind"], texts["kind"])
        if kind in RECORDED_BY_REPORTING:
            self.part.fault(line.at("kind"), OF_REPORT)
        if texts["state"] == EventState.CANCELLED.label:
            self.part.fault(line.at("state"), "Zrušenou událost zapsat nelze. Řádek smažte.")
        if texts["cancelled_reason"]:
            self.part.fault(line.at("cancelled_reason"), ONLY_HERE.format("prázdná buňka"))
        is_whole = {"starts_on", "kind"} <= line.texts.keys()
        return is_whole and len(self.part.faults) == before and kind in RECORDABLE_KINDS

    # --- Both -------------------------------------------------------------------------------------------

    def _checked(
        self, line: Line, kind: str, recorded_by, texts: dict, *, event: Event | None = None, was=None
    ):
        """The fields as the form understands them; None with what is wrong said at the cells."""
        form = self._form(kind, recorded_by)
        before = len(self.part.faults)
        data = {"online_url": event.online_url if event else ""}
        for name in OF_FORM:
            if name in BODY:
                self._take_body(form, line, name, texts, data, event)
            elif name in form.fields:
                data[name] = typed(self.columns[name], texts[name])
            elif texts[name] and not (was and texts[name] == was[name]):
                self.part.fault(line.at(name), NOT_OF_KIND)
        if not checked(form, data):
            for name, errors in form.errors.items():
                for error in errors:
                    self.part.fault(line.at(name), str(error))
        return form.event_fields() if len(self.part.faults) == before else None

    def _take_body(self, form: EventRowForm, line: Line, name: str, texts: dict, data: dict, event) -> None:
        if name not in form.fields:
            self._check_other_body(form, line, name, texts, event)
            return
        known = event and getattr(event, name)
        if known and texts[name] == text_of(self.columns[name], str(known)):
            data[name] = str(known.pk)
            return
        key = form.key_of(name, texts[name])
        data[name] = UNKNOWN if key is None else key

    def _check_other_body(self, form: EventRowForm, line: Line, name: str, texts: dict, event) -> None:
        """A group brings its partnership, which may stand there too; other kinds have no body."""
        if not texts[name] or (event and texts[name] == str(getattr(event, name) or "")):
            return
        group = form.key_of("group", texts["group"]) if "group" in form.fields else None
        of_group = next((one for one in form.offered["group"] if str(one.pk) == group), None)
        if name != "partnership" or not of_group or str(of_group.partnership) != texts[name]:
            self.part.fault(line.at(name), NOT_OF_KIND)

    def _form(self, kind: str, recorded_by: TerritorialUnit) -> EventRowForm:
        place = (kind, recorded_by.pk)
        if place not in self.forms:
            self.forms[place] = EventRowForm(
                unit=self.unit,
                recorded_by=recorded_by,
                kind=EventKind(kind),
                today=self.today,
                bodies=self.bodies,
            )
        return self.forms[place]

    def _tell(self, line: Line, title, was, now, names, *, is_new=False, warnings=()) -> None:
        said = differences((self.headings[name], was[name], now[name]) for name in names)
        self.part.changes.append(Change(line.at(), title, is_new, said, (*warnings, *line.warnings)))
        self.part.changed_rows += 1
