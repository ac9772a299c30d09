import { useId } from 'preact/hooks';
import { COUNTED, type Counted, type Equity, type Group } from '../../api/equity';
import { number, pick } from '../../i18n/i18n';
import { type Axis, axisOf, type Box, boxes, edge } from './geometry';
import { amount, figureWords, middleSentence, noneClass, noneWords, type Write, w } from './words';

/** Pixels. */
const ROW = 26;
const THICK = 12;

interface Shown {
  groups: readonly Group[];
  axis: Axis;
  write: Write;
}

function at(share: number): string {
  return `${share * 100}%`;
}

/** The middle half as a box, eight in ten as a line, the middle as a stroke. */
function BoxMark({ of, kind, y, thick }: { of: Box; kind: 'worst' | 'best'; y: number; thick: number }) {
  return (
    <g class={`box box-${kind}`} data-reading={kind}>
      <line class="whisker" x1={at(of.low)} x2={at(of.high)} y1={y} y2={y} />
      <rect x={at(of.first)} width={at(of.third - of.first)} y={y - thick / 2} height={thick} />
      <line
        class="middle"
        x1={at(of.middle)}
        x2={at(of.middle)}
        y1={y - thick / 2 - 2}
        y2={y + thick / 2 + 2}
      />
    </g>
  );
}

function quantileWords(group: Group, counted: Counted, write: Write): string {
  const quantiles = group[`by_${counted}`].quantiles.map((q) =>
    w('spread.quantile', { percent: q.percent, value: figureWords(q, write) }),
  );
  return quantiles.join('; ');
}

function Row({ group, counted, axis, write }: { group: Group; counted: Counted } & Omit<Shown, 'groups'>) {
  const { quantiles } = group[`by_${counted}`];
  const found = boxes(quantiles, axis);
  const name = w(`counted.${counted}`);
  if (found === null) {
    return (
      <p class="spread-row" data-counted={counted}>
        <span class="spread-name">{name}</span>
        <span class="no-bar">{noneWords(quantiles.find((q) => q.why !== null)?.why ?? null)}</span>
      </p>
    );
  }
  const label = w('spread.label', {
    group: pick(group.title),
    counted: name,
    quantiles: quantileWords(group, counted, write),
  });
  const { worst, best } = found;
  return (
    <div class="spread-row" data-counted={counted}>
      <span class="spread-name" aria-hidden="true">
        {name}
      </span>
      <svg role="img" aria-label={label} class={`spread spread-${counted}`} width="100%" height={ROW}>
        {axis.beyond && (
          <rect
            class="no-reach"
            x={at(edge(axis))}
            width={at(1 - edge(axis))}
            height={ROW}
            fill="url(#no-reach)"
          />
        )}
        <line class="ground" x1="0" x2={at(edge(axis))} y1={ROW - 1} y2={ROW - 1} />
        <BoxMark
          of={worst}
          kind="worst"
          y={best === null ? ROW / 2 : ROW / 3}
          thick={best === null ? THICK : 8}
        />
        {best !== null && <BoxMark of={best} kind="best" y={(ROW * 3) / 4} thick={6} />}
      </svg>
    </div>
  );
}

/** What stands at the ends and the middle of the axis. */
function Scale({ axis, write }: Omit<Shown, 'groups'>) {
  const ticks = [0, 0.5, 1];
  return (
    <p class="spread-scale" aria-hidden="true">
      <span class="scale-room" style={{ width: at(edge(axis)) }}>
        {ticks.map((tick) => (
          <span key={tick} style={{ left: at(tick) }}>
            {write(axis.most * tick)}
          </span>
        ))}
      </span>
    </p>
  );
}

function Key({ axis, best }: { axis: Axis; best: boolean }) {
  return (
    <ul class="chart-key">
      <li>
        <svg width="44" height="18" aria-hidden="true" class="spread">
          <BoxMark
            of={{ low: 0, first: 0.25, middle: 0.5, third: 0.75, high: 1 }}
            kind="worst"
            y={9}
            thick={10}
          />
        </svg>
        {w('spread.key.box')}
      </li>
      {best && (
        <li>
          <svg width="44" height="18" aria-hidden="true" class="spread">
            <BoxMark
              of={{ low: 0, first: 0.25, middle: 0.5, third: 0.75, high: 1 }}
              kind="best"
              y={9}
              thick={10}
            />
          </svg>
          {w('spread.key.best')}
        </li>
      )}
      {axis.beyond && (
        <li>
          <svg width="28" height="18" aria-hidden="true">
            <rect class="no-reach" width="28" height="18" fill="url(#no-reach)" />
          </svg>
          {w('spread.key.beyond')}
        </li>
      )}
    </ul>
  );
}

/** Strokes that say "out of reach" without a colour. */
function Hatching() {
  return (
    <svg width="0" height="0" class="patterns" aria-hidden="true">
      <defs>
        <pattern id="no-reach" width="6" height="6" patternUnits="userSpaceOnUse">
          <path d="M0 6L6 0" />
        </pattern>
      </defs>
    </svg>
  );
}

function Twin({ groups, write }: Omit<Shown, 'axis'>) {
  const percents = groups[0]?.by_places.quantiles.map((q) => q.percent) ?? [];
  return (
    <details class="twin spread-twin">
      <summary>{w('table.title')}</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section class="table-scroll" aria-label={w('spread.scroll')} tabIndex={0}>
        <table class="wide-table">
          <caption>
            <span>{w('spread.caption')}</span>
          </caption>
          <thead>
            <tr>
              <th scope="col">{w('table.group')}</th>
              <th scope="col">{w('table.counted')}</th>
              {percents.map((percent) => (
                <th scope="col" key={percent}>
                  {w('spread.percent', { n: number(percent) })}
                </th>
              ))}
            </tr>
          </thead>
          {groups.map((group) => (
            <tbody key={`${group.kind} ${group.key}`}>
              {COUNTED.map((counted) => (
                <tr key={counted} data-kind={group.kind} data-key={group.key} data-counted={counted}>
                  {counted === 'people' && (
                    <th scope="rowgroup" rowSpan={2}>
                      {pick(group.title)}
                    </th>
                  )}
                  <th scope="row">{w(`counted.${counted}`)}</th>
                  {group[`by_${counted}`].quantiles.map((q) => (
                    <td key={q.percent} class={noneClass(q)}>
                      {figureWords(q, write)}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          ))}
        </table>
      </section>
    </details>
  );
}

/** Where the values of a kind end by their nature: all the days asked about, or the whole of a share. */
function naturalEnd({ unit }: Equity, days: number): number | null {
  return unit === 'days' ? days : unit === 'share' ? 1 : null;
}

/** Within each group: what a tenth, a quarter, half, three quarters and nine tenths have at most. */
export function Distribution({ of, groups, days }: { of: Equity; groups: readonly Group[]; days: number }) {
  const id = useId();
  const shown = groups.filter((group) => group.places.total > 0);
  const whole = shown.find((group) => group.kind === 'whole');
  const write = amount(of.unit);
  const quantiles = shown.flatMap((group) => [...group.by_people.quantiles, ...group.by_places.quantiles]);
  const axis = axisOf(quantiles, naturalEnd(of, days));
  const best = quantiles.some((q) => q.at_best !== null && q.at_best !== q.value);
  return (
    <section class="spread-part" aria-labelledby={`${id}-title`}>
      <h3 id={`${id}-title`}>{w('spread.title')}</h3>
      {of.value === 'met' || whole === undefined ? (
        <p>{w('spread.met')}</p>
      ) : (
        <>
          <p>{middleSentence(whole, write)}</p>
          <Hatching />
          <Key axis={axis} best={best} />
          <ul class="spreads">
            {shown.map((group) => (
              <li key={`${group.kind} ${group.key}`} class={`group-${group.kind}`} data-key={group.key}>
                <p class="spread-title">{pick(group.title)}</p>
                <div class="spread-rows">
                  {COUNTED.map((counted) => (
                    <Row key={counted} group={group} counted={counted} axis={axis} write={write} />
                  ))}
                </div>
              </li>
            ))}
          </ul>
          <Scale axis={axis} write={write} />
          <Twin groups={shown} write={write} />
        </>
      )}
    </section>
  );
}
