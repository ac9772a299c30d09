import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { faults } from './axe.mjs';
import { DESKTOP, PHONE, start } from './support.mjs';

let house;
let definition;
before(async () => {
  house = await start();
  const pack = await house.api('/api/package');
  definition = pack.definitions.find((d) => d.id === pack.default_definition);
});
after(() => house?.stop());

const READY = '.trend .chart';
const OUTCOMES = ['met', 'partly_met', 'unmet', 'unknown'];

function trendOf(standard) {
  return house.api(`/api/analysis/trend?definition=${definition.id}&standard=${standard}`);
}

/** The first standard whose counts change from one quarter to another, with its trend. */
async function changing() {
  for (const { id } of definition.standards) {
    const trend = await trendOf(id);
    const counts = new Set(trend.quarters.map((q) => OUTCOMES.map((o) => q[o]).join()));
    if (counts.size > 1) return { id, trend };
  }
  throw new Error('no standard changes through the years; the test needs one');
}

describe('the trend', () => {
  it('says in its sentence, its table and its picture what the server counts', async () => {
    const { id, trend } = await changing();
    const [first, last] = [trend.quarters[0], trend.quarters.at(-1)];
    await house.visit(`?view=trend&standard=${id}`, { ready: READY }, async (page) => {
      const said = await page.textContent('.said');
      const total = OUTCOMES.reduce((sum, outcome) => sum + last[outcome], 0);
      assert.ok(said.includes(`is met in ${last.met} of ${total} places`), said);
      assert.ok(said.includes(`it was ${first.met}`), said);
      await page.locator('.twin summary').click();
      const rows = await page.$$eval('.twin tbody tr', (all) =>
        all.map((row) => ({
          from: row.dataset.from,
          to: row.dataset.to,
          counts: [...row.querySelectorAll('td')].map((td) => Number(td.textContent)),
        })),
      );
      assert.ok(rows.length > 1);
      for (const quarter of trend.quarters) {
        const row = rows.find((r) => r.from <= quarter.quarter && quarter.quarter <= r.to);
        assert.deepEqual(
          row?.counts,
          OUTCOMES.map((outcome) => quarter[outcome]),
          quarter.quarter,
        );
      }
      // The areas of the picture are the counts, summed over the quarters.
      const shares = await page.$$eval('.chart-frame g.stretch', (all) =>
        all.map((g) => {
          const rect = g.querySelector('rect');
          const svg = rect.ownerSVGElement.getBoundingClientRect();
          const box = rect.getBoundingClientRect();
          return [g.dataset.outcome, (box.width / svg.width) * (box.height / 200)];
        }),
      );
      const all = trend.quarters.length * total;
      for (const outcome of OUTCOMES) {
        const drawn = shares.filter(([o]) => o === outcome).reduce((sum, [, share]) => sum + share, 0);
        const counted = trend.quarters.reduce((sum, q) => sum + q[outcome], 0) / all;
        assert.ok(Math.abs(drawn - counted) < 0.005, `${outcome}: drawn ${drawn}, counted ${counted}`);
      }
    });
  });

  it('lists each open gap with since when it is open, and what was so before the record begins', async () => {
    for (const { id } of definition.standards) {
      const trend = await trendOf(id);
      if (!trend.gaps.some((gap) => gap.since !== null)) continue;
      await house.visit(`?view=trend&standard=${id}`, { ready: READY }, async (page) => {
        assert.equal(await page.locator('.open-gaps tbody tr').count(), trend.gaps.length);
        for (const gap of trend.gaps) {
          const row = await page.textContent(`.open-gaps tr[data-community="${gap.community_id}"]`);
          if (gap.before_record) assert.match(row, /since before the record begins/, gap.community);
          else assert.ok(row.includes(gap.since.slice(0, 4)), `${gap.community}: ${row}`);
        }
      });
      return;
    }
    assert.fail('no gap has a date since when it is open; the test needs one');
  });

  it('changes with the kind of help, and the link with it', async () => {
    const [one, other] = definition.standards;
    await house.visit(`?view=trend&standard=${one.id}`, { ready: READY }, async (page) => {
      await page.selectOption('.field-standard select', other.id);
      await page.waitForFunction(
        (title) => document.querySelector('.said').textContent.includes(title),
        other.title.en,
      );
      assert.equal(new URL(page.url()).searchParams.get('standard'), other.id);
    });
  });

  for (const lang of ['en', 'fr']) {
    for (const size of [DESKTOP, PHONE]) {
      it(`has no fault that axe finds and nothing sticks out, ${lang}, ${size.width} px`, async () => {
        await house.visit(`?view=trend&lang=${lang}`, { size, ready: READY }, async (page) => {
          await page.$$eval('details', (all) => {
            for (const part of all) part.open = true;
          });
          assert.deepEqual(await faults(page), []);
          const [content, room] = await page.evaluate(() => [
            document.documentElement.scrollWidth,
            document.documentElement.clientWidth,
          ]);
          assert.ok(content <= room, `${content} px of content in ${room} px`);
        });
      });
    }
  }
});
