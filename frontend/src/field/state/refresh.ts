import { onScopeDispose } from "vue";

/** Runs `act` whenever the phone comes back to the app: what was shown may be hours old. */
export function onReturn(act: () => unknown): void {
  const back = (): void => {
    if (document.visibilityState === "visible") void act();
  };
  document.addEventListener("visibilitychange", back);
  onScopeDispose(() => document.removeEventListener("visibilitychange", back));
}
