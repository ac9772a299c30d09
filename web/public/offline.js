/*
 * Opens the pages without a link, for those who write requests. It keeps files of the pages and what the public may
 * see, asked for without the visitor's session; it never keeps an answer that was made for one person.
 */
const CACHE = 'evenreach-1';
const PUBLIC = ['/api/package', '/api/collections/communities/items'];
/** How long to wait for a line that is there but carries nothing. */
const PATIENCE_MS = 6000;

self.addEventListener('activate', (event) => {
  event.waitUntil(self.clients.claim());
});

async function keep(paths) {
  const cache = await caches.open(CACHE);
  for (const path of paths) {
    // What has a digest in its name never changes.
    if (path.startsWith('/assets/') && (await cache.match(path)) !== undefined) continue;
    const response = await fetch(path, { credentials: 'omit' });
    if (response.ok) await cache.put(path, response);
  }
  const wanted = new Set(paths.map((path) => new URL(path, self.location.origin).href));
  for (const request of await cache.keys()) if (!wanted.has(request.url)) await cache.delete(request);
}

self.addEventListener('message', (event) => {
  const paths = event.data?.keep;
  const [asker] = event.ports;
  if (!Array.isArray(paths) || asker === undefined) return;
  event.waitUntil(
    keep(paths).then(
      () => asker.postMessage('kept'),
      () => asker.postMessage('not kept'),
    ),
  );
});

async function kept(path, failure) {
  const found = await (await caches.open(CACHE)).match(path);
  if (found === undefined) throw failure;
  return found;
}

async function fromLineElseKept(request, path) {
  try {
    return await fetch(request, { signal: AbortSignal.timeout(PATIENCE_MS) });
  } catch (failure) {
    return kept(path, failure);
  }
}

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== self.location.origin) return;
  if (request.mode === 'navigate' && url.pathname === '/') {
    // The state of the pages stands in the query: every address is the same page.
    event.respondWith(fromLineElseKept(request, '/'));
  } else if (url.pathname.startsWith('/assets/') || url.pathname === '/icon.svg') {
    event.respondWith(kept(url.pathname, null).catch(() => fetch(request)));
  } else if (PUBLIC.includes(url.pathname)) {
    event.respondWith(fromLineElseKept(request, url.pathname + url.search));
  }
});
