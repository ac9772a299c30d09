// What the working group decides: recorded, seen by those who may, changed, and what has become of it since.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { faults } from './axe.mjs';
import { DISSENT, EXPECTED, fits, group, of, PAGE, READY, REASONS, record, rows } from './options.mjs';
import { DESKTOP, PHONE } from './support.mjs';

let house;
before(async () => {
  house = await group();
});
after(() => house?.stop());

describe('a decision', () => {
  it('is recorded by the working group with its reasons as they were typed, and shown to the public only if it is public', async () => {
    const [kept, shown] = [await house.some(), await house.some()];
    await house.as('paul', async (page) => {
      await house.go(page, of(kept.id), '.decisions-of .actions .primary');
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
      await house.go(page, of(shown.id), '.decisions-of .actions .primary');
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
    const gap = await house.some();
    await house.as('paul', async (page) => {
      await house.go(page, of(gap.id), '.decisions-of .actions .primary');
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
    const gap = await house.some();
    await house.as('paul', async (paul) => {
      await house.go(paul, of(gap.id), '.decisions-of .actions .primary');
      await record(paul, {});
      await paul.click('.decision .actions button >> nth=0');
      await paul.waitForSelector('.decision-form');
      await house.as('rosa', async (rosa) => {
        await house.go(rosa, of(gap.id), '.decision');
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
    await house.as('marie', async (page) => {
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
    await house.as('paul', async (page) => {
      await house.go(page, of(option), '.decisions-of .actions .primary');
      await record(page, { decision: 'Not chosen' });
      await page.waitForSelector('.decision');
    });
    await house.as('marie', async (page) => {
      await house.go(page, `?view=requests&request=${id}`, '.decision');
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

describe('the pages of decisions', () => {
  for (const [size, locale] of [
    [DESKTOP, 'en-CA'],
    [PHONE, 'fr-CA'],
  ]) {
    it(`have nothing that axe would refuse, nor run over their edge, at ${size.width} in ${locale}`, async () => {
      const { options } = await house.ranking();
      const gap = options.find((one) => one.kind === 'gap');
      await house.as(
        'paul',
        async (page) => {
          await house.go(page, of(gap.id), '.first-said');
          // The first gap has a decision already, which is changed here; any other would be recorded.
          await page.waitForSelector('.decisions-of[aria-busy="false"] .actions button');
          await page.click('.decisions-of .actions button >> nth=0');
          await page.waitForSelector('.decision-form');
          assert.deepEqual(await faults(page), []);
          await fits(page);
          await house.go(page, `${PAGE}&part=decisions`, '.decision');
          for (const part of await page.locator('.decision details summary').all()) await part.click();
          await page.waitForSelector('.versions li');
          assert.deepEqual(await faults(page), []);
          await fits(page);
        },
        { size, locale },
      );
    });
  }
});

describe('a decision, later', () => {
  it('shows that the gap has closed once what was chosen is there', async () => {
    const gap = await house.some((one) => one.kind === 'gap' && one.supposed.services > 0, {
      standard: 'counselling',
    });
    await house.as('paul', async (page) => {
      await house.go(page, of(gap.id), '.decisions-of .actions .primary');
      await record(page, { shown: true });
      await page.waitForSelector('.decision [data-closed="no"], .decision [data-closed="unknown"]');
    });
    await house.load('services.csv', (text) => {
      const names = text.slice(0, text.indexOf('\n')).trim().split(',');
      const counsellors = Array.from({ length: gap.supposed.services }, (_, n) => ({
        id: `later-${n}`,
        name: 'Counsellor',
        service_type: gap.supposed.service_type,
        status: 'existing',
        community_id: gap.community_id,
        in_territory: 'true',
        delivery_mode: 'resident',
        serves: gap.community_id,
        source_keys: 'gnwt_workplan_2023',
        confidence: 'high',
      }));
      const rows = counsellors.map((one) => names.map((name) => one[name] ?? '').join(','));
      return `${text.trimEnd()}\n${rows.join('\n')}\n`;
    });
    await house.visit(`${PAGE}&part=decisions`, { ready: '.decision' }, async (page) => {
      const card = page.locator('.decision', { hasText: gap.title.en });
      assert.equal(await card.locator('.closed').getAttribute('data-closed'), 'yes');
      assert.match(await card.locator('.since').textContent(), /The gap has closed/);
      await card.locator('.gap-rows summary').click();
      const cells = await card.locator('.gap-rows tbody td').allTextContents();
      assert.match(cells[1], /^Met/);
      assert.doesNotMatch(cells[0], /^Met/);
    });
    // What has closed is no option any more.
    await house.visit(of(gap.id), { ready: '.decision' }, async (page) => {
      assert.match(await page.textContent('.priorities h2'), /not among the options/);
    });
  });
});

describe('referral positions', () => {
  before(() =>
    // Without what is on record of counsellors, who refer too, nobody knows where a referral is to be had.
    house.load('referrals.csv', (text) =>
      text
        .split('\n')
        .filter((row) => !/^refer-(counselling|tree|hope)/.test(row))
        .join('\n'),
    ),
  );

  it('are options where the way through care lacks one, and lead to that way', async () => {
    const { options } = await house.ranking({ options: 'positions' });
    assert.ok(options.length > 0 && options.every((one) => one.kind === 'position'));
    await house.visit(`${PAGE}&options=positions`, { ready: READY }, async (page) => {
      assert.deepEqual(
        (await rows(page)).map(({ id }) => id),
        options.slice(0, 20).map(({ id }) => id),
      );
      await page.click('.options tbody th a >> nth=0');
      await page.waitForSelector('.firmness');
      await page.click('text="The way through care from there"');
      await page.waitForSelector('.pathways h2');
      assert.equal(new URL(page.url()).searchParams.get('community'), options[0].community_id);
    });
  });

  it('have decisions that say how the way through care stood, and stands', async () => {
    const position = await house.some((one) => one.kind === 'position', { options: 'positions' });
    await house.as('paul', async (page) => {
      await house.go(page, of(position.id), '.decisions-of .actions .primary');
      await record(page, {});
      await page.waitForSelector('.decision');
      await page.click('.gap-rows summary');
      assert.match(await page.textContent('.gap-rows'), /From home to treatment and back/);
    });
  });
});
