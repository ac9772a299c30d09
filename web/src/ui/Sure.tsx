import { useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';

/**
 * Asks once more, on the spot, before something that no second step undoes. The keyboard goes along: to the way out when it
 * asks, and back to the button when one takes that.
 */
export function Sure({
  open,
  of,
  what,
  act,
  leave,
  busy = false,
  danger = true,
  run,
}: {
  /** The button that asks. */
  open: string;
  /** Whose button it is, where there are several, for those who hear the page. */
  of?: string;
  what: string;
  act: string;
  leave: string;
  busy?: boolean;
  danger?: boolean;
  run: () => void;
}) {
  const asking = useSignal(false);
  const opener = useRef<HTMLButtonElement>(null);
  const way = useRef<HTMLButtonElement>(null);
  const first = useRef(true);
  const name = of === undefined ? null : <span class="visually-hidden">, {of}</span>;

  // Before the page is painted, so that the keyboard is nowhere for no moment.
  useLayoutEffect(() => {
    if (first.current) first.current = false;
    else (asking.value ? way : opener).current?.focus();
  }, [asking.value]);

  if (!asking.value) {
    return (
      <button
        type="button"
        ref={opener}
        class={danger ? 'danger' : undefined}
        onClick={() => {
          asking.value = true;
        }}
      >
        {open}
        {name}
      </button>
    );
  }
  return (
    <span class="sure">
      <span>{what}</span>{' '}
      <button type="button" class={danger ? 'danger' : undefined} aria-busy={busy} onClick={run}>
        {act}
        {name}
      </button>{' '}
      <button
        type="button"
        ref={way}
        onClick={() => {
          asking.value = false;
        }}
      >
        {leave}
      </button>
    </span>
  );
}
