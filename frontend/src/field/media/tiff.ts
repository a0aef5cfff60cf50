/** The few TIFF structures an EXIF block needs, big-endian: a field's data, laid out in IFD0, EXIF IFD and GPS IFD. */
export interface Field {
  tag: number;
  type: number;
  count: number;
  data: number[];
}

const BYTE = 1;
const ASCII = 2;
const SHORT = 3;
const LONG = 4;
const RATIONAL = 5;
const UNDEFINED = 7;

const long = (n: number): number[] => [(n >>> 24) & 0xff, (n >>> 16) & 0xff, (n >>> 8) & 0xff, n & 0xff];
const half = (n: number): number[] => [(n >>> 8) & 0xff, n & 0xff];

export const bytes = (tag: number, data: number[], undefinedType = false): Field => ({
  tag,
  type: undefinedType ? UNDEFINED : BYTE,
  count: data.length,
  data,
});

export function ascii(tag: number, text: string): Field {
  const data = [...text].map((c) => c.charCodeAt(0) & 0x7f).concat(0);
  return { tag, type: ASCII, count: data.length, data };
}

export const short = (tag: number, values: number[]): Field => ({
  tag,
  type: SHORT,
  count: values.length,
  data: values.flatMap(half),
});

export const rational = (tag: number, values: [number, number][]): Field => ({
  tag,
  type: RATIONAL,
  count: values.length,
  data: values.flatMap(([above, below]) => [...long(above), ...long(below)]),
});

const pointer = (tag: number, at: number): Field => ({ tag, type: LONG, count: 1, data: long(at) });

/** Bytes of one directory at `at`, counted from the TIFF header; data over four bytes follow its entries. */
function directory(fields: Field[], at: number): number[] {
  const entries: number[] = [];
  const tail: number[] = [];
  const tailAt = at + 2 + fields.length * 12 + 4;
  for (const { tag, type, count, data } of [...fields].sort((a, b) => a.tag - b.tag)) {
    const inline = data.length <= 4;
    const value = inline ? [...data, 0, 0, 0, 0].slice(0, 4) : long(tailAt + tail.length);
    entries.push(...half(tag), ...half(type), ...long(count), ...value);
    if (!inline) tail.push(...data, ...(data.length % 2 ? [0] : []));
  }
  return [...half(fields.length), ...entries, ...long(0), ...tail];
}

/** A TIFF block with its three directories; an empty `gps` is left out. */
export function tiff(main: Field[], exif: Field[], gps: Field[]): number[] {
  const start = 8;
  const links = (exifAt: number, gpsAt: number): Field[] => [
    pointer(0x8769, exifAt),
    ...(gps.length ? [pointer(0x8825, gpsAt)] : []),
  ];
  const exifAt = start + directory([...main, ...links(0, 0)], start).length;
  const exifBytes = directory(exif, exifAt);
  const gpsAt = exifAt + exifBytes.length;
  const head = directory([...main, ...links(exifAt, gpsAt)], start);
  const gpsBytes = gps.length ? directory(gps, gpsAt) : [];
  return [0x4d, 0x4d, 0, 42, ...long(start), ...head, ...exifBytes, ...gpsBytes];
}
