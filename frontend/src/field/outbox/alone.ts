/** One sender in a browser: pages and the service worker wait for each other. Where there are no locks, one in this page. */
const NAME = "wangge-outbox";
let chain: Promise<unknown> = Promise.resolve();

export function alone<T>(run: () => Promise<T>): Promise<T> {
  const locks = navigator.locks as LockManager | undefined;
  if (locks) return locks.request(NAME, run) as Promise<T>;
  const mine = chain.then(run, run);
  chain = mine.catch(() => undefined);
  return mine;
}
