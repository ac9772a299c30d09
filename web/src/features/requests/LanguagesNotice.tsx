import { pack } from '../../state/store';
import { w } from './words';

/** In which languages information can be had, each by its own name, and where; the year says how old a number is. */
export function LanguagesNotice() {
  const named = (pack.value?.languages_official ?? []).filter((language) => language.phone !== null);
  if (named.length === 0) return null;
  const numbers = [...new Set(named.map((language) => language.phone))];
  const [only] = numbers;
  const oneNumber = numbers.length === 1;
  const years = named.flatMap(({ phone_year: year }) => (year === null ? [] : [year]));
  return (
    <aside class="languages-notice" aria-labelledby="languages-notice">
      <h3 id="languages-notice">{w('languages.title')}</h3>
      <p>
        {oneNumber && only !== undefined ? w('languages.one', { phone: only ?? '' }) : w('languages.several')}
      </p>
      <ul>
        {named.map(({ code, name_self, phone }) => (
          <li key={code}>
            <span lang={code}>{name_self}</span>
            {!oneNumber && <> {phone}</>}
          </li>
        ))}
      </ul>
      {years.length > 0 && <p class="hint">{w('languages.year', { year: Math.min(...years) })}</p>}
    </aside>
  );
}
