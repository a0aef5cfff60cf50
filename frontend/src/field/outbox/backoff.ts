const LEAST = 250;
const MOST = 30_000;

/**
 * Milliseconds before the next try after `failures` in a row: after one broken connection almost at once, then doubling up
 * to half a minute; half of it by lot.
 */
export function pauseAfter(failures: number, lot: number = Math.random()): number {
  const whole = Math.min(MOST, LEAST * 2 ** Math.max(0, failures - 1));
  return Math.round(whole / 2 + (whole / 2) * lot);
}
