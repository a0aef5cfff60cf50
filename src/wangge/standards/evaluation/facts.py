"""What evaluation counts: plain facts, each true *as of* one moment.

A query fills them from what was known at as-of: every moment in a fact is ≤ as-of (deadlines excepted), everything
that happened later is None, 0 or False. All moments are aware. Unknown (old systems know less) is None and counts in
neither "in time" nor "late". Group keys that are not known are "" and come out as the group `none`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Role(StrEnum):
    LEAD = "lead"
    ASSISTING = "assisting"


class Left(StrEnum):
    """How a case left a unit that had not done it."""

    RETURN = "return"
    RECALL = "recall"
    VOID = "void"
    MERGE = "merge"


@dataclass(frozen=True, slots=True)
class UnitFact:
    """One case at one unit (its clock); one per case × first-level unit × role.

    Keys
      unit            department code of the first-level unit; `role` lead or assisting
      grid            15-digit unit grid the case was filed in; street = first 9 digits, community = first 12
      duty_grid       duty grid at filing; `collector` = the reporting collector's user name, "" for other sources
      class_code      short form C0101 / E0110; `kind` event | component; `source` as in lifecycle
    Moments
      reported_at, filed_at, closed_at   of the case; closed_at only of a close, never of a void or a merge
      dispatched_intime  the last dispatch to this unit kept its stage limit (None: unknown)
      close_step_intime  the case's close kept the stage limit of 结案 (None: not closed, or unknown)
      signed_at       the unit's first 签收; `signed_intime` the stage limit kept (None: not signed, or unknown)
      deadline        of this unit's clock, as of as-of, with rework (bundled) and extensions in it; stopped at
                      complete, return, recall, void; while suspended the one it had when suspended;
                      None = never known. For an assisting unit the lead unit's deadline
      completed_at    the clock's stop of the last `complete` that no failed check or reject_disposal followed; for
                      an assisting unit the moment of assist_done
      left_at         the case is no longer this unit's and was not done by it: the moment the granted return was
                      asked, the recall, the moment the granted void was asked, the merge. None while the unit
                      holds or has done the case, also when it came back (A → B → A). Late before it = not freed
      left_by         which of the four; None with left_at None
    State
      state           the case's state at as-of (lifecycle code)
      suspended_now / suspended_ever    at as-of / a suspension was ever granted to this unit
    Earned by the unit (they stay with it, whoever holds the case now)
      returned        a return was granted; `recalled` taken back before signing
      dispatched_wrong  the last dispatch to this unit was followed by a different unit
      rework_times    failed checks + reject_disposals at this unit; `extensions` granted ones
      appeal          超时申诉 of this unit: True granted, False refused, None none or undecided
      reopened_at     moments at which a recheck found this unit's closed case unsolved
      supervised      督办 addressed to this unit; supervised_late: answered late, or unanswered past its deadline
      urgent          the filing condition is an urgent one
    """

    case_no: str
    unit: str
    role: Role = Role.LEAD
    grid: str = ""
    duty_grid: str = ""
    class_code: str = ""
    kind: str = ""
    source: str = ""
    collector: str = ""
    reported_at: datetime | None = None
    filed_at: datetime | None = None
    dispatched_intime: bool | None = None
    close_step_intime: bool | None = None
    signed_at: datetime | None = None
    signed_intime: bool | None = None
    deadline: datetime | None = None
    completed_at: datetime | None = None
    closed_at: datetime | None = None
    left_at: datetime | None = None
    left_by: Left | None = None
    state: str = ""
    suspended_now: bool = False
    suspended_ever: bool = False
    returned: bool = False
    recalled: bool = False
    dispatched_wrong: bool = False
    rework_times: int = 0
    extensions: int = 0
    appeal: bool | None = None
    reopened_at: tuple[datetime, ...] = ()
    supervised: bool = False
    supervised_late: bool = False
    urgent: bool = False


@dataclass(frozen=True, slots=True)
class CaseFact:
    """One intake: a case of any state, self-disposals and refused or merged reports included. Keys as in UnitFact.

    filed_at        first 立案, None if never filed; stays when the case is voided later
    filed_intime    the filing that stands kept its stage limit; None: not filed, or unknown
    voided          state voided at as-of; refused: rejected at as-of; self_disposed: an *approved* 自行处置
    merged_valid    merged into a case that is filed at as-of
    collector       the reporting collector, "" for other sources
    patrols         collectors whose duty grid held the case's place when it was reported (grid_filed is theirs)
    missed_by       those of them that the rule of 漏报 charges; only for filed cases that are not merged
    """

    case_no: str
    grid: str = ""
    duty_grid: str = ""
    class_code: str = ""
    kind: str = ""
    source: str = ""
    collector: str = ""
    reported_at: datetime | None = None
    filed_at: datetime | None = None
    filed_intime: bool | None = None
    voided: bool = False
    refused: bool = False
    self_disposed: bool = False
    merged_valid: bool = False
    patrols: tuple[str, ...] = ()
    missed_by: tuple[str, ...] = ()


class Step(StrEnum):
    """Acts of posts that are counted, by the names of their actions."""

    ACCEPT = "accept"
    REFUSE = "refuse"
    SEND_VERIFICATION = "send_verification"
    ANSWER_VERIFICATION = "answer_verification"
    FILE = "file"
    DISPATCH = "dispatch"
    SIGN = "sign"
    SEND_CHECK = "send_check"
    ANSWER_CHECK = "answer_check"
    CLOSE = "close"


@dataclass(frozen=True, slots=True)
class StepFact:
    """One act, or one duty to act, of one person under one post. Keys as in UnitFact.

    actor     user name; "" = nobody yet (an unsent check). The answers belong to the collector the task was sent to
    post      acting post: operator, shift_lead, dispatcher, collector, unit
    begun_at  sends: when the need arose (the report, the complete); answers: when the task was sent to this
              collector; else when the stage began. Sends and answers belong to the period of begun_at, all other
              steps to that of done_at
    done_at   the act; None = not (yet) done. A task taken from a collector stays his, undone
    in_time   the stage limit was kept; None = unknown or not done
    right     FILE: False once the case is voided. DISPATCH: False when a different unit followed, or a recall that
              did not send it to the same unit again. None = unknown
    needed    SEND_VERIFICATION: source is not a collector and no photo by staff (a report that needed none but was
              sent anyway: False; one that needed it and was accepted without: True with done_at None, the actor is
              who accepted). SEND_CHECK: every complete, always True
    waived    SEND_CHECK: 免核查
    """

    case_no: str
    step: Step
    actor: str
    post: str
    begun_at: datetime | None = None
    done_at: datetime | None = None
    in_time: bool | None = None
    right: bool | None = None
    needed: bool = True
    waived: bool = False
    grid: str = ""
    duty_grid: str = ""
    class_code: str = ""
    kind: str = ""
    source: str = ""
    collector: str = ""
