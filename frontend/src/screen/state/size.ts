import { ref } from "vue";

/** How many times 1920 × 1080 the window is: every length of the page is in rem, ten to the pixel of that size. */
const factor = ref(1);
export const size = factor;
/** Twice as wide as usual: two columns on each side. */
export const wide = ref(false);

function measure(): void {
  const found = Math.min(window.innerWidth / 1920, window.innerHeight / 1080);
  factor.value = Math.max(0.4, Math.round(found * 1000) / 1000);
  wide.value = window.innerWidth / window.innerHeight >= 2.5;
  document.documentElement.style.fontSize = `${10 * factor.value}px`;
  document.documentElement.style.setProperty("--k", String(factor.value));
}

export function keepSize(): void {
  measure();
  window.addEventListener("resize", measure);
}
