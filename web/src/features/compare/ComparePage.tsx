import { useId } from 'preact/hooks';
import {
  type DefinitionList,
  type Diff,
  type DiffFormat,
  definitionsPath,
  diffPath,
  type Side,
} from '../../api/compare';
import { dateName, pick, t } from '../../i18n/i18n';
import { latest } from '../../state/resource';
import { address, go, pack, when } from '../../state/store';
import { useResource } from '../../state/useResource';
import { Permalink } from '../../ui/Permalink';
import { Trouble } from '../../ui/Trouble';
import { whenWords } from '../../ui/words';
import { WhenChoice } from '../gaps/WhenChoice';
import { ChangeMap } from './ChangeMap';
import { FlipTable } from './FlipTable';
import { NumbersPart } from './NumbersPart';
import { SideChoice } from './SideChoice';
import { addressOf, areSame, find, type Listed, sidesOf } from './sides';
import { TextPart } from './TextPart';
import { sentence, w } from './words';
import './compare.css';

interface Sides {
  before: Side;
  after: Side;
}

/** The kinds of help of either side, those of the first in their order. */
function StandardChoice({ of }: { of: readonly { id: string; title: { en: string; fr: string } }[] }) {
  const id = useId();
  return (
    <div class="field field-standard">
      <label for={id}>{w('standard')}</label>
      <select
        id={id}
        value={address.value.standard ?? ''}
        onChange={(event) => go({ standard: event.currentTarget.value || null })}
      >
        <option value="">{w('standard.all')}</option>
        {of.map((s) => (
          <option key={s.id} value={s.id}>
            {pick(s.title)}
          </option>
        ))}
      </select>
    </div>
  );
}

function standardsOf(list: readonly Listed[], { before, after }: Sides) {
  const named = [before, after].map((s) => find(list, { id: s.definition, version: s.version }));
  const all = named.flatMap((d) => d?.standards ?? []);
  return all.filter((s, at) => all.findIndex((other) => other.id === s.id) === at);
}

/** What is compared, in words: for paper, where the choices cannot be seen, and for whoever hears the page. */
function SideWords({ of, title, list }: { of: Side; title: string; list: readonly Listed[] }) {
  const known = find(list, { id: of.definition, version: of.version });
  if (known === null || pack.value === null) return null;
  return (
    <p class="side-words">
      <strong>{t('app.label', { name: title })}</strong>{' '}
      {w('side.words', {
        title: pick(known.title),
        version: known.version,
        standing: t(`standing.${known.standing}`),
        date: dateName(of.asOf ?? pack.value.today),
        supply: t(`choose.supply.${of.supply}`).toLocaleLowerCase(),
      })}
    </p>
  );
}

const FORMATS: readonly DiffFormat[] = ['xlsx', 'csv', 'json'];

function Downloads({ sides: { before, after } }: { sides: Sides }) {
  const id = useId();
  return (
    <section class="downloads" aria-labelledby={`${id}-title`}>
      <h3 id={`${id}-title`}>{w('download.title')}</h3>
      <ul>
        {FORMATS.map((format) => (
          <li key={format}>
            <a href={diffPath(before, after, when.value, format)} download>
              {w(`download.${format as 'xlsx' | 'csv' | 'json'}`)}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Answer({ diff, sides }: { diff: Diff; sides: Sides }) {
  const asked = address.value.standard;
  const standard = diff.standards.some((s) => s.standard === asked) ? asked : null;
  const flips = standard === null ? diff.flips : diff.flips.filter((f) => f.standard === standard);
  const said = sentence(diff, standard, whenWords(when.value, pack.value));
  const only = diff.standards.filter((s) => s.in !== 'both').map((s) => pick(s.title));
  return (
    <>
      <p class="said" role="status">
        {said}
      </p>
      {standard === null && only.length > 0 && (
        <p class="hint">{w('sentence.only', { names: only.join('; ') })}</p>
      )}
      <div class="compared">
        <ChangeMap flips={flips} sentence={said} />
        <FlipTable flips={flips} />
      </div>
      <NumbersPart diff={diff} standard={standard} />
      <TextPart diff={diff} standard={standard} />
      <Downloads sides={sides} />
      <Permalink of={diff} />
    </>
  );
}

function Compared({ sides }: { sides: Sides }) {
  const same = areSame(sides.before, sides.after);
  const { loaded, retry } = useResource<Diff>(same ? null : diffPath(sides.before, sides.after, when.value));
  const diff = latest(loaded.value);
  if (same) return <p class="said">{w('same')}</p>;
  return (
    <div class="answer" aria-busy={loaded.value.state === 'waiting'}>
      {loaded.value.state === 'failed' && <Trouble problem={loaded.value.problem} retry={retry} />}
      {diff === null && loaded.value.state !== 'failed' && (
        <p class="said" role="status">
          {w('waiting')}
        </p>
      )}
      {diff !== null && <Answer diff={diff} sides={sides} />}
    </div>
  );
}

/** Two sides and what changes from the one to the other: the words, the places, the numbers. */
export function ComparePage() {
  const { loaded, retry } = useResource<DefinitionList>(definitionsPath);
  // Until the list of every version is there, and where it cannot be had: those that the package names.
  const list = latest(loaded.value)?.definitions ?? pack.value?.definitions ?? [];
  const sides = sidesOf(address.value, list, pack.value?.default_definition ?? null);
  const choose = (change: Partial<Sides>) => {
    if (sides === null) return;
    const { before, after } = { ...sides, ...change };
    go(addressOf(before, after));
  };
  return (
    <div class="compare">
      <h2>{w('title')}</h2>
      <p class="lead">{w('lead')}</p>
      {loaded.value.state === 'failed' && list.length === 0 && (
        <Trouble problem={loaded.value.problem} retry={retry} />
      )}
      {sides === null ? (
        loaded.value.state !== 'failed' && <p class="hint">{t('app.loading')}</p>
      ) : (
        <>
          <form class="sides" aria-label={w('choose.title')} onSubmit={(event) => event.preventDefault()}>
            <SideChoice
              title={w('before')}
              side={sides.before}
              list={list}
              choose={(before) => choose({ before })}
            />
            <SideChoice
              title={w('after')}
              side={sides.after}
              list={list}
              choose={(after) => choose({ after })}
            />
            <p class="swap">
              <button type="button" onClick={() => choose({ before: sides.after, after: sides.before })}>
                <span aria-hidden="true">⇄</span> {w('swap')}
              </button>
            </p>
            <StandardChoice of={standardsOf(list, sides)} />
            <WhenChoice />
          </form>
          <div class="paper-only">
            <SideWords of={sides.before} title={w('before')} list={list} />
            <SideWords of={sides.after} title={w('after')} list={list} />
          </div>
          <Compared sides={sides} />
        </>
      )}
    </div>
  );
}
