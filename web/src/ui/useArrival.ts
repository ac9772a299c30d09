import type { Ref } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

/**
 * Makes a page that shows one thing after another begin at its top, with the keyboard at its heading. Whoever opens the
 * page from elsewhere begins where a browser begins. `key` names what is shown.
 */
export function useArrival(key: string): Ref<HTMLDivElement> {
  const page = useRef<HTMLDivElement>(null);
  const first = useRef(true);
  useEffect(() => {
    const arrived = first.current && document.activeElement === document.body;
    first.current = false;
    if (arrived) return;
    // The page scrolls by itself where there is room, and the window where there is not.
    document.getElementById('page')?.scrollTo(0, 0);
    window.scrollTo(0, 0);
    page.current?.querySelector('h2')?.focus({ preventScroll: true });
  }, [key]);
  return page;
}
