/** Changes come in bunches: `work` is done soon after the first and then at most once in `pause` ms, and after the last. */
export function calmly(work: () => void, pause: number): () => void {
  let timer = 0;
  let last = 0;
  return () => {
    if (timer) return;
    const wait = Math.max(120, pause - (Date.now() - last));
    timer = window.setTimeout(() => {
      timer = 0;
      last = Date.now();
      work();
    }, wait);
  };
}
