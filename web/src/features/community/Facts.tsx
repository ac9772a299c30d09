import type { ComponentChildren } from 'preact';
import type { CommunityFacts } from '../../api/wire';
import { number, t, tData } from '../../i18n/i18n';
import { go } from '../../state/store';
import { DataText } from '../../ui/DataText';
import { PlaceName } from '../../ui/PlaceName';
import { traditionalLanguage } from './language';
import { Cited } from './Sources';

function Fact({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function text(value: string | null): ComponentChildren {
  return value === null || value === '' ? t('app.unknown') : <DataText text={value} />;
}

function population(of: CommunityFacts): string {
  if (of.population === null) return t('app.unknown');
  const n = number(of.population);
  return of.population_year === null ? n : t('panel.population.year', { n, year: of.population_year });
}

function PlaceLink({ place }: { place: { id: string; name: string } }) {
  return (
    <button type="button" class="place" onClick={() => go({ community: place.id })}>
      {place.name}
    </button>
  );
}

/** Who the place is: its names, people, languages and governments. */
export function Facts({ of }: { of: CommunityFacts }) {
  return (
    <details class="facts">
      <summary>{t('panel.facts')}</summary>
      <dl>
        {of.traditional_name !== null && (
          <Fact name={t('panel.traditional')}>
            <PlaceName name={of.traditional_name} language={traditionalLanguage(of)} />
          </Fact>
        )}
        {of.former_name !== null && <Fact name={t('panel.former')}>{text(of.former_name)}</Fact>}
        <Fact name={t('panel.population')}>{population(of)}</Fact>
        <Fact name={t('panel.region')}>{text(of.region)}</Fact>
        <Fact name={t('panel.health_region')}>{text(of.health_region)}</Fact>
        <Fact name={t('panel.authority')}>{text(of.authority)}</Fact>
        <Fact name={t('panel.governance')}>{text(of.governance)}</Fact>
        {of.part_of !== null && (
          <Fact name={t('panel.part_of')}>
            <PlaceLink place={of.part_of} />
          </Fact>
        )}
        {of.parts.length > 0 && (
          <Fact name={t('panel.parts')}>
            {of.parts.map((part) => (
              <PlaceLink key={part.id} place={part} />
            ))}
          </Fact>
        )}
        <Fact name={t('panel.road_access')}>
          {of.road_access === null ? t('app.unknown') : tData('road', of.road_access)}
        </Fact>
        <Fact name={t('panel.facility')}>
          {of.health_facility === null ? t('app.unknown') : tData('facility', of.health_facility)}
        </Fact>
        <Fact name={t('panel.languages')}>
          {of.languages.length === 0 && t('app.unknown')}
          {of.languages.map((language, index) => (
            <span key={language.code}>
              {index > 0 && ', '}
              <span lang={language.code}>{language.name_self ?? language.name_en}</span>
              {language.name_self !== null && language.name_self !== language.name_en && (
                <> ({language.name_en})</>
              )}
            </span>
          ))}
        </Fact>
        <Fact name={t('panel.governments')}>
          {of.governments.length === 0
            ? t('app.unknown')
            : of.governments.map((government) => government.name).join('; ')}
        </Fact>
        {of.notes !== null && of.notes !== '' && <Fact name={t('panel.notes')}>{text(of.notes)}</Fact>}
      </dl>
      <p>
        {t(`confidence.${of.confidence}`)} <Cited keys={of.sources} />
      </p>
    </details>
  );
}
