import { startDictionaries } from "./dictionaries";
import { startGate } from "./gate";
import { startLost } from "./lost";
import { startProvision } from "./provision";
import { startWho } from "./who";

/** Once a page, before anything is shown. */
export function startKnown(): void {
  startLost();
  startWho();
  startGate();
  startDictionaries();
  startProvision();
}
