import type { AllowedAction, CaseEvent, CaseFile } from "@shared/api/types";
import { onLive } from "@shared/live/stream";
import { shallowRef, watch, type ComputedRef, type Ref } from "vue";
import { wholeCase } from "../known/answers";
import { known } from "../known/known";
import { keepPicture } from "../known/pictures";
import { onArrived } from "../outbox";
import { soon } from "./soon";

const SHOWN = 640;

/** One case, what may be done to it now, and its log; kept fresh while the page lives, known without a network. */
export function useCase(caseNo: string): {
  file: typeof file;
  actions: typeof actions;
  events: typeof events;
  error: Readonly<Ref<string>>;
  at: Readonly<Ref<number | null>>;
  old: ComputedRef<boolean>;
  load: () => Promise<void>;
} {
  const file = shallowRef<CaseFile | null>(null);
  const actions = shallowRef<AllowedAction[]>([]);
  const events = shallowRef<CaseEvent[]>([]);
  const { key, fetcher } = wholeCase(caseNo);
  const { value, error, at, old, refresh } = known(key, fetcher);

  watch(value, (whole) => {
    file.value = whole?.file ?? null;
    actions.value = whole?.actions ?? [];
    events.value = whole?.events ?? [];
    for (const one of whole?.file.media ?? []) void keepPicture(one.id, SHOWN).catch(() => undefined);
  });
  const again = soon(refresh, 300);
  onArrived((item) => item.lane === caseNo && again());
  onLive((change) => change.case_no === caseNo && again(), again);
  return { file, actions, events, error, at, old, load: refresh };
}
