import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import type { Tagged } from '../../api/client';
import {
  type AskedFor,
  type OwnCorrection,
  type SaidOtherwise,
  takeBackCorrection,
} from '../../api/requests';
import type { ProblemDetails } from '../../api/wire';
import { dateName, listed, tData } from '../../i18n/i18n';
import { START } from '../../state/address';
import { askAnew, problemOf } from '../../state/resource';
import { announcement } from '../../state/store';
import { PageLink } from '../../ui/PageLink';
import { Sure } from '../../ui/Sure';
import { type OtherwiseField, type RecordFields, saidOtherwise } from './otherwise';
import { OwnWords, Refusal } from './parts';
import { governmentName, kindName, placeName, regionName } from './state';
import { w } from './words';

/** Who says something of a record: a government, or the working group. */
export function sayer(government: string | null): string {
  return government === null ? w('by.working_group') : governmentName(government);
}

/** A field's value as people read it. */
export function otherwiseWords(field: OtherwiseField, of: RecordFields | SaidOtherwise): string {
  const list = (names: string[]) => (names.length === 0 ? w('value.none') : listed(names));
  switch (field) {
    case 'service_type':
      return kindName(of.service_type ?? '');
    case 'communities':
      return list((of.communities ?? []).map(placeName));
    case 'regions':
      return list((of.regions ?? []).map(regionName));
    case 'delivery_mode':
      return of.delivery_mode === null ? w('said.unsaid') : tData('delivery', of.delivery_mode);
    case 'date':
      return of.date === null ? w('said.unsaid') : dateName(of.date);
    case 'status':
      return tData('requests.status', of.status ?? 'unknown');
  }
}

/** What one body says, field by field beside what the source says, and why. */
export function Said({
  of,
  record,
  heading: Heading,
}: {
  of: OwnCorrection;
  record: RecordFields;
  heading: 'h3' | 'h4';
}) {
  const who = sayer(of.government);
  return (
    <>
      <Heading>
        <bdi>{who}</bdi> {w('said.otherwise', { date: dateName(of.changed_on) })}
      </Heading>
      {saidOtherwise(of).length > 0 && (
        <dl class="otherwise">
          {saidOtherwise(of).map((field) => (
            <div key={field} data-field={field}>
              <dt>{w(`said.field.${field}`)}</dt>
              <dd class="theirs">
                <span class="hint">{w('said.source')}</span> {otherwiseWords(field, record)}
              </dd>
              <dd class="mine">
                <span class="hint">{w('said.they', { who })}</span>{' '}
                <strong>{otherwiseWords(field, of)}</strong>
              </dd>
            </div>
          ))}
        </dl>
      )}
      <OwnWords text={of.why} />
    </>
  );
}

/** Takes back what one has said, after asking once more on the spot. */
function TakeBack({ of, done }: { of: Tagged<AskedFor>; done: () => void }) {
  const busy = useSignal(false);
  const problem = useSignal<ProblemDetails | null>(null);

  async function takeBack(): Promise<void> {
    if (busy.peek()) return;
    busy.value = true;
    problem.value = null;
    try {
      await takeBackCorrection(of.value.id, of.etag);
      announcement.value = w('said.taken_back');
      askAnew();
      done();
    } catch (error) {
      problem.value = problemOf(error);
      if (problem.value.status === 412) askAnew();
    } finally {
      busy.value = false;
    }
  }

  return (
    <>
      <Sure
        open={w('said.take_back')}
        what={w('said.take_back.sure')}
        act={w('said.take_back.do')}
        leave={w('said.leave')}
        busy={busy.value}
        run={takeBack}
      />
      {problem.value !== null && <Refusal problem={problem.value} />}
    </>
  );
}

/** What the governments that a public record names, and the working group, say of it: beside the record, never instead. */
export function OtherwisePart({ of }: { of: Tagged<AskedFor> }) {
  const heading = useRef<HTMLHeadingElement>(null);
  const { value } = of;
  const may = value.may.includes('correct_record');
  const own = value.corrections.some((one) => one.own);
  if (value.corrections.length === 0 && !may) return null;
  const form = { register: { ...START.register, request: value.id, correct: true } };
  return (
    <section class="of-record" aria-labelledby="said-title">
      <h3 id="said-title" ref={heading} tabIndex={-1}>
        {w('said.title')}
      </h3>
      {value.corrections.length > 0 && <p class="hint">{w('said.lead')}</p>}
      {value.corrections.map((one) => (
        <article key={one.government ?? ''} data-by={one.government ?? 'working_group'}>
          <Said of={one} record={value} heading="h4" />
          {one.own && (
            <div class="actions">
              <PageLink to={form}>{w('said.change')}</PageLink>
              <TakeBack of={of} done={() => heading.current?.focus()} />
            </div>
          )}
        </article>
      ))}
      {may && !own && (
        <>
          <p>{w('said.invite')}</p>
          <p>
            <PageLink to={form} class="correct-record">
              {w('said.correct')}
            </PageLink>
          </p>
        </>
      )}
    </section>
  );
}
