/** What is being corrected, for as long as the tab is open: a reload or a lost session must not cost what was written. */

function keyOf(id: string): string {
  return `evenreach.correction.${id}`;
}

export function keptBefore<T>(id: string): T | null {
  try {
    return JSON.parse(window.sessionStorage.getItem(keyOf(id)) ?? 'null') as T | null;
  } catch {
    return null;
  }
}

/** `null` forgets it. */
export function keep(id: string, of: unknown): void {
  try {
    if (of === null) window.sessionStorage.removeItem(keyOf(id));
    else window.sessionStorage.setItem(keyOf(id), JSON.stringify(of));
  } catch {
    // A full or forbidden store: the text is still on the page.
  }
}
