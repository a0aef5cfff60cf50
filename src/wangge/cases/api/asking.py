"""What every operation on cases starts from: who asks, under which post, when."""

from __future__ import annotations

from django.http import HttpRequest

from wangge.cases import store
from wangge.cases.acting import Standing, standings
from wangge.cases.actions.catalogue import verb
from wangge.cases.models import Case
from wangge.cases.queries.lists import Asker
from wangge.organisation.auth import Acting, acting
from wangge.standards.errors import Refused
from wangge.standards.lifecycle import permit
from wangge.standards.lifecycle.table import BY_CODE


def not_found() -> Refused:
    return Refused("not_found", "没有这个案件", "案卷号不对，或您无权查看这个案件。", status=404)


def asker(found: Standing) -> Asker:
    return Asker(found.actor.user or 0, str(found.actor.role), found.actor.unit)


def seen_case(request: HttpRequest, case_no: str, post: str | None = None) -> tuple[Case, Standing]:
    """The case and the standing under which the person sees it; 404 if under none of his posts."""
    row = Case.objects.filter(case_no=case_no).first()
    if row is not None:
        for found in standings(acting(request).under(post)):
            if found.sight.sees(row):
                return row, found
    raise not_found()


def fitting(who: Acting, row: Case, action: str) -> Standing:
    """The standing that may do the action: where no post was named and several would see the case, the first that may."""
    code = verb(action).code
    seeing = [s for s in standings(who) if s.sight.sees(row)]
    if not seeing:
        raise not_found()
    if len(seeing) == 1:
        return seeing[0]
    file = store.file_of(row)
    fits = [s for s in seeing if code not in BY_CODE or not permit.why_not(code, file, s.actor)]
    return (fits or seeing)[0]
