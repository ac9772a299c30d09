import type { ComponentChildren } from 'preact';
import type { GapProperties, Season } from '../../api/wire';
import { duration, number, percent, pick, t } from '../../i18n/i18n';
import type { View } from '../../state/address';
import { DataText } from '../../ui/DataText';
import { Outcome } from '../../ui/Outcome';
import { OutcomeMark } from '../../ui/OutcomeMark';
import { type Column, seasonOutcome } from './sort';

export function columnTitle(column: Column): string {
  switch (column.kind) {
    case 'text':
      switch (column.key) {
        case 'community':
          return t('table.place');
        case 'region':
          return t('table.region');
        case 'nearest_service':
          return t('table.nearest');
      }
      break;
    case 'number':
      return column.key === 'travel_minutes' ? t('table.travel') : t(`table.${column.key}`);
    case 'outcome':
      return t('table.outcome');
    case 'confidence':
      return t('table.confidence');
    case 'season':
      return pick(column.season.name);
  }
}

export type Room = 'all' | 'some' | 'little';

/** Beside the map there is room for what the map shows, beside an open place for less; the table view has it all. */
export function roomOf(view: View, panelOpen: boolean): Room {
  if (view === 'table') return 'all';
  return panelOpen ? 'little' : 'some';
}

export function columns(room: Room, seasons: readonly Season[]): readonly Column[] {
  const place: Column = { kind: 'text', key: 'community' };
  const outcome: Column = { kind: 'outcome' };
  if (room === 'little') return [place, outcome];
  if (room === 'some') {
    return [
      place,
      outcome,
      { kind: 'number', key: 'travel_minutes' },
      { kind: 'number', key: 'days_met' },
      { kind: 'number', key: 'population' },
    ];
  }
  return [
    place,
    outcome,
    { kind: 'number', key: 'population' },
    { kind: 'text', key: 'region' },
    { kind: 'number', key: 'travel_minutes' },
    { kind: 'text', key: 'nearest_service' },
    ...seasons.map((season): Column => ({ kind: 'season', season })),
    { kind: 'number', key: 'days_met' },
    { kind: 'number', key: 'days_partly_met' },
    { kind: 'number', key: 'days_unmet' },
    { kind: 'number', key: 'days_unknown' },
    { kind: 'number', key: 'shortfall' },
    { kind: 'confidence' },
    { kind: 'number', key: 'requests' },
  ];
}

function Unknown() {
  return <span class="unknown-value">{t('app.unknown')}</span>;
}

function shortfall(gap: GapProperties): string {
  if (gap.shortfall === gap.shortfall_at_best) return percent(gap.shortfall);
  return t('table.shortfall.range', { from: percent(gap.shortfall_at_best), to: percent(gap.shortfall) });
}

/** How long it takes; no way to a service and no service to go to are two things. */
function travel({ travel_minutes, nearest_service }: GapProperties): string {
  if (travel_minutes === 0) return t('table.here');
  if (travel_minutes !== null) return duration(travel_minutes);
  return t(nearest_service === null ? 'table.nothing_to_reach' : 'table.no_travel');
}

/** What a cell says; unknown is said, never left blank or shown as zero. */
export function cell(gap: GapProperties, column: Column, room: Room): ComponentChildren {
  switch (column.kind) {
    case 'outcome':
      return <Outcome of={gap} range={room === 'all'} />;
    case 'season': {
      const outcome = seasonOutcome(gap, column.season.id);
      return (
        <span class="outcome">
          <OutcomeMark outcome={outcome} size={18} />
          <span>{t(`outcome.${outcome}`)}</span>
        </span>
      );
    }
    case 'confidence':
      return t(`confidence.${gap.confidence ?? 'unknown'}`);
    case 'text': {
      const text = gap[column.key];
      if (text !== null) return <DataText text={text} />;
      return column.key === 'nearest_service' ? t('app.none') : <Unknown />;
    }
    case 'number': {
      if (column.key === 'shortfall') return shortfall(gap);
      const value = gap[column.key];
      if (column.key === 'travel_minutes') return travel(gap);
      return value === null ? <Unknown /> : number(value);
    }
  }
}
