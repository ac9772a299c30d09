// Signing in and out, one-time links, and what the public sees of it: next to nothing.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { faults } from './axe.mjs';
import { DESKTOP, PASSWORD, PHONE, signIn, start } from './support.mjs';

const ACCOUNT = '?view=account';
/** The account whose link the server prints at its first start. */
const NAME = 'administrator';
const CHANGED = 'eight loons on one small lake';
const FORM = '.account-form button[type="submit"]';
/** The browser notes in its console what a server refuses; here the refusals are what is tried. */
const REFUSED = /status of 4\d\d/;

let house;
before(async () => {
  house = await start();
});
after(() => house?.stop());

describe('the public', () => {
  it('is offered to sign in, and not asked about: the map needs no question more', async () => {
    await house.visit('', {}, async (page) => {
      assert.equal(await page.textContent('.account-link'), 'Sign in');
      const asked = await page.evaluate(() =>
        performance.getEntriesByType('resource').filter((entry) => entry.name.endsWith('/api/me')),
      );
      assert.equal(asked.length, 0);
    });
  });
});

describe('a one-time link', () => {
  it('lets the first administrator in, once, and is gone from the address at once', async () => {
    const link = house.firstLink();
    assert.ok(link, 'the server prints one over an empty database');
    const path = link.slice(new URL(link).origin.length + 1);
    await house.visit(path, { ready: FORM, expected: REFUSED }, async (page) => {
      assert.doesNotMatch(page.url(), /link=/);
      const field = page.locator('input[autocomplete="new-password"]');

      await field.fill('short');
      await page.click(FORM);
      await page.waitForSelector('.account-form .field-faults li');
      assert.equal(await field.getAttribute('aria-invalid'), 'true');

      await field.fill(PASSWORD);
      await page.click(FORM);
      await page.waitForSelector('.sign-out');
      assert.match(await page.textContent('.account-link'), /administrator/);
      assert.match(await page.textContent('.facts'), /Administrator:/);
    });
    // Put into the address of a page that is open already, it is taken as well.
    await house.visit(ACCOUNT, { ready: FORM, expected: REFUSED }, async (page) => {
      await page.goto(link);
      await page.fill('input[autocomplete="new-password"]', PASSWORD);
      assert.doesNotMatch(page.url(), /link=/);
      await page.click(FORM);
      await page.waitForSelector('.trouble[data-status="410"]');
      assert.match(await page.textContent('.trouble'), /used already/);
    });
  });
});

describe('a session', () => {
  it('begins with name and password, outlives a reload, and ends on the server', async () => {
    const visitor = await house.visitor({ expected: REFUSED });
    try {
      const page = await visitor.open(ACCOUNT, FORM);
      await page.fill('input[autocomplete="username"]', NAME);
      await page.fill('input[autocomplete="current-password"]', 'not this one at all');
      await page.click(FORM);
      await page.waitForSelector('.trouble[data-status="401"]');
      assert.equal(await page.inputValue('input[autocomplete="username"]'), NAME);

      await signIn(page, NAME);
      assert.match(await page.textContent('.facts'), /Administrator:/);
      assert.equal(await page.evaluate(() => document.activeElement.tagName), 'H2');
      await page.reload();
      await page.waitForSelector('.sign-out');
      const cookies = await visitor.context.cookies();
      const [session] = cookies;
      assert.deepEqual([cookies.length, session.httpOnly, session.sameSite], [1, true, 'Lax']);

      await page.click('.sign-out');
      await page.waitForURL((url) => !url.search.includes('account'));
      await page.waitForSelector('.account-link:text-is("Sign in")');
      // Whoever kept the cookie has nothing by it.
      await visitor.context.addCookies([session]);
      await page.goto(`${house.address}/${ACCOUNT}`);
      await page.waitForSelector(FORM);
      const who = await page.evaluate(async () => (await fetch('/api/me')).json());
      assert.equal(who.role, 'public');
      visitor.check();
    } finally {
      await visitor.leave();
    }
  });

  it('gets another password, and the other browsers are signed out', async () => {
    const [here, there] = [await house.visitor({ expected: REFUSED }), await house.visitor()];
    try {
      const page = await here.open(ACCOUNT, FORM);
      const other = await there.open(ACCOUNT, FORM);
      await signIn(page, NAME);
      await signIn(other, NAME);
      await page.click('.change-password summary');
      const form = page.locator('.change-password form');
      await form.locator('input').first().fill('a wrong one, on purpose');
      await form.locator('input').last().fill(CHANGED);
      await form.locator('button[type="submit"]').click();
      await form.locator('.field-faults').waitFor();
      await form.locator('input').first().fill(PASSWORD);
      await form.locator('button[type="submit"]').click();
      await page.waitForFunction(() =>
        document.querySelector('.change-password [role="status"]').textContent.includes('has been changed'),
      );
      await other.reload();
      await other.waitForSelector(FORM);
      await signIn(other, NAME, CHANGED);
      here.check();
      there.check();
    } finally {
      await here.leave();
      await there.leave();
    }
  });
});

/** Opens the page of the administrator's own account, in a browser that may copy. */
async function administrator(use, options = {}) {
  const visitor = await house.visitor({ expected: REFUSED, ...options });
  try {
    await visitor.context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const page = await visitor.open(ACCOUNT, FORM);
    await signIn(page, NAME, CHANGED);
    await page.waitForSelector('.accounts .kept-item');
    await use(page);
    visitor.check();
  } finally {
    await visitor.leave();
  }
}

/** What a program is answered that shows a key. */
async function withKey(key) {
  const response = await fetch(`${house.address}/api/me`, { headers: { authorization: `Bearer ${key}` } });
  return [response.status, (await response.json()).name];
}

/** What is in the place from which people paste. */
function pasted(page) {
  return page.evaluate(() => navigator.clipboard.readText());
}

describe('a key for programs', () => {
  it('is made, shown once, copied, and ended', async () => {
    await administrator(async (page) => {
      await page.click('.tokens summary');
      await page.fill('.new-token input[type="text"]', 'nightly export');
      await page.click('.new-token .primary');
      await page.waitForSelector('.once');
      assert.equal(await page.evaluate(() => document.activeElement.tagName), 'H4');
      const key = await page.inputValue('.once input');
      await page.click('.once .copy');
      await page.waitForSelector('[data-copied="copied"]');
      assert.equal(await pasted(page), key);
      assert.deepEqual(await withKey(key), [200, NAME]);

      await page.click('.once .primary');
      await page.waitForSelector('.once', { state: 'detached' });
      assert.ok(!(await page.content()).includes(key), 'shown this once');
      const [item] = await page.$$eval('[data-token]', (all) =>
        all.map((one) => [one.dataset.token, one.textContent]),
      );
      assert.ok(key.startsWith(item[0]));
      assert.match(item[1], /nightly export.*for reading · good until/s);
      await page.reload();
      await page.waitForSelector('[data-token]');
      assert.match(await page.textContent('[data-token]'), /last used/);

      await page.click('[data-token] .danger');
      await page.click('[data-token] .sure .danger');
      await page.waitForSelector('[data-token]', { state: 'detached' });
      assert.equal((await withKey(key))[0], 401);
    });
  });
});

describe('an account', () => {
  it('is added, opened by its link, seen by its government, and disabled', async () => {
    await administrator(async (page) => {
      await page.click('.accounts summary');
      await page.fill('.new-account input[type="text"]', 'Health office');
      await page.check('.new-account input[value="government"]');
      assert.ok(await page.isDisabled('.new-account .primary'), 'it has to speak for one');
      await page.selectOption('.new-account select', 'tlicho-government');
      await page.click('.new-account .primary');
      await page.waitForSelector('.once');
      const link = await page.inputValue('.once input');
      await page.click('.once .copy >> nth=1');
      await page.waitForSelector('[data-copied="copied"]');
      const words = await pasted(page);
      assert.ok(words.includes(link) && words.includes('“Health office”'), words);
      const item = '[data-account="Health office"]';
      assert.match(await page.textContent(item), /Tłı̨chǫ Government · has not used the link yet/);
      await page.click('.once .primary');

      const other = await house.visitor({ expected: REFUSED });
      const window = await other.open(link.slice(new URL(link).origin.length + 1), FORM);
      await window.fill('input[autocomplete="new-password"]', PASSWORD);
      await window.click(FORM);
      await window.waitForSelector('.accounts .kept-item');
      assert.deepEqual(
        await window.$$eval('[data-account]', (all) => all.map((one) => one.dataset.account)),
        ['Health office'],
        'its own government, and no other',
      );
      assert.equal(await window.locator('.accounts button').count(), 0);

      await page.reload();
      await page.waitForSelector(item);
      assert.match(await page.textContent(item), /since/);
      await page.click(`${item} .actions > button >> nth=0`);
      assert.equal(await page.evaluate(() => document.activeElement.textContent), 'Leave it as it is');
      await page.click(`${item} .sure button >> nth=0`);
      await page.waitForSelector('.once');
      assert.match(await page.inputValue('.once input'), /#link=/);
      await page.click('.once .primary');
      await page.click(`${item} .danger`);
      await page.click(`${item} .sure .danger`);
      await page.waitForSelector(`${item}[data-off="true"]`);
      await window.reload();
      await window.waitForSelector(FORM);
      await other.leave();
      assert.equal(
        await page.locator(`[data-account="${NAME}"] button`).count(),
        0,
        'nobody shuts themselves out',
      );
    });
  });
});

describe('axe', () => {
  for (const lang of ['en', 'fr']) {
    for (const size of [DESKTOP, PHONE]) {
      it(`finds no fault in signing in, with a link, and as somebody, ${lang}, ${size.width} px`, async () => {
        const visitor = await house.visitor({ size });
        const check = async (page) => {
          assert.deepEqual(await faults(page), []);
          const wider = await page.evaluate(
            () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
          );
          assert.equal(wider, 0, 'nothing wider than the screen');
        };
        try {
          await check(await visitor.open(`${ACCOUNT}&lang=${lang}#link=none`, FORM));
          const page = await visitor.open(`${ACCOUNT}&lang=${lang}`, FORM);
          await check(page);
          await signIn(page, NAME, CHANGED);
          await page.goto(`${house.address}/${ACCOUNT}&lang=${lang}`);
          await page.waitForSelector('.sign-out');
          await page.waitForSelector('.accounts .kept-item');
          await page.$$eval('details', (all) => {
            for (const part of all) part.open = true;
          });
          await page.check('.new-account input[value="government"]');
          await check(page);
          await page.fill('.new-token input[type="text"]', `${lang} ${size.width}`);
          await page.click('.new-token .primary');
          await page.waitForSelector('.once');
          await page.click('[data-token] .danger >> nth=0');
          await check(page);
          visitor.check();
        } finally {
          await visitor.leave();
        }
      });
    }
  }
});
