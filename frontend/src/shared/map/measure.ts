/** Metres between two [lon, lat], good to a per mille inside a county. */
export function metres(a: [number, number], b: [number, number]): number {
  const lat = ((a[1] + b[1]) / 2) * (Math.PI / 180);
  return Math.hypot((a[0] - b[0]) * 111_320 * Math.cos(lat), (a[1] - b[1]) * 110_900);
}

export const distanceWords = (m: number): string => (m < 1000 ? `${Math.round(m)} 米` : `${(m / 1000).toFixed(1)} 公里`);

/** The longest round length that fits `pixels`, and its width: for the scale bar. */
export function scale(metresPerPixel: number, pixels: number): { words: string; width: number } {
  const most = metresPerPixel * pixels;
  const power = 10 ** Math.floor(Math.log10(most));
  const round = [5, 2, 1].map((n) => n * power).find((n) => n <= most) ?? power;
  return { words: distanceWords(round), width: round / metresPerPixel };
}
