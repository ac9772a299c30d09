// Options of a ranking, for the tests of rankings and of decisions.
import assert from 'node:assert/strict';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { signIn, start } from './support.mjs';

export const PAGE = '?view=priorities';
export const READY = '.priorities .answer[aria-busy="false"] table tbody tr';
/** Refusals, and a line that is cut on purpose, are noted by the browser in its console. */
export const EXPECTED = /status of 4\d\d|ERR_INTERNET_DISCONNECTED|ERR_FAILED|Failed to load resource/;
export const REASONS = '  Gamètì asked twice.\nNo one comes when the ice is out. ';
export const DISSENT = 'Two of us would have begun in Wekweètì.';

/** The page of one option. */
export function of(option) {
  return `${PAGE}&option=${encodeURIComponent(option)}`;
}

export function settled(page) {
  return page.waitForSelector(READY);
}

/** The rows on screen: option, rank and the text of each cell. */
export function rows(page) {
  return page.$$eval('.options tbody tr', (all) =>
    all.map((row) => ({
      id: row.dataset.option,
      rank: Number(row.dataset.rank),
      cells: [...row.querySelectorAll('td')].map((cell) => cell.textContent.trim()),
    })),
  );
}

/** Nothing runs over the edge of the page. */
export async function fits(page) {
  const [inside, window] = await page.evaluate(() => [
    document.documentElement.scrollWidth,
    globalThis.innerWidth,
  ]);
  assert.ok(inside <= window, `${inside} is wider than ${window}`);
}

/** Writes down a decision in the form of an option's page. */
export async function record(page, { decision = 'Chosen', reasons = REASONS, dissent = '', shown = false }) {
  await page.click('.decisions-of .actions .primary');
  await page.check(`.decision-form [data-field="decision"] >> text="${decision}"`);
  await page.fill('[data-field="reasons"] textarea', reasons);
  await page.fill('[data-field="dissent"] textarea', dissent);
  if (shown) await page.check('[data-field="public"] input');
  await page.click('.decision-form .primary');
}

/** A server with people of a government and of the working group, and what it says of options. */
export async function group() {
  const house = await start();
  await house.person('marie', '--role', 'government', '--government', 'tlicho-government');
  await house.person('paul', '--role', 'working_group');
  await house.person('rosa', '--role', 'working_group');
  const pack = await house.api('/api/package');
  const definition = pack.definitions.find((d) => d.id === pack.default_definition);
  const spent = new Set();
  return {
    ...house,

    /** The ranking as the server has it. */
    ranking(more = {}) {
      const query = new URLSearchParams({ definition: definition.id, supply: 'actual', ...more });
      return house.api(`/api/analysis/priorities?${query}`);
    },

    /** An option that no other test decides on. */
    async some(fits = (one) => one.kind === 'gap', more = {}) {
      const { options } = await this.ranking(more);
      const found = options.find((one) => fits(one) && !spent.has(one.id));
      assert.ok(found, 'the tests need an option without a decision');
      spent.add(found.id);
      return found;
    },

    /** Runs `use` with somebody signed in, on a device of their own. */
    async as(name, use, options = {}) {
      const visitor = await house.visitor({ expected: EXPECTED, ...options });
      try {
        const page = await visitor.open('?view=account', '.account h2');
        await signIn(page, name);
        await use(page);
        visitor.check();
      } finally {
        await visitor.leave();
      }
    },

    /** Loads what ships with one of its files otherwise, and waits until the server has seen it. */
    async load(name, otherwise) {
      const before = (await this.ranking({ samples: 100 })).question.data_digest;
      const folder = await mkdtemp(join(tmpdir(), 'evenreach-otherwise-'));
      try {
        await cp(new URL('../../geodata/nwt', import.meta.url), folder, { recursive: true });
        const file = join(folder, name);
        await writeFile(file, otherwise(await readFile(file, 'utf8')));
        await house.command('load', folder);
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
      for (let tries = 0; tries < 100; tries += 1) {
        if ((await this.ranking({ samples: 100 })).question.data_digest !== before) return;
        await new Promise((resolve) => setTimeout(resolve, 200));
      }
      assert.fail('the server has not seen what was loaded');
    },

    async go(page, search, ready = READY) {
      await page.goto(`${house.address}/${search}`);
      await page.waitForSelector(ready);
    },
  };
}
