import assert from 'node:assert/strict';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { faults } from './axe.mjs';
import { DESKTOP, PHONE, start } from './support.mjs';

const READY = '.equity .answer[aria-busy="false"]';
const OUTCOMES = ['met', 'partly_met', 'unmet', 'unknown'];
const COUNTED = ['people', 'places'];
/** Pixels in which a drawing may be off. */
const OFF = 1.5;

let house;
let definition;
before(async () => {
  house = await start();
  const pack = await house.api('/api/package');
  definition = pack.definitions.find((d) => d.id === pack.default_definition);
});
after(() => house?.stop());

function path(more) {
  const query = new URLSearchParams({ definition: definition.id, standard: 'counselling', ...more });
  return `/api/analysis/equity?${query}`;
}

/** The answer about one standard, and all its groups, the whole first. */
async function spread(more = {}, from = house) {
  const answer = await from.api(path(more));
  const [of] = answer.standards;
  return { answer, of, groups: [of.whole, ...of.groups] };
}

/** "1,746" to 1746. */
function toCount(text) {
  return Number(text.replace(/\D/g, ''));
}

/** Numbers of a text, in their order. */
function numbers(text) {
  return [...text.replaceAll(',', '').matchAll(/\d+(\.\d+)?/g)].map(([digits]) => Number(digits));
}

/** Everything that can be opened, but of the groups' measures only the first: they are all alike. */
async function open(page) {
  await page.$$eval('.equity details:not(.measures-of ~ .measures-of)', (all) => {
    for (const part of all) part.open = true;
  });
}

describe('equity', () => {
  it('shows people and places of every group as the server counts them, in sentence, bar and table', async () => {
    const { of, groups } = await spread();
    await house.visit('?view=equity&standard=counselling', { ready: READY }, async (page) => {
      assert.equal(await page.textContent('.said'), of.whole.sentence.en);
      const shown = await page.$$eval('.group', (all) =>
        all.map((li) => ({
          said: li.querySelector('.group-said').textContent,
          bars: [...li.querySelectorAll('.bar')].map((bar) => {
            const svg = bar.querySelector('svg').getBoundingClientRect();
            const shares = [...bar.querySelectorAll('.stretch')].map((g) => {
              const box = g.querySelector('rect').getBoundingClientRect();
              return [g.dataset.outcome, box.width / svg.width];
            });
            return { counted: bar.dataset.counted, shares: Object.fromEntries(shares) };
          }),
        })),
      );
      assert.equal(shown.length, groups.length);
      groups.forEach((group, at) => {
        const { said, bars } = shown[at];
        assert.equal(said, at === 0 ? group.title.en : group.sentence.en);
        // Never the one without the other.
        assert.deepEqual(
          bars.map((bar) => bar.counted),
          COUNTED,
        );
        for (const { counted, shares } of bars) {
          for (const outcome of OUTCOMES) {
            const share = group[counted][outcome] / group[counted].total;
            const drawn = shares[outcome] ?? 0;
            assert.ok(
              Math.abs(drawn - share) < 0.005,
              `${group.key} ${counted} ${outcome}: ${drawn}, ${share}`,
            );
          }
        }
      });
      await page.click('.groups-twin summary');
      const rows = await page.$$eval('.groups-twin tbody tr', (all) =>
        all.map((row) => [row.dataset.counted, [...row.querySelectorAll('td')].map((td) => td.textContent)]),
      );
      const expected = groups.flatMap((group) =>
        COUNTED.map((counted) => [counted, [...OUTCOMES, 'total'].map((name) => group[counted][name])]),
      );
      assert.deepEqual(
        rows.map(([counted, cells]) => [counted, cells.slice(0, 5).map(toCount)]),
        expected,
      );
      // What is unknown has a pattern, and stands in words.
      const { unknown, total } = of.whole.places;
      assert.ok(unknown > 0, 'the test needs places of which it is unknown');
      const bar = page.locator('.groups .group-whole [data-counted="places"]');
      const drawn = bar.locator('.stretch-unknown rect').last();
      assert.equal(await drawn.getAttribute('fill'), 'url(#pattern-unknown)');
      const label = await bar.locator('svg').getAttribute('aria-label');
      assert.ok(label.includes(`unknown ${unknown}`), label);
      const words = await page.textContent('.caution');
      assert.ok(words.startsWith(`Of ${unknown} of ${total} places`), words);
    });
  });

  it('draws quantiles where they are, at both readings, and the table has the same', async () => {
    const { groups } = await spread();
    await house.visit('?view=equity&standard=counselling', { ready: READY }, async (page) => {
      const drawn = await page.$$eval('.spreads > li', (all) =>
        all.map((li) =>
          [...li.querySelectorAll('.spread-row')].map((row) => {
            const svg = row.querySelector('svg').getBoundingClientRect();
            return [...row.querySelectorAll('.box')].map((box) => {
              const line = box.querySelector('.middle').getBoundingClientRect();
              const whisker = box.querySelector('.whisker').getBoundingClientRect();
              const at = (x) => x - svg.left;
              return {
                reading: box.dataset.reading,
                middle: at(line.left + line.width / 2),
                low: at(whisker.left),
                high: at(whisker.right),
                width: svg.width,
              };
            });
          }),
        ),
      );
      assert.equal(drawn.length, groups.length);
      let twice = 0;
      groups.forEach((group, at) => {
        COUNTED.forEach((counted, of) => {
          const { quantiles } = group[`by_${counted}`];
          for (const { reading, middle, low, high, width } of drawn[at][of]) {
            twice += reading === 'best' ? 1 : 0;
            const value = (one) => (reading === 'best' ? one.at_best : one.value) / 365;
            const [p10, , p50, , p90] = quantiles.map((one) => value(one) * width);
            const where = `${group.key} ${counted} ${reading}`;
            assert.ok(Math.abs(middle - p50) < OFF, `${where}: middle ${middle}, ${p50}`);
            assert.ok(Math.abs(low - p10) < OFF + 2, `${where}: low ${low}, ${p10}`);
            assert.ok(Math.abs(high - p90) < OFF + 2, `${where}: high ${high}, ${p90}`);
          }
        });
      });
      assert.ok(twice > 0, 'no group is drawn at both readings; the test needs one');
      await page.click('.spread-twin summary');
      const cells = await page.$$eval('.spread-twin tbody tr', (all) =>
        all.map((row) => [...row.querySelectorAll('td')].map((td) => td.textContent)),
      );
      const round = (value) => Math.round(value * 10) / 10;
      const expected = groups.flatMap((group) =>
        COUNTED.map((counted) =>
          group[`by_${counted}`].quantiles.map(({ value, at_best }) => [
            ...new Set([value, at_best].map(round).sort((a, b) => a - b)),
          ]),
        ),
      );
      assert.deepEqual(
        cells.map((row) => row.map(numbers)),
        expected,
      );
    });
  });

  it('draws both curves through the points of the server, and the table reads them in tenths', async () => {
    const { of } = await spread();
    const heldBy = (share, points) => {
      const at = points.findIndex(([people]) => people >= share - 1e-12);
      if (at === 0) return points[0][1];
      const [[x0, y0], [x1, y1]] = points.slice(at - 1, at + 1);
      return y0 + ((share - x0) / (x1 - x0)) * (y1 - y0);
    };
    await house.visit('?view=equity&standard=counselling', { ready: READY }, async (page) => {
      await open(page);
      for (const kind of ['lorenz', 'concentration']) {
        const part = page.locator(`.curve-part[data-kind="${kind}"]`);
        for (const [column, counted] of COUNTED.entries()) {
          const { points } = of.curves[kind][counted];
          const d = await part.locator(`path[data-counted="${counted}"]`).getAttribute('d');
          const drawn = d.split(/[ML]/).slice(1);
          assert.equal(drawn.length, points.length);
          drawn.forEach((pair, at) => {
            const [x, y] = pair.trim().split(' ').map(Number);
            assert.ok(Math.abs(x - points[at][0] * 300) < 0.01, `${kind} ${counted} ${at}: ${pair}`);
            assert.ok(Math.abs(300 - y - points[at][1] * 300) < 0.01, `${kind} ${counted} ${at}: ${pair}`);
          });
          const cells = await part.locator(`tbody tr td:nth-child(${column + 2})`).allTextContents();
          cells.forEach((cell, tenth) => {
            const held = heldBy(tenth / 10, points) * 100;
            assert.ok(
              Math.abs(numbers(cell)[0] - held) < 0.051,
              `${kind} ${counted} ${tenth}: ${cell}, ${held}`,
            );
          });
          const said = await part.locator('h4 + p').textContent();
          assert.ok(said.includes(cells[5]), `${said} without ${cells[5]}`);
        }
      }
    });
  });

  it('has every measure with its meaning beside it, and says in words why one has no value', async () => {
    const { answer, of } = await spread();
    await house.visit('?view=equity&standard=counselling', { ready: READY }, async (page) => {
      const rows = await page.$$eval('.measures[data-kind="whole"] tbody tr', (all) =>
        all.map((row) => ({
          key: row.dataset.measure,
          meaning: row.querySelector('small')?.textContent,
          cells: [...row.querySelectorAll('td')].map((td) => td.lastChild.textContent),
        })),
      );
      const cells = (key) => rows.find((row) => row.key === key).cells;
      for (const { key, meaning } of rows) {
        const name = key === 'between' || key === 'within' ? 'parts' : key;
        assert.equal(meaning, answer.meanings[name].en, key);
      }
      COUNTED.forEach((counted, at) => {
        const figures = of.whole[`by_${counted}`];
        for (const key of ['gini', 'theil', 'atkinson', 'concentration', 'erreygers'])
          assert.equal(cells(key)[at], figures[key].value.toFixed(3), `${key} of ${counted}`);
        for (const key of ['between', 'within'])
          assert.equal(cells(key)[at], of.parts[counted][key].toFixed(3), `${key} of ${counted}`);
        const { value, at_best } = figures.coverage;
        assert.deepEqual(
          numbers(cells('coverage')[at]),
          [value, at_best].map((share) => Math.round(share * 1000) / 10),
        );
      });
      assert.equal(of.whole.by_places.palma.why, 'unbounded');
      assert.match(cells('palma')[1], /^none: it would be divided by nothing/);
      // A group is compared with the rest, once somebody opens it.
      await page.locator('.measures-of summary').first().click();
      const ratio = await page.textContent('.measures[data-kind="group"] [data-measure="rate_ratio"] td');
      assert.equal(numbers(ratio)[0], Number(of.groups[0].by_people.rate_ratio.value.toFixed(2)));
    });
  });

  it('changes with the groups and with what is measured, and the link with it', async () => {
    await house.visit('?view=equity&standard=counselling', { ready: READY }, async (page) => {
      const query = () => new URL(page.url()).searchParams;
      const until = (group) =>
        page.waitForFunction(
          (title) => [...document.querySelectorAll('.group strong')].some((s) => s.textContent === title),
          group.title.en,
        );
      const choose = (label) => page.getByLabel(label, { exact: true });
      await choose('Groups').selectOption('road_access');
      const roads = await spread({ by: 'road_access' });
      await until(roads.groups[1]);
      assert.equal(query().get('by'), 'road_access');
      assert.ok(!roads.groups.some((group) => group.title.en === group.key), 'a road is shown by its code');

      await choose('What is measured').selectOption('shortfall');
      const { of } = await spread({ by: 'road_access', value: 'shortfall' });
      await page.waitForFunction(
        (words) => document.querySelector('.said').textContent === words,
        of.whole.sentence.en,
      );
      assert.equal(query().get('value'), 'shortfall');

      await choose('Groups').selectOption('');
      const own = choose('Column or rule');
      await own.fill('population > 1000');
      await own.press('Enter');
      await until((await spread({ by: 'population > 1000' })).groups[1]);
      assert.equal(query().get('by'), 'population > 1000');
      await page.goBack();
      await until(roads.groups[1]);
      assert.equal(await choose('Groups').inputValue(), 'road_access');
    });
  });

  it('takes other minutes as near enough, and forgets them when days are looked at', async () => {
    const address = '?view=equity&standard=counselling&value=travel_minutes';
    await house.visit(address, { ready: READY }, async (page) => {
      const query = () => new URL(page.url()).searchParams;
      const beyond = () => page.textContent('.measures [data-measure="fgt_incidence"] td');
      const asked = await beyond();
      await page.getByText('Definition and records', { exact: true }).click();
      const enough = page.getByLabel('Minutes that are near enough', { exact: true });
      await enough.fill('600');
      await enough.press('Enter');
      await page.waitForFunction(() =>
        /here: 10\sh/.test(document.querySelector('.measures-part')?.textContent),
      );
      assert.equal(query().get('threshold'), '600');
      const { of } = await spread({ value: 'travel_minutes', threshold: '600' });
      assert.equal(of.threshold, 600);
      assert.notEqual(await beyond(), asked, 'fewer travel longer than ten hours than longer than one');
      await page.getByLabel('What is measured', { exact: true }).selectOption('days_met');
      await page.getByLabel('Days that are enough', { exact: true }).waitFor();
      assert.equal(query().get('threshold'), null);
    });
  });

  it('says what is wrong with a rule that cannot be read, and shows no old figures under it', async () => {
    const options = { ready: '.equity .trouble', expected: /400/ };
    await house.visit('?view=equity&by=nobody+%3D+1', options, async (page) => {
      assert.match(await page.textContent('.trouble'), /nobody = 1/);
      assert.equal(await page.locator('.equity .group').count(), 0);
      assert.equal(await page.getByLabel('Column or rule', { exact: true }).inputValue(), 'nobody = 1');
    });
  });

  it('says so where some reach nothing, and where nothing is known', async () => {
    const minutes = await spread({ value: 'travel_minutes', by: 'distance' });
    assert.equal(minutes.of.whole.by_people.mean.why, 'unreachable', 'the test needs who reaches nothing');
    await house.visit(
      '?view=equity&standard=counselling&value=travel_minutes&by=distance',
      { ready: READY },
      async (page) => {
        assert.match(await page.textContent('.curve-part p'), /no curve here: some may reach no service/);
        assert.equal(await page.locator('.curves').count(), 0);
        const mean = await page.textContent('.measures [data-measure="mean"] td');
        assert.match(mean, /none: some may reach no service/);
        // Whoever reaches nothing stands in the hatched part, behind every number of minutes.
        const [x, from] = await page.$eval('.spreads li[data-key="unreachable"] svg', (svg) => [
          svg.querySelector('.middle').getBoundingClientRect().left,
          svg.querySelector('.no-reach').getBoundingClientRect().left,
        ]);
        assert.ok(x > from, `${x} is not beyond ${from}`);
      },
    );
    const { unknown, total } = (await spread({ standard: 'facility_treatment' })).of.whole.places;
    assert.equal(unknown, total, 'the test needs a standard of which nothing is known');
    await house.visit('?view=equity&standard=facility_treatment', { ready: READY }, async (page) => {
      assert.match(
        await page.textContent('.caution'),
        new RegExp(`^Of none of the ${total} places is it known`),
      );
    });
  });

  it('offers the same figures as files, and a link that gives them again', async () => {
    await house.visit('?view=equity&standard=counselling&by=size', { ready: READY }, async (page) => {
      const links = await page.$$eval('.downloads a', (all) => all.map((a) => a.getAttribute('href')));
      const [csv, json, geojson] = await Promise.all(
        links.map(async (href) => (await fetch(house.address + href)).text()),
      );
      const { of, groups } = await spread({ by: 'size' });
      assert.equal(csv.trim().split('\n').length, 1 + 2 * groups.length);
      assert.deepEqual(JSON.parse(json).standards, [of]);
      assert.equal(JSON.parse(geojson).features.length, of.whole.places.total);
      await page.click('.permalink summary');
      const again = await house.api(await page.getAttribute('.permalink a', 'href'));
      assert.deepEqual(again.standards, [of]);
    });
  });

  for (const lang of ['en', 'fr']) {
    for (const size of [DESKTOP, PHONE]) {
      it(`has no fault that axe finds and nothing sticks out, ${lang}, ${size.width} px`, async () => {
        const search = `?view=equity&standard=counselling&by=road_access&lang=${lang}`;
        await house.visit(search, { size, ready: READY }, async (page) => {
          await open(page);
          await page.waitForSelector('.measures[data-kind="group"]');
          assert.deepEqual(await faults(page), []);
          const [content, room] = await page.evaluate(() => [
            document.documentElement.scrollWidth,
            document.documentElement.clientWidth,
          ]);
          assert.ok(content <= room, `${content} px of content in ${room} px`);
          // Nor within the page, but for tables in a box of their own; and no words end before their end.
          const out = await page.$$eval('.equity *:not(.visually-hidden)', (all) =>
            all
              .filter((e) => e.closest('.table-scroll, .visually-hidden, .chip, .tick, select, svg') === null)
              .filter((e) => e.getBoundingClientRect().right > document.documentElement.clientWidth + 0.5)
              .map((e) => `${e.tagName}.${e.className}: ${e.textContent.slice(0, 40)}`),
          );
          assert.deepEqual(out, []);
        });
      });
    }
  }
});

describe('equity where so few people could be recognised', () => {
  let guarded;
  let folder;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'evenreach-e2e-package-'));
    await cp(new URL('../../geodata/nwt', import.meta.url), folder, { recursive: true });
    const file = join(folder, 'package.toml');
    const text = await readFile(file, 'utf8');
    assert.match(text, /^suppress_below = 10$/m);
    await writeFile(file, text.replace(/^suppress_below = 10$/m, 'suppress_below = 1000'));
    guarded = await start('--package', folder);
  });
  after(async () => {
    await guarded?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it('withholds in words: no bar, no number, and the places beside them all the same', async () => {
    const { answer, groups } = await spread({ by: 'road_access' }, guarded);
    const hidden = groups.filter((group) => group.kind === 'group' && group.people.withheld);
    assert.ok(hidden.length > 0, 'no group is withheld; the test needs one');
    await guarded.visit(
      '?view=equity&standard=counselling&by=road_access',
      { ready: READY },
      async (page) => {
        const text = await page.textContent('.answer');
        assert.ok(text.includes(answer.meanings.withheld.en));
        await open(page);
        for (const group of hidden) {
          const row = page.locator(`.group[data-key="${group.key}"]`);
          assert.match(
            await row.locator('[data-counted="people"] .no-bar').textContent(),
            /^Withheld: a few people/,
          );
          assert.equal(await row.locator('[data-counted="people"] svg').count(), 0);
          assert.equal(await row.locator('[data-counted="places"] svg').count(), 1);
          const cells = await page
            .locator(`.groups-twin tr[data-key="${group.key}"][data-counted="people"] td`)
            .allTextContents();
          assert.equal(cells[0], group.people.met?.toLocaleString('en-CA') ?? 'withheld');
          const tenth = page.locator(`.spread-twin tr[data-key="${group.key}"][data-counted="people"] td`);
          assert.match(await tenth.first().textContent(), /^withheld: a few people/);
        }
        assert.match(await page.textContent('[data-measure="gini"] td'), /withheld: a few people/);
        assert.match(await page.textContent('[data-kind="lorenz"] h4 + p'), /^People: there is no curve/);
      },
    );
  });
});
