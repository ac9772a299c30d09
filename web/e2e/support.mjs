// Starts the server on a fresh database and a browser that reports whatever a visitor should never meet.
import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { chromium } from 'playwright-core';

const BIN = process.env.EVENREACH_BIN ?? new URL('../../target/debug/evenreach', import.meta.url).pathname;
const CHROMIUM = process.env.CHROMIUM_BIN ?? '/usr/bin/chromium';
const START_MS = 60_000;
/** How long a page may take for what is waited for: a binary that is not optimised ranks for a while where others work too. */
const WAIT_MS = 90_000;

const run = promisify(execFile);

export const PASSWORD = 'seven ravens over the ice';
export const DESKTOP = { width: 1440, height: 900 };
export const PHONE = { width: 390, height: 844 };

/** Runs the binary and resolves with its address once it says where it is. */
async function startServer(more) {
  const folder = await mkdtemp(join(tmpdir(), 'evenreach-e2e-'));
  const database = `sqlite://${join(folder, 'e2e.db')}`;
  const child = spawn(BIN, ['serve', '--listen', '127.0.0.1:0', '--database', database, ...more], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  const address = await new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`no address after ${START_MS} ms:\n${said}`)), START_MS);
    const listen = (chunk) => {
      said += chunk;
      const found = /Evenreach is at (http:\/\/127\.0\.0\.1:\d+)\//.exec(said);
      if (found === null) return;
      clearTimeout(timer);
      resolve(found[1]);
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.on('error', reject);
    child.on('exit', (code) => reject(new Error(`the server ended with ${code}:\n${said}`)));
  });
  return {
    address,
    database,
    said: () => said,
    async stop() {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A server, with further words on its command line, and a browser; `stop` ends both. */
export async function start(...more) {
  const server = await startServer(more);
  const browser = await chromium.launch({
    executablePath: CHROMIUM,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
  return {
    address: server.address,

    /** What the server itself answers, to hold the page against. */
    async api(path) {
      const response = await fetch(server.address + path);
      assert.equal(response.status, 200, `${path}: ${await response.clone().text()}`);
      return response.json();
    },

    /**
     * Opens a page, waits for its numbers and, unless `map` is false, for its map, or else for what `ready` names;
     * hands it to `use`.
     * Fails on any trouble in the console but what matches `expected`.
     */
    async visit(search, { size = DESKTOP, map = true, ready = null, locale, expected } = {}, use) {
      const visitor = await this.visitor({ size, locale, expected });
      try {
        const page = await visitor.open(search, ready, map);
        await use(page);
        visitor.check();
      } finally {
        await visitor.leave();
      }
    },

    /**
     * Somebody with a browser of their own, who can have several windows and keeps what the browser keeps.
     * `check` fails on any trouble in the console but what matches `expected`; `carries` is what another browser of the
     * same person had kept of a session.
     */
    async visitor({ size = DESKTOP, locale = 'en-CA', expected = null, carries = null } = {}) {
      const context = await browser.newContext({
        viewport: size,
        locale,
        reducedMotion: 'reduce',
        ...(carries === null ? {} : { storageState: carries }),
      });
      context.setDefaultTimeout(WAIT_MS);
      const troubles = [];
      context.on('page', (page) => {
        page.on('console', (message) => {
          if (message.type() === 'error' || message.type() === 'warning') troubles.push(message.text());
        });
        page.on('pageerror', (error) => troubles.push(String(error)));
        page.on('request', (request) => {
          const url = new URL(request.url());
          const here = url.origin === server.address || url.protocol === 'data:' || url.protocol === 'blob:';
          if (!here) troubles.push(`asked another host: ${request.url()}`);
        });
      });
      return {
        context,
        /** A window on `search`, once what `ready` names is there, or else the numbers and perhaps the map. */
        async open(search, ready = null, map = true) {
          const page = await context.newPage();
          await page.goto(`${server.address}/${search}`);
          if (ready === null) await settled(page, map);
          else await page.waitForSelector(ready);
          return page;
        },
        check() {
          assert.deepEqual(
            troubles.filter((trouble) => expected === null || !expected.test(trouble)),
            [],
          );
        },
        leave: () => context.close(),
      };
    },

    /** The one-time link with which the server lets its first administrator in. */
    firstLink: () => /https?:\S+#link=\S+/.exec(server.said())?.[0],

    /** What whoever runs the server does by command; resolves with what it says. */
    async command(...words) {
      return (await run(BIN, [...words, '--database', server.database])).stdout;
    },

    /** What the server has said so far, on its screen and in its log. */
    said: () => server.said(),

    /** Adds an account as whoever runs the server does, and sets its password by its one-time link. */
    async person(name, ...words) {
      const said = await this.command('user', 'add', name, ...words);
      const [link] = /(?<=#link=)\S+/.exec(said) ?? assert.fail(said);
      const response = await fetch(`${server.address}/api/session/claim`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
        body: JSON.stringify({ link, password: PASSWORD }),
      });
      assert.equal(response.status, 200, await response.text());
    },

    async stop() {
      await browser.close();
      await server.stop();
    },
  };
}

/** Signs in on the page of accounts, as people do. */
export async function signIn(page, name, password = PASSWORD) {
  await page.goto(`${new URL(page.url()).origin}/?view=account`);
  await page.fill('input[autocomplete="username"]', name);
  await page.fill('input[autocomplete="current-password"]', password);
  await page.click('.account-form button[type="submit"]');
  await page.waitForSelector('.sign-out');
}

/** Waits until the table has rows that belong to the question asked, and the map is ready. */
export async function settled(page, map = true) {
  await page.waitForSelector('table.gaps[aria-busy="false"] tbody tr');
  if (map) await page.waitForSelector('.map[data-phase="ready"]');
}

/** The text of each row of the table of places, cell by cell. */
export async function rows(page) {
  return page.$$eval('table.gaps tbody tr', (all) =>
    all.map((row) => [...row.querySelectorAll('th, td')].map((cell) => cell.textContent.trim())),
  );
}

/** The counts beside the marks, by outcome. */
export async function legendCounts(page) {
  return Object.fromEntries(
    await page.$$eval('.summary tr[data-outcome]', (all) =>
      all.map((row) => [row.dataset.outcome, Number(row.querySelector('td').textContent.replace(/\D/g, ''))]),
    ),
  );
}

export function countOutcomes(gaps) {
  const counts = { met: 0, partly_met: 0, unmet: 0, unknown: 0 };
  for (const { properties } of gaps.features) counts[properties.outcome] += 1;
  return counts;
}

/** "1,746" or "1 746" to 1746; "unknown" to null. */
export function toNumber(text) {
  const digits = text.replace(/[,\s\u00a0\u202f]/g, '');
  return /^\d+$/.test(digits) ? Number(digits) : null;
}
