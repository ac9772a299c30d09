import { useId } from 'preact/hooks';
import type { QuarterCounts } from '../../api/trend';
import { number } from '../../i18n/i18n';
import { OutcomeKey } from '../../ui/OutcomeKey';
import { blocks, type Run, STACK, totalOf, yearTicks } from './quarters';
import { quarterWords, w } from './words';

/** Pixels. */
const HEIGHT = 200;
const AXIS = 24;
/** How many years have room under the chart on a phone. */
const YEARS = 6;

interface Charted {
  quarters: readonly QuarterCounts[];
  steps: readonly Run[];
  sentence: string;
}

/** A share as a percentage of the width. */
function wide(share: number): string {
  return `${share * 100}%`;
}

/** Places by outcome, stacked, one column a quarter; quarters with the same numbers are one block. */
export function Chart({ quarters, steps, sentence }: Charted) {
  const id = useId();
  const first = quarters[0];
  const last = quarters.at(-1);
  if (first === undefined || last === undefined) return null;
  const tallest = Math.max(...steps.map((run) => totalOf(run.counts)));
  const label = w('chart.label', {
    first: quarterWords(first.quarter),
    last: quarterWords(last.quarter),
    sentence,
  });
  return (
    <section class="chart" aria-labelledby={`${id}-title`}>
      <h3 id={`${id}-title`}>{w('chart.title')}</h3>
      <OutcomeKey of={[...STACK].reverse()} />
      <div class="chart-frame">
        <p class="chart-most" aria-hidden="true">
          {number(tallest)} {w('chart.places')}
        </p>
        <svg role="img" aria-label={label} height={HEIGHT + AXIS} width="100%">
          {blocks(steps).map((block) => {
            const box = {
              x: wide(block.x),
              y: block.y * HEIGHT,
              width: wide(block.width),
              height: block.height * HEIGHT,
            };
            return (
              <g
                key={`${block.x} ${block.outcome}`}
                class={`stretch stretch-${block.outcome}`}
                data-outcome={block.outcome}
              >
                <rect {...box} class="base" />
                <rect {...box} fill={`url(#pattern-${block.outcome})`} />
              </g>
            );
          })}
          <line class="axis" x1="0" x2="100%" y1={HEIGHT} y2={HEIGHT} />
          {yearTicks(quarters, YEARS).map(({ at, year }) => (
            <g key={year} class="year-tick">
              <line x1={wide(at)} x2={wide(at)} y1={HEIGHT} y2={HEIGHT + 5} />
              <text x={wide(at)} y={HEIGHT + 19}>
                {year}
              </text>
            </g>
          ))}
        </svg>
      </div>
    </section>
  );
}
