"""Who or what is scored: names, ranking groups, the size of areas, and those who have nothing to show."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import connection

from wangge.basedata.models import Division, DutyGrid, UnitGrid
from wangge.organisation.models import Department, DepartmentGroup, User
from wangge.organisation.queries import lead_units, posts_in
from wangge.rules.rulebook import rulebook
from wangge.standards.evaluation.codes import CASE_COUNTS, STEP_COUNTS, UNIT_COUNTS
from wangge.standards.evaluation.counts import POSTS
from wangge.standards.evaluation.groups import NONE
from wangge.standards.evaluation.tally import Group, Tally
from wangge.standards.lifecycle.names import SOURCE_LABELS

KEY = {
    "all": "'all'",
    "county": "left(code, 6)",
    "street": "left(code, 9)",
    "area": "left(code, 9)",
    "community": "left(code, 12)",
    "grid": "code",
    "duty_grid": "dutygrid",
}
GRIDS = """
SELECT key, area_class, count(*) FROM (
  SELECT {key} AS key, area_class FROM (
    SELECT code, duty_grid_id AS dutygrid, area_class FROM basedata_unitgrid WHERE end_date IS NULL) AS grid) AS keyed
WHERE key IS NOT NULL GROUP BY key, area_class ORDER BY key, count(*) DESC, area_class
"""
CLASSES = {1: "一类", 2: "二类", 3: "三类"}
OF_POST: dict[str, tuple[str, ...]] = {
    post: tuple(codes.split())
    for post, codes in {
        "collector": "reported valid_reported self_disposed refused filed voided grid_filed missed "
        "verify_sent verified verified_intime check_sent checked checked_intime",
        "operator": "accepted accepted_intime refused verify_needed verify_sent verify_sent_intime "
        "check_needed check_sent check_sent_intime check_waived",
        "shift_lead": "refused filed filed_intime voided closed close_step_intime",
        "dispatcher": "dispatched dispatched_intime dispatched_right dispatched_wrong",
    }.items()
}
"""What a post can be counted by; the others' acts on the same cases would be zeros that say nothing."""
GROUPS = dict(DepartmentGroup.choices)
KINDS = {"event": "事件", "component": "部件"}


@dataclass(slots=True)
class Subjects:
    """By key: name, ranking group ("" = all in one), and for places the number of unit grids they hold."""

    names: dict[str, str] = field(default_factory=dict)
    rivals: dict[str, str] = field(default_factory=dict)
    unit_grids: dict[str, int] = field(default_factory=dict)
    whole: int = 1  # unit grids of the county, against which anything but a place is held

    def name(self, key: str) -> str:
        return self.names.get(key, "未知" if key == NONE else key)

    def rival_name(self, key: str) -> str:
        """The ranking group for people."""
        code = self.rivals.get(key, "")
        return GROUPS.get(code) or (f"{code}区域" if code else "")

    def rival_order(self, key: str) -> int:
        """Where its ranking group stands among the others: 一类 before 二类, 街道 before 县直部门."""
        code = self.rivals.get(key, "")
        known = (*CLASSES.values(), *GROUPS)
        return known.index(code) if code in known else len(known)

    def grids_of(self, key: str) -> int:
        return self.unit_grids.get(key, self.whole)


def subjects(group_by: str, keys: Iterable[str]) -> Subjects:
    if group_by == "unit":
        rows = list(Department.objects.values_list("code", "short_name", "group"))
        return Subjects({c: n for c, n, _ in rows}, {c: g for c, _, g in rows}, whole=_whole())
    found = Subjects(_names(group_by, keys), whole=_whole())
    if group_by in KEY:
        _places(found, group_by)
    return found


def _whole() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM basedata_unitgrid WHERE end_date IS NULL")
        return max(int(cursor.fetchone()[0]), 1)


def _places(found: Subjects, group_by: str) -> None:
    """A place is of the class that most of its unit grids have; places are ranked inside their class."""
    with connection.cursor() as cursor:
        cursor.execute(GRIDS.format(key=KEY[group_by]))
        for key, area_class, number in cursor.fetchall():
            found.rivals.setdefault(key, CLASSES.get(area_class, ""))
            found.unit_grids[key] = found.unit_grids.get(key, 0) + number


def _names(group_by: str, keys: Iterable[str]) -> dict[str, str]:
    if group_by in ("actor", "collector"):
        return dict(User.objects.values_list("username", "name")) | {NONE: "系统或无人"}
    if group_by in ("street", "area", "community", "county"):
        return dict(Division.objects.values_list("code", "name"))
    if group_by == "duty_grid":
        return dict(DutyGrid.objects.values_list("code", "name"))
    book = rulebook()
    if group_by == "class":
        return {key: book.class_name(key) for key in keys if key != NONE}
    if group_by == "major":
        return {c.code[:3]: c.major_name for c in book.classes}
    return {"source": SOURCE_LABELS, "kind": KINDS, "all": {"all": "全县"}}.get(group_by, {})


def complete(tally: Tally, group_by: str, post: str) -> Tally:
    """Every group with every count of its kind, and a group of zeros for each unit, street or
    person that had nothing to do."""
    codes = _codes(group_by, post)
    for key in _expected(group_by, post):
        tally.setdefault(key, Group(codes))
    for group in tally.values():
        group.codes = codes
    return tally


def _codes(group_by: str, post: str) -> tuple[str, ...]:
    if group_by == "unit":
        return tuple(UNIT_COUNTS)
    if group_by == "actor" or (group_by == "collector" and post == "collector"):
        return OF_POST[post]
    return tuple(dict.fromkeys((*CASE_COUNTS, *UNIT_COUNTS, *STEP_COUNTS)))


def _expected(group_by: str, post: str) -> list[str]:
    if group_by == "unit":
        return list(lead_units())
    if group_by in ("area", "street"):
        return sorted(set(UnitGrid.objects.filter(end_date=None).values_list("street_code", flat=True)))
    if post in POSTS and group_by in ("actor", post):
        return [found.username for found in posts_in(post)]
    return []
