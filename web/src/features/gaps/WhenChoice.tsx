import { useId } from 'preact/hooks';
import type { When } from '../../api/paths';
import type { Package } from '../../api/wire';
import { dayName, number, pick, t } from '../../i18n/i18n';
import { dayOfDate, formatDay, parseDay, seasonOf, seasonStretches, YEAR_DAYS } from '../../state/calendar';
import { go, pack, when } from '../../state/store';

/** Where the slider stands: the day asked about, the season's own day, or today while the year is asked about. */
function sliderDay(question: When, known: Package | null): number {
  const today = dayOfDate(known?.today ?? '') ?? 1;
  switch (question.kind) {
    case 'date':
      return parseDay(question.day) ?? today;
    case 'season': {
      const season = known?.seasons.find((s) => s.id === question.id);
      return parseDay(season?.representative ?? '') ?? today;
    }
    case 'year':
      return today;
  }
}

/** "10 May, Break-up" */
function dayWords(day: number, known: Package | null): string {
  const season = seasonOf(day, known?.seasons ?? []);
  const name = dayName(formatDay(day));
  return season === null ? name : `${name}, ${pick(season.name)}`;
}

function sliderWords(question: When, known: Package | null, day: number): string {
  switch (question.kind) {
    case 'date':
      return dayWords(day, known);
    case 'season': {
      const season = known?.seasons.find((s) => s.id === question.id);
      if (season === undefined) return '';
      return t('choose.slider.season', { season: pick(season.name), days: number(season.days) });
    }
    case 'year':
      return t('choose.slider.year');
  }
}

function Chip(props: {
  name: string;
  value: string;
  checked: boolean;
  choose: () => void;
  children: string;
}) {
  return (
    <label class="chip">
      <input
        type="radio"
        name={props.name}
        value={props.value}
        checked={props.checked}
        onChange={props.choose}
      />
      <span>{props.children}</span>
    </label>
  );
}

/** A season of fewer days has no room for its name; the chips above name it. */
const NAMED_DAYS = 60;

/** The seasons along the slider, as ticks: where each begins and how long it is. */
function SeasonTicks({ known, asked }: { known: Package; asked: When }) {
  return (
    <div class="season-ticks" aria-hidden="true">
      {seasonStretches(known.seasons).map(({ season, first, last }) => (
        <span
          key={`${season.id}-${first}`}
          class={asked.kind === 'season' && asked.id === season.id ? 'tick asked' : 'tick'}
          style={{ width: `${((last - first + 1) / YEAR_DAYS) * 100}%` }}
        >
          {last - first >= NAMED_DAYS ? pick(season.name) : null}
        </span>
      ))}
    </div>
  );
}

/** The whole year, a season, or one of its 365 days. */
export function WhenChoice() {
  const id = useId();
  const known = pack.value;
  const question = when.value;
  const day = sliderDay(question, known);
  const words = sliderWords(question, known, day);
  return (
    <fieldset class="field when">
      <legend>{t('choose.when')}</legend>
      <div class="chips">
        <Chip
          name={id}
          value="year"
          checked={question.kind === 'year'}
          choose={() => go({ when: { kind: 'year' } })}
        >
          {t('choose.year')}
        </Chip>
        {(known?.seasons ?? []).map((season) => (
          <Chip
            key={season.id}
            name={id}
            value={`season-${season.id}`}
            checked={question.kind === 'season' && question.id === season.id}
            choose={() => go({ when: { kind: 'season', id: season.id } })}
          >
            {pick(season.name)}
          </Chip>
        ))}
        <Chip
          name={id}
          value="date"
          checked={question.kind === 'date'}
          choose={() => go({ when: { kind: 'date', day: formatDay(day) } })}
        >
          {t('choose.day')}
        </Chip>
      </div>
      <div class={question.kind === 'date' ? 'slider' : 'slider resting'}>
        <div class="slider-head">
          <label for={`${id}-day`}>{t('choose.slider')}</label> <output for={`${id}-day`}>{words}</output>
        </div>
        <input
          id={`${id}-day`}
          type="range"
          min={1}
          max={YEAR_DAYS}
          step={1}
          value={day}
          aria-valuetext={words}
          onInput={(event) => {
            const chosen = formatDay(Number(event.currentTarget.value));
            go({ when: { kind: 'date', day: chosen } }, question.kind === 'date' ? 'replace' : 'push');
          }}
        />
        {known !== null && <SeasonTicks known={known} asked={question} />}
      </div>
    </fieldset>
  );
}
