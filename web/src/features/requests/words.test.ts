import { afterEach, expect, it } from 'vitest';
import { lang } from '../../i18n/lang';
import { momentName } from './words';

afterEach(() => {
  lang.value = 'en';
});

it('a moment is a day and a time, in either language', () => {
  const at = new Date(2026, 10, 1, 9, 5).getTime();
  expect(momentName(at)).toBe('1\u00a0November\u00a02026, 09:05');
  lang.value = 'fr';
  expect(momentName(at)).toBe('1er\u00a0novembre\u00a02026, 09:05');
});

it('what is no moment stays as it is', () => {
  expect(momentName('soon')).toBe('soon');
});
