from agreements.models.adoption import (
    Approval,
    FileReference,
    PartnershipOpinion,
    Signature,
    StatedStart,
    Termination,
)
from agreements.models.agreement import (
    Agreement,
    AgreementTemplate,
    Memorandum,
    OfVisibleAgreement,
    SupportingProject,
)
from agreements.models.content import (
    FocusArea,
    FocusGoal,
    LegacyStrategyUse,
    LinkedStrategy,
    PlannedMeasure,
    RoleAssignment,
    StatedGroup,
    StatedMatter,
    StatedSeat,
)
from agreements.models.pasting import PastedTimeline
from agreements.models.printing import AgreementPrint, PrintJob
from agreements.models.records import SectionRevision, SectionSnapshot, VersionStepLog
from agreements.models.review import Comment, CommentThread, ReviewMark
from agreements.models.timeline import Activity, ActivityStep, ExpectedOutput, Responsibility, ScheduleTerm
from agreements.models.version import AgreementVersion

__all__ = [
    "Activity",
    "ActivityStep",
    "Agreement",
    "AgreementPrint",
    "AgreementTemplate",
    "AgreementVersion",
    "Approval",
    "Comment",
    "CommentThread",
    "ExpectedOutput",
    "FileReference",
    "FocusArea",
    "FocusGoal",
    "LegacyStrategyUse",
    "LinkedStrategy",
    "Memorandum",
    "OfVisibleAgreement",
    "PartnershipOpinion",
    "PastedTimeline",
    "PlannedMeasure",
    "PrintJob",
    "Responsibility",
    "ReviewMark",
    "RoleAssignment",
    "ScheduleTerm",
    "SectionRevision",
    "SectionSnapshot",
    "Signature",
    "StatedGroup",
    "StatedMatter",
    "StatedSeat",
    "StatedStart",
    "SupportingProject",
    "Termination",
    "VersionStepLog",
]
