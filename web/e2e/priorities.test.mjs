// Where next: the ranking as the server has it, by weights that people move.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { faults } from './axe.mjs';
import { EXPECTED, fits, group, of, PAGE, READY, rows, settled } from './options.mjs';
import { DESKTOP, PHONE } from './support.mjs';

const CRITERIA = ['people', 'worst_off', 'days', 'need', 'asked', 'culture'];
let house;
before(async () => {
  house = await group();
});
after(() => house?.stop());

function two(n) {
  return n.toFixed(2);
}

/** "0.41 to 0.55", or one number where both are written alike. */
function range({ at_least: low, at_most: high }, write = two) {
  return write(low) === write(high) ? write(low) : `${write(low)} to ${write(high)}`;
}

describe('the ranking', () => {
  it('is the server’s: every option with its rank, score, both other orders and each criterion, counted and weighed', async () => {
    const { options, criteria } = await house.ranking();
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

  it('follows weights given with the keys at once, and then has what the server says of them', async () => {
    await house.visit(PAGE, { ready: READY }, async (page) => {
      const slider = page.locator('[data-criterion="culture"] input[type="range"]');
      await slider.focus();
      await page.keyboard.press('End');
      assert.equal(await page.inputValue('[data-criterion="culture"] .points'), '100');
      await page.fill('[data-criterion="people"] .points', '0');
      const weights = new URL(page.url()).searchParams.get('weights');
      assert.ok(weights.includes('culture:100') && !weights.includes('people'), weights);
      assert.match(await page.textContent('.weight-list .sum'), /Sum: 167 points/);
      await settled(page);
      const { options, settings } = await house.ranking({ weights });
      assert.ok(Math.abs(settings.weights.culture - 100 / 167) < 1e-4);
      assert.deepEqual(
        (await rows(page)).map(({ id }) => id),
        options.slice(0, 20).map(({ id }) => id),
      );
      assert.equal(await page.textContent('[data-criterion="culture"] .share'), '60%');
      // The link holds the weights; a preset lets go of them.
      await page.reload();
      await settled(page);
      assert.equal(await page.inputValue('[data-criterion="culture"] .points'), '100');
      await page.locator('.presets').getByLabel('People first').check();
      await page.waitForFunction(() => new URL(location.href).searchParams.get('preset') === 'people');
      await page.waitForFunction(
        () => document.querySelector('[data-criterion="people"] .share').textContent === '50%',
      );
      assert.equal(new URL(page.url()).searchParams.get('weights'), null);
    });
  });

  it('puts options in their new order before the server has said how firm it is', async () => {
    await house.visit(PAGE, { ready: READY }, async (page) => {
      const { options } = await house.ranking({ weights: 'asked:10' });
      let answer = () => {};
      const held = new Promise((resolve) => {
        answer = resolve;
      });
      await page.route('**/api/analysis/priorities?*', async (route) => {
        await held;
        await route.continue();
      });
      for (const id of CRITERIA)
        await page.fill(`[data-criterion="${id}"] .points`, id === 'asked' ? '10' : '0');
      await page.waitForSelector('.options .firm[aria-busy="true"]');
      assert.deepEqual(
        (await rows(page)).map(({ id, rank }) => [id, rank]),
        options.slice(0, 20).map(({ id, rank }) => [id, rank]),
      );
      answer();
      await settled(page);
      await page.waitForSelector('.options .firm[aria-busy="false"]');
    });
  });

  it('asks for points where nothing weighs anything, and keeps the sliders', async () => {
    await house.visit(`${PAGE}&weights=people:10`, { ready: READY }, async (page) => {
      await page.fill('[data-criterion="people"] .points', '0');
      await page.waitForSelector('.weight-list .fault');
      assert.equal(await page.locator('.options').count(), 0);
      assert.equal(await page.locator('.weight').count(), CRITERIA.length);
      await page.fill('[data-criterion="days"] .points', '5');
      await settled(page);
    });
  });

  it('shows the order by people and the order by places beside its own', async () => {
    const { options } = await house.ranking();
    await house.visit(PAGE, { ready: READY }, async (page) => {
      for (const [key, rank] of [
        ['weights', 'rank'],
        ['people', 'people_rank'],
        ['places', 'place_rank'],
      ]) {
        const shown = await page.$$eval(`[data-order="${key}"] li`, (all) =>
          all.map((li) => [li.dataset.option, Number(li.querySelector('.order-rank').textContent)]),
        );
        const expected = [...options].sort((a, b) => a[rank] - b[rank]).slice(0, 8);
        assert.deepEqual(
          shown,
          expected.map((one) => [one.id, one[rank]]),
          key,
        );
      }
    });
  });

  it('is on the map too, and the keys lead from a place to its row', async () => {
    await house.visit(PAGE, { ready: READY }, async (page) => {
      await page.waitForSelector('.map[data-phase="ready"]');
      await page.focus('.map');
      await page.keyboard.press('PageDown');
      const said = () =>
        page.textContent('body > #app [role="status"][aria-live="polite"], [aria-live="polite"]');
      for (let step = 0; step < 40 && !/rank \d+/.test(await said()); step += 1)
        await page.keyboard.press('PageDown');
      const [, rank] = /rank (\d+)/.exec(await said()) ?? assert.fail(await said());
      await page.keyboard.press('Enter');
      const option = new URL(page.url()).searchParams.get('option');
      if (option === null) {
        const reached = await page.evaluate(() => document.activeElement.dataset.rank);
        assert.equal(reached, rank);
      } else {
        assert.match(await page.textContent('.priorities .said'), new RegExp(`^Rank ${rank}`));
      }
    });
  });

  it('weighs what studies found only where somebody gives it points, and shows each study with its limits', async () => {
    await house.visit(PAGE, { ready: READY }, async (page) => {
      assert.equal(await page.locator('[data-criterion="evaluation"]').count(), 0);
      await page.click('.studies button');
      await page.waitForSelector('details.studies');
      await settled(page);
      const weights = new URL(page.url()).searchParams.get('weights');
      assert.match(weights, /evaluation:10/);
      const { criteria, options } = await house.ranking({ weights });
      const [study] = criteria.find((one) => one.id === 'evaluation').studies;
      await page.click('details.studies summary');
      const said = await page.textContent('details.studies');
      assert.ok(said.includes('4.50') && said.includes(study.limits.en), said);
      assert.deepEqual(
        (await rows(page)).map(({ id }) => id),
        options.slice(0, 20).map(({ id }) => id),
      );
      const unstudied = options.find((one) => one.criteria.evaluation.studies.length === 0);
      await page.goto(`${page.url()}&option=${encodeURIComponent(unstudied.id)}`);
      await page.waitForSelector('[data-criterion="evaluation"]');
      assert.match(await page.textContent('tr[data-criterion="evaluation"]'), /0\.00 to 4\.50.*No study/s);
      await page.goBack();
      await settled(page);
      await page.fill('[data-criterion="evaluation"] .points', '0');
      await page.waitForSelector('.studies button');
      assert.equal(await page.locator('[data-criterion="evaluation"]').count(), 0);
    });
  });

  it('can be taken along as a table, and its link gives the same bytes again', async () => {
    const { options, question } = await house.ranking();
    await house.visit(PAGE, { ready: READY }, async (page) => {
      const [xlsx, csv] = await page.$$eval('.downloads a', (all) => all.map((a) => a.getAttribute('href')));
      const sheet = await fetch(house.address + xlsx);
      assert.match(sheet.headers.get('content-type'), /spreadsheetml/);
      const text = await (await fetch(house.address + csv)).text();
      assert.equal(text.trim().split('\n').length, options.length + 1);
      assert.equal(await page.getAttribute('.permalink a', 'href'), question.permalink);
      const [once, again] = await Promise.all(
        [1, 2].map(async () => (await fetch(house.address + question.permalink)).text()),
      );
      assert.equal(once, again);
    });
  });
});

describe('an option', () => {
  it('says how firm its rank is, what it hangs on, and what would have to be true for it to come first', async () => {
    const { options, settings } = await house.ranking();
    const option = options.find((one) => one.rank > 3) ?? options.at(-1);
    const { first } = await house.ranking({ first: option.id });
    await house.visit(of(option.id), { ready: '.first-said' }, async (page) => {
      assert.equal(await page.textContent('.priorities h2'), option.title.en);
      assert.match(await page.textContent('.priorities .said'), new RegExp(`^Rank ${option.rank}\\b`));
      const table = await page.$$eval('.histogram tbody tr', (all) =>
        all.map((row) => [...row.querySelectorAll('td span')].map((cell) => cell.textContent)),
      );
      assert.equal(table.length, 11);
      const percent = (share) =>
        share > 0 && share < 0.01
          ? 'under 1%'
          : share < 1 && share > 0.99
            ? 'over 99%'
            : `${Math.round(share * 100)}%`;
      for (let rank = 0; rank < 10; rank += 1) {
        assert.deepEqual(
          table[rank],
          ['weights', 'facts', 'both'].map((drawn) => percent(option.acceptability[drawn].ranks[rank])),
        );
      }
      assert.match(
        await page.textContent('.histogram caption'),
        new RegExp(settings.samples.toLocaleString('en-CA')),
      );
      assert.equal(await page.textContent('.first-said'), first[0].sentence.en);
    });
  });

  it('is opened and left with the keys, the heading first', async () => {
    await house.visit(PAGE, { ready: READY }, async (page) => {
      const link = page.locator('.options tbody th a').first();
      const title = await link.textContent();
      await link.focus();
      await page.keyboard.press('Enter');
      await page.waitForSelector('.firmness');
      assert.equal(await page.evaluate(() => document.activeElement.textContent), title);
      await page.focus('.back a');
      await page.keyboard.press('Enter');
      await settled(page);
      assert.equal(await page.evaluate(() => document.activeElement.textContent), 'Where next');
    });
  });

  it('that is none says so', async () => {
    await house.visit(
      of('gap:nowhere.nothing'),
      { ready: '.decisions-of', expected: EXPECTED },
      async (page) => {
        assert.match(await page.textContent('.priorities h2'), /not among the options/);
      },
    );
  });
});

describe('the pages of priorities', () => {
  it('say what is wrong without an answer, and try again', async () => {
    const visitor = await house.visitor({ expected: EXPECTED });
    try {
      const page = await visitor.open(PAGE, READY);
      await visitor.context.setOffline(true);
      await page.locator('.presets').getByLabel('Places first').check();
      await page.waitForSelector('.trouble');
      await visitor.context.setOffline(false);
      await page.click('.trouble button');
      await settled(page);
      visitor.check();
    } finally {
      await visitor.leave();
    }
  });

  for (const [size, locale] of [
    [DESKTOP, 'en-CA'],
    [PHONE, 'fr-CA'],
  ]) {
    it(`have nothing that axe would refuse, nor run over their edge, at ${size.width} in ${locale}`, async () => {
      const { options } = await house.ranking();
      await house.visit(PAGE, { ready: READY, size, locale }, async (page) => {
        await page.waitForSelector('.map[data-phase="ready"]');
        assert.deepEqual(await faults(page), []);
        await fits(page);
        await page.click('.studies button');
        await page.waitForSelector('details.studies');
        await settled(page);
        await page.click('details.studies summary');
        assert.deepEqual(await faults(page), []);
        await fits(page);
        await page.goto(`${house.address}/${of(options[0].id)}`);
        await page.waitForSelector('.first-said');
        assert.deepEqual(await faults(page), []);
        await fits(page);
      });
    });
  }
});
