"""Triggers that keep a version in force as it is, whoever asks for a change."""

import pgtrigger

from agreements.lifecycle import EDITABLE, TRANSITIONS

EDITABLE_SQL = ", ".join(f"'{state.value}'" for state in sorted(EDITABLE))
STEPS_SQL = ", ".join(
    f"('{source.value}', '{step.target.value}')"
    for step in TRANSITIONS.values()
    for source in sorted(step.sources)
)
REFUSE = "RAISE EXCEPTION USING ERRCODE = '23514', MESSAGE = 'Platnou verzi popisu spolupráce nelze měnit.';"


class FrozenVersion(pgtrigger.Trigger):
    """Content of a version changes only while it is editable, its state only along the table of steps."""

    name = "frozen_version"
    when = pgtrigger.Before
    operation = pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete

    def get_func(self, model):
        return f"""
            IF TG_OP = 'INSERT' THEN
                IF NEW.state NOT IN ({EDITABLE_SQL}) THEN {REFUSE} END IF;
                RETURN NEW;
            END IF;
            IF TG_OP = 'DELETE' THEN
                IF OLD.state NOT IN ({EDITABLE_SQL}) THEN {REFUSE} END IF;
                RETURN OLD;
            END IF;
            IF OLD.state <> NEW.state AND (OLD.state, NEW.state) NOT IN ({STEPS_SQL}) THEN
                RAISE EXCEPTION USING ERRCODE = '23514', MESSAGE = 'Tento krok životní cyklus nezná.';
            END IF;
            IF OLD.state NOT IN ({EDITABLE_SQL}) AND to_jsonb(OLD) - 'state' <> to_jsonb(NEW) - 'state' THEN
                {REFUSE}
            END IF;
            RETURN NEW;
        """


class FrozenRow(pgtrigger.Trigger):
    """A row of a version's tree changes only while the version is editable.

    FOR SHARE makes the check wait for a step under way, which a foreign key's own lock would not.
    """

    name = "frozen_row"
    when = pgtrigger.Before
    operation = pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete

    def get_func(self, model):
        return f"""
            PERFORM 1 FROM public.agreements_agreementversion AS version
             WHERE version.id IN (OLD.version_id, NEW.version_id)
             ORDER BY version.id FOR SHARE;
            IF EXISTS (
                SELECT 1 FROM public.agreements_agreementversion AS version
                 WHERE version.id IN (OLD.version_id, NEW.version_id)
                   AND version.state NOT IN ({EDITABLE_SQL})
            ) THEN {REFUSE} END IF;
            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
            RETURN NEW;
        """  # noqa: S608 the states are constants of ours
