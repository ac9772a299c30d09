import type { ComponentChildren } from 'preact';
import type { DefinitionSummary, Position } from '../../api/definitions';
import type { ProblemDetails, Standing } from '../../api/wire';
import { dateName } from '../../i18n/i18n';
import { DataText } from '../../ui/DataText';
import { w } from './words';

const POSITION_SIGNS: Record<Position, string> = { agree: '✓', ask_for_change: '±', object: '×' };

/** What a body said, as a sign and a word; never as a colour alone. */
export function PositionMark({ position }: { position: Position }) {
  return (
    <span class={`position position-${position}`}>
      <span class="position-sign" aria-hidden="true">
        {POSITION_SIGNS[position]}
      </span>
      {w(`position.${position}`)}
    </span>
  );
}

/** How far a definition has come, with the day where it is known. */
export function standingWords(
  of: Pick<DefinitionSummary, 'standing' | 'adopted_on' | 'superseded_on'>,
): string {
  switch (of.standing) {
    case 'agreed':
      return of.adopted_on === null
        ? w('standing.agreed')
        : w('standing.agreed.on', { date: dateName(of.adopted_on) });
    case 'superseded':
      return of.superseded_on === null
        ? w('standing.superseded')
        : w('standing.superseded.on', { date: dateName(of.superseded_on) });
    default:
      return w(`standing.${of.standing}`);
  }
}

const STANDING_SIGNS: Record<Standing, string> = {
  illustrative: '–',
  draft: '…',
  in_engagement: '?',
  agreed: '✓',
  superseded: '×',
};

export function StandingMark({
  of,
}: {
  of: Pick<DefinitionSummary, 'standing' | 'adopted_on' | 'superseded_on'>;
}) {
  return (
    <span class={`standing standing-${of.standing}`}>
      <span class="standing-sign" aria-hidden="true">
        {STANDING_SIGNS[of.standing]}
      </span>
      {standingWords(of)}
    </span>
  );
}

/** Where writing is not allowed: how it is done instead, in one sentence. */
export function HowElse({ what, command }: { what: 'propose' | 'engage' | 'move'; command: string }) {
  return (
    <p class="hint how-else">
      {w(`readonly.${what}`)} <code>{command}</code> {w('readonly.or')} <code>evenreach serve --desk</code>.
    </p>
  );
}

const OWN_WORDS = [0, 403, 412] as const;

/** Why something was not written: in the page's own words where it has some, then in the server's, part by part. */
export function Refusal({
  problem,
  words,
  children,
}: {
  problem: ProblemDetails;
  words?: string;
  children?: ComponentChildren;
}) {
  const own = OWN_WORDS.find((status) => status === problem.status);
  return (
    <div class="trouble refusal" role="alert">
      <p>
        <strong>{w('refused')}</strong> {words ?? (own === undefined ? '' : w(`refused.${own}`))}{' '}
        {problem.detail !== null && <DataText text={problem.detail} />}
      </p>
      {problem.errors.length > 0 && (
        <ul class="in-words">
          {problem.errors.map((e) => (
            <li key={e.pointer + e.detail}>
              <DataText text={e.detail} />
            </li>
          ))}
        </ul>
      )}
      {children}
    </div>
  );
}
