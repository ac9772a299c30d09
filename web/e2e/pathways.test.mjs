import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { faults } from './axe.mjs';
import { DESKTOP, PHONE, start } from './support.mjs';

let house;
before(async () => {
  house = await start();
});
after(() => house?.stop());

const READY = '.way-chain .way';
const PLACE = 'tsiigehtchic';

describe('the way through care', () => {
  it('shows every step of the server’s answer in its order, with its state in words and sign', async () => {
    const chain = await house.api(`/api/analysis/pathways/${PLACE}`);
    const longest = chain.stretches.reduce((best, one) => (one.days > best.days ? one : best));
    await house.visit(`?view=pathways&community=${PLACE}`, { ready: READY }, async (page) => {
      const shown = await page.$$eval('.way > li', (all) =>
        all.map((one) => ({
          step: one.dataset.step,
          state: one.dataset.state,
          words: one.querySelector('.way-state').textContent,
          sign: one.querySelector('.way-state svg') !== null,
          journeys: one.querySelectorAll('.way-journey').length,
        })),
      );
      assert.deepEqual(
        shown.map((one) => [one.step, one.state, one.journeys]),
        longest.steps.map((one) => [one.step, one.state, one.journeys.length]),
      );
      const words = { holds: 'holds', unknown: 'not known', breaks: 'breaks', beyond: 'not reached' };
      for (const one of shown) assert.equal(one.words, words[one.state]);
      assert.ok(shown.every((one) => one.sign === (one.state !== 'beyond')));
      assert.equal(await page.textContent('.way-chain .said'), chain.sentence.en);
      assert.match(await page.textContent('.way-standing'), /nobody has agreed/i);
    });
  });

  it('shows another part of the year when it is chosen, and the days of each season', async () => {
    const chain = await house.api(`/api/analysis/pathways/${PLACE}`);
    const cut = chain.stretches.find((one) => one.steps.some((step) => step.lacking.includes('travel')));
    assert.ok(cut, 'no stretch has a step without a sure way; the test needs one');
    await house.visit(`?view=pathways&community=${PLACE}`, { ready: READY }, async (page) => {
      await page.selectOption('.field-stretch select', cut.from);
      const step = cut.steps.find((one) => one.lacking.includes('travel'));
      await page.waitForFunction(
        ([id, sentence]) =>
          document.querySelector(`.way > li[data-step="${id}"] .way-why`)?.textContent === sentence,
        [step.step, step.sentence.en],
      );
      for (const [season, days] of Object.entries(chain.seasons)) {
        const text = await page.textContent(`.way-seasons li[data-season="${season}"]`);
        assert.ok(text.endsWith(`on ${days.no_sure_way}`), `${season}: ${text}`);
      }
    });
  });

  it('lists all places with the server’s days, and leads from a place to its way', async () => {
    const all = await house.api('/api/analysis/pathways');
    await house.visit('?view=pathways', { ready: READY }, async (page) => {
      const rows = await page.$$eval('.way-all tbody tr', (every) =>
        every.map((row) => [
          row.dataset.community,
          ...[...row.querySelectorAll('td')].slice(1, 5).map((cell) => Number(cell.textContent)),
        ]),
      );
      assert.equal(rows.length, all.communities.length);
      for (const one of all.communities) {
        const row = rows.find(([id]) => id === one.community_id);
        assert.deepEqual(
          row?.slice(1),
          [one.days.holds, one.days.unknown, one.days.breaks, one.days_no_sure_way],
          one.community_id,
        );
      }
      await page.click('.way-all tr[data-community="yellowknife"] a');
      await page.waitForSelector('.way-chain[data-community="yellowknife"]');
      assert.equal(new URL(page.url()).searchParams.get('community'), 'yellowknife');
      await page.selectOption('.controls .field select', PLACE);
      await page.waitForSelector(`.way-chain[data-community="${PLACE}"]`);
    });
  });

  it('is a link away from the panel, where a study stands at its service with its limits', async () => {
    await house.visit('?community=yellowknife', {}, async (page) => {
      await page.$$eval('.panel .studied details', (every) => {
        for (const part of every) part.open = true;
      });
      const whole = await page.textContent('.studied [data-evaluation="icm-value-2020"]');
      assert.match(whole, /at least 4\.50/);
      assert.match(whole, /None of the outcome studies/);
      assert.match(whole, /2020/);
      const shares = await page.$$eval('.studied [data-evaluation]', (all) => all.length);
      assert.equal(shares, 4);
      await page.click('.panel a[href*="view=pathways"]');
      await page.waitForSelector('.way-chain[data-community="yellowknife"]');
    });
  });

  for (const lang of ['en', 'fr']) {
    for (const size of [DESKTOP, PHONE]) {
      it(`has no fault that axe finds and nothing sticks out, ${lang}, ${size.width} px`, async () => {
        const address = `?view=pathways&community=${PLACE}&lang=${lang}`;
        await house.visit(address, { size, ready: READY }, async (page) => {
          await page.$$eval('details', (all) => {
            for (const part of all) part.open = true;
          });
          assert.deepEqual(await faults(page), []);
          const [content, room] = await page.evaluate(() => [
            document.documentElement.scrollWidth,
            document.documentElement.clientWidth,
          ]);
          assert.ok(content <= room, `${content} px of content in ${room} px`);
          if (process.env.SHOTS) {
            await page.$$eval('.way-chain details', (all) => {
              for (const part of all) part.open = false;
            });
            await page.screenshot({
              path: `${process.env.SHOTS}/pathways-${lang}-${size.width}.png`,
              fullPage: true,
            });
          }
        });
      });
    }
  }
});
