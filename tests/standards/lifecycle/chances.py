"""Bodies for every action, good and bad, drawn at random; photos, device times and flags too."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from tests.standards.lifecycle.story import PLACE, RULE, URGENT
from wangge.standards.lifecycle.names import State
from wangge.standards.lifecycle.values import CaseFile
from wangge.standards.worktime import Limit, LimitUnit

words = st.sampled_from(["理由", "", "  ", None])
reason = st.fixed_dictionaries({"reason": st.sampled_from(["理由", "理由", "理由", ""])})
units = st.sampled_from(["A", "A", "B", "C"])
people = st.integers(1, 4)
limits = st.builds(Limit, st.integers(1, 40).map(Decimal), st.sampled_from(LimitUnit))
rules = st.one_of(
    st.just(RULE),
    st.just({"class_code": "E0203", **URGENT}),
    st.fixed_dictionaries({"class_code": st.just("C0101"), "condition_id": st.just("c3"), "limit": limits}),
    st.just({"class_code": "E0110"}),
)
places = st.sampled_from(
    [{}, PLACE, {**PLACE, "grid": "411328001001002"}, {"lon": Decimal("112.85"), "lat": Decimal(32)}]
)
blind = st.sampled_from(["drawn", "not_blind", "named", "usual"])
sending = st.fixed_dictionaries({"collector": people, "blind": blind})
answers = st.fixed_dictionaries({"passed": st.sampled_from([True, True, False, None])})
notes = st.fixed_dictionaries({"note": st.sampled_from(["已清理", "已清理", ""])})
texts = st.fixed_dictionaries({"text": st.sampled_from(["正在办", "正在办", " "])})

FIXED: dict[str, st.SearchStrategy[dict[str, Any]]] = {
    "review_self_disposed": st.fixed_dictionaries({"verdict": st.sampled_from(["close", "invalid", "normal", "?"])}),
    "accept": st.builds(lambda rule, place: {**rule, **place}, rules, places),
    "change_class_place": st.builds(lambda r, rule, place: {**r, **rule, **place}, reason, rules, places),
    "send_verification": st.fixed_dictionaries({"collector": people}),
    "answer_verification": st.fixed_dictionaries({"result": st.sampled_from(["true", "false", "not_found", "?"])}),
    "merge": st.fixed_dictionaries(
        {"into": st.sampled_from(["2", "3"]), "into_state": st.sampled_from(State), "into_recent": st.booleans()}
    ),
    "unmerge": st.fixed_dictionaries({"into_dispatched": st.booleans()}),
    "dispatch": st.fixed_dictionaries({"lead_unit": units, "assisting_units": st.lists(units, max_size=2)}),
    "assign": st.sampled_from([{"unit": "A1"}, {"user": 44}, {}]),
    "assist_done": notes,
    "submit": notes,
    "complete": notes,
    "send_check": sending,
    "recheck": sending,
    "reassign_task": sending,
    "hand_over": st.fixed_dictionaries({"collector": people}),
    "answer_check": answers,
    "answer_recheck": answers,
    "close": st.sampled_from([{"closing_condition": "已清理"}, {}]),
    "answer_supervision": texts,
    "take_over": st.fixed_dictionaries({"from": people, "to": people}),
    "comment": texts,
    "return_visit": st.fixed_dictionaries({"rating": st.sampled_from(["satisfied", "not_solved", "?"])}),
}


# What the usual next step hands in, so that cases come far.
USUAL: dict[str, st.SearchStrategy[dict[str, Any]]] = {
    "review_self_disposed": st.sampled_from([{"verdict": "normal"}, {"verdict": "close"}]),
    "answer_verification": st.just({"result": "true"}),
    "accept": st.sampled_from([RULE, {"class_code": "E0203", **URGENT}]),
    "file": st.just({}),
    "dispatch": st.fixed_dictionaries({"lead_unit": units, "assisting_units": st.sampled_from([[], ["B"]])}),
    "sign": st.just({}),
    "complete": st.just({"note": "已清理"}),
    "send_check": st.fixed_dictionaries({"collector": people, "blind": st.just("drawn")}),
    "answer_check": st.fixed_dictionaries({"passed": st.booleans()}),
    "answer_recheck": st.fixed_dictionaries({"passed": st.booleans()}),
}
ENDINGS = ("refuse", "merge", "return_to_upper")  # left to pure chance, or few cases would come far


@st.composite
def asked(draw: st.DrawFn, now: datetime) -> dict[str, Any]:
    return {
        **draw(reason),
        "hours": draw(st.decimals("-1", "30", places=1)),
        "until": now + timedelta(days=draw(st.integers(-1, 370))),
    }


def well_asked(now: datetime) -> st.SearchStrategy[dict[str, Any]]:
    """A request that is granted if it comes in time."""
    return st.builds(
        lambda hours, days: {"reason": "理由", "hours": Decimal(hours), "until": now + timedelta(days=days)},
        st.integers(1, 30),
        st.integers(30, 300),
    )


@st.composite
def decided(draw: st.DrawFn, case: CaseFile) -> dict[str, Any]:
    """On any request of the case, mostly granted, sometimes with other terms."""
    known = [r.id for r in case.requests]
    amended = {"hours": Decimal(2)} if draw(st.integers(0, 9)) == 0 else {}
    return {
        "request": draw(st.sampled_from(known)) if known else None,
        "granted": draw(st.sampled_from([True, True, True, False, None])),
        **amended,
    }


def body(action: str, case: CaseFile, now: datetime) -> st.SearchStrategy[dict[str, Any]]:
    if action == "supervise":
        return st.fixed_dictionaries({"text": words, "answer_by": st.just(now + timedelta(hours=4))})
    if action.startswith("request_"):
        return asked(now)
    if action.startswith(("decide_", "withdraw_")):
        return decided(case)
    return FIXED.get(action, reason)


@st.composite
def circumstances(draw: st.DrawFn, now: datetime) -> dict[str, Any]:
    """How the act came in: photos, the device's time and skew, flags."""
    photos = draw(st.sampled_from([("after", "before", "near"), ("after",), ("after",), ()]))
    found: dict[str, Any] = {"photos": photos, "flagged": draw(st.integers(0, 5)) == 0}
    if draw(st.booleans()):
        found["acted_at"] = now - timedelta(minutes=draw(st.integers(-5, 400)))
        found["skew"] = timedelta(seconds=draw(st.integers(-180, 180)))
    return found
