/** Lists that grow row by row: links to evidence, and addresses of labels. */
import { useId } from 'preact/hooks';
import type { Evidence } from '../../api/requests';
import { w } from './words';

function changed<T>(all: readonly T[], at: number, to: T): T[] {
  return all.map((one, index) => (index === at ? to : one));
}

function without<T>(all: readonly T[], at: number): T[] {
  return all.filter((_one, index) => index !== at);
}

export function EvidenceRows({ of, change }: { of: readonly Evidence[]; change: (of: Evidence[]) => void }) {
  const id = useId();
  return (
    <>
      {of.map((one, at) => (
        <div class="row" key={at}>
          <span>
            <label for={`${id}-title-${at}`}>{w('evidence.title', { n: at + 1 })}</label>
            <input
              id={`${id}-title-${at}`}
              type="text"
              lang=""
              autocomplete="off"
              spellcheck={false}
              value={one.title}
              onInput={(event) => change(changed(of, at, { ...one, title: event.currentTarget.value }))}
            />
          </span>
          <span>
            <label for={`${id}-url-${at}`}>{w('evidence.url', { n: at + 1 })}</label>
            <input
              id={`${id}-url-${at}`}
              type="url"
              autocomplete="off"
              placeholder="https://"
              value={one.url}
              onInput={(event) => change(changed(of, at, { ...one, url: event.currentTarget.value }))}
            />
          </span>
          <button type="button" onClick={() => change(without(of, at))}>
            {w('row.remove', { n: at + 1 })}
          </button>
        </div>
      ))}
      <button type="button" onClick={() => change([...of, { title: '', url: '' }])}>
        {w('evidence.add')}
      </button>
    </>
  );
}

export function LabelRows({ of, change }: { of: readonly string[]; change: (of: string[]) => void }) {
  const id = useId();
  return (
    <>
      {of.map((label, at) => (
        <div class="row" key={at}>
          <span>
            <label for={`${id}-${at}`}>{w('label.url', { n: at + 1 })}</label>
            <input
              id={`${id}-${at}`}
              type="url"
              autocomplete="off"
              placeholder="https://"
              value={label}
              onInput={(event) => change(changed(of, at, event.currentTarget.value))}
            />
          </span>
          <button type="button" onClick={() => change(without(of, at))}>
            {w('row.remove', { n: at + 1 })}
          </button>
        </div>
      ))}
      <button type="button" onClick={() => change([...of, ''])}>
        {w('label.add')}
      </button>
    </>
  );
}
