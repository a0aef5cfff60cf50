"""The word index follows the case: what was classed anew is found by its new name."""

from __future__ import annotations

import subprocess
import sys

from tests.world import World


def found(world: World, words: str) -> int:
    status, page = world.operator1.get("/cases", q=words)
    assert status == 200, page
    return len(page["items"])


def test_a_class_changed_at_accept_is_found_by_its_new_name_and_not_by_its_old(world: World) -> None:
    case = world.collector01.report(description="路边有一堆东西")
    assert (found(world, "暴露垃圾"), found(world, "道路破损")) == (1, 0)
    wanted = next(c for c in world.operator1.get("/dictionaries")[1]["classes"] if c["code"] != case["class_code"])
    condition = world.condition(wanted["code"])
    world.operator1.does(case, "accept", class_code=wanted["code"], condition_id=condition, address="凤山东路77号")
    assert (found(world, "暴露垃圾"), found(world, wanted["name"]), found(world, "凤山东路")) == (0, 1, 1)
    assert found(world, "一堆东西") == 1


def test_a_correction_is_found_too(world: World) -> None:
    case = world.accepted()
    other = next(c for c in world.operator1.get("/dictionaries")[1]["classes"] if c["code"] != case["class_code"])
    condition = world.condition(other["code"])
    body = {"class_code": other["code"], "condition_id": condition, "reason": "类别有误"}
    world.operator1.does(case, "change_class_place", **body)
    assert (found(world, "暴露垃圾"), found(world, other["name"])) == (0, 1)


def test_a_start_does_not_load_the_dictionaries_of_words() -> None:
    """They cost half a second, and most commands never use them."""
    told = (
        "import os, sys; os.environ['DJANGO_SETTINGS_MODULE'] = 'wangge.web.settings'; import django; django.setup(); "
        "import wangge.web.api; print(sorted({'pypinyin', 'rjieba'} & set(sys.modules)))"
    )
    answer = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "[]"
