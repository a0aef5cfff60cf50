/** Reads single tags out of a camera's EXIF block, either byte order. Broken offsets raise RangeError. */
export interface Tags {
  ascii(tag: number): string | null;
  gpsAscii(tag: number): string | null;
  gpsRationals(tag: number): number[] | null;
}

interface Entry {
  count: number;
  at: number;
}

type Directory = Map<number, Entry>;

const SIZE: Record<number, number> = { 1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 7: 1, 9: 4, 10: 8 };

function directoryAt(view: DataView, at: number, little: boolean): Directory {
  const found: Directory = new Map();
  const entries = view.getUint16(at, little);
  for (let i = 0; i < entries; i += 1) {
    const entry = at + 2 + i * 12;
    const count = view.getUint32(entry + 4, little);
    const size = (SIZE[view.getUint16(entry + 2, little)] ?? 1) * count;
    found.set(view.getUint16(entry, little), { count, at: size > 4 ? view.getUint32(entry + 8, little) : entry + 8 });
  }
  return found;
}

function text(view: DataView, entry: Entry | undefined): string | null {
  if (!entry) return null;
  const codes = Array.from({ length: entry.count }, (_, i) => view.getUint8(entry.at + i));
  return String.fromCharCode(...codes.filter((code) => code > 0)).trim() || null;
}

function rationals(view: DataView, entry: Entry | undefined, little: boolean): number[] | null {
  if (!entry) return null;
  return Array.from(
    { length: entry.count },
    (_, i) => view.getUint32(entry.at + i * 8, little) / view.getUint32(entry.at + i * 8 + 4, little),
  );
}

export function readTiff(view: DataView): Tags {
  const little = view.getUint16(0) === 0x4949;
  const main = directoryAt(view, view.getUint32(4, little), little);
  const linked = (tag: number): Directory => {
    const link = main.get(tag);
    return link ? directoryAt(view, view.getUint32(link.at, little), little) : new Map();
  };
  const exif = linked(0x8769);
  const gps = linked(0x8825);
  return {
    ascii: (tag) => text(view, exif.get(tag) ?? main.get(tag)),
    gpsAscii: (tag) => text(view, gps.get(tag)),
    gpsRationals: (tag) => rationals(view, gps.get(tag), little),
  };
}
