"""How often what happens, as shares (domain/numbers.md: 福州 filed 93.4 % of what it received; most units in time)."""

SELF_CLOSED, SELF_INVALID = 0.93, 0.03  # the rest becomes an ordinary case
FALSE, NOT_FOUND = 0.09, 0.06  # of verifications
REFUSED, REFUSED_FILING = 0.042, 0.008
TWINS = 0.03
OWNER_UNKNOWN = 0.25  # to the dispatcher, of a component that is not the rules' unit's
BACK_TO_OPERATOR, BACK_TO_SHIFT_LEAD = 0.007, 0.003
VOID, VOID_GRANTED = 0.004, 0.85
WRONG, RECALLED = 0.03, 0.25
ASSISTED = 0.03
ASSIGNED = 0.12
RETURN_GRANTED = 0.95
EXTENSION, EXTENSION_GRANTED = 0.35, 0.8  # of cases that run short of time
SUSPENSION, SUSPENSION_GRANTED = 0.006, 0.9
SUPERVISED, SUPERVISED_LATE = 0.006, 0.3
COMMENTED = 0.02
REJECTED_DISPOSAL, REJECTED_CHECK = 0.008, 0.005
VISITED = 0.7
NOT_SOLVED, UNSATISFIED, NEUTRAL = 0.02, 0.02, 0.1
STILL_BAD = 0.4  # of rechecks
APPEALED, APPEAL_GRANTED = 0.04, 0.5
