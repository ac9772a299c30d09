import { useId } from 'preact/hooks';
import { COUNTED, type Counted, type Curve, type Equity, type StandardSpread } from '../../api/equity';
import { count, percent, pick } from '../../i18n/i18n';
import { CountedHeads } from './CountedHeads';
import { heldBy, path } from './geometry';
import { curveSentence, noneWords, rankWords, share, w } from './words';

/** Units of the drawing: a square with room for the words at its sides. */
const SIDE = 300;
const LEFT = 44;
const BELOW = 36;
const TOP = 26;
const RIGHT = 14;

const TENTHS = Array.from({ length: 11 }, (_, tenth) => tenth / 10);
const TICKS = [0, 0.5, 1];

interface Pair {
  kind: 'lorenz' | 'concentration';
  curves: Record<Counted, Curve>;
  equity: Equity;
  of: StandardSpread;
}

function LineKey({ counted }: { counted: Counted | 'equal' }) {
  return (
    <svg width="36" height="14" aria-hidden="true">
      <line class={`curve curve-${counted}`} x1="1" x2="35" y1="7" y2="7" />
    </svg>
  );
}

function Drawing({
  kind,
  curves,
  label,
  what,
}: Pick<Pair, 'kind' | 'curves'> & { label: string; what: string }) {
  return (
    <svg
      role="img"
      aria-label={label}
      class="curves"
      viewBox={`0 0 ${LEFT + SIDE + RIGHT} ${TOP + SIDE + BELOW}`}
      data-kind={kind}
    >
      <g transform={`translate(${LEFT} ${TOP})`}>
        <rect class="field-ground" width={SIDE} height={SIDE} />
        {TICKS.map((tick) => (
          <g key={tick} class="curve-tick">
            <text x={tick * SIDE} y={SIDE + 15} text-anchor={tick === 1 ? 'end' : 'middle'}>
              {percent(tick)}
            </text>
            <text x={-6} y={(1 - tick) * SIDE + (tick === 1 ? 10 : 4)} text-anchor="end">
              {percent(tick)}
            </text>
          </g>
        ))}
        <text class="axis-name" x={SIDE / 2} y={SIDE + 31} text-anchor="middle">
          {w('curve.x')}
        </text>
        <text class="axis-name" x={-LEFT + 6} y={-10}>
          {what}
        </text>
        <path class="curve curve-equal" d={`M0 ${SIDE}L${SIDE} 0`} />
        {COUNTED.map((counted) => {
          const { points } = curves[counted];
          return points === null ? null : (
            <path
              key={counted}
              class={`curve curve-${counted}`}
              d={path(points, SIDE)}
              data-counted={counted}
            />
          );
        })}
      </g>
    </svg>
  );
}

function Twin({ curves, what }: Pick<Pair, 'curves'> & { what: string }) {
  return (
    <details class="twin">
      <summary>{w('table.title')}</summary>
      <table class="summary-table">
        <caption>{w('curve.caption', { what })}</caption>
        <thead>
          <tr>
            <th scope="col">{w('curve.first')}</th>
            <CountedHeads />
          </tr>
        </thead>
        <tbody>
          {TENTHS.map((tenth) => (
            <tr key={tenth} data-tenth={tenth}>
              <th scope="row">{percent(tenth)}</th>
              {COUNTED.map((counted) => {
                const { points, why } = curves[counted];
                return (
                  <td key={counted}>{points === null ? noneWords(why) : share(heldBy(tenth, points))}</td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

/** One curve over people and one over places, in one square. */
function CurvePair({ kind, curves, equity, of }: Pair) {
  const id = useId();
  const what = w(`what.${equity.value}`);
  const said = curveSentence(kind, of, equity);
  const title = w(`curve.${kind}.title`, { order: rankWords(equity.rank) });
  const drawn = COUNTED.filter((counted) => (curves[counted].points ?? []).length > 1);
  const meaning = equity.meanings[kind === 'lorenz' ? 'lorenz' : 'concentration_curve'];
  return (
    <section class="curve-part" data-kind={kind} aria-labelledby={`${id}-title`}>
      <h4 id={`${id}-title`}>{title}</h4>
      <p>{said}</p>
      {meaning !== undefined && <p class="hint">{pick(meaning)}</p>}
      {drawn.length > 0 && (
        <>
          <ul class="chart-key">
            {drawn.map((counted) => (
              <li key={counted}>
                <LineKey counted={counted} /> {w(`counted.${counted}`)}
              </li>
            ))}
            <li>
              <LineKey counted="equal" /> {w('curve.equal')}
            </li>
          </ul>
          <Drawing
            kind={kind}
            curves={curves}
            label={w('curve.label', { title, sentence: said })}
            what={w('curve.y', { what })}
          />
          <Twin curves={curves} what={what} />
        </>
      )}
      {kind === 'concentration' && of.unranked_places > 0 && (
        <p class="hint">{w('curve.unranked', { n: count('places', of.unranked_places) })}</p>
      )}
    </section>
  );
}

/** The curves of Lorenz and of concentration. */
export function Curves({ equity, of }: { equity: Equity; of: StandardSpread }) {
  const id = useId();
  return (
    <section class="curves-part" aria-labelledby={`${id}-title`}>
      <h3 id={`${id}-title`}>{w('curves.title')}</h3>
      <div class="curve-pair">
        <CurvePair kind="lorenz" curves={of.curves.lorenz} equity={equity} of={of} />
        <CurvePair kind="concentration" curves={of.curves.concentration} equity={equity} of={of} />
      </div>
    </section>
  );
}
