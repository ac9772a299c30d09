// A government's own sheet of requests: looked through, mended, sent whole; and words that were made to do harm.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { faults } from './axe.mjs';
import { DESKTOP, PHONE, signIn, start } from './support.mjs';

const OURS = '?view=requests&list=ours';
/** Refusals are noted by the browser in its console, and so is an analysis that a busy machine puts off. */
const EXPECTED = /status of (4\d\d|503)/;

let house;
before(async () => {
  house = await start();
  await house.person('marie', '--role', 'government', '--government', 'tlicho-government');
  await house.person('paul', '--role', 'working_group');
});
after(() => house?.stop());

const sessions = new Map();

async function sessionOf(name) {
  if (name === null) return null;
  if (!sessions.has(name)) {
    const visitor = await house.visitor();
    await signIn(await visitor.open('?view=account', '.account-form'), name);
    sessions.set(name, await visitor.context.storageState());
    await visitor.leave();
  }
  return sessions.get(name);
}

/** Runs `use` with a window of somebody who is signed in, or of nobody. What the page's own policy had to stop is noted. */
async function as(name, use, options = {}) {
  const visitor = await house.visitor({ expected: EXPECTED, carries: await sessionOf(name), ...options });
  const stopped = [];
  await visitor.context.exposeFunction('noteStopped', (what) => stopped.push(what));
  await visitor.context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) =>
      window.noteStopped(`${event.violatedDirective}: ${event.blockedURI} ${event.sample}`),
    );
  });
  try {
    await use(await visitor.open('?view=account', '.account h2'));
    visitor.check();
    assert.deepEqual(stopped, []);
  } finally {
    await visitor.leave();
  }
}

async function ours(page, lang = 'en') {
  await page.goto(`${house.address}/${OURS}&lang=${lang}`);
  await page.waitForSelector('.import > summary');
  await page.$eval('.import', (part) => {
    part.open = true;
  });
}

/** Chooses a sheet, and waits for what it comes to. */
async function choose(page, at, text, name = 'our requests.csv') {
  // What is there from the sheet before is not what is waited for.
  await page.$eval('.import-outcome', (part) => {
    part.dataset.at = 'before';
  });
  const buffer = typeof text === 'string' ? Buffer.from(text) : text;
  await page.setInputFiles('.import input[type="file"]', {
    name,
    mimeType: 'application/vnd.ms-excel',
    buffer,
  });
  await page.waitForSelector(`.import-outcome[data-at="${at}"]`);
}

async function mine(page) {
  return page.evaluate(async () => (await (await fetch('/api/requests?mine=true')).json()).requests);
}

function sheet(...rows) {
  return `\ufeffservice_type;communities;why;since\r\n${rows.join('\r\n')}\r\n`;
}

const FIRST = 'community_counselling;behchoko;"Four hours by road;\nǫ̀ ᐃᓄᒃ";2019-05';
const SECOND = 'aftercare;whati;After treatment there is nobody.;';

describe('a sheet', () => {
  it('with a fault in one row shows it and leaves nothing; mended, all of it is there once', async () => {
    await as('marie', async (page) => {
      await ours(page);
      await choose(page, 'refused', sheet(FIRST, SECOND, 'aftercare;atlantis;x;'));
      assert.deepEqual(
        await page.$$eval('.import-faults tbody tr', (all) =>
          all.map((row) => [
            row.dataset.row,
            ...[...row.querySelectorAll('td')].map((cell) => cell.textContent),
          ]),
        ),
        [
          [
            '4',
            'communities',
            'atlantis',
            'ids of communities, as in the template, with semicolons between them; unless it is a draft, one community or region at least',
          ],
        ],
      );
      assert.match(
        await page.evaluate(() => document.activeElement.textContent),
        /Nothing of “our requests.csv” was sent/,
        'one goes on from there',
      );
      assert.deepEqual(await faults(page), []);
      assert.equal((await mine(page)).length, 0);

      await choose(page, 'ready', sheet(FIRST, SECOND, 'aftercare;gameti;x;'));
      assert.match(await page.textContent('.import-outcome'), /Rows: 3\. New requests: 3\./);
      assert.equal((await mine(page)).length, 0, 'looked through, and not sent');
      assert.deepEqual(await faults(page), []);
      // By the keyboard alone.
      await page.keyboard.press('Tab');
      assert.equal(await page.evaluate(() => document.activeElement.className), 'primary import-send');
      await page.keyboard.press('Enter');
      await page.waitForSelector('.import-outcome[data-at="done"]');
      await page.waitForFunction(() => document.querySelectorAll('.card').length === 3);
      const words = (await mine(page)).map((one) => one.why).sort();
      assert.deepEqual(words, ['After treatment there is nobody.', 'Four hours by road;\nǫ̀ ᐃᓄᒃ', 'x']);

      // The same sheet once more adds nothing, nor does what was exported.
      await choose(page, 'ready', sheet(FIRST, SECOND, 'aftercare;gameti;x;'));
      await page.click('.import-send');
      await page.waitForSelector('.import-outcome[data-at="done"]');
      assert.equal((await mine(page)).length, 3);
      for (const format of ['csv', 'xlsx']) {
        const bytes = await page.evaluate(async (from) => {
          const answer = await fetch(from);
          return [...new Uint8Array(await answer.arrayBuffer())];
        }, `/api/requests/export?f=${format}`);
        await choose(page, 'ready', Buffer.from(bytes), `requests.${format}`);
        assert.match(
          await page.textContent('.import-outcome'),
          /left as they are: 3\.Every row is on record/,
        );
        assert.equal(await page.locator('.import-send').count(), 0);
      }
    });
  });

  it('that cannot be read at all says what to do', async () => {
    await as('marie', async (page) => {
      await ours(page);
      await choose(page, 'refused', Buffer.from('service_type,why\naftercare,caf\xe9\n', 'latin1'));
      assert.match(await page.textContent('.import-faulty'), /save it as “CSV UTF-8”/);
      await choose(page, 'refused', 'kind,why\naftercare,x\n');
      assert.match(await page.textContent('.import-faults'), /the columns of the template, each once/);
      assert.deepEqual(await faults(page), []);
    });
  });

  it('is explained in both languages, and fits a desk and a phone', async () => {
    for (const size of [DESKTOP, PHONE])
      await as(
        'marie',
        async (page) => {
          for (const lang of ['en', 'fr']) {
            await ours(page, lang);
            await choose(page, 'refused', sheet(`aftercare;atlantis;${'ǫ'.repeat(10_001)};2999`, 'x;;;'));
            if (lang === 'fr')
              assert.match(await page.textContent('.import'), /Rien n’a été envoyé de «\u00a0our/);
            assert.deepEqual(await faults(page), [], `${lang} ${size.width}`);
            const wider = await page.evaluate(
              () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
            );
            assert.equal(wider, 0, `${lang} ${size.width}: nothing wider than the screen`);
          }
        },
        { size },
      );
  });
});

describe('words that were made to do harm', () => {
  it('are words on every page, to whoever reads them', async () => {
    const scripts = [
      '<script>window.broken=1</script>',
      '<img src=x onerror=window.broken=1>',
      '"><svg onload=window.broken=1>',
      "{{constructor.constructor('window.broken=1')()}}",
    ];
    const cell = (text) => `"${text.replaceAll('"', '""')}"`;
    const all = scripts.join(' ');
    const row = [
      'community_counselling',
      'behchoko',
      cell(all),
      cell(all),
      cell(`${all.replaceAll('\n', ' ')} https://example.org/%3Cscript%3E`),
      'https://example.org/javascript:alert(1)',
      'public',
    ].join(',');
    let id;
    await as('marie', async (page) => {
      await ours(page);
      const header = 'service_type,communities,why,cultural_grounding,evidence,labels,visibility';
      await choose(page, 'ready', `${header}\n${row}\n`, '<img src=x onerror=window.broken=1>.csv');
      await page.click('.import-send');
      await page.waitForSelector('.import-outcome[data-at="done"]');
      [{ id }] = (await mine(page)).filter((one) => one.why === all);
      // What is refused is shown too.
      await choose(page, 'refused', `service_type,communities\n${cell(scripts[1])},${cell(scripts[2])}\n`);
      assert.match(await page.textContent('.import-faults'), /<img src=x onerror/);
      assert.equal(await page.evaluate(() => window.broken), undefined);
    });
    await as('paul', async (page) => {
      await page.goto(`${house.address}/?view=requests&request=${id}`);
      await page.waitForSelector('button[data-move="acknowledged"]');
      await page.click('button[data-move="acknowledged"]');
      await page.fill('dialog[open] textarea', all);
      await page.click('dialog[open] button[type="submit"]');
      await page.waitForSelector('.one-head [data-state="acknowledged"]');
    });
    const one = [`?view=requests&request=${id}`, '.asked .own-words'];
    const list = ['?view=requests', `.card[data-request="${id}"]`];
    const map = ['?community=behchoko&layers=links,services,requests', '.map[data-phase="ready"]'];
    for (const [name, pages] of [
      ['marie', [one, [OURS, '.card']]],
      ['paul', [one, list]],
      [null, [list, map, one]],
    ])
      await as(name, async (page) => {
        for (const [search, ready] of pages) {
          await page.goto(`${house.address}/${search}`);
          await page.waitForSelector(ready);
          // Analyses run a few at a time: those of a page that was left would keep the next one waiting.
          await page.waitForLoadState('networkidle');
          await page.$$eval('details', (parts) => {
            for (const part of parts) part.open = true;
          });
          assert.equal(await page.evaluate(() => window.broken), undefined, search);
          assert.equal(
            await page.locator('main script, main img[src="x"], main svg[onload]').count(),
            0,
            search,
          );
        }
        if (pages.at(-1) !== one) return;
        assert.equal(await page.textContent('.asked .own-words'), all, 'as it was written');
        assert.match(await page.textContent('.answers'), /<svg onload/);
      });
  });
});
