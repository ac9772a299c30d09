import { useSignal } from '@preact/signals';
import { useEffect, useState } from 'preact/hooks';
import { get } from '../api/client';
import { type Resource, resource } from './resource';

/** While a day is being picked, ask only once it has rested this long. */
const SETTLE_MS = 140;

/** A resource that lives as long as the part of the page that shows it: nothing is asked before or after. */
export function useResource<T>(
  path: string | null,
  load: (path: string, signal: AbortSignal) => Promise<T> = get,
): Resource<T> {
  const asked = useSignal<string | null>(null);
  const [made] = useState(() => resource<T>(asked, load, SETTLE_MS));
  useEffect(() => {
    asked.value = path;
  }, [asked, path]);
  useEffect(
    () => () => {
      asked.value = null;
    },
    [asked],
  );
  return made;
}
