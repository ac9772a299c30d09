import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { faults } from './axe.mjs';
import { DESKTOP, PHONE, start, toNumber } from './support.mjs';

let house;
let diff;
let ids;
before(async () => {
  house = await start();
  const pack = await house.api('/api/package');
  ids = pack.definitions.map((d) => ({ id: d.id, version: d.version }));
  diff = await house.api(
    `/api/definitions/${ids[0].id}/${ids[0].version}/diff?with=${ids[1].id}@${ids[1].version}`,
  );
});
after(() => house?.stop());

function link(more = '') {
  return `?view=compare&definition=${ids[0].id}&version=${ids[0].version}&with=${ids[1].id}@${ids[1].version}${more}`;
}

const READY = '.compare .flips';
const RANK = { unmet: 0, partly_met: 1, met: 2 };

/** What a place gains or loses over its flips: the mark it should have on the map. */
function markOf(flips) {
  const steps = flips.map(({ before, after }) => {
    if (before === null || after === null) return 0;
    if (before.outcome === 'unknown' || after.outcome === 'unknown') return 0;
    return Math.sign(RANK[after.outcome] - RANK[before.outcome]);
  });
  if (steps.includes(1) && steps.includes(-1)) return 'mixed';
  if (steps.includes(1)) return 'better';
  return steps.includes(-1) ? 'worse' : 'unclear';
}

/** How many places have each mark, by the answer of the server. */
function expectedMarks(flips) {
  const counts = { better: 0, worse: 0, mixed: 0, unclear: 0 };
  for (const place of new Set(flips.map((flip) => flip.community_id))) {
    counts[markOf(flips.filter((flip) => flip.community_id === place))] += 1;
  }
  return counts;
}

async function shownMarks(page) {
  return Object.fromEntries(
    await page.$$eval('.change-legend li', (all) =>
      all.map((li) => [li.dataset.change, Number(li.dataset.count)]),
    ),
  );
}

describe('the comparison of the two definitions that ship', () => {
  it('has every outcome that changes in its table, and the places on the map', async () => {
    await house.visit(link(), { ready: READY }, async (page) => {
      await page.waitForSelector('.map[data-phase="ready"]');
      const rows = await page.$$eval('.flips tbody tr', (all) =>
        all.map((row) => `${row.dataset.community}.${row.dataset.standard}`),
      );
      assert.deepEqual(rows.sort(), diff.flips.map((flip) => `${flip.community_id}.${flip.standard}`).sort());
      assert.ok(rows.length > 0, 'the two definitions differ somewhere');
      const said = await page.textContent('.said');
      assert.ok(said.includes(`${rows.length} change`), said);
      const { same, ...marks } = await shownMarks(page);
      assert.deepEqual(marks, expectedMarks(diff.flips));
    });
  });

  it('about one kind of help says what it was, what it is and what did it', async () => {
    const { standard } = diff.flips.find(
      (flip) => flip.before?.outcome === 'met' && flip.after?.outcome === 'unmet',
    );
    const flips = diff.flips.filter((flip) => flip.standard === standard);
    const words = { met: 'Met', partly_met: 'Partly met', unmet: 'Not met', unknown: 'Unknown' };
    await house.visit(link(`&standard=${standard}`), { ready: READY }, async (page) => {
      await page.waitForSelector('.map[data-phase="ready"]');
      const rows = page.locator('.flips tbody tr');
      assert.equal(await rows.count(), flips.length);
      for (const flip of flips) {
        const row = page.locator(`.flips tr[data-community="${flip.community_id}"]`);
        const outcomes = await row.locator('.then .outcome').allTextContents();
        assert.ok(outcomes[0].startsWith(words[flip.before.outcome]), `${flip.community}: ${outcomes}`);
        assert.ok(outcomes[1].startsWith(words[flip.after.outcome]), `${flip.community}: ${outcomes}`);
        const why = await row.locator('.reasons').textContent();
        for (const because of flip.because) assert.ok(why.includes(because.words.en), flip.community);
      }
      const { same, ...marks } = await shownMarks(page);
      assert.deepEqual(marks, expectedMarks(flips));
    });
  });

  it('is stepped through on the map by keys, and Enter leads to the row', async () => {
    const { standard } = diff.flips[0];
    await house.visit(link(`&standard=${standard}`), { ready: READY }, async (page) => {
      await page.waitForSelector('.map[data-phase="ready"]');
      await page.focus('.map');
      const flipped = new Set(diff.flips.filter((f) => f.standard === standard).map((f) => f.community));
      for (let i = 0; i < 60; i += 1) {
        await page.keyboard.press('PageDown');
        const said = await page.textContent('[aria-live]');
        if (!/Enter goes to its row/.test(said)) continue;
        assert.ok(flipped.has(said.slice(0, said.lastIndexOf(':', said.indexOf('. Enter')))), said);
        await page.keyboard.press('Enter');
        const row = await page.evaluate(() => document.activeElement.textContent);
        assert.ok(
          [...flipped].some((name) => row.startsWith(name)),
          row,
        );
        return;
      }
      assert.fail('no place that changes was met on the map');
    });
  });

  it('gives coverage and fairness before and after, as the server reckons them', async () => {
    const one = diff.standards.find(
      (s) => s.in === 'both' && s.before.people !== null && s.after.people !== null,
    );
    await house.visit(link(`&standard=${one.standard}`), { ready: READY }, async (page) => {
      const cells = async (key) =>
        page.$$eval(`.numbers tr[data-number="${key}"] td`, (all) => all.map((td) => td.textContent));
      for (const outcome of ['met', 'partly_met', 'unmet', 'unknown']) {
        const [before, after] = await cells(`places-${outcome}`);
        assert.deepEqual(
          [Number(before), Number(after)],
          [one.before.communities[outcome], one.after.communities[outcome]],
        );
        const people = (await cells(`people-${outcome}`)).slice(0, 2).map(toNumber);
        assert.deepEqual(people, [one.before.people[outcome], one.after.people[outcome]]);
      }
      const [gini] = await cells('gini_days_met');
      assert.equal(Number(gini), Number(one.before.gini_days_met.toFixed(2)));
      const sentence = await page.textContent('.numbers-of summary');
      assert.ok(
        sentence.includes(
          `met in ${one.before.communities.met} of ${one.before.communities_total} places before`,
        ),
      );
    });
  });

  it('sets the two texts side by side, every line of both, and says the signs to whoever cannot see them', async () => {
    await house.visit(link(), { ready: READY }, async (page) => {
      await page.locator('.texts > details > summary').click();
      await page.getByLabel(/Show only what changed/).uncheck();
      const of = async (side) =>
        page.$$eval(`.line-${side}:not(.none) code`, (all) => all.map((c) => c.textContent));
      const expected = (op) => diff.text.lines.filter((line) => line.op !== op).map((line) => line.text);
      assert.deepEqual(await of('before'), expected('added'));
      assert.deepEqual(await of('after'), expected('removed'));
      const marked = await page.$$eval('.line-after.changed', (all) => all.map((td) => td.textContent));
      assert.ok(
        marked.every((text) => /\+only after:/.test(text)),
        marked[0],
      );
    });
  });

  it('can be taken away as a spreadsheet and as data', async () => {
    await house.visit(link(), { ready: READY }, async (page) => {
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('link', { name: /XLSX/ }).click(),
      ]);
      assert.match(download.suggestedFilename(), /\.xlsx$/);
      const { readFile } = await import('node:fs/promises');
      const bytes = await readFile(await download.path());
      assert.equal(bytes.subarray(0, 2).toString(), 'PK');
      const href = await page.getByRole('link', { name: /JSON/ }).getAttribute('href');
      assert.deepEqual((await house.api(href)).flips, diff.flips);
    });
  });
});

describe('a link to a comparison', () => {
  it('brings back both sides, whole', async () => {
    const more = '&as_of=2020-06-30&supply=intended&with_as_of=2024-01-01&with_supply=intended&season=winter';
    await house.visit(link(more), { ready: READY }, async (page) => {
      const sides = page.locator('.side');
      assert.equal(await sides.nth(0).locator('select').inputValue(), `${ids[0].id}@${ids[0].version}`);
      assert.equal(await sides.nth(1).locator('select').inputValue(), `${ids[1].id}@${ids[1].version}`);
      assert.equal(await sides.nth(0).locator('input[type="date"]').inputValue(), '2020-06-30');
      assert.equal(await sides.nth(1).locator('input[type="date"]').inputValue(), '2024-01-01');
      assert.ok(await sides.nth(0).locator('input[value="intended"]').isChecked());
      assert.ok(await sides.nth(1).locator('input[value="intended"]').isChecked());
      assert.ok(await page.isChecked('input[value="season-winter"]'));
      assert.match(await page.textContent('.said'), /Winter/);
    });
  });

  it('with two sides that are the same asks nothing and says so', async () => {
    await house.visit('?view=compare', { ready: '.compare .said' }, async (page) => {
      assert.match(await page.textContent('.said'), /Both sides are the same/);
      // From the one to the other, by the choices alone.
      await page.locator('.side').nth(1).locator('input[type="date"]').fill('2018-01-01');
      await page.waitForSelector(READY);
      assert.equal(new URL(page.url()).searchParams.get('with_as_of'), '2018-01-01');
    });
  });

  it('is one step from the map, with another definition ready on the other side', async () => {
    await house.visit('', {}, async (page) => {
      await page.getByRole('link', { name: 'Compare' }).click();
      await page.waitForSelector(READY);
      assert.equal(new URL(page.url()).searchParams.get('with'), `${ids[1].id}@${ids[1].version}`);
      assert.equal(await page.textContent('.pages a[aria-current]'), 'Compare');
      await page.goBack();
      await page.waitForSelector('.map-pane');
    });
  });
});

/** Whether anything is wider than the screen. */
async function sticksOut(page) {
  const [content, room] = await page.evaluate(() => [
    document.documentElement.scrollWidth,
    document.documentElement.clientWidth,
  ]);
  return content > room ? `${content} px of content in ${room} px` : null;
}

describe('the page of the comparison', () => {
  // The same page in each language and width: a comparison takes the server longer than anything else.
  it('has no fault that axe finds, and nothing sticks out, on a desk and on a phone, in both languages', async () => {
    await house.visit(link(`&standard=${diff.flips[0].standard}`), { ready: READY }, async (page) => {
      await page.waitForSelector('.map[data-phase="ready"]');
      for (const lang of ['en', 'fr']) {
        await page.click(`.languages a[hreflang="${lang}"]`);
        await page.waitForSelector(`html[lang="${lang}"]`);
        for (const size of [DESKTOP, PHONE]) {
          await page.setViewportSize(size);
          await page.$$eval('details', (all) => {
            for (const part of all) part.open = true;
          });
          assert.deepEqual(await faults(page), [], `${lang} ${size.width}`);
          assert.equal(await sticksOut(page), null, `${lang} ${size.width}`);
        }
      }
      // Drawn as blocks on the phone, and still a table to whoever hears it.
      const tree = await page.locator('.flips table').ariaSnapshot();
      assert.match(tree, /- table/);
      assert.match(tree, /- rowheader/);
    });
  });

  it('on paper has both sides in words, every row and no buttons', async () => {
    await house.visit(link(), { ready: READY }, async (page) => {
      await page.emulateMedia({ media: 'print' });
      assert.equal(await page.locator('.side-words').count(), 2);
      assert.ok(await page.locator('.side-words').first().isVisible());
      assert.ok(await page.locator('.flips tbody tr').last().isVisible());
      for (const gone of ['.sides', '.downloads', '.pages'])
        assert.equal(await page.isVisible(gone), false, gone);
    });
  });
});
