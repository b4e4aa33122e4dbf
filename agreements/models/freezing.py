"""Triggers that keep a version in force as it is, whoever asks for a change."""

import pgtrigger

from agreements.lifecycle import EDITABLE, OF_SYSTEM, TRANSITIONS, targets

EDITABLE_SQL = ", ".join(f"'{state.value}'" for state in sorted(EDITABLE))
STEPS_SQL = ", ".join(
    sorted(
        {
            f"('{source.value}', '{target.value}')"
            for step in (TRANSITIONS | OF_SYSTEM).values()
            for source in step.sources
            for target in targets(step)
        }
    )
)
BESIDE_SQL = "ARRAY['state', 'in_effect']"
REFUSE = "RAISE EXCEPTION USING ERRCODE = '23514', MESSAGE = 'Platnou verzi popisu spolupráce nelze měnit.';"
REFUSE_UNAPPROVED = (
    "RAISE EXCEPTION USING ERRCODE = '23514', MESSAGE = 'Chybí datum schválení nebo číslo usnesení.';"
)
REFUSE_UNSIGNED = "RAISE EXCEPTION USING ERRCODE = '23514', MESSAGE = 'Chybí podpis některé ze stran.';"


class FrozenVersion(pgtrigger.Trigger):
    """Content of a version changes only while it is editable, its state only along the table of steps.

    What was agreed here, not on paper, is approved with a date and a number and in force with both sides'
    consent and signatures. The days it applies (in_effect) follow the state.
    """

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
            IF OLD.state NOT IN ({EDITABLE_SQL})
               AND to_jsonb(OLD) - {BESIDE_SQL} <> to_jsonb(NEW) - {BESIDE_SQL}
            THEN
                {REFUSE}
            END IF;
            IF OLD.state <> NEW.state AND NEW.origin = 'HERE' THEN
                IF NEW.state IN ('APPROVED', 'IN_FORCE') AND NOT EXISTS (
                    SELECT 1 FROM public.agreements_approval AS approval
                     WHERE approval.version_id = NEW.id AND approval.side = 'UNIT'
                       AND approval.decided_on IS NOT NULL AND approval.resolution_number <> ''
                ) THEN {REFUSE_UNAPPROVED} END IF;
                IF NEW.state = 'IN_FORCE' AND (
                    SELECT count(*) FROM public.agreements_signature AS signature
                     WHERE signature.version_id = NEW.id AND signature.signed_on IS NOT NULL
                ) < 2 THEN {REFUSE_UNSIGNED} END IF;
            END IF;
            RETURN NEW;
        """  # noqa: S608 the states are constants of ours


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
