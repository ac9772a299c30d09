/** Keeps the pages on the device of whoever writes requests, so that they open without a link. */
import { signal } from '@preact/signals';
import { communitiesPath, packagePath } from '../../api/paths';

/** Whether this device can open the pages without a link from now on. */
export const opensOffline = signal(false);

/** What the service worker is told to keep: files of the pages that are open, and what the public may see anyway. */
export function worthKeeping(loaded: readonly string[], origin: string): string[] {
  const files = loaded.flatMap((address) => {
    const url = new URL(address);
    return url.origin === origin && url.pathname.startsWith('/assets/') ? [url.pathname] : [];
  });
  return [...new Set(['/', '/icon.svg', ...files, packagePath, communitiesPath])];
}

let asked = false;

/** Once a page: without a secure address, or where the browser has no such thing, the pages only work with a link. */
export async function keepForOffline(): Promise<void> {
  if (asked || !('serviceWorker' in navigator)) return;
  asked = true;
  try {
    await navigator.serviceWorker.register('/offline.js');
    const { active } = await navigator.serviceWorker.ready;
    const loaded = performance.getEntriesByType('resource').map((entry) => entry.name);
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => {
      opensOffline.value = data === 'kept';
    };
    active?.postMessage({ keep: worthKeeping(loaded, window.location.origin) }, [port2]);
  } catch {
    // Drafts are kept all the same; only a fresh start without a link is not possible.
  }
}
