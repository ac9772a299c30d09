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
    await house.visit(path, { ready: FORM, expected: REFUSED }, async (page) => {
      await page.fill('input[autocomplete="new-password"]', PASSWORD);
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
          await page.click('.change-password summary');
          await check(page);
          visitor.check();
        } finally {
          await visitor.leave();
        }
      });
    }
  }
});
