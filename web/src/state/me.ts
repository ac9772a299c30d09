import { computed, signal } from '@preact/signals';
import { get } from '../api/client';
import { type Action, type Me, mePath } from '../api/session';
import type { View } from './address';
import { askAnew, latest, resource } from './resource';
import { address } from './store';

/** Whoever never signed in on this device is not asked about: the map costs the public no question more. */
const REMEMBERED = 'evenreach.signed-in';

/** Pages that are different for those who are signed in. */
const VIEWS: readonly View[] = ['definitions', 'scenarios', 'requests', 'account'];

/** What this device remembers of the last sign-in: a name and whom it speaks for, nothing that opens anything. */
export interface Remembered {
  name: string;
  government: string | null;
}

export function readRemembered(text: string | null): Remembered | null {
  try {
    const kept = JSON.parse(text ?? 'null') as Partial<Remembered> | null;
    if (typeof kept?.name !== 'string' || kept.name === '') return null;
    return { name: kept.name, government: typeof kept.government === 'string' ? kept.government : null };
  } catch {
    return null;
  }
}

function stored(): string | null {
  try {
    return window.localStorage.getItem(REMEMBERED);
  } catch {
    return null;
  }
}

export const remembered = signal<Remembered | null>(readRemembered(stored()));

function remember(who: Remembered | null): void {
  remembered.value = who;
  try {
    if (who === null) window.localStorage.removeItem(REMEMBERED);
    else window.localStorage.setItem(REMEMBERED, JSON.stringify(who));
  } catch {
    // A browser that keeps nothing: the page asks again the next time it is needed.
  }
}

/** How many requests wait on this device to be sent. */
export const waitingToSend = signal(0);

export const meResource = resource<Me>(
  computed(() => (remembered.value !== null || VIEWS.includes(address.value.view) ? mePath : null)),
  get,
);

/** Whoever looks at the page; `null` until the server has said so. */
export const me = computed<Me | null>(() => latest(meResource.loaded.value));

/** Whoever has a role here, by having signed in or, at a desk, by having opened it. */
export const signedIn = computed<Me | null>(() => (me.value?.role === 'public' ? null : me.value));

/** Whether whoever looks at the page may do this; `null` until the server has said so. */
export function may(action: Action): boolean | null {
  return me.value === null ? null : me.value.may.includes(action);
}

/** After signing in: what was on screen may have more in it now. */
export function arrived(who: Me): void {
  remember({ name: who.name, government: who.government });
  askAnew();
}

/** After signing out, or where a session has ended by itself: nothing that was shown before stays on screen. */
export function left(): void {
  remember(null);
  askAnew();
}
