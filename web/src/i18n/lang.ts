import { signal } from '@preact/signals';
import type { Lang } from '../api/wire';

/** The language on screen. Set from the address when it changes; a signal of its own so that words need no browser. */
export const lang = signal<Lang>('en');
