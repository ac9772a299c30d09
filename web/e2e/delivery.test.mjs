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
    ['trace', 'standard=withdrawal&community=wrigley&season=summer'],
    ['compare', 'view=compare&with=nwt-illustration-strict@1&standard=withdrawal'],
    ['trend', 'view=trend&standard=on_the_land'],
    ['equity', 'view=equity&standard=counselling&by=road_access'],
    ['definition', 'view=definitions&definition=nwt-illustration&version=1&edit=copy&standard=withdrawal'],
  ];
  /** What is there once each page can be looked at, where that is neither the table nor the map. */
  const ready = {
    compare: '.compare .map[data-phase="ready"]',
    trend: '.trend .chart',
    equity: '.equity .answer[aria-busy="false"]',
    definition: '.picture[data-state="ready"] .map[data-phase="ready"]',
  };
  /** What is brought into sight first. */
  async function arrange(name, page) {
    if (name === 'place' || name === 'trace') await page.waitForSelector('.panel .standard');
    if (name === 'compare') await page.$eval('.said', (said) => said.scrollIntoView({ block: 'start' }));
    if (name === 'definition') {
      const minutes = page.locator(
        '.lever[data-field="withdrawal.near.within_minutes"] input[type="number"]',
      );
      await minutes.fill('120');
      await minutes.press('Tab');
      await page.waitForSelector('.changes li');
      await page.locator('.live-map').scrollIntoViewIfNeeded();
    }
    if (name !== 'trace') return;
    if (await page.isVisible('.resize')) await page.click('.resize');
    await page.click('.how > summary');
    await page.click('.trace-way > summary');
    await page.$eval('.how', (how) => how.scrollIntoView({ block: 'start' }));
  }
  for (const [name, search] of shots) {
    for (const lang of ['en', 'fr']) {
      for (const size of [DESKTOP, PHONE]) {
        it(`${name} ${lang} ${size.width}x${size.height}`, async () => {
          await mkdir(folder, { recursive: true });
          const options = { size, map: name !== 'table', ready: ready[name] ?? null };
          await house.visit(`?${search}&lang=${lang}`, options, async (page) => {
            await arrange(name, page);
            await page.waitForLoadState('networkidle');
            await page.waitForTimeout(500);
            await page.screenshot({ path: `${folder}${name}-${lang}-${size.width}x${size.height}.png` });
          });
        });
      }
    }
  }
});
