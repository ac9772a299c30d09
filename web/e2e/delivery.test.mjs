// What goes over the wire, and under which policy.
import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import { DESKTOP, PHONE, start } from './support.mjs';

const FIRST_VIEW_BYTES = 200_000;
const MAP_READY_BYTES = 350_000;

let house;
before(async () => {
  house = await start();
});
after(() => house?.stop());

/** Fetched for the map alone, after the table is on screen. */
function forMap(path) {
  return /^\/assets\/map-|^\/basemap\/|^\/api\/collections\//.test(path);
}

describe('delivery', () => {
  it('keeps to the budgets of a slow line', async () => {
    await house.visit('?view=table', { map: false }, async (page) => {
      const session = await page.context().newCDPSession(page);
      await session.send('Network.enable');
      await session.send('Network.setCacheDisabled', { cacheDisabled: true });
      const paths = new Map();
      const bytes = { first: 0, map: 0 };
      const list = [];
      session.on('Network.requestWillBeSent', (e) => paths.set(e.requestId, new URL(e.request.url).pathname));
      session.on('Network.loadingFinished', (e) => {
        const path = paths.get(e.requestId) ?? '';
        bytes[forMap(path) ? 'map' : 'first'] += e.encodedDataLength;
        list.push(`${e.encodedDataLength} ${path}`);
      });
      await page.goto(`${house.address}/`);
      await page.waitForSelector('.map[data-phase="ready"]');
      await page.waitForLoadState('networkidle');
      assert.ok(bytes.first <= FIRST_VIEW_BYTES, `first view ${bytes.first} bytes:\n${list.join('\n')}`);
      assert.ok(
        bytes.first + bytes.map <= MAP_READY_BYTES,
        `map ready ${bytes.first + bytes.map} bytes:\n${list.join('\n')}`,
      );
    });
  });

  it('allows nothing inline and nothing from elsewhere', async () => {
    const response = await fetch(`${house.address}/`);
    const policy = response.headers.get('content-security-policy') ?? '';
    assert.match(policy, /default-src 'none'/);
    assert.doesNotMatch(policy, /unsafe-inline|unsafe-eval|https?:/);
    assert.doesNotMatch(await response.text(), /\sstyle=|<style/);
  });

  it('fetches syllabics only when a page shows some', async () => {
    await house.visit('', {}, async (page) => {
      const fonts = await page.evaluate(() =>
        performance
          .getEntriesByType('resource')
          .map((entry) => entry.name)
          .filter((name) => name.endsWith('.woff2')),
      );
      assert.ok(fonts.some((name) => name.includes('regular-latin')));
      assert.deepEqual(
        fonts.filter((name) => name.includes('syllabics')),
        [],
      );
    });
  });
});

describe('screenshots', { skip: process.env.SCREENSHOTS !== '1' }, () => {
  const folder = new URL('../../docs/screenshots/', import.meta.url).pathname;
  const shots = [
    ['map', 'standard=withdrawal&date=05-10'],
    ['place', 'standard=withdrawal&community=wrigley'],
    ['table', 'standard=withdrawal&view=table'],
    [
      'definition',
      'view=definitions&definition=nwt-illustration&version=1&edit=copy&standard=withdrawal',
      '.picture[data-state="ready"] .map[data-phase="ready"]',
      async (page) => {
        const hours = page.locator(
          '.lever[data-field="withdrawal.near.within_minutes"] input[type="number"]',
        );
        await hours.fill('120');
        await hours.press('Tab');
        await page.waitForSelector('.changes li');
        await page.locator('.live-map').scrollIntoViewIfNeeded();
      },
    ],
  ];
  for (const [name, search, ready = null, prepare = null] of shots) {
    for (const lang of ['en', 'fr']) {
      for (const size of [DESKTOP, PHONE]) {
        it(`${name} ${lang} ${size.width}x${size.height}`, async () => {
          await mkdir(folder, { recursive: true });
          await house.visit(
            `?${search}&lang=${lang}`,
            { size, map: name !== 'table', ready },
            async (page) => {
              if (name === 'place') await page.waitForSelector('.panel .standard');
              if (prepare !== null) await prepare(page);
              await page.waitForLoadState('networkidle');
              await page.waitForTimeout(500);
              await page.screenshot({ path: `${folder}${name}-${lang}-${size.width}x${size.height}.png` });
            },
          );
        });
      }
    }
  }
});
