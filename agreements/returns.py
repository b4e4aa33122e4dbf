"""Where the comparison offers to take a part of the draft back to the older wording."""

from dataclasses import replace
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse

from agreements.compared import ComparedRow, ComparedSection
from agreements.models import SectionRevision
from agreements.versioning.differences import Comparison, RowChange
from agreements.vocabulary import SECTION_SLUGS, Section


class Returns:
    def __init__(self, comparison: Comparison, revisions: QuerySet[SectionRevision]):
        self.draft, self.number = comparison.new, comparison.old.number
        self.revisions = {
            (section, key): revision
            for section, key, revision in revisions.filter(version=self.draft).values_list(
                "section", "activity_key", "revision"
            )
        }

    def of_sections(self, sections: list[ComparedSection]) -> list[ComparedSection]:
        """Of the timeline only its period; its activities are returned one by one."""
        return [
            replace(one, return_url=self._section(one.code)) if self._is_offered(one) else one
            for one in sections
        ]

    def of_activities(self, rows: list[ComparedRow]) -> list[ComparedRow]:
        return [
            replace(row, return_url=self._activity(row.activity.key))
            if row.opens_activity and _has_changed_content(row.activity)
            else row
            for row in rows
        ]

    @staticmethod
    def _is_offered(section: ComparedSection) -> bool:
        if section.code == Section.TIMELINE:
            return any(field.is_changed for field in section.fields)
        return bool(section.counts) and not section.is_of_version

    def _section(self, section: Section) -> str:
        place = [self.draft.pk, SECTION_SLUGS[section], self.number]
        return reverse("agreements:return_section", args=[*place, self.revisions.get((section, None), 0)])

    def _activity(self, key: UUID) -> str:
        place = [self.draft.pk, key, self.number]
        revision = self.revisions.get((Section.TIMELINE, key), 0)
        return reverse("agreements:return_activity", args=[*place, revision])


def _has_changed_content(activity: RowChange) -> bool:
    """The order of activities is not a part of any of them."""
    return bool(not activity.is_kept or activity.changed_fields) or any(
        group.is_changed for group in activity.groups
    )
