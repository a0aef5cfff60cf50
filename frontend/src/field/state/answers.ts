import type { FieldTask } from "./tasks";

/** One possible answer to a field task, with the body it sends. */
export interface Answer {
  key: string;
  words: string;
  body: Record<string, unknown>;
}

const solved: Answer[] = [
  { key: "passed", words: "已解决", body: { passed: true } },
  { key: "failed", words: "未解决", body: { passed: false } },
];

const answers: Record<FieldTask["kind"], Answer[]> = {
  verify: [
    { key: "true", words: "属实", body: { result: "true" } },
    { key: "false", words: "不属实", body: { result: "false" } },
    { key: "not_found", words: "未找到", body: { result: "not_found" } },
  ],
  check: solved,
  recheck: solved,
};

export const answersOf = (task: FieldTask): Answer[] => answers[task.kind];

export const answerAction: Record<FieldTask["kind"], string> = {
  verify: "answer_verification",
  check: "answer_check",
  recheck: "answer_recheck",
};
