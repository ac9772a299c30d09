// What a government asks for, from a draft without a link to the answer, and who sees it.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { faults } from './axe.mjs';
import { DESKTOP, PHONE, signIn, start } from './support.mjs';

const OURS = '?view=requests&list=ours';
const REGISTER = '?view=requests';
const QUEUE = '?view=requests&list=queue';
/** Refusals, and a line that is cut on purpose, are noted by the browser in its console. */
const EXPECTED = /status of 4\d\d|ERR_INTERNET_DISCONNECTED|ERR_FAILED|Failed to load resource/;
/** Dene letters with marks that no single character has, syllabics, spaces at both ends and two lines. */
const WORDS =
  '  Behchokǫ\u0300 gots\u2019ǫ\u0328 \u1403\u14C4\u1483\u144E\u1450\u1466\n\nFour hours by road. ';

let house;
before(async () => {
  house = await start();
  await house.person('marie', '--role', 'government', '--government', 'tlicho-government');
  await house.person('denis', '--role', 'government', '--government', 'deline-gotine-government');
  await house.person('paul', '--role', 'working_group');
});
after(() => house?.stop());

/** What a browser of each person has kept of their session: people sign in once, as they do. */
const sessions = new Map();

async function sessionOf(name) {
  if (name === 'public') return null;
  if (!sessions.has(name)) {
    const visitor = await house.visitor();
    await signIn(await visitor.open('?view=account', '.account-form'), name);
    sessions.set(name, await visitor.context.storageState());
    await visitor.leave();
  }
  return sessions.get(name);
}

/** Runs `use` with as many people as named, each signed in with a device of their own. */
async function together(names, use, options = {}) {
  const all = [];
  try {
    for (const name of names) {
      const carries = await sessionOf(name);
      const visitor = await house.visitor({ expected: EXPECTED, carries, ...options });
      all.push(visitor);
      visitor.page = await visitor.open('?view=account', '.account h2');
    }
    await use(...all);
    for (const visitor of all) visitor.check();
  } finally {
    for (const visitor of all) await visitor.leave();
  }
}

async function go(page, search, ready) {
  await page.goto(`${house.address}/${search}`);
  await page.waitForSelector(ready);
}

async function begin(page) {
  await go(page, OURS, '.new-request');
  await page.click('.new-request');
  await page.waitForSelector('.request-form');
}

async function fill(page, { why, kind = 'community_counselling', visibility = null }) {
  await page.selectOption('#field-service_type select', kind);
  await page.check('#field-communities >> text="Behchokǫ̀"');
  await page.fill('#field-why textarea', why);
  if (visibility !== null) await page.check(`#field-visibility input[value="${visibility}"]`);
}

async function keptOnDevice(page) {
  await page.waitForSelector('.send-bar [data-kept="true"]');
}

/** The request that has arrived, by the note on the page. */
async function arrived(page) {
  await page.waitForSelector('.outbox-item[data-phase="arrived"]');
  const href = await page.getAttribute('.outbox-item[data-phase="arrived"] a', 'href');
  return new URL(href, house.address).searchParams.get('request');
}

/** What the server has of this person's requests, asked with their own session. */
function asThey(page, path) {
  return page.evaluate(async (from) => (await fetch(from)).json(), path);
}

async function withWords(page, why) {
  const { requests } = await asThey(page, '/api/requests?mine=true');
  return requests.filter((one) => one.why === why);
}

/** Sends a request that is of no further interest, and gives its id. */
async function submitted(page, more) {
  await begin(page);
  await fill(page, more);
  await page.click('.send-bar .primary');
  return arrived(page);
}

async function hideNotes(page) {
  await go(page, OURS, '.new-request');
  while ((await page.locator('[data-phase="arrived"] button').count()) > 0) {
    const count = await page.locator('[data-phase="arrived"]').count();
    await page.locator('[data-phase="arrived"] button').first().click();
    await page.waitForFunction(
      (was) => document.querySelectorAll('[data-phase="arrived"]').length < was,
      count,
    );
  }
}

async function answer(page, id, to, reason) {
  await go(page, `${QUEUE}&request=${id}`, `button[data-move="${to}"]`);
  await page.click(`button[data-move="${to}"]`);
  await page.fill('dialog[open] textarea', reason);
  await page.click('dialog[open] button[type="submit"]');
  await page.waitForSelector(`.one-head [data-state="${to}"]`);
}

describe('a request', () => {
  it('is drafted without a link, sent once when it is back, answered with a reason, and restricted', async () => {
    await together(['marie', 'paul', 'denis', 'public'], async (marie, paul, denis, nobody) => {
      const { page, context } = marie;
      await go(page, OURS, '.new-request');
      await page.waitForSelector('.opens-offline');
      await context.setOffline(true);
      await page.reload();
      await page.waitForSelector('.new-request');
      await page.click('.new-request');
      await page.waitForSelector('.request-form');
      await fill(page, { why: WORDS, visibility: 'public' });
      await keptOnDevice(page);
      await page.reload();
      await page.waitForSelector('#field-why textarea');
      assert.equal(await page.inputValue('#field-why textarea'), WORDS, 'kept over a reload');
      await page.click('.send-bar .primary');
      await page.waitForSelector('.outbox-item[data-phase="waiting"]');
      assert.match(await page.textContent('.outbox-words'), /Waits for the link/);
      assert.match(await page.textContent('.account-link'), /to send: 1/);

      await context.setOffline(false);
      const id = await arrived(page);
      assert.equal((await withWords(page, WORDS)).length, 1, 'once, and to the byte');

      await go(paul.page, QUEUE, `.card[data-request="${id}"]`);
      await answer(paul.page, id, 'acknowledged', 'Read on the day it came.');

      await go(page, `${OURS}&request=${id}`, '.one-head [data-state="acknowledged"]');
      assert.match(await page.textContent('.answers'), /Read on the day it came\./);
      assert.equal(await page.textContent('.asked .own-words'), WORDS);

      await go(nobody.page, REGISTER, `.card[data-request="${id}"]`);
      assert.match(await nobody.page.textContent(`.card[data-request="${id}"]`), /Tłı̨chǫ Government/);

      await page.check('.visibility input[value="working_group"]');
      await page.click('.visibility button');
      await page.waitForSelector('.who-sees');
      const seen = [];
      for (const other of [nobody, denis]) {
        await go(other.page, REGISTER, '.card');
        seen.push(await other.page.locator(`.card[data-request="${id}"]`).count());
        await go(other.page, `${REGISTER}&request=${id}`, '.trouble');
        assert.match(await other.page.textContent('.trouble'), /not in these records/);
      }
      assert.deepEqual(seen, [0, 0]);

      await page.click('.access summary');
      await page.waitForSelector('.access li');
      assert.match(await page.textContent('.access'), /working group/);
      await page.click('.history summary');
      await page.waitForSelector('.history li');
      assert.match(await page.textContent('.history'), /changed who may see it/);
    });
  });

  it('that another government keeps to itself was never seen by this one, nor by the public', async () => {
    await together(['marie', 'denis', 'public'], async (marie, denis, nobody) => {
      const id = await submitted(marie.page, { why: 'Between us and the working group.' });
      for (const { page } of [denis, nobody]) {
        await go(page, REGISTER, '.card');
        assert.equal(await page.locator(`.card[data-request="${id}"]`).count(), 0);
        assert.doesNotMatch(await page.textContent('.requests'), /Between us and the working group/);
        const { requests, number } = await asThey(page, '/api/requests');
        assert.equal(requests.length, number);
        assert.ok(!requests.some((one) => one.id === id));
      }
    });
  });

  it('is withdrawn after a plain word on what that means, and its words are gone', async () => {
    await together(['marie'], async ({ page }) => {
      const why = 'To be taken back.';
      const id = await submitted(page, { why });
      await go(page, `${OURS}&request=${id}`, 'button[data-move="withdrawn"]');
      await page.click('button[data-move="withdrawn"]');
      assert.match(
        await page.textContent('dialog[open]'),
        /words are erased at once.*35 days.*Nobody can bring it back/s,
      );
      assert.equal(
        await page.locator('dialog[open] textarea').count(),
        0,
        'no reason is kept, so none is asked',
      );
      await page.click('dialog[open] button[type="submit"]');
      await page.waitForFunction(
        () => document.querySelector('h2')?.textContent === 'This request was withdrawn',
      );
      assert.equal((await withWords(page, why)).length, 0);
    });
  });

  it('shows what was typed into it as text, and never as part of the page', async () => {
    const script = '<img src=x onerror="window.broken=1"><script>window.broken=1</script>';
    await together(['marie', 'paul'], async (marie, paul) => {
      const id = await submitted(marie.page, { why: script });
      for (const { page } of [marie, paul]) {
        await go(page, `${REGISTER}&request=${id}`, '.asked');
        assert.equal(await page.textContent('.asked .own-words'), script);
        assert.equal(await page.evaluate(() => window.broken), undefined);
      }
    });
  });
});

describe('sending', () => {
  it('makes one request though the answer was lost, the page was reloaded and a second window tried too', async () => {
    await together(['marie'], async ({ page, context }) => {
      const why = 'Sent while the line was bad.';
      let reached = 0;
      await context.route('**/api/requests', async (route) => {
        if (route.request().method() !== 'POST') return route.fallback();
        reached += 1;
        // It arrives, and nobody hears of it.
        await route.fetch();
        return route.abort('connectionreset');
      });
      await begin(page);
      await fill(page, { why });
      await page.click('.send-bar .primary');
      await page.waitForSelector('.outbox-item[data-phase="waiting"]');
      await page.waitForFunction(() =>
        /may have arrived/.test(document.querySelector('.outbox-words').textContent),
      );
      assert.equal(reached, 1);
      assert.equal(await page.locator('.outbox-item button:text("Do not send it yet")').count(), 0);
      await context.unroute('**/api/requests');
      const second = await context.newPage();
      await Promise.all([page.reload(), second.goto(`${house.address}/${OURS}`)]);
      await Promise.all([arrived(page), arrived(second)]);
      assert.equal((await withWords(page, why)).length, 1);
      await hideNotes(page);
    });
  });

  it('is done by one of two windows, and the same draft cannot be sent from the other', async () => {
    await together(['marie'], async ({ page, context }) => {
      const why = 'Open in two windows.';
      let posts = 0;
      await context.route('**/api/requests', async (route) => {
        if (route.request().method() === 'POST') posts += 1;
        return route.fallback();
      });
      await begin(page);
      await fill(page, { why });
      await keptOnDevice(page);
      const second = await context.newPage();
      await second.goto(page.url());
      await second.waitForSelector('#field-why textarea');
      // The other window's button may be gone before it is pressed.
      const press = (one) => one.click('.send-bar .primary', { timeout: 2000 }).catch(() => {});
      await Promise.all([press(page), press(second)]);
      await arrived(page);
      assert.equal((await withWords(page, why)).length, 1);
      assert.equal(posts, 1);
      await hideNotes(page);
    });
  });

  it('is taken over at once from a window that was closed in the middle', async () => {
    await together(['marie'], async ({ page, context }) => {
      const why = 'Begun in a window that was closed.';
      // Whatever this window sends hangs for as long as it is there.
      let hangs;
      const begun = new Promise((resolve) => {
        hangs = resolve;
      });
      await page.route('**/api/requests', (route) =>
        route.request().method() === 'POST' ? hangs() : route.fallback(),
      );
      await begin(page);
      await fill(page, { why });
      await page.click('.send-bar .primary');
      await begun;
      // Opened only now: it would otherwise hear of the draft, and might send it first.
      const other = await context.newPage();
      await go(other, OURS, '.outbox-item[data-phase="waiting"]');
      await page.close();
      // It may have been waiting for the lock, and then sends by itself before anybody can press.
      await Promise.race([
        other.click('.outbox-item button:text("Try now")').then(() => arrived(other)),
        arrived(other),
      ]);
      assert.equal((await withWords(other, why)).length, 1);
      await hideNotes(other);
    });
  });

  it('shows both texts where two windows wrote at once, and loses neither', async () => {
    await together(['marie'], async ({ page, context }) => {
      await begin(page);
      await fill(page, { why: 'At first.' });
      await keptOnDevice(page);
      const second = await context.newPage();
      await second.goto(page.url());
      await second.waitForSelector('#field-why textarea');
      // Both type before either is kept.
      await second.evaluate(() => {
        window.BroadcastChannel.prototype.postMessage = () => {};
      });
      await second.fill('#field-why textarea', 'From the second.');
      await keptOnDevice(second);
      await page.fill('#field-why textarea', 'From the first.');
      await page.waitForSelector('.differences');
      const shown = await page.textContent('.differences');
      assert.match(shown, /From the second\./);
      assert.match(shown, /From the first\./);
      await page.click('button:text("Keep the text of this window")');
      await page.waitForSelector('.differences', { state: 'detached' });
      await page.reload();
      await page.waitForSelector('#field-why textarea');
      assert.equal(await page.inputValue('#field-why textarea'), 'From the first.');
    });
  });

  it('that the server refuses comes back with each fault at its field, and nothing of it is lost', async () => {
    await together(['marie'], async ({ page }) => {
      await begin(page);
      await fill(page, { why: 'With a day that is still to come.' });
      await page.click('.more-fields summary');
      await page.fill('#field-since input', '2999-01-01');
      await page.click('.send-bar .primary');
      await page.waitForSelector('.outbox-item[data-phase="refused"]');
      await page.click('.outbox-item[data-phase="refused"] a');
      await page.waitForSelector('#field-since .field-faults li');
      assert.equal(await page.inputValue('#field-why textarea'), 'With a day that is still to come.');
      await page.click('.fault-summary button');
      assert.equal(await page.evaluate(() => document.activeElement.closest('.field').id), 'field-since');
      assert.deepEqual(await faults(page), []);
      await page.fill('#field-since input', '2019');
      await page.click('.send-bar .primary');
      const id = await arrived(page);
      assert.equal((await asThey(page, `/api/requests/${id}`)).since, '2019');
      await hideNotes(page);
    });
  });

  it('is done from whichever page is open', async () => {
    await together(['marie'], async ({ page, context }) => {
      const why = 'Sent from the map.';
      await begin(page);
      await fill(page, { why });
      await keptOnDevice(page);
      await context.setOffline(true);
      await page.click('.send-bar .primary');
      await page.waitForSelector('.outbox-item[data-phase="waiting"]');
      await page.close();
      await context.setOffline(false);
      const map = await context.newPage();
      await map.goto(`${house.address}/`);
      for (let i = 0; i < 50 && (await withWords(map, why)).length === 0; i += 1)
        await map.waitForTimeout(200);
      assert.equal((await withWords(map, why)).length, 1);
      await hideNotes(map);
    });
  });

  it('waits for the account under which it was written', async () => {
    await together(['marie'], async ({ page, context }) => {
      await begin(page);
      await fill(page, { why: 'Written by Marie.' });
      await context.setOffline(true);
      await page.click('.send-bar .primary');
      await page.waitForSelector('.outbox-item[data-phase="waiting"]');
      await context.clearCookies();
      await context.setOffline(false);
      await page.waitForFunction(() =>
        /until you sign in|sign in under that name/.test(document.querySelector('.requests').textContent),
      );
      await signIn(page, 'denis');
      await go(page, OURS, '.new-request');
      assert.equal(await page.locator('.outbox-item').count(), 0);
      assert.doesNotMatch(await page.textContent('.requests'), /Written by Marie/);
      assert.equal((await withWords(page, 'Written by Marie.')).length, 0);
      await page.goto(`${house.address}/?view=account`);
      await page.click('.sign-out');
      await page.waitForSelector('.account-link:text-is("Sign in")');
      sessions.delete('denis');
      await signIn(page, 'marie');
      await go(page, OURS, '.outbox-item[data-phase="arrived"]');
      assert.equal((await withWords(page, 'Written by Marie.')).length, 1);
      await hideNotes(page);
    });
  });
});

describe('a correction', () => {
  it('made while somebody else corrected the same shows both texts, and loses neither', async () => {
    await together(['marie'], async ({ page, context }) => {
      const id = await submitted(page, { why: 'As it was.' });
      await go(page, `${OURS}&request=${id}&correct=yes`, '#field-why textarea');
      const status = await page.evaluate(async (from) => {
        const etag = (await fetch(from)).headers.get('etag');
        const headers = { 'content-type': 'application/json', 'if-match': etag };
        const body = JSON.stringify({ why: 'Theirs.', since: '2018' });
        return (await fetch(from, { method: 'PATCH', headers, body })).status;
      }, `/api/requests/${id}`);
      assert.equal(status, 200);
      await page.fill('#field-why textarea', 'Mine.');
      await page.click('.send-bar .primary');
      await page.waitForSelector('.differences [data-field="why"]');
      const shown = await page.textContent('.differences');
      assert.match(shown, /Theirs\./);
      assert.match(shown, /Mine\./);
      assert.deepEqual(await faults(page), []);
      await page.reload();
      await page.waitForSelector('.kept');
      assert.equal(await page.inputValue('#field-why textarea'), 'Mine.', 'kept over a reload');
      await page.click('.send-bar .primary');
      await page.waitForSelector('.one-head');
      const now = await asThey(page, `/api/requests/${id}`);
      assert.deepEqual([now.why, now.since], ['Mine.', '2018']);
      await context.clearCookies();
    });
  });
});

describe('an answer', () => {
  it('to a request that was moved meanwhile keeps its words, and says where it stands now', async () => {
    await together(['marie', 'paul'], async (marie, paul) => {
      const id = await submitted(marie.page, { why: 'To be answered by two at once.' });
      const { page } = paul;
      await go(page, `${QUEUE}&request=${id}`, 'button[data-move="acknowledged"]');
      await page.click('button[data-move="acknowledged"]');
      await page.fill('dialog[open] textarea', 'Mine came second.');
      const status = await page.evaluate(async (from) => {
        const etag = (await fetch(from)).headers.get('etag');
        const headers = { 'content-type': 'application/json', 'if-match': etag };
        const body = JSON.stringify({ to: 'acknowledged', reason: 'First.' });
        return (await fetch(`${from}/transitions`, { method: 'POST', headers, body })).status;
      }, `/api/requests/${id}`);
      assert.equal(status, 200);
      await page.click('dialog[open] button[type="submit"]');
      await page.waitForSelector('dialog[open] .refusal [data-state="acknowledged"]');
      assert.equal(await page.inputValue('dialog[open] textarea'), 'Mine came second.');
      assert.equal(await page.locator('dialog[open] button[type="submit"]').count(), 0);
      assert.deepEqual(await faults(page), []);
    });
  });

  it('brings the longest waiting to the top of the queue', async () => {
    await together(['paul'], async ({ page }) => {
      await go(page, QUEUE, '.card');
      const shown = await page.$$eval('.card', (all) => all.map((card) => card.dataset.request));
      const { requests } = await asThey(page, '/api/requests');
      const since = new Map(requests.map((one) => [one.id, one.answers.at(-1)?.on ?? one.submitted_on]));
      const waits = shown.map((id) => since.get(id));
      assert.deepEqual(waits, [...waits].sort());
      assert.ok(shown.length > 1);
    });
  });
});

describe('the register', () => {
  it('has what was called for in public, said as such, and is narrowed by kind', async () => {
    await house.visit(REGISTER, { ready: '.card' }, async (page) => {
      assert.match(await page.textContent('.card'), /asked by/);
      const all = await page.locator('.card').count();
      assert.ok((await page.locator('.card .from-record').count()) > 10);
      await page.selectOption('.filters select >> nth=0', 'aftercare');
      await page.waitForFunction((was) => document.querySelectorAll('.card').length < was, all);
      const { requests } = await house.api('/api/requests');
      const expected = requests.filter((one) => one.service_type === 'aftercare').length;
      assert.equal(await page.locator('.card').count(), expected);
      assert.match(page.url(), /kind=aftercare/);
    });
  });

  it('leads to the gap on the map', async () => {
    await house.visit(
      `${REGISTER}&kind=community_counselling`,
      { ready: '.card .gap-links a' },
      async (page) => {
        await page.click('.card .gap-links a');
        await page.waitForSelector('.map[data-phase="ready"]');
        assert.match(page.url(), /layers=.*requests/);
      },
    );
  });

  it('says in which languages information can be had, each by its own name', async () => {
    await house.visit(REGISTER, { ready: '.languages-notice' }, async (page) => {
      const { languages_official: languages } = await house.api('/api/package');
      const shown = await page.$$eval('.languages-notice li span', (all) =>
        all.map((one) => [one.lang, one.textContent]),
      );
      assert.deepEqual(
        shown,
        languages.map((one) => [one.code, one.name_self]),
      );
      assert.equal(shown.length, 11);
    });
  });
});

describe('axe', () => {
  const VIEWS = [
    ['the register', 'public', () => [REGISTER, '.card']],
    ['our requests', 'marie', () => [OURS, '.new-request']],
    ['the queue', 'paul', () => [QUEUE, '.card']],
    ['a request', 'marie', (id) => [`${OURS}&request=${id}`, '.visibility']],
    ['a correction', 'marie', (id) => [`${OURS}&request=${id}&correct=yes`, '.request-form']],
  ];
  let id;
  before(async () => {
    await together(['marie'], async ({ page }) => {
      id = await submitted(page, { why: 'Looked at by axe.' });
    });
  });
  for (const [name, who, where] of VIEWS) {
    it(`finds no fault in ${name}, in both languages, on a desk and on a phone`, async () => {
      for (const size of [DESKTOP, PHONE]) {
        await together(
          [who],
          async ({ page }) => {
            for (const lang of ['en', 'fr']) {
              const [search, ready] = where(id);
              await go(page, `${search}&lang=${lang}`, ready);
              await page.$$eval('details', (all) => {
                for (const part of all) part.open = true;
              });
              assert.deepEqual(await faults(page), [], `${lang} ${size.width}`);
              const wider = await page.evaluate(
                () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
              );
              assert.equal(wider, 0, `${lang} ${size.width}: nothing wider than the screen`);
            }
          },
          { size },
        );
      }
    });
  }

  it('finds no fault in a draft, nor in the question before a withdrawal', async () => {
    for (const size of [DESKTOP, PHONE]) {
      await together(
        ['marie'],
        async ({ page }) => {
          await begin(page);
          await page.click('.send-bar .primary');
          await page.waitForSelector('[data-missing]');
          await page.click('.more-fields summary');
          await page.click('#field-evidence > button');
          await page.click('#field-labels > button');
          assert.deepEqual(await faults(page), []);
          await go(page, `${OURS}&request=${id}`, 'button[data-move="withdrawn"]');
          await page.click('button[data-move="withdrawn"]');
          assert.deepEqual(await faults(page), []);
        },
        { size },
      );
    }
  });
});
