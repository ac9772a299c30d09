// Where next: the ranking as the server has it, by weights that people move, and what the working group decides.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { faults } from './axe.mjs';
import { DESKTOP, PHONE, signIn, start } from './support.mjs';

const PAGE = '?view=priorities';
const READY = '.priorities .answer[aria-busy="false"] table tbody tr';
const CRITERIA = ['people', 'worst_off', 'days', 'need', 'asked', 'culture'];
/** Refusals, and a line that is cut on purpose, are noted by the browser in its console. */
const EXPECTED = /status of 4\d\d|ERR_INTERNET_DISCONNECTED|ERR_FAILED|Failed to load resource/;
const REASONS = '  Gamètì asked twice.\nNo one comes when the ice is out. ';
const DISSENT = 'Two of us would have begun in Wekweètì.';

let house;
let definition;
before(async () => {
  house = await start();
  await house.person('marie', '--role', 'government', '--government', 'tlicho-government');
  await house.person('paul', '--role', 'working_group');
  await house.person('rosa', '--role', 'working_group');
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

function settled(page) {
  return page.waitForSelector(READY);
}

/** Runs `use` with somebody signed in, on a device of their own. */
async function as(name, use, options = {}) {
  const visitor = await house.visitor({ expected: EXPECTED, ...options });
  try {
    const page = await visitor.open('?view=account', '.account h2');
    await signIn(page, name);
    await use(page);
    visitor.check();
  } finally {
    await visitor.leave();
  }
}

async function go(page, search, ready = READY) {
  await page.goto(`${house.address}/${search}`);
  await page.waitForSelector(ready);
}

function of(option) {
  return `${PAGE}&option=${encodeURIComponent(option)}`;
}

/** An option of a gap that nobody decides on elsewhere in these tests. */
const spent = new Set();
async function someGap() {
  const { options } = await ranking();
  const found = options.find((one) => one.kind === 'gap' && !spent.has(one.id));
  assert.ok(found, 'the tests need a gap without a decision');
  spent.add(found.id);
  return found;
}

async function record(page, { decision = 'Chosen', reasons = REASONS, dissent = '', shown = false }) {
  await page.click('.decisions-of .actions .primary');
  await page.check(`.decision-form [data-field="decision"] >> text="${decision}"`);
  await page.fill('[data-field="reasons"] textarea', reasons);
  await page.fill('[data-field="dissent"] textarea', dissent);
  if (shown) await page.check('[data-field="public"] input');
  await page.click('.decision-form .primary');
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

  it('follows weights given with the keys at once, and then has what the server says of them', async () => {
    await house.visit(PAGE, { ready: READY }, async (page) => {
      const slider = page.locator('[data-criterion="culture"] input[type="range"]');
      await slider.focus();
      await page.keyboard.press('End');
      assert.equal(await page.inputValue('[data-criterion="culture"] .points'), '100');
      await page.fill('[data-criterion="people"] .points', '0');
      const weights = new URL(page.url()).searchParams.get('weights');
      assert.ok(weights.includes('culture:100') && !weights.includes('people'), weights);
      assert.match(await page.textContent('.weight-list .sum'), /Sum: 183 points/);
      await settled(page);
      const { options, settings } = await ranking({ weights });
      assert.ok(Math.abs(settings.weights.culture - 100 / 183) < 1e-4);
      assert.deepEqual(
        (await rows(page)).map(({ id }) => id),
        options.slice(0, 20).map(({ id }) => id),
      );
      assert.equal(await page.textContent('[data-criterion="culture"] .share'), '55%');
      // The link holds the weights; a preset lets go of them.
      await page.reload();
      await settled(page);
      assert.equal(await page.inputValue('[data-criterion="culture"] .points'), '100');
      await page.check('.presets >> text="People first"');
      await page.waitForFunction(() => new URL(location.href).searchParams.get('preset') === 'people');
      await page.waitForFunction(
        () => document.querySelector('[data-criterion="people"] .share').textContent === '50%',
      );
      assert.equal(new URL(page.url()).searchParams.get('weights'), null);
    });
  });

  it('puts options in their new order before the server has said how firm it is', async () => {
    await house.visit(PAGE, { ready: READY }, async (page) => {
      const { options } = await ranking({ weights: 'asked:10' });
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
    const { options } = await ranking();
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

  it('can be taken along as a table, and its link gives the same bytes again', async () => {
    const { options, question } = await ranking();
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
    const { options, settings } = await ranking();
    const option = options.find((one) => one.rank > 3) ?? options.at(-1);
    const { first } = await ranking({ first: option.id });
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

describe('a decision', () => {
  it('is recorded by the working group with its reasons as they were typed, and shown to the public only if it is public', async () => {
    const [kept, shown] = [await someGap(), await someGap()];
    await as('paul', async (page) => {
      await go(page, of(kept.id), '.decisions-of .actions .primary');
      await record(page, { decision: 'Deferred', dissent: DISSENT });
      await page.waitForSelector('.decision');
      assert.equal(await page.textContent('.decision .decision-words'), REASONS);
      assert.equal(await page.textContent('.dissent .decision-words'), DISSENT);
      assert.equal(await page.getAttribute('.decision .verdict', 'data-verdict'), 'deferred');
      // What is recorded is told to whoever hears the page, and the keyboard stays with it.
      assert.equal(
        await page.evaluate(() => document.activeElement.textContent),
        'Decision of the working group',
      );
      await go(page, of(shown.id), '.decisions-of .actions .primary');
      await record(page, { shown: true });
      await page.waitForSelector('.decision');
    });
    await house.visit(`${PAGE}&part=decisions`, { ready: '.decision' }, async (page) => {
      const titles = await page.$$eval('.decision h3', (all) => all.map((one) => one.textContent));
      assert.deepEqual(titles, [shown.title.en]);
      assert.match(await page.textContent('.since'), /gap/i);
      assert.equal(await page.locator('.decision .actions').count(), 0);
    });
    await house.visit(PAGE, { ready: READY }, async (page) => {
      if ((await page.locator('.show-all').count()) > 0) await page.click('.show-all');
      await page.waitForSelector(`tr[data-option="${shown.id}"] .verdict-chosen`);
      assert.equal(await page.locator(`tr[data-option="${kept.id}"] .verdict`).count(), 0);
    });
  });

  it('that is not whole has the fault beside its field, and loses nothing', async () => {
    const gap = await someGap();
    await as('paul', async (page) => {
      await go(page, of(gap.id), '.decisions-of .actions .primary');
      await record(page, { reasons: ' \n ', dissent: DISSENT });
      const fault = page.locator('[data-field="reasons"] .fault');
      await fault.waitFor();
      const described = await page.getAttribute('[data-field="reasons"] textarea', 'aria-describedby');
      assert.ok(described.split(' ').includes(await fault.getAttribute('id')));
      assert.equal(await page.getAttribute('[data-field="reasons"] textarea', 'aria-invalid'), 'true');
      assert.equal(await page.inputValue('[data-field="dissent"] textarea'), DISSENT);
      await page.context().setOffline(true);
      await page.fill('[data-field="reasons"] textarea', REASONS);
      await page.click('.decision-form .primary');
      await page.waitForSelector('.decision-form .trouble[data-status="0"]');
      assert.equal(await page.inputValue('[data-field="reasons"] textarea'), REASONS);
      await page.context().setOffline(false);
      await page.click('.decision-form .primary');
      await page.waitForSelector('.decision');
    });
  });

  it('that two change at once is not lost by either: the second sees that it would replace', async () => {
    const gap = await someGap();
    await as('paul', async (paul) => {
      await go(paul, of(gap.id), '.decisions-of .actions .primary');
      await record(paul, {});
      await paul.click('.decision .actions button >> nth=0');
      await paul.waitForSelector('.decision-form');
      await as('rosa', async (rosa) => {
        await go(rosa, of(gap.id), '.decision');
        await rosa.click('.decision .actions button >> nth=0');
        await rosa.fill('[data-field="reasons"] textarea', 'Rosa was faster.');
        await rosa.click('.decision-form .primary');
        await rosa.waitForSelector('.decision .decision-words >> text="Rosa was faster."');
      });
      await paul.fill('[data-field="reasons"] textarea', 'Paul has the last word.');
      await paul.click('.decision-form .primary');
      await paul.waitForSelector('.decision-form .trouble[data-status="412"]');
      assert.equal(await paul.inputValue('[data-field="reasons"] textarea'), 'Paul has the last word.');
      await paul.click('.decision-form .primary');
      await paul.waitForSelector('.decision .decision-words >> text="Paul has the last word."');
      await paul.click('.versions-part summary');
      await paul.waitForSelector('.versions li >> nth=2');
      const versions = await paul.$$eval('.versions .decision-words', (all) =>
        all.map((one) => one.textContent),
      );
      assert.deepEqual(versions, [REASONS, 'Rosa was faster.', 'Paul has the last word.']);
    });
  });

  it('about a request reaches its owner on the request’s own page, and nobody else', async () => {
    let id;
    await as('marie', async (page) => {
      id = await page.evaluate(async () => {
        const response = await fetch('/api/requests', {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
          body: JSON.stringify({
            service_type: 'community_counselling',
            communities: ['whati'],
            why: 'Nobody comes in spring.',
            visibility: 'working_group',
          }),
        });
        return (await response.json()).id;
      });
    });
    const option = `request:${id}`;
    await as('paul', async (page) => {
      await go(page, of(option), '.decisions-of .actions .primary');
      await record(page, { decision: 'Not chosen' });
      await page.waitForSelector('.decision');
    });
    await as('marie', async (page) => {
      await go(page, `?view=requests&request=${id}`, '.decision');
      assert.equal(await page.textContent('.decision .decision-words'), REASONS);
      assert.equal(await page.locator('.decision .actions').count(), 0);
    });
    await house.visit(of(option), { ready: '.decisions-of', expected: EXPECTED }, async (page) => {
      await page.waitForSelector('.decisions-of[aria-busy="false"]');
      assert.equal(await page.locator('.decision').count(), 0);
      assert.match(await page.textContent('.priorities h2'), /not among the options/);
    });
  });
});

describe('the pages of priorities', () => {
  it('say what is wrong without an answer, and try again', async () => {
    const visitor = await house.visitor({ expected: EXPECTED });
    try {
      const page = await visitor.open(PAGE, READY);
      await visitor.context.setOffline(true);
      await page.check('.presets >> text="Places first"');
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
      const { options } = await ranking();
      const gap = options.find((one) => one.kind === 'gap' && !spent.has(one.id));
      await as(
        'paul',
        async (page) => {
          const wide = async () => {
            const [inside, window] = await page.evaluate(() => [
              document.documentElement.scrollWidth,
              globalThis.innerWidth,
            ]);
            assert.ok(inside <= window, `${inside} is wider than ${window}`);
          };
          await go(page, PAGE);
          await page.waitForSelector('.map[data-phase="ready"]');
          assert.deepEqual(await faults(page), []);
          await wide();
          await go(page, of(gap.id), '.first-said');
          await page.click('.decisions-of .actions .primary');
          await page.waitForSelector('.decision-form');
          assert.deepEqual(await faults(page), []);
          await wide();
          await go(page, `${PAGE}&part=decisions`, '.decision');
          assert.deepEqual(await faults(page), []);
          await wide();
        },
        { size, locale },
      );
    });
  }
});
