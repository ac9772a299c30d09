import { useId } from 'preact/hooks';
import { WEIGHED, type Weighed, type WeighedBy } from '../../api/siting';
import { Choice } from './fields';
import { w } from './words';

/** By what places weigh; a column of the communities or an indicator of need goes by its name. */
export function Weighing({
  label,
  words,
  value,
  choose,
  faults,
}: {
  label: string;
  /** What people and places stand for here. */
  words: (by: 'people' | 'places') => string;
  value: Weighed;
  choose: (value: Weighed) => void;
  faults: readonly string[];
}) {
  const id = useId();
  const [by, ...rest] = value.split(':') as [WeighedBy, ...string[]];
  const isNamed = by === 'column' || by === 'indicator';
  return (
    <>
      <Choice
        label={label}
        value={by}
        values={WEIGHED}
        words={(one) => (one === 'people' || one === 'places' ? words(one) : w(`weigh.${one}`))}
        choose={(one) => choose(one === 'people' || one === 'places' ? one : `${one}:`)}
        faults={faults}
      />
      {isNamed && (
        <div class="field">
          <label for={id}>{w(`weigh.${by}.name`)}</label>
          <input
            id={id}
            type="text"
            required
            value={rest.join(':')}
            aria-describedby={`${id}-hint`}
            onChange={(event) => choose(`${by}:${event.currentTarget.value.trim()}`)}
          />
          <p class="hint" id={`${id}-hint`}>
            {w('weigh.named.hint')}
          </p>
        </div>
      )}
    </>
  );
}
