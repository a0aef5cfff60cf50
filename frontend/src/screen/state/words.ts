import type { Figure } from "./api";

export const stages: { figure: Figure; words: string }[] = [
  { figure: "reported", words: "上报" }, { figure: "accepted", words: "受理" }, { figure: "filed", words: "立案" },
  { figure: "dispatched", words: "派遣" }, { figure: "completed", words: "处置" }, { figure: "checked", words: "核查" },
  { figure: "closed", words: "结案" },
];

export const count = (n: number): string => n.toLocaleString("zh-CN");

/** +12, −8, 持平: a difference in words. */
export const difference = (now: number, then: number): string =>
  now === then ? "持平" : now > then ? `+${count(now - then)}` : `−${count(then - now)}`;

/** The place itself, without the street and community before it, where a list has no room for them. */
export const place = (address: string): string => address.replace(/^[^路街道巷]{1,6}(街道|镇|乡)/, "").replace(/^[^路巷]{1,8}?(社区|村)(?=.)/, "");

/** 96.8, one digit, as people compare rates. 100 only where it is all of them. */
export function percent(num: number, den: number): string {
  const tenths = Math.round((num / den) * 1000);
  return (num < den && tenths === 1000 ? 99.9 : tenths / 10).toFixed(1);
}
