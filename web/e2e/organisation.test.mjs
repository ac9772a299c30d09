// Signing in by one's organisation, through the pages of a real provider of OpenID Connect.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, describe, it } from 'node:test';
import Provider from 'oidc-provider';
import { faults } from './axe.mjs';
import { DESKTOP, PASSWORD, PHONE, signIn, start } from './support.mjs';

const ACCOUNT = '?view=account';
const FORM = '.account-form button[type="submit"]';
const BUTTON = '.by-organisation';
const CLIENT = 'evenreach';
const SECRET = 'canary-between-the-service-and-its-provider';
const LABEL = 'Example Health';
/** At the provider everybody is who they say. */
const MARY = 'of-mary-4711';

/** The provider is another site, and its page asks for letters that this machine has no way to; both are as they are. */
const EXPECTED = /asked another host|fonts\.googleapis\.com|ERR_FAILED|status of 4\d\d|status of 503/;

let house;
let organisation;

/** A provider on this machine, by another name than the service: to the browser it is another site. */
async function openProvider() {
  let answer;
  const server = createServer((request, response) => answer(request, response));
  await new Promise((resolve) => server.listen(0, resolve));
  const issuer = `http://localhost:${server.address().port}`;
  return {
    issuer,
    /** Knows the service from now on, which had to be started with its address first. */
    know(address) {
      const provider = new Provider(issuer, {
        clients: [
          {
            client_id: CLIENT,
            client_secret: SECRET,
            redirect_uris: [`${address}/api/session/organisation/return`],
          },
        ],
        cookies: { keys: ['made up for the tests'] },
        pkce: { required: () => true },
      });
      answer = provider.callback();
    },
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

async function visitor(more = {}) {
  const somebody = await house.visitor({ expected: EXPECTED, ...more });
  await somebody.context.route(/googleapis/, (route) => route.abort());
  return somebody;
}

/** Signs in at the provider's own page, and lets it tell the service so. */
async function atTheProvider(page, login) {
  await page.waitForURL((url) => url.hostname === 'localhost');
  await page.fill('input[name="login"]', login);
  await page.fill('input[name="password"]', 'any will do');
  await page.click('button[type="submit"]');
  // It asks whether the service may know.
  await page.waitForSelector('input[name="prompt"][value="consent"]', { state: 'attached' });
  await page.click('button[type="submit"]');
  await page.waitForURL((url) => url.origin === house.address && url.pathname === '/');
}

before(async () => {
  organisation = await openProvider();
  process.env.EVENREACH_OIDC_CLIENT_SECRET = SECRET;
  const words = ['--oidc-issuer', organisation.issuer, '--oidc-client-id', CLIENT, '--oidc-label', LABEL];
  house = await start(...words);
  delete process.env.EVENREACH_OIDC_CLIENT_SECRET;
  organisation.know(house.address);
});
after(async () => {
  await house?.stop();
  await organisation?.close();
});

describe('an organisation', () => {
  it('names somebody who has no account here: they get nothing, and learn what to tell an administrator', async () => {
    const somebody = await visitor();
    try {
      const page = await somebody.open(ACCOUNT, BUTTON);
      assert.equal(await page.textContent(BUTTON), `Sign in with ${LABEL}`);
      await page.click(BUTTON);
      await atTheProvider(page, MARY);
      await page.waitForSelector('.trouble[data-end="unlinked"] .subject');
      assert.equal(await page.textContent('.subject'), MARY);
      assert.equal(page.url(), `${house.address}/${ACCOUNT}`, 'nothing of it stays in the address');
      assert.deepEqual(await faults(page), []);
      const who = await page.evaluate(async () => (await fetch('/api/me')).json());
      assert.equal(who.role, 'public');
      const cookies = await somebody.context.cookies(house.address);
      assert.ok(!cookies.some((cookie) => cookie.name === 'evenreach-here'));
      // Opened again, the page has not just come back.
      await page.reload();
      await page.waitForSelector(BUTTON);
      assert.equal(await page.locator('.trouble').count(), 0);
      somebody.check();
    } finally {
      await somebody.leave();
    }
  });

  it('lets somebody in to whom an account is linked, once, with a session like any other', async () => {
    const linked = ['--oidc-issuer', organisation.issuer, '--oidc-subject', MARY];
    await house.command('user', 'add', 'Mary', '--role', 'planner', ...linked);
    const somebody = await visitor();
    try {
      const page = await somebody.open(ACCOUNT, BUTTON);
      const returns = [];
      page.on('request', (request) => {
        if (request.url().includes('/organisation/return')) returns.push(request.url());
      });
      await page.click(BUTTON);
      await atTheProvider(page, MARY);
      await page.waitForSelector('.sign-out');
      assert.match(await page.textContent('.facts'), /Mary/);
      assert.match(await page.textContent('.account-link'), /Mary/, 'and every page knows');
      const session = (await somebody.context.cookies()).find((one) => one.name === 'evenreach-here');
      assert.deepEqual([session.httpOnly, session.sameSite], [true, 'Lax']);
      assert.ok(!(await somebody.context.cookies()).some((one) => one.name === 'evenreach-here-trip'));
      await page.click('.sign-out');
      await page.waitForSelector('.account-link:text-is("Sign in")');
      // Whoever finds the address of the way back has nothing by it.
      assert.equal(returns.length, 1);
      assert.match(returns[0], /[?&]iss=/, 'the provider says who it is, and is held to it');
      await page.goto(returns[0]);
      await page.waitForSelector('.trouble[data-end="lost"]');
      const who = await page.evaluate(async () => (await fetch('/api/me')).json());
      assert.equal(who.role, 'public');
      somebody.check();
    } finally {
      await somebody.leave();
    }
  });

  it('is left again without having let anybody in', async () => {
    const somebody = await visitor({ locale: 'fr-CA' });
    try {
      const page = await somebody.open(`${ACCOUNT}&lang=fr`, BUTTON);
      assert.equal(await page.textContent(BUTTON), `Se connecter avec ${LABEL}`);
      await page.click(BUTTON);
      await page.waitForURL((url) => url.hostname === 'localhost');
      await page.click('a[href$="/abort"]');
      await page.waitForSelector('.trouble[data-end="declined"]');
      assert.match(await page.textContent('.trouble'), /n’a laissé entrer personne/);
      assert.match(page.url(), /lang=fr/);
      somebody.check();
    } finally {
      await somebody.leave();
    }
  });

  for (const lang of ['en', 'fr']) {
    for (const size of [DESKTOP, PHONE]) {
      it(`stands on the page to sign in, ${lang}, ${size.width} px`, async () => {
        await house.visit(`${ACCOUNT}&lang=${lang}`, { size, ready: BUTTON }, async (page) => {
          assert.deepEqual(await faults(page), []);
          const wider = await page.evaluate(
            () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
          );
          assert.equal(wider, 0, 'nothing wider than the screen');
        });
      });
    }
  }

  it('that does not answer leaves passwords as they were', async () => {
    await house.person('John', '--role', 'planner');
    await organisation.close();
    const somebody = await visitor();
    try {
      const page = await somebody.open(ACCOUNT, BUTTON);
      await page.click(BUTTON);
      await page.waitForSelector('.trouble[data-status="503"]');
      assert.match(await page.textContent('.trouble'), /does not answer/);
      assert.equal(await page.locator(FORM).count(), 1);
      await signIn(page, 'John', PASSWORD);
      somebody.check();
    } finally {
      await somebody.leave();
    }
  });

  it('and the service keep their secret', () => {
    assert.doesNotMatch(house.said(), /canary/);
    assert.doesNotMatch(house.said(), new RegExp(MARY), 'and the log names nobody');
  });
});
