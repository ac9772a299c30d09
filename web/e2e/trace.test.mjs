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

const DAY = '05-10';
const WORDS = { met: 'Met', partly_met: 'Partly met', unmet: 'Not met', unknown: 'Unknown' };
const VERDICTS = { yes: 'Yes', no: 'No', unknown: 'Not known' };

function traceOf(community, standard, day = DAY) {
  return house.api(
    `/api/analysis/trace?definition=${definition.id}&community=${community}&standard=${standard}&date=${day}`,
  );
}

async function open(page, standard) {
  const part = page.locator(`.standard[data-standard="${standard}"]`);
  await part.locator('.how > summary').click();
  await part.locator('.trace-result').waitFor();
  return part.locator('.trace');
}

/** A place and standard whose outcome on the day is unknown and that a single fact could settle. */
async function openQuestion() {
  const gaps = await house.api(`/api/analysis/gaps?date=${DAY}`);
  for (const { properties: p } of gaps.features.filter((f) => f.properties.outcome === 'unknown')) {
    const trace = await traceOf(p.community_id, p.standard);
    if (trace.settles.length > 0) return trace;
  }
  throw new Error('nothing that a single fact would settle; choose another day for this test');
}

describe('how an outcome was worked out', () => {
  it('is asked of the server only once somebody wants to know', async () => {
    const { id } = definition.standards[0];
    await house.visit(`?community=behchoko&standard=${id}&date=${DAY}`, {}, async (page) => {
      await page.waitForSelector('.panel .standard');
      const asked = () =>
        page.evaluate(() =>
          performance
            .getEntriesByType('resource')
            .map((entry) => entry.name)
            .filter((name) => /\/analysis\/trace|TracePart/.test(name)),
        );
      assert.deepEqual(await asked(), []);
      await open(page, id);
      assert.ok((await asked()).some((name) => name.includes('/analysis/trace')));
    });
  });

  it('shows every way, service and requirement of the answer, with the same verdicts', async () => {
    for (const { id } of definition.standards) {
      const answer = await traceOf('wrigley', id);
      await house.visit(`?community=wrigley&standard=${id}&date=${DAY}`, {}, async (page) => {
        await page.waitForSelector('.panel .standard');
        const trace = await open(page, id);
        const result = await trace.locator('.trace-result').textContent();
        assert.ok(result.includes(WORDS[answer.outcome]), `${id}: ${result}`);
        const ways = trace.locator('.trace-way');
        assert.equal(await ways.count(), answer.ways.length);
        for (const [at, way] of answer.ways.entries()) {
          const shown = ways.nth(at);
          assert.equal(await shown.getAttribute('data-holds'), way.holds);
          const [reading] = way.readings;
          const services = await shown.locator('.trace-service').evaluateAll((all) =>
            all.map((one) => ({
              id: one.dataset.service,
              verdict: one.dataset.verdict,
              checks: [...one.querySelectorAll('.check')].map(
                (check) => `${check.dataset.requirement} ${check.querySelector('p strong').textContent}`,
              ),
            })),
          );
          const expected = reading.services.map((service) => ({
            id: service.id,
            verdict: service.verdict,
            checks: [...service.open, ...service.cases.flatMap((one) => one.checks)].map(
              (check) => `${check.requirement} ${VERDICTS[check.verdict]}`,
            ),
          }));
          assert.deepEqual(services, expected, `${id} ${way.id}`);
        }
        assert.equal(await trace.locator('.left-out .records > li').count(), answer.left_out.length);
      });
    }
  });

  it('agrees with the panel about the day that was asked about', async () => {
    const report = await house.api(`/api/analysis/communities/wrigley?date=${DAY}`);
    await house.visit(`?community=wrigley&date=${DAY}`, {}, async (page) => {
      await page.waitForSelector('.panel .standard');
      for (const { standard, outcome } of report.standards) {
        const part = page.locator(`.standard[data-standard="${standard}"]`);
        if ((await part.getAttribute('open')) === null) await part.locator('> summary').click();
        const trace = await open(page, standard);
        assert.ok((await trace.locator('.trace-result').textContent()).includes(WORDS[outcome]), standard);
      }
    });
  });

  it('names the fact that would settle what is not known', async () => {
    const answer = await openQuestion();
    const { community, standard, settles } = answer;
    await house.visit(`?community=${community.id}&standard=${standard.id}&date=${DAY}`, {}, async (page) => {
      await page.waitForSelector('.panel .standard');
      const trace = await open(page, standard.id);
      const said = await trace.locator('.settles > ul > li').allTextContents();
      assert.equal(said.length, settles.length);
      settles.forEach((one, at) => {
        assert.match(said[at], one.always ? /this would be settled/ : /this could be settled/);
        assert.ok(said[at].includes(one.name), said[at]);
        for (const { value } of one.then) assert.ok(said[at].includes(value.en), said[at]);
      });
    });
  });

  it('keeps each fact with its source, in a list of its own', async () => {
    await house.visit(`?community=wrigley&date=${DAY}`, {}, async (page) => {
      await page.waitForSelector('.panel .standard');
      const trace = await open(page, definition.standards[0].id);
      const targets = await trace
        .locator('.cited a')
        .evaluateAll((all) => all.map((a) => a.getAttribute('href')));
      assert.ok(targets.length > 0);
      const missing = await page.evaluate(
        (hrefs) => hrefs.filter((href) => document.querySelector(`.trace ${href}`) === null),
        targets,
      );
      assert.deepEqual(missing, []);
    });
  });

  it('over the whole year is worked out for the day one picks', async () => {
    const { id } = definition.standards[2];
    await house.visit(`?community=wrigley&standard=${id}`, {}, async (page) => {
      await page.waitForSelector('.panel .standard');
      const trace = await open(page, id);
      const slider = trace.locator('input[type="range"]');
      await slider.fill('200');
      const answer = await traceOf('wrigley', id, '07-19');
      await page.waitForFunction(() =>
        /^On 19.July/.test(document.querySelector('.trace-result').textContent),
      );
      assert.ok((await trace.locator('.trace-result').textContent()).includes(WORDS[answer.outcome]));
      assert.match(await trace.locator('output').textContent(), /^19.July/);
    });
  });

  for (const lang of ['en', 'fr']) {
    for (const size of [DESKTOP, PHONE]) {
      it(`has no fault that axe finds and nothing sticks out, ${lang}, ${size.width} px`, async () => {
        const { id } = definition.standards[0];
        await house.visit(
          `?community=wrigley&standard=${id}&date=${DAY}&lang=${lang}`,
          { size },
          async (page) => {
            await page.waitForSelector('.panel .standard');
            await open(page, id);
            await page.$$eval('.trace details', (all) => {
              for (const part of all) part.open = true;
            });
            assert.deepEqual(await faults(page), []);
            const [content, room] = await page.evaluate(() => [
              document.querySelector('.panel-body').scrollWidth,
              document.querySelector('.panel-body').clientWidth,
            ]);
            assert.ok(content <= room, `${content} px of content in ${room} px`);
          },
        );
      });
    }
  }
});
