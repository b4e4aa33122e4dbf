"""What travels between the preview of a pasted table and the step that takes it, signed and bound to its reader."""

from dataclasses import dataclass, replace
from uuid import UUID, uuid4

from django.core import signing

from agreements.models import AgreementVersion
from agreements.pasting.activities import Pasted, pasted
from agreements.pasting.grid import Cell, Grid
from agreements.pasting.headings import Columns, columns_of
from agreements.queries import revisions_of_activities
from partnerships.models import User

KEEPS = 12 * 60 * 60  # seconds; a table left over night is pasted again
SALT = "agreements.pasting"


@dataclass(frozen=True)
class Preview:
    """`seen` are the revisions of the activities that stood in the timeline when the person looked at it."""

    grid: Grid
    columns: Columns
    form_key: UUID
    seen: dict[UUID, int]

    def read(self, version: AgreementVersion) -> Pasted:
        return pasted(self.grid, self.columns, version.template.columns)

    def with_columns(self, codes: tuple[str, ...], *, has_headings: bool) -> "Preview":
        first = self.columns.first if self.columns.are_said else int(has_headings)
        return replace(self, columns=self.columns._replace(codes=codes, first=first))

    def examples(self) -> list[str]:
        """The top of each column, by which a person tells what it is."""
        rows = self.grid[max(0, self.columns.first - 1) :] if self.columns.are_said else self.grid
        return [
            next((" ".join(cell.lines) for cell in column if cell.text), "")
            for column in zip(*rows, strict=True)
        ]


def preview_of(grid: Grid, version: AgreementVersion) -> Preview:
    columns = columns_of(grid, version.template.columns)
    return Preview(grid, columns, uuid4(), revisions_of_activities(version))


def signed(preview: Preview, version: AgreementVersion, user: User) -> str:
    state = {
        "grid": [[_packed(cell) for cell in row] for row in preview.grid],
        "columns": list(preview.columns),
        "form_key": str(preview.form_key),
        "seen": {str(key): revision for key, revision in preview.seen.items()},
    }
    return signing.dumps(state, salt=_salt(version, user), compress=True)


def unsigned(text: str, version: AgreementVersion, user: User) -> Preview | None:
    """None for a preview that is too old, or of another version or person."""
    try:
        state = signing.loads(text, salt=_salt(version, user), max_age=KEEPS)
    except signing.BadSignature:
        return None
    codes, first, are_said = state["columns"]
    return Preview(
        _unpacked(state["grid"]),
        Columns(tuple(codes), first, are_said),
        UUID(state["form_key"]),
        {UUID(key): revision for key, revision in state["seen"].items()},
    )


def _salt(version: AgreementVersion, user: User) -> str:
    return f"{SALT} {version.pk} {user.pk}"


def _packed(cell: Cell) -> str | int:
    """The text of a merged cell goes once, its other places as marks: 1 from above, 2 from the left."""
    return cell.is_from_above + 2 * cell.is_from_left or cell.text


def _unpacked(rows: list[list[str | int]]) -> Grid:
    grid: Grid = []
    for row in rows:
        cells: list[Cell] = []
        for place, one in enumerate(row):
            if isinstance(one, str):
                cells.append(Cell(one))
            else:
                source = grid[-1][place] if one & 1 else cells[-1]
                cells.append(Cell(source.text, bool(one & 1), bool(one & 2)))
        grid.append(cells)
    return grid
