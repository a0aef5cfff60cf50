"""Acts at given moments, by the same `report` and `perform` as live work."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import Any

from tests.world import World, at
from wangge.cases.acting import standing
from wangge.cases.actions.catalogue import verb
from wangge.cases.actions.perform import Act, perform
from wangge.cases.actions.report import ReportIn, Reporting, report
from wangge.cases.models import Case, RequestRow, TaskRow
from wangge.organisation.auth import acting_as


class Story:
    """One case, acted on by the usual people; `now` is moved by `after`."""

    def __init__(
        self, world: World, start: datetime, unit: str = "UNIT06", by: str = "collector01", **report_body: Any
    ) -> None:
        self.world, self.now, self.unit = world, start, unit
        who = world.__getattr__(by)
        lon, lat = at(report_body.pop("column", 0))
        body = {"report_id": uuid.uuid4(), "class_code": "E0110", "lon": lon, "lat": lat}
        if by.startswith("collector"):
            body["media_ids"] = [who.photo()]
        asked = Reporting(ReportIn(**{**body, **report_body}), standing(acting_as(who.user)).actor, start)
        self.row, _ = report(asked)

    def after(self, **span: float) -> Story:
        self.now += timedelta(**span)
        return self

    def at(self, moment: datetime) -> Story:
        self.now = moment
        return self

    def goes_to(self, unit: str) -> Story:
        """The next `to_unit` dispatches to this one."""
        self.unit = unit
        return self

    def does(self, username: str, action: str, request: uuid.UUID | None = None, **body: Any) -> Story:
        person = self.world.__getattr__(username)
        found = standing(acting_as(person.user))
        chosen = verb(action)
        parsed = chosen.body.model_validate(body)
        self.row = perform(Act(self.row.case_no, action, parsed, found.actor, found.sight, self.now, request=request))
        return self

    @property
    def handler(self) -> str:
        return self.world.handler(self.unit).user.username

    def accepted(self, condition: str | None = None, class_code: str = "E0110") -> Story:
        condition = condition or self.world.condition(class_code)
        return self.does("operator1", "accept", class_code=class_code, condition_id=condition)

    def filed(self) -> Story:
        return self.accepted().does("shiftlead1", "file")

    def dispatched(self) -> Story:
        return self.filed().to_unit()

    def to_unit(self) -> Story:
        return self.does("dispatcher1", "dispatch", lead_unit=self.unit)

    def completed(self) -> Story:
        photo = self.world.handler(self.unit).photo()
        return self.does(self.handler, "complete", note="已处理", media_ids=[photo])

    def checked(self, passed: bool = True) -> Story:
        self.does("operator1", "send_check")
        task = TaskRow.objects.get(case=self.row, state="open")
        checker = self.world.by_id(task.collector)
        photo = checker.photo()
        return self.does(checker.user.username, "answer_check", passed=passed, media_ids=[photo])

    def closed(self) -> Story:
        return self.completed().checked().does("shiftlead1", "close")

    def asks(self, kind: str, **body: Any) -> Story:
        asker = "dispatcher1" if kind == "void" else self.handler
        return self.does(asker, f"request_{kind}", reason="见说明", **body)

    def granted(self, kind: str, *deciders: str) -> Story:
        request = RequestRow.objects.get(case=self.row, kind=kind, status="open").pk
        for decider in deciders:
            self.does(decider, f"decide_{kind}", request=request, granted=True)
        return self

    def refused(self, kind: str, *deciders: str) -> Story:
        request = RequestRow.objects.get(case=self.row, kind=kind, status="open").pk
        for n, decider in enumerate(deciders, start=1):
            self.does(decider, f"decide_{kind}", request=request, granted=n < len(deciders))
        return self

    def late(self) -> Story:
        """A minute after the deadline."""
        self.now = self.deadline + timedelta(minutes=1)
        return self

    @property
    def deadline(self) -> datetime:
        found = Case.objects.get(pk=self.row.pk).deadline
        assert found is not None
        return found
