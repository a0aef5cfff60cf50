"""An answer to a task that has meanwhile gone to somebody else is kept, as a comment (lifecycle.md, reassign_task)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from wangge.cases import keys
from wangge.cases.actions.perform import Act, body_hash
from wangge.cases.actions.plain import Comment
from wangge.cases.models import Case, TaskRow

ANSWERS = {"answer_verification": "verify", "answer_check": "check", "answer_recheck": "recheck"}
WORDS: dict[Any, str] = {
    "true": "属实",
    "false": "不属实",
    "not_found": "未找到",
    True: "已解决",
    False: "未解决",
}


class LateAnswer(Comment):
    media_ids: list[Any] = []


def as_comment(act: Act, row: Case) -> Act | None:
    """The act to perform instead, or None when the answer is in order, or was when it came the first time."""
    kind = ANSWERS.get(act.action)
    if kind is None or act.actor.user is None:
        return None
    mine = TaskRow.objects.filter(case=row, kind=kind, collector=act.actor.user)
    if mine.filter(state="open").exists() or not mine.filter(state="recalled").exists():
        return None
    if keys.was_done(act.actor.user, act.body.action_id, body_hash(act.action, act.body)):
        return None
    result = getattr(act.body, "result", None) or getattr(act.body, "passed", None)
    text = f"迟到的回复（任务已改派或收回）：{WORDS.get(result, '未解决')}"
    told = act.body.model_dump(include={"action_id", "acted_at", "opinion", "device", "media_ids"})
    return replace(act, action="comment", body=LateAnswer(text=text, **told))
