/** One letter for each further step; the next sensible one needs only Enter. */
export const actionKeys: Record<string, string> = {
  send_verification: "v", refuse: "x", merge: "b", return_to_operator: "r", return_to_shift_lead: "r", recall: "r",
  reject_disposal: "r", reject_check: "r", pass_check: "p", reassign_task: "g", recall_task: "h", assign: "a",
  complete: "w", supervise: "s", comment: "c", correct: "e", request_return: "t", request_extension: "y",
  request_suspension: "z", request_void: "d",
};
