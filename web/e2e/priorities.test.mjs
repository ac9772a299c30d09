// Where next: the ranking as the server has it.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { faults } from './axe.mjs';
import { DESKTOP, PHONE, start } from './support.mjs';

const PAGE = '?view=priorities';
const READY = '.priorities .answer[aria-busy="false"] table tbody tr';
const CRITERIA = ['people', 'worst_off', 'days', 'need', 'asked', 'culture'];
let house;
let definition;
before(async () => {
  house = await start();
  const pack = await house.api('/api/package');
  definition = pack.definitions.find((d) => d.id === pack.default_definition);
});
after(() => house?.stop());

/** The ranking as the server has it. */
function ranking(more = {}) {
  const query = new URLSearchParams({ definition: definition.id, supply: 'actual', ...more });
  return house.api(`/api/analysis/priorities?${query}`);
}

/** The rows on screen: option, rank and the text of each cell. */
function rows(page) {
  return page.$$eval('.options tbody tr', (all) =>
    all.map((row) => ({
      id: row.dataset.option,
      rank: Number(row.dataset.rank),
      cells: [...row.querySelectorAll('td')].map((cell) => cell.textContent.trim()),
    })),
  );
}

function two(n) {
  return n.toFixed(2);
}

/** "0.41 to 0.55", or one number where both are written alike. */
function range({ at_least: low, at_most: high }, write = two) {
  return write(low) === write(high) ? write(low) : `${write(low)} to ${write(high)}`;
}

describe('the ranking', () => {
  it('is the server’s: every option with its rank, score, both other orders and each criterion, counted and weighed', async () => {
    const { options, criteria } = await ranking();
    await house.visit(PAGE, { ready: READY }, async (page) => {
      assert.equal((await rows(page)).length, Math.min(20, options.length));
      if (options.length > 20) await page.click('.show-all');
      const shown = await rows(page);
      assert.deepEqual(
        shown.map(({ id, rank }) => [id, rank]),
        options.map(({ id, rank }) => [id, rank]),
      );
      assert.deepEqual(criteria.map((one) => one.id).sort(), [...CRITERIA].sort());
      options.forEach((option, at) => {
        const [rank, score, , people, places, ...judged] = shown[at].cells;
        assert.equal(rank.replace(', tied', ''), String(option.rank));
        assert.equal(rank.endsWith(', tied'), option.is_tied, option.id);
        assert.equal(score, range(option.score));
        assert.equal(people, String(option.people_rank));
        assert.equal(places, String(option.place_rank));
        CRITERIA.forEach((id, n) => {
          const words = range(option.criteria[id].value);
          assert.ok(judged[n].endsWith(words), `${option.id} ${id}: ${judged[n]}, ${words}`);
        });
        const raw = option.criteria.people;
        if (!raw.withheld)
          assert.ok(
            judged[0].startsWith(range(raw.raw, (n) => Math.round(n).toLocaleString('en-CA'))),
            judged[0],
          );
      });
    });
  });

  for (const [size, locale] of [
    [DESKTOP, 'en-CA'],
    [PHONE, 'fr-CA'],
  ]) {
    it(`has nothing that axe would refuse, nor runs over its edge, at ${size.width} in ${locale}`, async () => {
      await house.visit(PAGE, { ready: READY, size, locale }, async (page) => {
        await page.waitForSelector('.map[data-phase="ready"]');
        assert.deepEqual(await faults(page), []);
        const [inside, window] = await page.evaluate(() => [
          document.documentElement.scrollWidth,
          globalThis.innerWidth,
        ]);
        assert.ok(inside <= window, `${inside} is wider than ${window}`);
      });
    });
  }
});
