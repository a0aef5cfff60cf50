/** Colours of the base map and its pins, by theme; the quiet ground on which the data stands. */
export interface Palette {
  land: string;
  block: string;
  road: string;
  casing: string;
  water: string;
  green: string;
  grid: string;
  street: string;
  text: string;
  halo: string;
  waterText: string;
  greenText: string;
  accent: string;
}

export const palettes: Record<"light" | "dark", Palette> = {
  light: {
    land: "#eff1f3", block: "#e3e6ec", road: "#ffffff", casing: "#d5d9e0", water: "#c3daf0", green: "#d9e9dc",
    grid: "#1e5ebf", street: "#6d7fa0", text: "#5c6675", halo: "#ffffff", waterText: "#5583b8", greenText: "#4e8a62",
    accent: "#1e5ebf",
  },
  dark: {
    land: "#0b1c36", block: "#122a4b", road: "#1d3a62", casing: "#0f2748", water: "#0a3358", green: "#10343b",
    grid: "#4cc3ff", street: "#6f93c4", text: "#8fa9cc", halo: "#0b1c36", waterText: "#5f9bd0", greenText: "#5fa98a",
    accent: "#4cc3ff",
  },
};

export const lampFill: Record<string, string> = {
  green: "#2ba471", yellow: "#e37318", red: "#d54941", suspended: "#8b8fa3", none: "#8b8fa3",
};
