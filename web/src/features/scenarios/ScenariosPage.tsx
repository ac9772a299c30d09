import { useEffect, useId } from 'preact/hooks';
import { pick, t } from '../../i18n/i18n';
import { lang } from '../../i18n/lang';
import { address, pack, standard } from '../../state/store';
import { DataText } from '../../ui/DataText';
import { Trouble } from '../../ui/Trouble';
import { AsOfChoice, DefinitionChoice, StandardChoice, SupplyChoice } from '../gaps/Controls';
import { WhenChoice } from '../gaps/WhenChoice';
import { announce, ComparedPart, LastStepPart } from './AnswerPart';
import { ChangesPart } from './ChangesPart';
import { nameIn } from './documents';
import { KeepPart } from './KeepPart';
import { BesidePart, OpenPart } from './OpenPart';
import { PlacePart } from './PlacePart';
import { PictureChoice, ScenarioMap } from './ScenarioMap';
import {
  again,
  answer,
  answerResource,
  beside,
  faults,
  faultsBeside,
  goWhatIf,
  keptBesideResource,
  keptResource,
  lastStep,
  named,
  namedBeside,
  scenario,
  shownAnswer,
  takeBack,
  withName,
} from './state';
import { w } from './words';
import '../compare/compare.css';
import './scenarios.css';

/** The question, as the other pages put it; and whether it is about one kind of help or all of them. */
function Question() {
  const { every } = address.value.whatIf;
  return (
    <form class="controls what-if-question" onSubmit={(event) => event.preventDefault()}>
      <div class="which-help">
        {every ? <p class="field-standard">{w('every')}</p> : <StandardChoice />}
        <label class="radio">
          <input
            type="checkbox"
            checked={every}
            onChange={(event) => goWhatIf({ every: event.currentTarget.checked })}
          />
          <span>{w('every.choose')}</span>
        </label>
      </div>
      <WhenChoice />
      <details class="more">
        <summary>{t('choose.more')}</summary>
        <div class="more-body">
          <DefinitionChoice />
          <SupplyChoice />
          <AsOfChoice />
        </div>
      </details>
    </form>
  );
}

const FAULTY = 422;

/** What went wrong, where it is not about one of the changes, which say so themselves. */
function Troubles() {
  const loaded = answerResource.loaded.value;
  const of = [keptResource, keptBesideResource].flatMap((one) => {
    const state = one.loaded.value;
    return state.state === 'failed' ? [{ problem: state.problem, retry: one.retry }] : [];
  });
  const isFaulty = loaded.state === 'failed' && loaded.problem.status === FAULTY;
  const besideFaults = [...faultsBeside.value.byChange.values()].flat().concat(faultsBeside.value.rest);
  return (
    <>
      {(named.value.garbled || namedBeside.value.garbled) && (
        <p class="trouble" role="alert">
          {w('garbled')}
        </p>
      )}
      {of.map(({ problem, retry }) => (
        <Trouble key={problem.type + problem.title} problem={problem} retry={retry} />
      ))}
      {loaded.state === 'failed' && !isFaulty && (
        <>
          <Trouble problem={loaded.problem} retry={answerResource.retry} />
          {loaded.problem.status === 0 && <p class="hint">{w('offline')}</p>}
        </>
      )}
      {isFaulty && faults.value.byChange.size + faults.value.rest.length > 0 && (
        <p class="trouble" role="alert">
          {w('faulty')}
        </p>
      )}
      {isFaulty && besideFaults.length > 0 && (
        <div class="trouble" role="alert">
          <p>{w('faulty.beside')}</p>
          <ul>
            {besideFaults.map((one) => (
              <li key={one}>
                <DataText text={one} />
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}

function Answer() {
  const of = answer.value;
  const { state } = answerResource.loaded.value;
  const [first, second] = of?.scenarios ?? [];
  useEffect(() => {
    if (state === 'ready' && first !== undefined && first.changes.length > 0)
      announce(first.sentence[lang.value], lastStep.peek());
  }, [state, first]);
  // Of nothing there is nothing to tell.
  if (first === undefined || (second === undefined && first.changes.length === 0)) return null;
  return (
    <div class="compare answer" aria-busy={state === 'waiting'}>
      <ComparedPart
        name="first"
        title={w('answer.first', { name: pick(first.name) })}
        of={first}
        cost={first.cost}
      />
      {second !== undefined && (
        <ComparedPart
          name="second"
          title={w('answer.first', { name: pick(second.name) })}
          of={second}
          cost={second.cost}
        />
      )}
      {second !== undefined && of?.between != null && (
        <ComparedPart
          name="between"
          title={w('answer.between', { first: pick(first.name), second: pick(second.name) })}
          of={of.between}
        />
      )}
    </div>
  );
}

/** What it says in one sentence, right under the map. */
function Said() {
  const { state } = answerResource.loaded.value;
  const [first] = shownAnswer.value?.scenarios ?? [];
  const nothing = (scenario.value?.changes.length ?? 0) === 0;
  return (
    <div class="said-part" data-state={state}>
      {nothing && state !== 'failed' && <p class="said">{w('said.start')}</p>}
      {state === 'failed' && <p class="said">{w('said.none')}</p>}
      {!nothing && first !== undefined && (
        <>
          <p class="said">{pick(first.sentence)}</p>
          <LastStepPart />
        </>
      )}
    </div>
  );
}

/** Ctrl+Z and Ctrl+Y, where no field of one's own steps is written in. */
function useUndoKeys(): void {
  useEffect(() => {
    const abort = new AbortController();
    window.addEventListener(
      'keydown',
      (event) => {
        if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
        const on = event.target;
        if (on instanceof HTMLInputElement && ['text', 'number', 'search', 'date'].includes(on.type)) return;
        const key = event.key.toLowerCase();
        if (key === 'z' && !event.shiftKey) takeBack();
        else if (key === 'y' || (key === 'z' && event.shiftKey)) again();
        else return;
        event.preventDefault();
      },
      { signal: abort.signal },
    );
    return () => abort.abort();
  }, []);
}

/** What if: changes on the map, and at once who gains by them and who loses. */
export function ScenariosPage() {
  const id = useId();
  useUndoKeys();
  const two = address.value.whatIf.beside !== null;
  const names = [scenario.value, beside.value].map((one) =>
    one === null ? '' : nameIn(withName(one), lang.value),
  );
  return (
    <div class="what-if" data-two={two} data-standard={standard.value?.id}>
      <h2>{w('title')}</h2>
      <p class="lead">{w('lead')}</p>
      <OpenPart />
      <Question />
      <Troubles />
      {scenario.value === null ? (
        keptResource.loaded.value.state !== 'failed' && <p class="hint">{t('app.loading')}</p>
      ) : (
        <div class="what-if-desk">
          <div class="what-if-picture">
            <PictureChoice />
            <div class="what-if-maps">
              <ScenarioMap
                which={0}
                title={two ? w('side.first', { name: names[0] ?? '' }) : (names[0] ?? '')}
              />
              {two && beside.value !== null && (
                <ScenarioMap which={1} title={w('side.second', { name: names[1] ?? '' })} />
              )}
            </div>
            {pack.value !== null && (
              <p class="credit">{t('map.credit', { credit: pick(pack.value.credit) })}</p>
            )}
            <Said />
          </div>
          <div class="what-if-side" id={`${id}-side`}>
            <PlacePart />
            <ChangesPart />
          </div>
        </div>
      )}
      <Answer />
      <div class="what-if-ends">
        <BesidePart />
        <KeepPart />
      </div>
    </div>
  );
}
