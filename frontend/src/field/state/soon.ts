/** Runs `act` once a moment after the last of many calls. */
export function soon(act: () => unknown, milliseconds = 600): () => void {
  let timer = 0;
  return () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => void act(), milliseconds);
  };
}
