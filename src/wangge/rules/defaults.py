"""What holds before an administrator enters anything: stage limits, working periods, stock phrases.

Stage limits and periods are those of domain/time-limits.md.
"""

from __future__ import annotations

from datetime import time
from decimal import Decimal

from wangge.standards.worktime import DEFAULT_PLAN, Limit, LimitUnit, WorkPlan

_MINUTE, _WORK_HOUR = LimitUnit.MINUTE, LimitUnit.WORK_HOUR

# stage: (name, limit)
STAGE_LIMITS: dict[str, tuple[str, Limit]] = {
    "accept": ("受理", Limit(Decimal(15), _MINUTE)),
    "verify": ("核实", Limit(Decimal(60), _MINUTE)),
    "file": ("立案", Limit(Decimal(15), _MINUTE)),
    "dispatch": ("派遣", Limit(Decimal(15), _MINUTE)),
    "sign": ("签收", Limit(Decimal(2), _WORK_HOUR)),
    "send_check": ("发核查", Limit(Decimal(15), _MINUTE)),
    "check": ("核查", Limit(Decimal(120), _MINUTE)),
    "close": ("结案", Limit(Decimal(30), _MINUTE)),
}

PLANS: dict[str, WorkPlan] = {
    "units": WorkPlan("全年", DEFAULT_PLAN.first, DEFAULT_PLAN.last, DEFAULT_PLAN.periods),
    "centre": WorkPlan("全年", (1, 1), (12, 31), ((time(7, 30), time(20)),)),
    "collectors": WorkPlan("全年", (1, 1), (12, 31), ((time(7, 30), time(19, 30)),)),
}

PHRASES: dict[str, tuple[str, ...]] = {
    "report": (
        "影响通行，请尽快处理。",
        "有异味。",
        "存在安全隐患，请尽快处理。",
        "同一地点多次出现。",
        "当事人不在现场。",
    ),
    "refuse": ("经核实不存在所反映的问题。", "不属于城市管理职责范围，请向有关部门反映。", "问题位置不清，无法核实。"),
    "accept": ("情况属实，予以受理。",),
    "return_to_operator": ("类别选择有误，请重新受理。", "位置不准确，请核对。", "描述不清，请补充。"),
    "return_to_shift_lead": ("责任单位不明，请核实产权后再派。", "立案条件不符，请重新核定。"),
    "dispatch": ("请按时限要求处置并反馈。", "请尽快处置，注意安全防护。"),
    "recall": ("派遣单位有误，撤回重派。",),
    "complete": ("已处置完毕，请核查。", "已清理干净。", "已修复恢复正常。", "已拆除并恢复原状。"),
    "assist_done": ("协办事项已完成。",),
    "reject_disposal": ("处置照片与问题位置不符，请重新处置。", "问题未彻底解决，请返工。"),
    "reject_check": ("核查照片不清，请重新核查。",),
    "pass_check": ("处置照片清晰完整，免予核查。",),
    "close": ("问题已解决，予以结案。",),
    "return": ("不属于本单位职责范围。", "产权不属于本单位。"),
    "extension": ("需要采购配件，申请延期。", "受天气影响无法施工，申请延期。"),
    "suspension": ("已列入改造计划，申请挂账。", "需要报批立项，申请挂账。"),
    "void": ("重复立案，申请作废。",),
    "appeal": ("因客观原因超时，申请核减。",),
    "supervise": ("请加快处置，按期反馈。",),
    "comment": ("已电话催办。",),
}
