import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { settled, start } from './support.mjs';

let house;
before(async () => {
  house = await start();
});
after(() => house?.stop());

const PLACE = 'behchoko';

/** Moves over the map until the pointer says that there is a place, and gives that point. */
async function findPlace(page) {
  const box = await page.locator('.map').boundingBox();
  for (let y = box.y + 60; y < box.y + box.height; y += 14) {
    for (let x = box.x + 40; x < box.x + box.width - 60; x += 14) {
      await page.mouse.move(x, y);
      const cursor = await page.$eval('.map', (map) => map.style.cursor);
      if (cursor === 'pointer') return { x, y };
    }
  }
  throw new Error('no place under the pointer anywhere on the map');
}

describe('a place', () => {
  it('opens from the table by Enter, takes the focus, and gives it back by Escape', async () => {
    await house.visit('', {}, async (page) => {
      await page.focus(`button.place[data-community="${PLACE}"]`);
      await page.keyboard.press('Enter');
      await page.waitForSelector('.panel .standard');
      assert.equal(await page.evaluate(() => document.activeElement.tagName), 'H2');
      assert.match(page.url(), new RegExp(`community=${PLACE}`));
      await page.keyboard.press('Escape');
      await page.waitForSelector('.panel', { state: 'detached' });
      await page.waitForFunction((id) => document.activeElement?.dataset.community === id, PLACE);
    });
  });

  it('opens from the map by a click', async () => {
    await house.visit('', {}, async (page) => {
      const { x, y } = await findPlace(page);
      await page.mouse.click(x, y);
      await page.waitForSelector('.panel .standard');
      const id = new URL(page.url()).searchParams.get('community');
      const { community } = await house.api(`/api/analysis/communities/${id}`);
      assert.equal(await page.textContent('.panel h2'), community.name);
    });
  });

  it('opens from the map by keys alone, and is announced', async () => {
    await house.visit('', {}, async (page) => {
      await page.focus('.map');
      await page.keyboard.press('PageDown');
      await page.waitForFunction(() => /Enter opens/.test(document.querySelector('[aria-live]').textContent));
      await page.keyboard.press('Enter');
      await page.waitForSelector('.panel .standard');
      await page.waitForFunction(() => /is open\.$/.test(document.querySelector('[aria-live]').textContent));
    });
  });

  it('shows the numbers of /api/analysis/communities, standard by standard', async () => {
    const report = await house.api(`/api/analysis/communities/${PLACE}?date=05-10`);
    const words = { met: 'Met', partly_met: 'Partly met', unmet: 'Not met', unknown: 'Unknown' };
    await house.visit(`?community=${PLACE}&date=05-10`, {}, async (page) => {
      await page.waitForSelector('.panel .standard');
      for (const standard of report.standards) {
        const part = page.locator(`.standard[data-standard="${standard.standard}"]`);
        if ((await part.getAttribute('open')) === null) await part.locator('> summary').click();
        assert.ok(
          (await part.locator('> summary .outcome').textContent()).startsWith(words[standard.outcome]),
        );
        assert.equal(await part.locator('.reason').textContent(), standard.reason_en);
        assert.equal(await part.locator('.ribbon .stretch').count(), standard.ribbon.length);
        assert.equal(await part.locator('.ways li').count(), standard.ways.length);
        const days = await part.locator('.days').textContent();
        for (const [outcome, key] of [
          ['Met', 'days_met'],
          ['Partly met', 'days_partly_met'],
          ['Not met', 'days_unmet'],
          ['Unknown', 'days_unknown'],
        ]) {
          const said = new RegExp(`(?:^|; )${outcome}: (\\d+)`).exec(days);
          assert.equal(Number(said?.[1] ?? 0), standard[key], `${standard.standard} ${key}: ${days}`);
        }
      }
    });
  });

  it('shows the reason of the kind of help that is chosen while it is open', async () => {
    const report = await house.api(`/api/analysis/communities/${PLACE}`);
    await house.visit(`?community=${PLACE}`, {}, async (page) => {
      await page.waitForSelector('.panel .standard');
      for (const { standard } of report.standards.slice(1).concat(report.standards[0])) {
        await page.selectOption('.field-standard select', standard);
        await page.waitForSelector(`.standard:first-of-type[data-standard="${standard}"] .reason`, {
          state: 'visible',
        });
      }
    });
  });

  it('lists the way to the nearest service leg by leg, and says what nobody published', async () => {
    const gaps = await house.api('/api/analysis/gaps?date=07-15');
    const ids = [...new Set(gaps.features.map((f) => f.properties.community_id))];
    const inJuly = (route) => route.from <= '07-15' && route.to >= '07-15';
    for (const id of ids) {
      const report = await house.api(`/api/analysis/communities/${id}?date=07-15`);
      const standard = report.standards.find((s) =>
        s.routes.some((r) => inJuly(r) && r.legs.some((leg) => leg.wait_minutes === null)),
      );
      if (standard === undefined) continue;
      const route = standard.routes.find(inJuly);
      await house.visit(`?community=${id}&standard=${standard.standard}&date=07-15`, {}, async (page) => {
        const legs = page.locator(`.standard[data-standard="${standard.standard}"] .legs li`);
        await legs.first().waitFor();
        assert.equal(await legs.count(), route.legs.length);
        const texts = await legs.allTextContents();
        route.legs.forEach((leg, index) => {
          assert.ok(texts[index].includes(leg.from.name) && texts[index].includes(leg.to.name));
          assert.equal(/frequency not published/.test(texts[index]), leg.wait_minutes === null);
        });
        assert.match(await page.textContent('.legend-route'), /nearest service/);
      });
      return;
    }
    assert.fail(
      'no place has a flight without published frequency on 15 July; choose another day for this test',
    );
  });

  it('keeps its sources as citations that lead to a list', async () => {
    await house.visit(`?community=${PLACE}`, {}, async (page) => {
      await page.waitForSelector('.panel .standard');
      const targets = await page.$$eval('.panel .cited a', (all) => all.map((a) => a.getAttribute('href')));
      assert.ok(targets.length > 0);
      const missing = await page.evaluate(
        (hrefs) => hrefs.filter((href) => document.querySelector(href) === null),
        targets,
      );
      assert.deepEqual(missing, []);
    });
  });

  it('that does not exist is said to be missing, and the rest still works', async () => {
    // The browser itself notes the refused answer in its console.
    await house.visit('?community=no-such-place', { expected: /status of 404/ }, async (page) => {
      await page.waitForSelector('.panel .trouble');
      assert.match(await page.textContent('.panel .trouble'), /not in these records/);
      await page.click('.panel .close');
      await page.waitForSelector('.panel', { state: 'detached' });
      await settled(page);
    });
  });
});
