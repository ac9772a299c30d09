import { type ReadonlySignal, useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';

/** A signal that follows a value of a component, for what listens to signals. */
export function useFollowed<T>(value: T): ReadonlySignal<T> {
  const followed = useSignal(value);
  useEffect(() => {
    followed.value = value;
  }, [followed, value]);
  return followed;
}
