import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { NO_ANSWER } from '../api/client';
import { t } from '../i18n/i18n';
import { Trouble } from './Trouble';

const NOT_FETCHED = {
  type: 'about:blank',
  title: 'not fetched',
  status: NO_ANSWER,
  detail: null,
  errors: [],
};

/**
 * A part of the page that is fetched when it is first wanted, so that the first view stays small.
 * `load` must be the same function at every drawing.
 */
export function Later<P extends object>({
  load,
  props,
}: {
  load: () => Promise<ComponentType<P>>;
  props: P;
}) {
  const [got, setGot] = useState<{ Part: ComponentType<P> } | 'waiting' | 'failed'>('waiting');
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    let wanted = true;
    load().then(
      (Part) => wanted && setGot({ Part }),
      () => wanted && setGot('failed'),
    );
    return () => {
      wanted = false;
    };
  }, [load, attempt]);
  if (got === 'waiting') return <p class="hint">{t('app.loading')}</p>;
  if (got === 'failed') return <Trouble problem={NOT_FETCHED} retry={() => setAttempt(attempt + 1)} />;
  return <got.Part {...props} />;
}
