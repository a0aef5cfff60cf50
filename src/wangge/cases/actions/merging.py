"""并案: the target's chain is followed to its end."""

from __future__ import annotations

from datetime import timedelta

from pydantic import Field

from wangge.cases.actions.forms import Empty, picker
from wangge.cases.actions.verb import Body, Prepared, Scene, Verb
from wangge.cases.models import Case
from wangge.standards.errors import Refused
from wangge.standards.lifecycle.names import STAGE_OF, Stage, State

DISPATCHED_STAGES = (Stage.DISPOSE, Stage.FEEDBACK, Stage.CHECK)


class Merge(Body):
    into: str = Field(..., title="并入的案卷号", max_length=20, json_schema_extra=picker("case"))


def end_of_chain(case_no: str, start: str) -> Case:
    """The case at the end of the chain, locked; raises Refused on a missing link or when the chain comes back."""
    seen = {start}
    while True:
        if case_no in seen:
            raise Refused("merge_cycle", "不能并案", "并入的案件最终就是本案。案件未改变。", field="into")
        seen.add(case_no)
        found = Case.objects.select_for_update().filter(case_no=case_no).first()
        if found is None:
            raise Refused("merge_target", "没有这个案件", f"没有案卷号为 {case_no} 的案件。案件未改变。", field="into")
        if not found.merged_into:
            return found
        case_no = found.merged_into


def to_merge(scene: Scene, body: Merge) -> Prepared:
    target = end_of_chain(body.into.strip(), scene.file.case_no)
    hours = timedelta(hours=int(scene.rules.setting("merge_closed_hours")))
    recent = target.closed_at is not None and scene.now - target.closed_at <= hours
    return Prepared(values={"into": target.case_no, "into_state": target.state, "into_recent": recent})


def to_unmerge(scene: Scene, body: Empty) -> Prepared:
    target = end_of_chain(scene.file.merged_into or "", scene.file.case_no)
    done = target.dispatched_at is not None
    at_unit = STAGE_OF[State(target.state)] in DISPATCHED_STAGES
    return Prepared(values={"into_dispatched": done or at_unit})


VERBS = (Verb("merge", Merge, to_merge), Verb("unmerge", Empty, to_unmerge))
