from agreements.models.adoption import Approval, PartnershipOpinion, Signature, StatedStart
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
from agreements.models.timeline import Activity, ActivityStep, ExpectedOutput, Responsibility, ScheduleTerm
from agreements.models.version import AgreementVersion, SectionRevision, VersionStepLog

__all__ = [
    "Activity",
    "ActivityStep",
    "Agreement",
    "AgreementTemplate",
    "AgreementVersion",
    "Approval",
    "ExpectedOutput",
    "FocusArea",
    "FocusGoal",
    "LegacyStrategyUse",
    "LinkedStrategy",
    "Memorandum",
    "OfVisibleAgreement",
    "PartnershipOpinion",
    "PlannedMeasure",
    "Responsibility",
    "RoleAssignment",
    "ScheduleTerm",
    "SectionRevision",
    "Signature",
    "StatedGroup",
    "StatedMatter",
    "StatedSeat",
    "StatedStart",
    "SupportingProject",
    "VersionStepLog",
]
