"""Loads the county's departments and people; what is there already stays as the administrator left it."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files

from django.contrib.auth.hashers import check_password, make_password

from wangge.basedata.models import DutyGrid
from wangge.organisation.models import Department, Post, User
from wangge.organisation.people import Person, people, usernames
from wangge.standards.errors import Refused


@dataclass(frozen=True, slots=True)
class Loaded:
    """New rows of this run; all 0 when everything was there."""

    departments: int
    users: int
    posts: int


def load(password: str | None) -> Loaded:
    """Departments, users, posts and duty grids. `password` is everybody's; None leaves the accounts locked.

    Needs the duty grids of basedata; raises Refused `duty_grids_missing`. Runs in the caller's transaction.
    """
    grids = list(DutyGrid.objects.order_by("code").values_list("code", flat=True))
    if not grids:
        raise Refused("duty_grids_missing", "没有责任网格", "请先加载基础数据（责任网格），再加载组织机构。")
    return Loaded(_load_departments(), _load_users(password), _load_posts(grids))


def set_password(password: str) -> int:
    """Give every sample account this password; answers how many changed (0 when it is the present one)."""
    users = User.objects.filter(username__in=usernames())
    present = users.filter(username="admin").values_list("password", flat=True).first()
    if present is None or check_password(password, present):
        return 0
    return users.update(password=make_password(password))


def _load_departments() -> int:
    source = files("wangge.organisation") / "data" / "departments.csv"
    rows = [_department(row) for row in csv.DictReader(source.read_text(encoding="utf-8").splitlines())]
    known = set(Department.objects.values_list("code", flat=True))
    for number, row in enumerate(rows, start=1):
        row.phone = f"0377-{number:08}"  # no local number begins with 0: nobody is ever called by mistake
    return len(Department.objects.bulk_create(row for row in rows if row.code not in known))


def _department(row: dict[str, str]) -> Department:
    return Department(
        code=row["code"],
        name=row["name"],
        short_name=row["short_name"],
        kind=row["kind"],
        group=row["group"],
        parent_id=row["parent"] or None,
        level=int(row["level"]),
    )


def _load_users(password: str | None) -> int:
    known = set(User.objects.values_list("username", flat=True))
    missing = [person for person in people() if person.username not in known]
    if not missing:
        return 0
    secret = make_password(password)  # one hash for all: each would cost 0.2 s
    return len(User.objects.bulk_create(_user(person, secret) for person in missing))


def _user(person: Person, secret: str) -> User:
    return User(
        username=person.username,
        password=secret,
        name=person.name,
        phone=person.phone,
        employee_no=person.employee_no,
        is_staff=person.superuser,
        is_superuser=person.superuser,
    )


def _load_posts(grids: Sequence[str]) -> int:
    ids = dict(User.objects.filter(username__in=usernames()).values_list("username", "id"))
    known = set(Post.objects.filter(user_id__in=ids.values()).values_list("user_id", "role"))
    missing = [p for p in people() if (ids[p.username], p.role) not in known]
    posts = Post.objects.bulk_create(_post(person, ids[person.username]) for person in missing)
    collectors = [person.username for person in people() if person.role == "collector"]
    duty = dict(zip(collectors, shares(len(collectors), grids), strict=True))
    links = [
        Post.duty_grids.through(post_id=post.id, dutygrid_id=code)
        for person, post in zip(missing, posts, strict=True)
        for code in duty.get(person.username, ())
    ]
    Post.duty_grids.through.objects.bulk_create(links)
    return len(posts)


def _post(person: Person, user_id: int) -> Post:
    return Post(user_id=user_id, role=person.role, department_id=person.department, title=person.title)


def shares(collectors: int, grids: Sequence[str]) -> list[list[str]]:
    """Every grid to a collector and every collector a grid: with more people than grids the last ones are second."""
    if len(grids) <= collectors:
        return [[grids[i % len(grids)]] for i in range(collectors)]
    return [list(grids[i::collectors]) for i in range(collectors)]
