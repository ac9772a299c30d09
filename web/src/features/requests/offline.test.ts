import { expect, it } from 'vitest';
import { worthKeeping } from './offline';

const HERE = 'https://map.example';

it('keeps files of the pages and what the public may see, and no answer made for one person', () => {
  const loaded = [
    `${HERE}/assets/index-1.js`,
    `${HERE}/assets/index-1.js`,
    `${HERE}/assets/letters.woff2`,
    `${HERE}/api/me`,
    `${HERE}/api/requests`,
    'https://elsewhere.example/assets/x.js',
  ];
  expect(worthKeeping(loaded, HERE)).toEqual([
    '/',
    '/icon.svg',
    '/assets/index-1.js',
    '/assets/letters.woff2',
    '/api/package',
    '/api/collections/communities/items?limit=1000',
  ]);
});
