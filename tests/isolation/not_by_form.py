"""Columns that no form of the site writes, by model; what a form may write is read from the forms themselves."""

NOT_BY_FORM = {
    "agreements.Activity": "version key position",
    "agreements.ActivityStep": "version key position activity",
    "agreements.Agreement": "unit kind memorandum predecessor in_force",
    "agreements.AgreementPrint": "version document sha256 template_version printed_at printed_by",
    "agreements.AgreementTemplate": "code name sections headings prompts columns footnotes",
    "agreements.AgreementVersion": "agreement number state in_effect origin template",
    "agreements.Approval": "version side",
    "agreements.Comment": "thread by at",
    "agreements.CommentThread": (
        "agreement raised_in section key field anchor_text created_by created_at resolved_by resolved_at"
    ),
    "agreements.ExpectedOutput": "version key position step",
    "agreements.FileReference": "version side",
    "agreements.FocusArea": "version key position",
    "agreements.FocusGoal": "version key position focus_area",
    "agreements.LegacyStrategyUse": "version key position",
    "agreements.LinkedStrategy": "version key position",
    "agreements.Memorandum": "unit revision",
    "agreements.PartnershipOpinion": "version",
    "agreements.PastedTimeline": "version form_key changes by at",
    "agreements.PlannedMeasure": "version key position",
    "agreements.PrintJob": (
        "key version base kind format document state attempts step_number step_label heartbeat_at queued_at "
        "requested_by requested_at finished_at error"
    ),
    "agreements.Responsibility": "version key position step",
    "agreements.ReviewMark": "agreement user at",
    "agreements.RoleAssignment": "version key position role",
    "agreements.ScheduleTerm": "version key position step parse_status confirmed_by",
    "agreements.SectionRevision": "version section activity_key revision is_inherited",
    "agreements.SectionSnapshot": "version section activity_key revision values by at",
    "agreements.Signature": "version side person",
    "agreements.StatedGroup": "version key position",
    "agreements.StatedMatter": "version key position",
    "agreements.StatedSeat": "version key position",
    "agreements.StatedStart": "version",
    "agreements.SupportingProject": "name reg_no_raw reg_no programme end_date",
    "agreements.Termination": "version",
    "agreements.VersionStepLog": "version step by at day reason changes",
    "partnerships.AgendaItem": "meeting key position",
    "partnerships.Attendance": "event key seat person organisation role_present",
    "partnerships.CalendarFeed": "user fingerprint created_at read_at revoked_at",
    "partnerships.ContactMerge": "person absorbed_person organisation absorbed_organisation moved at by",
    "partnerships.Decision": "event unit partnership group year number form_key",
    "partnerships.Document": (
        "unit partnership file original_name content_type size sha256 uploaded_at uploaded_by"
    ),
    "partnerships.Event": ("unit kind series cancelled_reason created_by revision form_key"),
    "partnerships.EventSeries": "unit kind title partnership group form_key created_at created_by",
    "partnerships.FollowUpTask": (
        "event decision unit partnership state closed_on created_at created_by reminded_on form_key"
    ),
    "partnerships.Handover": "unit leaver successor starts_on by at moved",
    "partnerships.Invitation": (
        "user fingerprint created_at created_by expires_at used_at withdrawn_at withdrawn_by"
    ),
    "partnerships.Meeting": (
        "event circulated_at circulated_by comments_until minutes_approved_at minutes_approved_by revision"
    ),
    "partnerships.MeetingMail": "event kind name email person sequence notification sent_at sent_by",
    "partnerships.Membership": "user created_at created_by ended_at ended_by",
    "partnerships.MinutesComment": "meeting author author_text created_at settled_at settled_by form_key",
    "partnerships.Notice": "user text url created_at read_at",
    "partnerships.Notification": (
        "recipient subject body has_secret_link created_at attempts next_attempt_at sent_at error"
    ),
    "partnerships.NotificationAttachment": "notification filename content_type content",
    "partnerships.Organisation": "units merged_into",
    "partnerships.PartnershipDocument": "partnership document form_key",
    "partnerships.Person": "is_agency_staff units merged_into erased_on",
    "partnerships.Region": "code name name_locative",
    "partnerships.RoleHolding": "unit is_vacant",
    "partnerships.Seat": "partnership replaces form_key",
    "partnerships.ThematicArea": "code name position",
    "partnerships.UploadInProgress": "key user name size received created_at changed_at",
    "partnerships.User": "password last_login person is_active",
    "partnerships.WorkingGroup": "partnership dissolved_on",
    "planning.Commitment": "agreement key",
    "planning.CountingRule": "agreement decided_at decided_by",
    "planning.Debt": (
        "commitment year is_once status needed counted due_on event_kind owed_by step_key position activity_name "
        "specification raw_text last_event lacks"
    ),
    "planning.DebtMark": "agreement at",
    "planning.DebtSheet": "agreement computed_on unjudged",
    "planning.DeviationComment": "agreement step_key year written_by",
    "planning.EventReopening": "event reason at by",
    "planning.Evidence": "event commitment document accepted_at accepted_by",
    "planning.Fulfilment": "event commitment state confirmed_at confirmed_by",
    "planning.MeetingPrint": "event of_approval document sha256 template_version printed_at printed_by",
    "planning.MeetingPrintJob": (
        "event paper format document key state attempts step_number step_label heartbeat_at queued_at "
        "requested_by requested_at finished_at error"
    ),
    "planning.Occurrence": (
        "commitment year due_on counts_from expected share override override_reason override_at override_by"
    ),
    "reporting.Digest": "user day items",
    "reporting.DigestOff": "user since",
    "reporting.FulfilmentReport": (
        "agreement year number state snapshot snapshot_sha256 template_version document created_by "
        "created_at submitted_on submitted_by submission_event"
    ),
    "reporting.PublicText": "code revision updated_at updated_by",
    "reporting.ReportJob": (
        "key report state attempts step_number step_label heartbeat_at queued_at requested_by "
        "requested_at finished_at error"
    ),
    "reporting.ReportStepLog": "report step by at reason",
}
