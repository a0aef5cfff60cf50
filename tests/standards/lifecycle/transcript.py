"""domain/lifecycle.md once more, written out by hand: what the table in the code is held against.

action | by | from | to; `-` the case stays, `open`, `done` and `any` stand for sets of states.
"""

from __future__ import annotations

from wangge.standards.lifecycle.names import Role, State

OPEN = "reported verifying accepted filed dispatched disposing suspended disposed checking checked self_reported"
DONE = "closed rejected voided merged invalid"
WORDS = {"open": OPEN, "done": DONE, "any": f"{OPEN} {DONE}"}

TEXT = """
review_self_disposed | operator shift_lead | self_reported | closed invalid reported
send_verification | operator | reported | verifying
answer_verification | collector | verifying | reported
accept | operator | reported | accepted
refuse | operator | reported | rejected
refuse | shift_lead | accepted | rejected
merge | operator | reported | merged
merge | shift_lead | accepted filed | merged
unmerge | operator system | merged | reported
return_to_operator | shift_lead | accepted | reported
file | shift_lead | accepted | filed
return_to_shift_lead | dispatcher | filed | accepted
dispatch | dispatcher | filed | dispatched
recall | dispatcher | dispatched | filed
sign | unit | dispatched | disposing
assign | unit | dispatched disposing | -
assist_done | unit | dispatched disposing | -
submit | unit | dispatched disposing | -
complete | unit | dispatched disposing | disposed
reject_disposal | operator | disposed | dispatched
send_check | operator system | disposed | checking
answer_check | collector | checking | checked dispatched
pass_check | operator | disposed | checked
reject_check | shift_lead | checked | disposed
close | shift_lead | checked | closed
recheck | operator citizen system | closed | -
answer_recheck | collector | closed | -
resume | unit dispatcher leader system | suspended | dispatched disposing
reassign_task | operator system | verifying checking closed | -
recall_task | operator | verifying | reported
recall_task | operator | checking | disposed
hand_over | collector | verifying | -
supervise | leader shift_lead | open | -
answer_supervision | unit | any | -
answer_supervision | operator | reported verifying disposed checking self_reported done | -
answer_supervision | shift_lead | accepted checked self_reported done | -
answer_supervision | dispatcher | filed suspended done | -
answer_supervision | collector | verifying checking | -
return_to_upper | operator | accepted | rejected
return_visit | operator | closed | -
change_class_place | operator | reported verifying accepted | -
take_over | shift_lead leader | reported self_reported | -
redate | system | dispatched disposing | -
comment | collector operator shift_lead dispatcher unit leader evaluator | any | -
request_return | unit | dispatched disposing | -
request_extension | unit | dispatched disposing | -
request_suspension | unit | dispatched disposing | -
request_void | dispatcher | filed dispatched | -
request_appeal | unit | any | -
decide_return | dispatcher | dispatched disposing | filed
decide_extension | dispatcher | dispatched disposing | -
decide_suspension | leader | dispatched disposing | suspended
decide_void | shift_lead | filed dispatched disposing | voided
decide_appeal | evaluator | any | -
withdraw_return | unit | any | -
withdraw_void | dispatcher | any | -
"""
ENTRIES = """
report | collector operator citizen leader system | reported
report_self_disposed | collector | self_reported
receive_transfer | upper | accepted
"""

Allowed = dict[tuple[str, Role, State], frozenset[State]]


def _states(words: str) -> list[State]:
    return [State(name) for word in words.split() for name in WORDS.get(word, word).split()]


def _read() -> Allowed:
    found: Allowed = {}
    for line in TEXT.strip().splitlines():
        action, roles, at, to = (part.strip() for part in line.split("|"))
        for role in roles.split():
            for state in _states(at):
                found[action, Role(role), state] = frozenset([state] if to == "-" else _states(to))
    return found


ALLOWED = _read()
ACTIONS = tuple(dict.fromkeys(action for action, _, _ in ALLOWED))


def entries() -> dict[tuple[str, Role], State]:
    rows = (line.split(" | ") for line in ENTRIES.strip().splitlines())
    return {(action, Role(role)): State(state) for action, roles, state in rows for role in roles.split()}
