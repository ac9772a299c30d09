import { signal } from '@preact/signals';

/** A text from a file, on its way to the editor. It is kept there like one that was typed. */
export const uploaded = signal<string | null>(null);
