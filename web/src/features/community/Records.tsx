import type { Correction, RequestShown, ServiceConsidered } from '../../api/wire';
import { count, dateName, t, tData } from '../../i18n/i18n';
import { START } from '../../state/address';
import { pack } from '../../state/store';
import { DataText } from '../../ui/DataText';
import { PageLink } from '../../ui/PageLink';
import { Evaluations } from './Evaluations';
import { Cited } from './Sources';

function serviceFacts(service: ServiceConsidered): string[] {
  const facts = [tData('delivery', service.delivery_mode ?? 'unknown'), tData('status', service.status)];
  if (service.actual !== null) facts.push(tData('services.actual', service.actual));
  if (service.observed !== null) facts.push(t('services.observed', { date: dateName(service.observed) }));
  if (service.opened !== null) facts.push(t('services.opened', { date: dateName(service.opened) }));
  if (service.closed !== null) facts.push(t('services.closed', { date: dateName(service.closed) }));
  return facts;
}

/** Every service that could serve the place, also those that did not count. */
export function Services({ services }: { services: readonly ServiceConsidered[] }) {
  if (services.length === 0) return <p>{t('services.none')}</p>;
  return (
    <details>
      <summary>
        {t('services.title')} ({count('services', services.length)})
      </summary>
      <ul class="records">
        {services.map((service) => (
          <li key={service.id}>
            <strong>
              <DataText text={service.name} />
            </strong>
            <span>{serviceFacts(service).join(' · ')}</span>
            {service.operator !== null && service.operator !== '' && (
              <span>
                {t('services.by', { operator: '' }).trim()} <DataText text={service.operator} />
              </span>
            )}
            {service.notes !== null && service.notes !== '' && (
              <span>
                <DataText text={service.notes} />
              </span>
            )}
            <span>
              {t(`confidence.${service.confidence ?? 'unknown'}`)} <Cited keys={service.sources} />
            </span>
            <Evaluations of={service.evaluations} />
          </li>
        ))}
      </ul>
    </details>
  );
}

/** What the body that a public record names, or the working group, says of it: beside what the source says. */
function Otherwise({ of, request }: { of: Correction; request: string }) {
  const own = pack.value?.governments.find((one) => one.id === of.government)?.name;
  const who = of.government === null ? t('requests.otherwise.group') : (own ?? of.government);
  return (
    <span class="said-otherwise">
      <strong>
        <bdi>{who}</bdi> {t('requests.otherwise', { date: dateName(of.changed_on) })}
      </strong>{' '}
      <span lang="" dir="auto" class="own-words">
        {of.why}
      </span>{' '}
      <PageLink to={{ view: 'requests', register: { ...START.register, request } }}>
        {t('requests.otherwise.see')}
        <span class="visually-hidden">, {who}</span>
      </PageLink>
    </span>
  );
}

export function Requests({ requests }: { requests: readonly RequestShown[] }) {
  if (requests.length === 0) return <p>{t('requests.none')}</p>;
  return (
    <details>
      <summary>
        {t('requests.title')} ({count('requests', requests.length)})
      </summary>
      <ul class="records">
        {requests.map((request) => (
          <li key={request.id}>
            {request.requested_by !== null && (
              <strong>
                {t('requests.by', { who: '' }).trim()} <DataText text={request.requested_by} />
              </strong>
            )}
            <span>
              {[
                request.date === null ? null : dateName(request.date),
                tData('requests.status', request.status),
              ]
                .filter((x) => x !== null)
                .join(' · ')}
            </span>
            {request.notes !== null && request.notes !== '' && (
              <span>
                <DataText text={request.notes} />
              </span>
            )}
            <Cited keys={request.sources} />
            {request.corrections.map((one) => (
              <Otherwise key={one.government ?? ''} of={one} request={request.id} />
            ))}
          </li>
        ))}
      </ul>
    </details>
  );
}
