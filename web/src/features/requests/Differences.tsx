/** Two texts side by side, field by field, where they are not the same: nobody chooses blindly. */
import type { ComponentChildren } from 'preact';
import type { RequestInput } from '../../api/requests';
import { listed, tData } from '../../i18n/i18n';
import type { Field } from './fields';
import { EvidenceList, OwnWords } from './parts';
import { kindName, languageName, placeName, regionName } from './state';
import { w } from './words';

/** A field's value as people read it. */
function shown(field: Field, of: RequestInput): ComponentChildren {
  const list = (names: string[]) => (names.length === 0 ? w('value.none') : listed(names));
  switch (field) {
    case 'service_type':
      return of.service_type === '' ? w('value.none') : kindName(of.service_type);
    case 'communities':
      return list(of.communities.map(placeName));
    case 'regions':
      return list(of.regions.map(regionName));
    case 'languages':
      return list(of.languages.map(languageName));
    case 'labels':
      return list(of.labels);
    case 'delivery_mode':
      return of.delivery_mode === null ? w('field.delivery_mode.any') : tData('delivery', of.delivery_mode);
    case 'visibility':
      return w(`visibility.${of.visibility}`);
    case 'since':
      return of.since === null || of.since === '' ? w('value.none') : of.since;
    case 'evidence':
      return of.evidence.length === 0 ? w('value.none') : <EvidenceList of={of.evidence} />;
    case 'why':
    case 'cultural_grounding':
      return of[field] === '' ? w('value.none') : <OwnWords text={of[field]} />;
  }
}

export function Differences({
  fields,
  theirs,
  mine,
  theirsWords,
  take,
}: {
  fields: readonly Field[];
  theirs: RequestInput;
  mine: RequestInput;
  /** Whose the other text is. */
  theirsWords: string;
  /** Puts the other text of a field in the place of this one. */
  take?: (field: Field) => void;
}) {
  const different = fields.filter((field) => JSON.stringify(theirs[field]) !== JSON.stringify(mine[field]));
  return (
    <dl class="differences">
      {different.map((field) => (
        <div key={field} data-field={field}>
          <dt>{w(`field.${field}`)}</dt>
          <dd class="theirs">
            <strong>{theirsWords}</strong>
            <div>{shown(field, theirs)}</div>
            {take !== undefined && (
              <button type="button" onClick={() => take(field)}>
                {w('differ.take')}
              </button>
            )}
          </dd>
          <dd class="mine">
            <strong>{w('differ.mine')}</strong>
            <div>{shown(field, mine)}</div>
          </dd>
        </div>
      ))}
    </dl>
  );
}
