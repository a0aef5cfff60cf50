"""The front door of counting: facts of one moment in, groups with their counts and the cases behind them out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wangge.standards.errors import Refused
from wangge.standards.evaluation.case_counts import count_cases, count_reporters
from wangge.standards.evaluation.codes import CASE_COUNTS, UNIT_COUNTS
from wangge.standards.evaluation.facts import CaseFact, StepFact, UnitFact
from wangge.standards.evaluation.scope import Scope
from wangge.standards.evaluation.step_counts import count_posts, count_steps
from wangge.standards.evaluation.tally import Tally, merged
from wangge.standards.evaluation.unit_counts import count_units

OF_UNIT_ROWS = (*UNIT_COUNTS, "dispatched_intime", "close_step_intime")
OF_CASES = (*CASE_COUNTS, "filed_intime")
POSTS = ("operator", "shift_lead", "dispatcher", "collector")


@dataclass(frozen=True, slots=True)
class Facts:
    """What was read for one evaluation: units for units; cases and steps for collectors; steps for the other posts;
    units and cases for areas, classes and sources, and steps where the posts' acts are wanted there too."""

    units: Sequence[UnitFact] = ()
    cases: Sequence[CaseFact] = ()
    steps: Sequence[StepFact] = ()


def count(facts: Facts, scope: Scope, group_by: str, post: str = "") -> Tally:
    """Count by `unit` (unit rows), by `actor` (the acts of `post`), or by a grouping of `groups` (case level).

    `collector` with the post `collector` is a collector's own work: his reports, his grid's misses, his tasks.
    """
    if group_by == "unit":
        return count_units(facts.units, scope)
    if group_by == "actor" or (group_by == "collector" and post == "collector"):
        return _count_persons(facts, scope, post)
    return count_areas(facts, scope, group_by)


def count_areas(facts: Facts, scope: Scope, group_by: str) -> Tally:
    """Intake from cases, disposal and closing as any over units, the posts' acts from steps; in that order of belief.

    What a rate divides is of one kind and one set: `…_intime` of what is counted by cases is a flag of those cases.
    """
    steps = count_steps(facts.steps, scope, group_by)
    rows = merged(count_units(facts.units, scope, group_by), steps, OF_UNIT_ROWS)
    return merged(count_cases(facts.cases, scope, group_by), rows, OF_CASES)


def _count_persons(facts: Facts, scope: Scope, post: str) -> Tally:
    if post not in POSTS:
        raise Refused("unknown_post", "未知的岗位", f"“{post}”不是参加评价的岗位，可用：{'、'.join(POSTS)}。")
    acts = count_posts(facts.steps, scope, post)
    return merged(count_reporters(facts.cases, scope), acts, CASE_COUNTS) if post == "collector" else acts
