/** Where a list of at most `height` pixels goes: under its field, or above where there is more room. */
export function placeBeside(field: HTMLElement, height: number): Record<string, string> {
  const box = field.getBoundingClientRect();
  const below = window.innerHeight - box.bottom - 12;
  const above = box.top - 12;
  const up = below < Math.min(height, 200) && above > below;
  const width = Math.max(box.width, 260);
  const left = Math.min(box.left, window.innerWidth - width - 8);
  return {
    left: `${left}px`,
    width: `${width}px`,
    maxHeight: `${Math.min(height, up ? above : below)}px`,
    ...(up ? { bottom: `${window.innerHeight - box.top + 4}px` } : { top: `${box.bottom + 4}px` }),
  };
}
