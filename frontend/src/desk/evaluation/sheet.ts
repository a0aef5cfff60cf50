import type { Evaluation } from "@shared/api/types";

type Cell = string | number | null;

const quoted = (cell: Cell): string => (cell === null ? "" : /[",\n]/.test(String(cell)) ? `"${String(cell).replaceAll('"', '""')}"` : String(cell));

/** The whole table for a spreadsheet: every group with every rate and count, as counted. */
export function sheet(found: Evaluation): string {
  const rates = Object.entries(found.rate_names);
  const counts = Object.entries(found.count_names);
  const head: Cell[] = [
    "分组", "名次", "编码", "名称", "得分", "等级", ...rates.flatMap(([, one]) => [one.name, `${one.name}分子`, `${one.name}分母`]),
    ...counts.map(([, name]) => name),
  ];
  const rows = found.groups.map((one): Cell[] => [
    one.group_name, one.rank, one.key, one.name, one.score, one.grade_name,
    ...rates.flatMap(([code]) => [one.rates[code]?.value ?? null, one.rates[code]?.num ?? null, one.rates[code]?.den ?? null]),
    ...counts.map(([code]) => one.counts[code] ?? null),
  ]);
  return [head, ...rows].map((row) => row.map(quoted).join(",")).join("\r\n");
}

/** Hand the table over as a file; the mark at its front tells spreadsheets that it is UTF-8. */
export function download(found: Evaluation): void {
  const url = URL.createObjectURL(new Blob(["\ufeff", sheet(found)], { type: "text/csv;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = `${found.scheme_name}_${found.from}_${found.to}.csv`;
  link.click();
  URL.revokeObjectURL(url);
}
