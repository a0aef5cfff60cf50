"""The first page of a demo follows the visitor's case and says who has it now."""

from __future__ import annotations

import uuid

from tests.world import World, county, world
from wangge.organisation.models import User
from wangge.web.demo_walk import visitors_case

__all__ = ["county", "world"]


def test_it_names_the_units_person_after_the_dispatch_and_the_collector_after_the_draw(world: World) -> None:
    world.dispatched("UNIT06")
    sent = visitors_case()
    assert sent is not None
    assert (sent["state_label"], sent["collector"]) == ("待签收", None)
    assert sent["unit_person"] == world.handler("UNIT06").user.username
    world.checking()
    drawn = visitors_case()
    assert drawn is not None
    assert drawn["state_label"] == "核查中"
    _, file = world.operator1.get(f"/cases/{drawn['case_no']}")
    assert User.objects.get(username=drawn["collector"]).name == file["tasks"][0]["collector"]


def test_cases_of_simulated_people_are_nobodys_visit(world: World) -> None:
    world.collector01.report(report_id=str(uuid.uuid5(uuid.NAMESPACE_URL, "1:live:1")))
    assert visitors_case() is None
    mine = world.collector01.report()
    world.collector01.report(report_id=str(uuid.uuid5(uuid.NAMESPACE_URL, "1:live:2")))
    found = visitors_case()
    assert found is not None
    assert (found["case_no"], found["class_name"]) == (mine["case_no"], "暴露垃圾")
