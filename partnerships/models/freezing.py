"""Triggers that keep approved minutes as they were approved, whoever asks for a change."""

import pgtrigger

REFUSE = "RAISE EXCEPTION USING ERRCODE = '23514', MESSAGE = 'Zápis je schválený, měnit ho už nelze.';"
REFUSE_EMPTY = "RAISE EXCEPTION USING ERRCODE = '23514', MESSAGE = 'Schválit lze jen zápis, který má text.';"


class ApprovedMinutes(pgtrigger.Trigger):
    """Only what has been written can be approved; then nothing changes until the approval is taken back."""

    name = "approved_minutes"
    when = pgtrigger.Before
    operation = pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete

    def get_func(self, model):
        return f"""
            IF TG_OP <> 'INSERT' AND OLD.minutes_approved_at IS NOT NULL THEN
                IF TG_OP = 'DELETE' THEN {REFUSE} END IF;
                IF NEW.minutes_approved_at IS NOT NULL AND to_jsonb(OLD) <> to_jsonb(NEW) THEN
                    {REFUSE}
                END IF;
            END IF;
            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
            IF NEW.minutes_approved_at IS NOT NULL AND NEW.minutes_text = '' AND NOT EXISTS (
                SELECT 1 FROM public.partnerships_agendaitem AS item
                 WHERE item.meeting_id = NEW.id AND item.note <> ''
            ) THEN {REFUSE_EMPTY} END IF;
            RETURN NEW;
        """  # noqa: S608 the sentences are constants of ours


class RowOfApprovedMinutes(pgtrigger.Trigger):
    """A point or a decision; `of` are the columns that lead from the row to the meeting and the meeting's own.

    FOR SHARE makes the check wait for an approval under way, which a foreign key's own lock would not.
    """

    name = "row_of_approved_minutes"
    when = pgtrigger.Before
    operation = pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete

    def __init__(self, *, of: tuple[str, str], **kwargs):
        super().__init__(**kwargs)
        self.of = of

    def get_func(self, model):
        column, place = self.of
        return f"""
            PERFORM 1 FROM public.partnerships_meeting AS meeting
             WHERE meeting.{place} IN (OLD.{column}, NEW.{column})
             ORDER BY meeting.id FOR SHARE;
            IF EXISTS (
                SELECT 1 FROM public.partnerships_meeting AS meeting
                 WHERE meeting.{place} IN (OLD.{column}, NEW.{column})
                   AND meeting.minutes_approved_at IS NOT NULL
            ) THEN {REFUSE} END IF;
            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
            RETURN NEW;
        """  # noqa: S608 the names are constants of ours
