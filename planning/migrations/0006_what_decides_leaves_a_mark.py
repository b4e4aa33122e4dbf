"""Whatever decides about commitments leaves a mark at their agreement, in its own transaction."""

from django.db import migrations

OF_COMMITMENT = "SELECT agreement_id FROM public.planning_commitment WHERE id = {row}.commitment_id"
OF_EVENT = (
    "SELECT DISTINCT c.agreement_id FROM public.planning_fulfilment f"
    " JOIN public.planning_commitment c ON c.id = f.commitment_id WHERE f.event_id = {event}"
)
OF_MEETING = OF_EVENT.format(
    event="(SELECT event_id FROM public.partnerships_meeting WHERE id = {row}.meeting_id)"
)
HELD = "('IN_FORCE', 'SUPERSEDED', 'TERMINATED')"
OF_VERSION = (
    "SELECT agreement_id FROM public.agreements_agreementversion"
    f" WHERE id = {{row}}.version_id AND state IN {HELD}"
)
# By the table: the agreements that a row of it decides about.
DECIDES = {
    "agreements_agreement": "SELECT {row}.id",
    "agreements_agreementversion": f"SELECT {{row}}.agreement_id WHERE {{row}}.state IN {HELD}",
    "agreements_approval": OF_VERSION,
    "agreements_signature": OF_VERSION,
    "agreements_statedstart": OF_VERSION,
    "agreements_termination": OF_VERSION,
    "partnerships_agendaitem": OF_MEETING,
    "partnerships_attendance": OF_EVENT.format(event="{row}.event_id"),
    "partnerships_event": OF_EVENT.format(event="{row}.id"),
    "partnerships_meeting": OF_EVENT.format(event="{row}.event_id"),
    "planning_countingrule": "SELECT {row}.agreement_id",
    "planning_evidence": f"{OF_EVENT.format(event='{row}.event_id')} UNION {OF_COMMITMENT}",
    "planning_fulfilment": OF_COMMITMENT,
    "planning_occurrence": OF_COMMITMENT,
}
FUNCTION = """
CREATE FUNCTION public.{name}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        INSERT INTO public.planning_debtmark (agreement_id) {old};
    END IF;
    IF TG_OP <> 'DELETE' THEN
        INSERT INTO public.planning_debtmark (agreement_id) {new};
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER {name} AFTER INSERT OR UPDATE OR DELETE ON public.{table}
    FOR EACH ROW EXECUTE FUNCTION public.{name}();
"""


def installed(table: str) -> migrations.RunSQL:
    name, agreements = f"debts_marked_by_{table}", DECIDES[table]
    return migrations.RunSQL(
        FUNCTION.format(
            name=name, table=table, old=agreements.format(row="OLD"), new=agreements.format(row="NEW")
        ),
        f"DROP TRIGGER {name} ON public.{table}; DROP FUNCTION public.{name}();",
    )


class Migration(migrations.Migration):
    dependencies = [
        ("agreements", "0012_deadlines_are_read_more_finely"),
        ("partnerships", "0011_an_unnamed_member_is_no_vacancy"),
        ("planning", "0005_debts_are_kept_ready"),
    ]

    operations = [installed(table) for table in DECIDES]
