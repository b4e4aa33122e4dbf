"""„Přehled změn“: what a revision changes, in plain sentences for whoever approves it."""

from dataclasses import dataclass

from agreements.changes.sentences import sentences_of
from agreements.chapters import OF_THE_VERSION_ITSELF, compare_versions
from agreements.lifecycle import UNDER_WAY
from agreements.models import AgreementVersion
from agreements.validity import approved_on
from agreements.versioning.differences import Comparison
from agreements.vocabulary import AgreementKind, Section
from partnerships.czech import format_date

AREAS = {
    AgreementKind.SOCIAL_INCLUSION: "sociálního začleňování",
    AgreementKind.INCLUSIVE_EDUCATION: "inkluzivního vzdělávání",
}


@dataclass(frozen=True)
class ChangedSection:
    heading: str
    sentences: tuple[str, ...]


@dataclass(frozen=True)
class Changes:
    """`resolution` is proposed while the newer version is on its way; `reason` may be empty."""

    title: str
    unit: str
    old_version: str
    new_version: str
    reason: str
    sections: tuple[ChangedSection, ...]
    resolution: str

    @property
    def name(self) -> str:
        return f"{self.title} – {self.unit}"


def changes_between(old: AgreementVersion, new: AgreementVersion, *, reason: str = "") -> Changes:
    """Of two versions loaded by `with_tree`."""
    return changes_of(compare_versions(old, new), reason=reason)


def changes_of(comparison: Comparison, *, reason: str) -> Changes:
    old, new = comparison.old, comparison.new
    area = AREAS[AgreementKind(new.agreement.kind)]
    return Changes(
        title=f"Přehled změn popisu spolupráce v oblasti {area}",
        unit=new.agreement.unit.full_name,
        old_version=_version(old, is_foreign=old.agreement_id != new.agreement_id),
        new_version=_version(new),
        reason=reason,
        sections=tuple(_sections(comparison)),
        resolution=_resolution(old, new, area),
    )


def reason_of(version: AgreementVersion) -> str:
    """Why the revision was begun."""
    entry = version.step_log.filter(step="revised").first()
    return entry.reason if entry else ""


def _sections(comparison: Comparison):
    template = comparison.new.template
    order = [*template.sections, *(code for code in Section if code not in template.sections)]
    for code in order:
        if code not in OF_THE_VERSION_ITSELF:
            sentences = sentences_of(comparison.chapter(code))
            if sentences:
                yield ChangedSection(template.headings.get(code) or Section(code).label, tuple(sentences))


def _version(version: AgreementVersion, *, is_foreign: bool = False) -> str:
    words = f"{'předchozí popis, ' if is_foreign else ''}verze {version.number}"
    if version.in_effect:
        return f"{words} (platí od {format_date(version.in_effect.lower)})"
    approved = approved_on(version)
    if approved:
        return f"{words} (schválena {format_date(approved)})"
    return f"návrh, {words}" if version.state in UNDER_WAY else words


def _resolution(old: AgreementVersion, new: AgreementVersion, area: str) -> str:
    if new.state not in UNDER_WAY:
        return ""
    unit = new.agreement.unit
    what = "revizi popisu" if old.agreement_id == new.agreement_id else "popis"
    body = unit.body.nominative[:1].upper() + unit.body.nominative[1:]
    return (
        f"{body} {unit.name_with_type_genitive} schvaluje {what} spolupráce v oblasti {area} "
        "podle předloženého návrhu."
    )
