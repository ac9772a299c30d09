// What the government that a public record names says of it; and a draft that lies on the server.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { faults } from './axe.mjs';
import { DESKTOP, PHONE, signIn, start } from './support.mjs';

/** Called for by the Tłı̨chǫ Government, as the package has it from the press. */
const RECORD = '?view=requests&request=req-tlicho-2022';
const OURS = '?view=requests&list=ours';
const EXPECTED = /status of 4\d\d/;
const WHY = 'The gathering asked for Whatı̀\u0301, not for a region.\nᑖᒃᑯᐊ';

let house;
before(async () => {
  house = await start();
  await house.person('marie', '--role', 'government', '--government', 'tlicho-government');
  await house.person('louis', '--role', 'government', '--government', 'tlicho-government');
  await house.person('denis', '--role', 'government', '--government', 'deline-gotine-government');
});
after(() => house?.stop());

const sessions = new Map();

/** Runs `use` with a page of somebody who is signed in, in a browser of their own. */
async function as(name, search, ready, use, options = {}) {
  if (!sessions.has(name)) {
    const visitor = await house.visitor();
    await signIn(await visitor.open('?view=account', '.account-form'), name);
    sessions.set(name, await visitor.context.storageState());
    await visitor.leave();
  }
  const visitor = await house.visitor({ expected: EXPECTED, carries: sessions.get(name), ...options });
  try {
    await use(await visitor.open(search, ready));
    visitor.check();
  } finally {
    await visitor.leave();
  }
}

/** Sends something as whoever has this page, on what they would read now. */
function sent(page, method, path, at, body) {
  return page.evaluate(
    async ([how, from, to, what]) => {
      const etag = (await fetch(from)).headers.get('etag');
      const headers = { 'content-type': 'application/json', 'if-match': etag };
      return (await fetch(to, { method: how, headers, body: JSON.stringify(what) })).status;
    },
    [method, path, at, body],
  );
}

async function fits(page, what) {
  assert.deepEqual(await faults(page), [], what);
  const wider = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  assert.equal(wider, 0, `${what}: nothing wider than the screen`);
}

describe('a public record', () => {
  it('is corrected by the government that it names, beside what the source says, for everybody to read', async () => {
    await as('denis', RECORD, '.from-record', async (page) => {
      assert.equal(await page.locator('.correct-record').count(), 0, 'it names another');
    });
    await as('marie', RECORD, '.correct-record', async (page) => {
      await page.click('.correct-record');
      await page.waitForSelector('#field-why textarea');
      assert.ok(await page.isDisabled('.send-bar .primary'), 'not without a reason');
      await page.fill('#field-why textarea', WHY);
      await page.check('#field-communities >> text="Whatì"');
      await page.fill('#field-date input', '2021-07-40');
      // A colleague says something meanwhile.
      const path = '/api/requests/req-tlicho-2022';
      assert.equal(await sent(page, 'PUT', path, `${path}/correction`, { why: 'First.' }), 200);
      await page.click('.send-bar .primary');
      await page.waitForSelector('.refusal[data-status="422"]');
      assert.match(await page.textContent('#field-date .field-faults'), /2021-07-40/);
      await page.fill('#field-date input', '2021-07');
      await page.click('.send-bar .primary');
      await page.waitForSelector('.refusal[data-status="412"]');
      assert.match(await page.textContent('.refusal'), /First\./);
      await fits(page, 'somebody was faster');
      await page.reload();
      await page.waitForSelector('.kept');
      assert.equal(await page.inputValue('#field-why textarea'), WHY, 'kept over a reload');
      await page.click('.send-bar .primary');
      await page.waitForFunction(
        (words) => document.querySelector('.of-record .own-words')?.textContent === words,
        WHY,
      );
      await page.click('.history summary');
      await page.waitForSelector('.history li >> nth=1');
      assert.match(await page.textContent('.history'), /Tłı̨chǫ Government: corrected \(.*when it was asked/);
    });

    for (const [lang, source, they] of [
      ['en', /The source says: nothing/, /Tłı̨chǫ Government says: Whatì/],
      ['fr', /La source dit\u00a0: rien/, /Tłı̨chǫ Government dit\u00a0: Whatì/],
    ])
      await house.visit(`${RECORD}&lang=${lang}`, { ready: '.of-record article' }, async (page) => {
        // Names of places come after the record.
        await page.waitForSelector('.otherwise [data-field="communities"] strong:text-is("Whatì")');
        const shown = (await page.textContent('.otherwise [data-field="communities"]')).replace(/ +/g, ' ');
        assert.match(shown, source);
        assert.match(shown, they);
        assert.match(await page.textContent('.otherwise [data-field="date"]'), /2022.*2021/);
        assert.equal(await page.textContent('.asked .own-words').then((text) => text.includes(WHY)), false);
        await page.goto(`${house.address}/?view=requests&lang=${lang}`);
        await page.waitForSelector('.card[data-request="req-tlicho-2022"] .said-otherwise');
      });
  });

  it('is read with what was said of it at the gap that it speaks of', async () => {
    const { standards } = await house.api('/api/analysis/communities/behchoko');
    const at = standards.find((one) => one.requests.some((asked) => asked.corrections.length > 0));
    assert.ok(at, 'the record is about a standard of the definition');
    await house.visit(
      `?standard=${at.standard}&community=behchoko`,
      { ready: '.panel .standard' },
      async (page) => {
        await page.$$eval('details', (all) => {
          for (const part of all) part.open = true;
        });
        const said = page.locator('.records .said-otherwise').first();
        assert.match(await said.textContent(), /Tłı̨chǫ Government says otherwise/);
        assert.ok((await said.textContent()).includes(WHY));
        await said.locator('a').click();
        await page.waitForSelector('.of-record article');
      },
    );
  });

  it('has no fault that axe finds, with what is said and while it is written, in both languages and widths', async () => {
    for (const size of [DESKTOP, PHONE])
      for (const lang of ['en', 'fr'])
        await as(
          'marie',
          `${RECORD}&lang=${lang}`,
          '.of-record article',
          async (page) => {
            await page.click('.of-record .danger');
            await fits(page, `${lang} ${size.width}`);
            await page.goto(`${house.address}/${RECORD}&correct=yes&lang=${lang}`);
            await page.waitForSelector('#field-why textarea');
            await fits(page, `the form, ${lang} ${size.width}`);
          },
          { size },
        );
  });

  it('stands alone again once the correction is taken back', async () => {
    await as('marie', RECORD, '.of-record article', async (page) => {
      await page.click('.of-record .danger');
      await page.click('.of-record .sure .danger');
      await page.waitForSelector('.of-record article', { state: 'detached' });
      assert.equal(await page.evaluate(() => document.activeElement.id), 'said-title');
      const text = await page.evaluate(async () => (await fetch('/api/requests/req-tlicho-2022')).text());
      assert.ok(!text.includes('The gathering asked'));
    });
  });
});

describe('a draft on the server', () => {
  it('is put there from one device, written on from another by two at once, and sent', async () => {
    await as('marie', OURS, '.new-request', async (page) => {
      await page.click('.new-request');
      await page.waitForSelector('.request-form');
      await page.click('.to-server');
      assert.equal(await page.getAttribute('[data-missing]', 'data-missing'), 'service_type');
      await page.selectOption('#field-service_type select', 'aftercare');
      await page.fill('#field-why textarea', 'Begun at the office.');
      await page.click('.to-server');
      await page.waitForSelector('.outbox-item[data-phase="arrived"]');
    });
    await as('louis', OURS, '.card[data-request] .write-on', async (page) => {
      const id = await page.getAttribute('.card:has(.write-on)', 'data-request');
      const path = `/api/requests/${id}`;
      await page.click('.write-on');
      await page.waitForSelector('#field-why textarea');
      assert.equal(await page.inputValue('#field-why textarea'), 'Begun at the office.');
      await page.click('.send-bar .primary');
      assert.equal(await page.getAttribute('[data-missing]', 'data-missing'), 'communities');
      await page.fill('#field-why textarea', 'Gone on with at home.');
      await page.click('.save-draft');
      await page.waitForSelector('[data-saved="true"]');
      const read = () => page.evaluate(async (from) => (await fetch(from)).json(), path);
      assert.deepEqual(await read().then(({ why, state }) => [why, state]), [
        'Gone on with at home.',
        'draft',
      ]);

      // Somebody else of the same government writes at it too.
      await page.check('#field-communities >> text="Whatì"');
      await page.fill('#field-why textarea', 'Mine.');
      assert.equal(await sent(page, 'PATCH', path, path, { why: 'Theirs.' }), 200);
      await page.click('.send-bar .primary');
      await page.waitForSelector('.differences [data-field="why"]');
      const both = await page.textContent('.differences');
      assert.match(both, /Theirs\..*Mine\./s);
      await fits(page, 'two at one draft');
      assert.equal((await read()).state, 'draft', 'nothing is sent that one has not seen');
      await page.click('.send-bar .primary');
      await page.waitForSelector('.one-head [data-state="submitted"]');
      const { why, communities, state } = await read();
      assert.deepEqual([why, communities, state], ['Mine.', ['whati'], 'submitted']);
    });
  });
});
