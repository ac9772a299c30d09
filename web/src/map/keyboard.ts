/** What the keys do while the map has the focus, beside moving and zooming, which the library does. */
export interface MapKeys {
  step(by: 1 | -1): void;
  open(): void;
  home(): void;
  leave(): void;
}

/** Listens until the given signal aborts. */
export function listenToKeys(target: HTMLElement, keys: MapKeys, signal: AbortSignal): void {
  target.addEventListener(
    'keydown',
    (event) => {
      if (event.target !== target || event.altKey || event.ctrlKey || event.metaKey) return;
      switch (event.key) {
        case 'PageDown':
          keys.step(1);
          break;
        case 'PageUp':
          keys.step(-1);
          break;
        case 'Enter':
          keys.open();
          break;
        case 'Home':
          keys.home();
          break;
        case 'Escape':
          keys.leave();
          break;
        default:
          return;
      }
      event.preventDefault();
    },
    { signal },
  );
}
