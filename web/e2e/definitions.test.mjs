// The life of a definition, from a file with faults to a text that nobody can change.
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { faults } from './axe.mjs';
import { DESKTOP, PHONE, start } from './support.mjs';

const LIST = '?view=definitions';
const ILLUSTRATION = 'definition=nwt-illustration&version=1';
const REQUIRED = ['indigenous-advisory-body', 'nwtac'];
/** The browser notes in its console what a server refuses; here the refusals are what is tried. */
const REFUSED = /status of 4\d\d/;

let house;
let folder;
before(async () => {
  house = await start('--desk');
  folder = await mkdtemp(join(tmpdir(), 'evenreach-definitions-'));
});
after(async () => {
  await house?.stop();
  if (folder !== undefined) await rm(folder, { recursive: true, force: true });
});

/** The shipped illustration as somebody would begin their own: another id, and a draft. */
async function ownText(id, version = '1') {
  const response = await fetch(`${house.address}/api/definitions/nwt-illustration/1/text`);
  assert.equal(response.status, 200);
  const text = (await response.text())
    .replace('id = "nwt-illustration"', `id = "${id}"`)
    .replace('version = "1"', `version = "${version}"`)
    .replace('standing = "illustrative"', 'standing = "draft"');
  assert.match(text, new RegExp(`id = "${id}"`));
  return text;
}

/** The same text with three faults, and the lines on which they stand. */
function broken(text) {
  const swaps = [
    ['within_minutes = 60', 'within_minutes = "an hour"'],
    ['level = "partly_met"', 'level = "half"'],
    ['service_types = ["withdrawal_management"]', 'service_types = ["detox_bed"]'],
  ];
  let faulty = text;
  const lines = swaps.map(([good, bad]) => {
    const at = faulty.indexOf(good);
    assert.notEqual(at, -1, good);
    faulty = faulty.slice(0, at) + bad + faulty.slice(at + good.length);
    return faulty.slice(0, at).split('\n').length;
  });
  return { faulty, lines };
}

async function propose(text) {
  const response = await fetch(`${house.address}/api/definitions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
    body: JSON.stringify({ text }),
  });
  assert.equal(response.status, 201, await response.text());
}

async function checkedWithoutFault(page) {
  await page.waitForFunction(() =>
    document.querySelector('.check[data-check="ready"]')?.textContent.startsWith('No fault'),
  );
}

async function record(page, body, position, words) {
  const form = page.locator('.record-form');
  if (!(await form.isVisible())) await page.locator('.record-more summary').click();
  await form.locator('select').selectOption(body);
  await form.locator(`input[value="${position}"]`).check();
  await form.locator('textarea').fill(words);
  await form.locator('button[type="submit"]').click();
  await page.waitForSelector(`.statement[data-body="${body}"] .position-${position}`);
}

async function move(page, to, reason) {
  await page.click(`button[data-move="${to}"]`);
  await page.waitForSelector('dialog[open]');
  await page.fill('dialog textarea', reason);
  await page.click('dialog button[type="submit"]');
  await page.waitForSelector(`.read-standing .standing-${to}`);
}

describe('a definition', () => {
  it('comes from a file with three faults, each told apart, and can be repaired and proposed', async () => {
    const text = await ownText('ours');
    const { faulty, lines } = broken(text);
    const file = join(folder, 'ours.toml');
    await writeFile(file, faulty);
    await house.visit(LIST, { ready: '.upload' }, async (page) => {
      await page.setInputFiles('.upload input[type="file"]', file);
      await page.waitForSelector('.fault');
      assert.match(await page.textContent('.check'), /^3 faults/);
      const told = await page.$$eval('.fault', (all) => all.map((f) => f.textContent));
      assert.equal(told.length, 3);
      for (const [index, words] of [/an hour/, /half/, /detox_bed/].entries()) {
        const message = told.find((m) => words.test(m));
        assert.ok(message, `${words} in ${told.join('\n---\n')}`);
        assert.match(message, new RegExp(`Line ${lines[index]}\\b`));
        assert.match(message, /Expected: \S/);
      }
      assert.ok(await page.isDisabled('.save button.primary'));

      await page.click(`.fault button:text-is("Line ${lines[1]}")`);
      const selected = await page.$eval('.editor textarea', (area) => {
        const here = document.activeElement === area;
        return here && area.value.slice(area.selectionStart, area.selectionEnd);
      });
      assert.equal(selected, 'level = "half"');

      await page.fill('.editor textarea', text);
      await checkedWithoutFault(page);
      assert.equal(await page.locator('.fault').count(), 0);
      await page.click('.save button.primary');
      await page.waitForSelector('.read-standing .standing-draft');
      const url = new URL(page.url());
      assert.deepEqual(
        ['definition', 'version', 'edit'].map((key) => url.searchParams.get(key)),
        ['ours', '1', null],
      );
      assert.equal(await page.evaluate(() => document.activeElement.tagName), 'H2');
    });
    const saved = await fetch(`${house.address}/api/definitions/ours/1/text`);
    assert.equal(await saved.text(), text);
  });

  it('is compared with the first, and the places that it changes are marked on the map', async () => {
    const text = (await ownText('nearer')).replace('within_minutes = 240', 'within_minutes = 120');
    await propose(text);
    const diff = await house.api('/api/definitions/nearer/1/diff?with=nwt-illustration@1');
    assert.ok(diff.flips.length > 0 && diff.flips.every((flip) => flip.standard === 'withdrawal'));
    await house.visit(`${LIST}&definition=nearer&version=1`, { ready: '.compare-with' }, async (page) => {
      await page.selectOption('.compare-with select', 'nwt-illustration@1');
      await page.waitForSelector('.compare .flips tbody tr');
      await page.waitForSelector('.compare .map[data-phase="ready"]');
      const rows = await page.$$eval('.flips tbody tr', (all) => all.map((row) => row.dataset.community));
      assert.deepEqual(rows.sort(), diff.flips.map((flip) => flip.community_id).sort());
      const marked = await page.$$eval('.change-legend li', (all) =>
        all
          .filter((li) => li.dataset.change !== 'same')
          .reduce((sum, li) => sum + Number(li.dataset.count), 0),
      );
      assert.equal(marked, diff.flips.length);
      assert.match(
        await page.textContent('.flips .reasons'),
        /the travel limit went from 120 to 240 minutes/,
      );
    });
  });

  it('is adopted once those who must agree have, and its text then never changes', async () => {
    await propose(await ownText('common'));
    const read = `${LIST}&definition=common&version=1`;
    await house.visit(read, { ready: '.adoption', expected: REFUSED }, async (page) => {
      const editing = await page.context().newPage();
      await editing.goto(`${house.address}/${read}&edit=text`);
      await checkedWithoutFault(editing);

      await move(page, 'in_engagement', 'The draft is finished.');
      await record(page, 'lived-experience', 'object', 'Two visits a month are too few.');
      await page.click('button[data-move="agreed"]');
      const refusal = await page.textContent('dialog[open]');
      assert.match(refusal, /cannot be adopted yet/);
      assert.match(refusal, /Indigenous Advisory Body and NWT Association of Communities/);
      assert.match(refusal, /Against it: Advisory group of people with lived experience/);
      assert.equal(await page.locator('dialog button[type="submit"]').count(), 0);
      await page.keyboard.press('Escape');

      await record(page, REQUIRED[0], 'agree', 'We agree.');
      await record(page, REQUIRED[1], 'agree', '');
      assert.match(await page.textContent('.adoption'), /Everybody whose agreement is needed has agreed/);
      await page.click('button[data-move="agreed"]');
      const asked = await page.textContent('dialog[open]');
      assert.match(asked, /For it: .*Indigenous Advisory Body/);
      assert.match(asked, /Against it: Advisory group/);
      await page.fill('dialog textarea', 'Agreed at the joint meeting.');
      await page.click('dialog button[type="submit"]');
      await page.waitForSelector('.read-standing .standing-agreed');
      assert.equal(await page.locator('a[href*="edit=text"]').count(), 0);
      assert.match(await page.textContent('.statement[data-body="lived-experience"]'), /too few/);

      // Somebody had the text open all along. Their change is refused, and is still theirs.
      const changed = (await editing.inputValue('.editor textarea')).replace('= 60', '= 90');
      await editing.fill('.editor textarea', changed);
      await checkedWithoutFault(editing);
      await editing.click('.save button.primary');
      await editing.waitForSelector('.refusal');
      assert.match(await editing.textContent('.refusal'), /the text of an agreed definition never changes/);
      assert.equal(await editing.inputValue('.editor textarea'), changed);

      const status = await page.evaluate(async (text) => {
        const path = '/api/definitions/common/1';
        const etag = (await fetch(path)).headers.get('etag');
        const response = await fetch(path, {
          method: 'PUT',
          headers: { 'content-type': 'application/json', 'if-match': etag },
          body: JSON.stringify({ text }),
        });
        return response.status;
      }, changed);
      assert.equal(status, 409);

      // What was meant for it goes on as a version of its own.
      await editing.click('.refusal button');
      await editing.waitForSelector('.editor textarea');
      await checkedWithoutFault(editing);
      await editing.click('.save button.primary');
      await editing.waitForSelector('.read-standing .standing-draft');
      assert.equal(new URL(editing.url()).searchParams.get('version'), '2');
    });
    const { text } = await house.api('/api/definitions/common/1');
    assert.equal(text, await ownText('common'));
  });

  it('stands in the list with its standing, who spoke and who has not agreed yet', async () => {
    await propose((await ownText('waiting')).replace('standing = "draft"', 'standing = "in_engagement"'));
    const path = `${LIST}&definition=waiting&version=1`;
    await house.visit(path, { ready: '.record-more' }, async (page) => {
      await record(page, 'nwtac', 'agree', 'Yes.');
      await page.click('.back a');
      await page.waitForSelector('.version[data-version="waiting@1"]');
      await page.waitForFunction(() =>
        document.querySelector('[data-version="waiting@1"]').textContent.includes('For it:'),
      );
      const words = await page.textContent('[data-version="waiting@1"]');
      assert.match(words, /Before the people who must agree/);
      assert.match(words, /For it: NWT Association of Communities\./);
      assert.match(words, /still needed: Indigenous Advisory Body\./);
      const illustration = await page.textContent('[data-version="nwt-illustration@1"]');
      assert.match(illustration, /nobody has agreed to it/);
    });
  });

  it('is spoken of with as much shown as the body wishes', async () => {
    await propose((await ownText('quiet')).replace('standing = "draft"', 'standing = "in_engagement"'));
    const path = `${LIST}&definition=quiet&version=1`;
    await house.visit(path, { ready: '.record-more' }, async (page) => {
      await page.locator('.record-more summary').click();
      await page.check('.record-form input[value="position"]');
      await record(page, 'nwtac', 'ask_for_change', 'Said among ourselves.');
      const [said] = (await house.api('/api/definitions/quiet/1')).engagements;
      assert.deepEqual([said.body, said.position, said.shown], ['nwtac', 'ask_for_change', 'position']);
    });
  });

  it('that somebody else has changed meanwhile is not written over unseen', async () => {
    const text = await ownText('shared');
    await propose(text);
    const path = `${LIST}&definition=shared&version=1&edit=text`;
    await house.visit(path, { ready: '.editor textarea', expected: REFUSED }, async (page) => {
      const theirs = text.replace('within_minutes = 60', 'within_minutes = 45');
      const status = await page.evaluate(async (text) => {
        const path = '/api/definitions/shared/1';
        const etag = (await fetch(path)).headers.get('etag');
        const headers = { 'content-type': 'application/json', 'if-match': etag };
        return (await fetch(path, { method: 'PUT', headers, body: JSON.stringify({ text }) })).status;
      }, theirs);
      assert.equal(status, 200);

      const mine = text.replace('within_minutes = 60', 'within_minutes = 75');
      await page.fill('.editor textarea', mine);
      await page.reload();
      await page.waitForSelector('.kept');
      assert.equal(await page.inputValue('.editor textarea'), mine, 'kept over a reload');
      await checkedWithoutFault(page);
      await page.click('.save button.primary');
      await page.waitForSelector('.refusal');
      assert.match(await page.textContent('.refusal'), /Somebody else has changed this/);
      assert.equal(await page.inputValue('.editor textarea'), mine);
      await page.click('.refusal button');
      await page.waitForSelector('.read-standing');
      assert.equal((await house.api('/api/definitions/shared/1')).text, mine);
    });
  });
});

describe('a threshold', () => {
  const edit = `${LIST}&${ILLUSTRATION}&edit=copy&standard=withdrawal`;

  /** What the server says about the text in the editor. */
  async function underText(text) {
    const response = await fetch(`${house.address}/api/analysis/gaps`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ text, standard: 'withdrawal' }),
    });
    assert.equal(response.status, 200, await response.clone().text());
    return (await response.json()).features.map((f) => f.properties);
  }

  async function shownCounts(page) {
    await page.waitForSelector('.picture[data-state="ready"]');
    return Object.fromEntries(
      await page.$$eval('.picture .summary-table tr[data-outcome]', (all) =>
        all.map((row) => [row.dataset.outcome, Number(row.querySelectorAll('td')[1].textContent)]),
      ),
    );
  }

  it('is moved by a slider, and counts, list and map answer while it moves', async () => {
    await house.visit(
      edit,
      { ready: '.picture[data-state="ready"] .map[data-phase="ready"]' },
      async (page) => {
        const marks = () =>
          page.evaluate(() => {
            const all = [...document.querySelectorAll('.live-map canvas')];
            return all.map((canvas) => canvas.toDataURL()).join();
          });
        await page.waitForTimeout(500);
        const [was, picture] = [await shownCounts(page), await marks()];
        const slider = page.locator(
          '.lever[data-field="withdrawal.near.within_minutes"] input[type="range"]',
        );
        assert.equal(await slider.inputValue(), '240');
        await slider.focus();
        for (let step = 0; step < 42; step += 1) await page.keyboard.press('ArrowLeft');
        assert.equal(await slider.inputValue(), '30');
        const text = await page.inputValue('.editor textarea');
        assert.match(text, /id = "near"[^[]*where = .*\nwithin_minutes = 30\n/);
        await page.waitForTimeout(300);
        const shown = await shownCounts(page);
        const told = await underText(text);
        const expected = { met: 0, partly_met: 0, unmet: 0, unknown: 0 };
        for (const place of told) expected[place.outcome] += 1;
        assert.deepEqual(shown, expected);
        assert.notDeepEqual(shown, was);

        const before = await house.api('/api/analysis/gaps?definition=nwt-illustration&standard=withdrawal');
        const saved = new Map(before.features.map((f) => [f.properties.community_id, f.properties.outcome]));
        const flipped = told
          .filter((p) => saved.get(p.community_id) !== p.outcome)
          .map((p) => p.community_id);
        assert.ok(flipped.length > 0);
        const listed = await page.$$eval('.changes li', (all) => all.map((li) => li.dataset.community));
        for (const id of flipped) assert.ok(listed.includes(id), id);
        await page.waitForTimeout(500);
        assert.notEqual(await marks(), picture, 'the circles are drawn anew');
        assert.equal(
          (await house.api('/api/definitions/nwt-illustration')).definitions.length,
          1,
          'nothing is saved',
        );
      },
    );
  });

  it('is written exactly into its field, and brought inside its bounds', async () => {
    await house.visit(edit, { ready: '.picture[data-state="ready"]' }, async (page) => {
      const field = page.locator('.lever[data-field="withdrawal.near.within_minutes"] input[type="number"]');
      await field.fill('-3');
      await field.press('Tab');
      assert.equal(await field.inputValue(), '0');
      await field.fill('97');
      await field.press('Tab');
      assert.match(await page.inputValue('.editor textarea'), /within_minutes = 97\n/);
    });
  });

  it('is out of reach while the text has a fault, and nothing typed is lost', async () => {
    await house.visit(edit, { ready: '.picture[data-state="ready"]' }, async (page) => {
      const text = await page.inputValue('.editor textarea');
      await page.fill('.editor textarea', `${text}\n[[standards]]\n`);
      await page.waitForSelector('.fault');
      assert.ok(await page.locator('.lever input[type="range"]').first().isDisabled());
      await page.click('.back a');
      await page.goBack();
      await page.waitForSelector('.kept');
      assert.match(await page.inputValue('.editor textarea'), /\[\[standards\]\]\n$/);
      await page.click('.kept button');
      await checkedWithoutFault(page);
    });
  });
});

describe('axe', () => {
  const VIEWS = [
    ['the list', LIST, '.version'],
    ['one version', `${LIST}&${ILLUSTRATION}`, '.asks'],
    [
      'the editor',
      `${LIST}&${ILLUSTRATION}&edit=copy`,
      '.picture[data-state="ready"] .map[data-phase="ready"]',
    ],
  ];
  for (const [name, search, ready] of VIEWS) {
    for (const lang of ['en', 'fr']) {
      for (const size of [DESKTOP, PHONE]) {
        it(`finds no fault in ${name}, ${lang}, ${size.width} px`, async () => {
          await house.visit(`${search}&lang=${lang}`, { size, ready }, async (page) => {
            await page.$$eval('details', (all) => {
              for (const part of all) part.open = true;
            });
            assert.deepEqual(await faults(page), []);
            const wider = await page.evaluate(
              () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
            );
            assert.equal(wider, 0, 'nothing wider than the screen');
          });
        });
      }
    }
  }

  it('finds no fault in the question before an adoption, nor in three faults of a text', async () => {
    await propose((await ownText('asked')).replace('standing = "draft"', 'standing = "in_engagement"'));
    await house.visit(`${LIST}&definition=asked&version=1`, { ready: '.adoption' }, async (page) => {
      await page.click('button[data-move="agreed"]');
      await page.waitForSelector('dialog[open]');
      assert.deepEqual(await faults(page), []);
    });
    await house.visit(`${LIST}&${ILLUSTRATION}&edit=copy`, { ready: '.editor textarea' }, async (page) => {
      await page.fill('.editor textarea', broken(await page.inputValue('.editor textarea')).faulty);
      await page.waitForSelector('.fault');
      assert.deepEqual(await faults(page), []);
    });
  });
});

describe('without the right to write', () => {
  let visitors;
  before(async () => {
    visitors = await start();
  });
  after(() => visitors?.stop());

  it('there is no control that writes, and one sentence says how it is done', async () => {
    await visitors.visit(`${LIST}&${ILLUSTRATION}`, { ready: '.how-else' }, async (page) => {
      assert.equal(await page.locator('.record-form, button[data-move]').count(), 0);
      assert.match(await page.textContent('.how-else'), /evenreach definition .*serve --desk/);
    });
    const edit = `${LIST}&${ILLUSTRATION}&edit=copy`;
    await visitors.visit(edit, { ready: '.picture[data-state="ready"]' }, async (page) => {
      assert.equal(await page.locator('.save button.primary').count(), 0);
      assert.match(await page.textContent('.save'), /evenreach definition propose/);
    });
  });
});
