// Where to put it, with the proof; and the round of a team: as the server has them, in the words of the page.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import { faults } from './axe.mjs';
import { DESKTOP, PHONE, start } from './support.mjs';

const PAGE = '?view=siting';
const HELP = 'community_counselling';
const AIMS = ['coverage', 'everyone', 'mean_travel', 'worst_travel', 'fairness'];
const READY = '.siting .answer[aria-busy="false"] .proof';
/** Refusals, and a line that is cut on purpose, are noted by the browser in its console. */
const EXPECTED = /status of 4\d\d|ERR_INTERNET_DISCONNECTED|ERR_FAILED|Failed to load resource/;

let house;
let definition;
before(async () => {
  house = await start();
  const pack = await house.api('/api/package');
  definition = pack.definitions.find((d) => d.id === pack.default_definition);
});
after(() => house?.stop());

async function ask(kind, body) {
  const response = await fetch(`${house.address}/api/analysis/${kind}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ supply: 'actual', ...body }),
  });
  assert.equal(response.status, 200, await response.clone().text());
  return response.json();
}

function site(objective, more = {}) {
  const count = objective === 'everyone' ? {} : { count: 3 };
  return ask('siting', { service_type: HELP, objective, within_minutes: 60, ...count, ...more });
}

function aimed(aim, more = '') {
  return `${PAGE}&help=${HELP}&aim=${aim}${more}`;
}

function texts(page, selector) {
  return page.$$eval(selector, (all) => all.map((one) => one.textContent.trim()));
}

function nameOf(answer, id) {
  return answer.communities.find((one) => one.community_id === id).community;
}

/** The file that a click brings, as its name and its text. */
async function taken(page, selector) {
  const [download] = await Promise.all([page.waitForEvent('download'), page.click(selector)]);
  return [download.suggestedFilename(), await readFile(await download.path(), 'utf8')];
}

const people = (n) => `${n.toLocaleString('en-CA')} ${n === 1 ? 'person' : 'people'}`;

describe('where to put it', () => {
  for (const aim of AIMS) {
    it(`tells the places, what they add and the proof as the server has them: ${aim}`, async () => {
      const answer = await site(aim);
      await house.visit(aimed(aim), { ready: READY }, async (page) => {
        assert.equal(await page.textContent('.answer .said'), answer.sentence.en);
        assert.deepEqual(
          await page.$$eval('.chosen tbody tr', (all) => all.map((row) => row.dataset.community)),
          answer.places.map((place) => place.community_id),
        );
        if (answer.unit === 'people') {
          assert.deepEqual(
            await texts(page, '.chosen tbody td:nth-of-type(2)'),
            answer.places.map(({ gain }) => (gain === null ? 'withheld' : people(gain))),
          );
        }
        assert.equal(await page.getAttribute('.proof', 'data-proven'), String(answer.proof.proven));
        if (answer.proof.proven && answer.status === 'optimal')
          assert.match(await page.textContent('.proof-said'), /^Proven best/);
        assert.equal(
          await page.getAttribute('.next-best', 'data-next'),
          answer.next_best?.places.join(' ') ?? answer.next_best_why,
        );
        for (const id of answer.next_best?.places ?? [])
          assert.ok((await page.textContent('.next-best')).includes(nameOf(answer, id)), id);
        const others = answer.ties.listed.length - 1;
        assert.equal(await page.locator('.ties li').count(), Math.max(others, 0));
        const places = page.locator('[data-figure="covered_places"] td');
        assert.deepEqual(await places.allTextContents(), [
          String(answer.today.covered_places),
          String(answer.after.covered_places),
        ]);
        // Nothing reached is a word, never a number of minutes.
        const rows = await page.$$eval('.every-place tbody tr', (all) =>
          all.map((row) => [row.dataset.community, row.querySelectorAll('td')[1].textContent]),
        );
        assert.equal(rows.length, answer.communities.length);
        for (const [at, one] of answer.communities.entries()) {
          assert.equal(rows[at][0], one.community_id);
          assert.equal(rows[at][1] === 'nothing reached', one.after.days_reached === 0, one.community_id);
        }
        const alone = await page.$$eval('.alone tbody tr', (all) => all.map((row) => row.dataset.community));
        assert.deepEqual(
          alone,
          answer.alone.map((one) => one.community_id),
        );
      });
    });
  }

  it('is asked with the keys, kept in the address, and answered the same when that is opened again', async () => {
    await house.visit(PAGE, { ready: '.siting-form' }, async (page) => {
      assert.equal(await page.locator('.answer').count(), 0);
      await page.selectOption('.siting-form select >> nth=0', HELP);
      await page.focus('[data-aim="coverage"] input');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowDown');
      assert.ok(await page.isChecked('[data-aim="mean_travel"] input'));
      await page.fill('.siting-form input[type="number"] >> nth=0', '2');
      await page.keyboard.press('Enter');
      await page.waitForSelector(READY);
      const query = new URL(page.url()).searchParams;
      assert.deepEqual([query.get('help'), query.get('aim'), query.get('count')], [HELP, 'mean_travel', '2']);
      const chosen = await texts(page, '.chosen tbody th');
      assert.equal(chosen.length, 2);
      await page.reload();
      await page.waitForSelector(READY);
      assert.deepEqual(await texts(page, '.chosen tbody th'), chosen);
      assert.equal(await page.inputValue('.siting-form input[type="number"] >> nth=0'), '2');
      await page.goBack();
      await page.waitForFunction(() => !location.search.includes('aim='));
    });
  });

  it('keeps to a budget, with prices that are written with the keys', async () => {
    const money = { costs: { each: 3, places: { behchoko: 10 } }, budget: 7 };
    const answer = await site('coverage', money);
    await house.visit(aimed('coverage'), { ready: READY }, async (page) => {
      await page.getByLabel('Budget for all together').fill('7');
      const costs = page.locator('.somewhere', { hasText: 'What a place costs:' });
      await costs.locator('summary').focus();
      await page.keyboard.press('Enter');
      await costs.getByLabel('Each place that is not named below').fill('3');
      const add = costs.getByLabel('A place with a number of its own');
      for (const id of ['behchoko', 'whati']) await add.selectOption(id);
      await costs.locator('[data-community="behchoko"] input').fill('10');
      await costs.locator('[data-community="whati"] button').click();
      assert.equal(
        await page.evaluate(() => document.activeElement.tagName),
        'SELECT',
        'whoever removes a number is not lost',
      );
      await page.click('.siting-form .primary');
      await page.waitForSelector('.chosen td.cost');
      await page.waitForSelector(READY);
      const query = new URL(page.url()).searchParams;
      assert.deepEqual(
        [query.get('budget'), query.get('cost'), query.get('costs')],
        ['7', '3', 'behchoko:10'],
      );
      assert.deepEqual(
        await page.$$eval('.chosen tbody tr', (all) => all.map((row) => row.dataset.community)),
        answer.places.map((place) => place.community_id),
      );
      assert.deepEqual(
        await texts(page, '.chosen td.cost'),
        answer.places.map((place) => String(place.cost)),
      );
    });
  });

  it('says who takes how many where there is room for so many, and who finds none', async () => {
    const answer = await site('mean_travel', { capacity: { each: 400, places: { whati: 50 } } });
    const search = aimed('mean_travel', '&room=400&rooms=whati:50');
    await house.visit(search, { ready: READY }, async (page) => {
      assert.equal(await page.textContent('.answer .said'), answer.sentence.en);
      assert.deepEqual(
        await page.$$eval('.rooms tbody tr', (all) =>
          all.map((row) => [
            row.dataset.community,
            ...[...row.querySelectorAll('td')].map((td) => td.textContent),
          ]),
        ),
        answer.capacity.places.map((one) => [
          one.community_id,
          one.capacity.toLocaleString('en-CA'),
          one.taken.toLocaleString('en-CA'),
        ]),
      );
      const unmet = page.locator('.rooms [data-unmet]');
      assert.equal(await unmet.getAttribute('data-unmet'), String(answer.capacity.unmet_need));
      for (const one of answer.capacity.unmet) assert.ok((await unmet.textContent()).includes(one.community));
      // Where places count whole there is no room to be shared.
      await page.check('[data-aim="fairness"] input');
      assert.equal(await page.getByText('For how many there is room:').count(), 0);
      await page.click('.siting-form .primary');
      await page.waitForFunction(() => location.search.includes('aim=fairness'));
      await page.waitForSelector(READY);
      assert.equal(await page.locator('.rooms').count(), 0);
    });
  });

  it('places a referral position among all who refer', async () => {
    const question = { service_type: 'referral_navigation', refers_to: 'facility_based_treatment' };
    const answer = await site('coverage', question);
    const search = `${PAGE}&help=referral_navigation&aim=coverage`;
    await house.visit(search, { ready: READY }, async (page) => {
      await page.getByLabel('As a referral position to').selectOption('facility_based_treatment');
      await page.click('.siting-form .primary');
      await page.waitForFunction(() => location.search.includes('refers='));
      await page.waitForFunction(
        (said) => document.querySelector('.answer .said')?.textContent === said,
        answer.sentence.en,
      );
    });
  });

  it('has a column that not every community has beside its field', async () => {
    await house.visit(aimed('coverage'), { ready: READY, expected: EXPECTED }, async (page) => {
      await page.getByLabel('What counts').selectOption('column');
      await page.getByLabel('Name of the column').fill('road_access');
      await page.click('.siting-form .primary');
      await page.waitForSelector('.siting .fault');
      assert.match(await page.textContent('.siting .fault'), /found a number for 0 of/);
      assert.equal(await page.getAttribute('.siting-form [aria-invalid="true"]', 'id').then(Boolean), true);
    });
  });

  it('is taken away as a file in each form, and goes on as a scenario', async () => {
    const answer = await site('coverage');
    await house.visit(aimed('coverage'), { ready: READY }, async (page) => {
      const [name, rows] = await taken(page, '[data-format="csv"]');
      assert.equal(name, 'community-counselling-coverage.csv');
      assert.deepEqual(
        rows
          .trim()
          .split(/\r?\n/)
          .slice(1)
          .map((row) => row.split(',')[1]),
        answer.places.map((place) => place.community_id),
      );
      const whole = JSON.parse((await taken(page, '[data-format="json"]'))[1]);
      assert.deepEqual(whole.places, answer.places);
      const features = JSON.parse((await taken(page, '[data-format="geojson"]'))[1]).features;
      assert.equal(features.length, answer.places.length + answer.communities.length);
      await page.click('.as-scenario');
      await page.waitForSelector('.said-part[data-state="ready"]');
      assert.equal(await page.locator('.supposed').count(), answer.places.length);
      const supposed = (await texts(page, '.supposed')).join(' ');
      for (const place of answer.places) assert.ok(supposed.includes(place.community), place.community);
      await page.goBack();
      await page.waitForSelector(READY);
    });
  });

  it('stays among the places that were ticked', async () => {
    const ticked = ['whati', 'gameti', 'wekweeti', 'aklavik'];
    const answer = await site('coverage', { candidates: ticked, count: 2 });
    const search = aimed('coverage', `&count=2&candidates=${ticked.join(',')}`);
    await house.visit(search, { ready: READY }, async (page) => {
      const chosen = await page.$$eval('.chosen tbody tr', (all) => all.map((row) => row.dataset.community));
      assert.deepEqual(
        chosen,
        answer.places.map((place) => place.community_id),
      );
      assert.ok(chosen.every((id) => ticked.includes(id)));
      await page.click('.somewhere summary');
      assert.equal(await page.locator('.somewhere input:checked').count(), ticked.length);
    });
  });

  it('has what is wrong beside its field', async () => {
    const search = `${PAGE}&help=${HELP}&aim=coverage&candidates=atlantis`;
    await house.visit(search, { ready: '.siting .fault', expected: EXPECTED }, async (page) => {
      assert.match(await page.textContent('.somewhere .fault'), /atlantis/);
      assert.match(await page.textContent('.siting > .trouble, .siting .trouble'), /beside its field/);
    });
  });

  it('leads from a place on the map to its row', async () => {
    await house.visit(aimed('coverage'), { ready: READY }, async (page) => {
      await page.waitForSelector('.map[data-phase="ready"]');
      await page.focus('.map');
      await page.keyboard.press('PageDown');
      await page.keyboard.press('Enter');
      assert.ok(await page.evaluate(() => document.activeElement.dataset.mark !== undefined));
      const legend = await page.$$eval('.change-legend li', (all) =>
        all.map((li) => [li.dataset.mark, li.dataset.count]),
      );
      for (const [mark, n] of legend)
        assert.equal(await page.locator(`.every-place tr[data-mark="${mark}"]`).count(), Number(n), mark);
    });
  });
});

describe('a round', () => {
  const question = {
    base: 'inuvik',
    days_a_month: 8,
    stay_days: 1,
    rounds_a_month: 1,
    hours_a_day: 8,
    need: 'places',
  };
  const search = (standard) => `${PAGE}&search=round&base=inuvik&fails=${standard}&away=8`;

  it('is told stop by stop, with legs and days, as the server has it', async () => {
    const [standard] = definition.standards;
    const answer = await ask('circuit', { definition: definition.id, standard: standard.id, ...question });
    assert.ok(answer.stops.length > 0, 'the test needs a round');
    await house.visit(search(standard.id), { ready: READY }, async (page) => {
      assert.equal(await page.textContent('.answer .said'), answer.sentence.en);
      const stops = await page.$$eval('.stops > li', (all) =>
        all.map((li) => ({
          id: li.dataset.community,
          order: li.value,
          legs: li.querySelectorAll('.round-legs li').length,
          said: li.textContent,
        })),
      );
      const order = [...answer.stops].sort((a, b) => a.order - b.order);
      assert.deepEqual(
        stops.map(({ id, order: n, legs }) => [id, n, legs]),
        order.map((stop) => [stop.community_id, stop.order, stop.legs.length]),
      );
      order.forEach((stop, at) => {
        assert.ok(stops[at].said.includes(stop.community));
        assert.match(stops[at].said, new RegExp(`days? ${stop.arrive_day}\\b`));
      });
      const [name, rows] = await taken(page, '[data-format="csv"]');
      assert.equal(name, 'round-inuvik.csv');
      assert.equal(rows.trim().split('\n').length, answer.stops.length + 1);
      const { features } = JSON.parse((await taken(page, '[data-format="geojson"]'))[1]);
      assert.equal(features.length, 2 * (answer.stops.length + 1));
      assert.match(await page.textContent('.home-again'), new RegExp(`day ${answer.home.day}\\b`));
      for (const why of new Set(answer.not_visited.map((one) => one.why))) {
        const line = await page.textContent(`.not-visited [data-why="${why}"]`);
        for (const one of answer.not_visited.filter((other) => other.why === why))
          assert.ok(line.includes(one.community), `${line}: ${one.community}`);
      }
    });
  });
});

describe('the pages of siting', () => {
  it('say so where nobody answers, and try again', async () => {
    const visitor = await house.visitor({ expected: EXPECTED });
    try {
      const page = await visitor.open(aimed('coverage'), READY);
      await visitor.context.setOffline(true);
      await page.check('[data-aim="fairness"] input');
      await page.click('.siting-form .primary');
      await page.waitForSelector('.siting .trouble');
      assert.equal(await page.locator('.chosen').count(), 0);
      await visitor.context.setOffline(false);
      await page.click('.siting .trouble button');
      await page.waitForSelector(READY);
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
      const [standard] = definition.standards;
      const crowded = aimed('coverage', '&room=300&rooms=whati:20&cost=2&costs=gameti:3&budget=9');
      for (const search of [
        aimed('everyone'),
        crowded,
        `${PAGE}&search=round&base=inuvik&fails=${standard.id}`,
      ]) {
        await house.visit(search, { size, locale, ready: READY }, async (page) => {
          await page.waitForSelector('.map[data-phase="ready"]');
          await page.$$eval('.siting details', (all) => {
            for (const one of all) one.open = true;
          });
          assert.deepEqual(await faults(page), []);
          const [inside, window] = await page.evaluate(() => [
            document.documentElement.scrollWidth,
            globalThis.innerWidth,
          ]);
          assert.ok(inside <= window, `${search}: ${inside} is wider than ${window}`);
        });
      }
    });
  }
});
