/** Where drafts are kept on this device: the browser's own database, which all tabs share and which survives a reload. */
import { isDraft, type Kept } from './outbox';

export interface Store {
  /** Whether what is kept here outlives the page. */
  readonly lasting: boolean;
  all(): Promise<Kept[]>;
  /**
   * Reads one, decides and writes in a single step that no other tab can come between. `decide` gives what is to be
   * there then, `null` for nothing, or what it was given where nothing is to change.
   */
  change(id: string, decide: (kept: Kept | null) => Kept | null): Promise<Kept | null>;
}

const DATABASE = 'evenreach';
const DRAFTS = 'drafts';

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('the browser keeps nothing'));
  });
}

function opened(): Promise<IDBDatabase> {
  const request = window.indexedDB.open(DATABASE, 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore(DRAFTS, { keyPath: 'id' });
  };
  return done(request);
}

function inDatabase(database: IDBDatabase): Store {
  return {
    lasting: true,
    all: () => done<Kept[]>(database.transaction(DRAFTS).objectStore(DRAFTS).getAll()),
    change: (id, decide) =>
      new Promise((resolve, reject) => {
        // On disk before anybody is told that it is kept.
        const transaction = database.transaction(DRAFTS, 'readwrite', { durability: 'strict' });
        const drafts = transaction.objectStore(DRAFTS);
        const read: IDBRequest<Kept | undefined> = drafts.get(id);
        let then: Kept | null = null;
        read.onsuccess = () => {
          const before = read.result ?? null;
          then = decide(before);
          if (then === before) return;
          if (then === null) drafts.delete(id);
          else drafts.put(then);
        };
        transaction.oncomplete = () => resolve(then);
        transaction.onabort = () => reject(transaction.error ?? new Error('not kept'));
      }),
  };
}

/** For as long as the page is open; also what the tests use for a device. */
export function inMemory(): Store {
  const kept = new Map<string, Kept>();
  return {
    lasting: false,
    all: async () => [...kept.values()],
    async change(id, decide) {
      const then = decide(kept.get(id) ?? null);
      if (then === null) kept.delete(id);
      else kept.set(id, then);
      return then;
    },
  };
}

let store: Promise<Store> | null = null;

/** The store of this device; one that does not last where the browser refuses to keep anything. */
export function deviceStore(): Promise<Store> {
  store ??= opened().then(inDatabase, inMemory);
  return store;
}

/** A name that nobody can guess or make twice: 128 random bits. */
export function randomName(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Newest first; what arrived after what is still here. */
export function inOrder(all: readonly Kept[]): Kept[] {
  const at = (kept: Kept) => (isDraft(kept) ? kept.changedAtMs : kept.atMs);
  return [...all].sort((a, b) => Number(isDraft(b)) - Number(isDraft(a)) || at(b) - at(a));
}
