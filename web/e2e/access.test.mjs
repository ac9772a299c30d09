import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { faults } from './axe.mjs';
import { DESKTOP, PHONE, start } from './support.mjs';

let house;
before(async () => {
  house = await start();
});
after(() => house?.stop());

const VIEWS = [
  ['the map', ''],
  ['the table', '?view=table'],
  ['a place', '?community=behchoko&date=05-10'],
];

describe('axe', () => {
  for (const [name, search] of VIEWS) {
    for (const lang of ['en', 'fr']) {
      for (const size of [DESKTOP, PHONE]) {
        it(`finds no fault in ${name}, ${lang}, ${size.width} px`, async () => {
          const url = `${search === '' ? '?' : `${search}&`}lang=${lang}`;
          await house.visit(url, { size, map: !search.includes('table') }, async (page) => {
            if (search.includes('community')) await page.waitForSelector('.panel .standard');
            await page.$$eval('details', (all) => {
              for (const part of all) part.open = true;
            });
            assert.deepEqual(await faults(page), []);
          });
        });
      }
    }
  }
});

describe('the keyboard', () => {
  it('reaches the list of places by the skip link', async () => {
    await house.visit('', {}, async (page) => {
      await page.keyboard.press('Tab');
      assert.equal(await page.evaluate(() => document.activeElement.className), 'skip');
      await page.keyboard.press('Enter');
      await page.waitForFunction(() => document.activeElement.id === 'places');
    });
  });

  it('meets no trap: every stop of the page is passed and left again', async () => {
    await house.visit('?community=behchoko', {}, async (page) => {
      await page.waitForSelector('.panel .standard');
      const seen = new Set();
      for (let i = 0; i < 400; i += 1) {
        await page.keyboard.press('Tab');
        const here = await page.evaluate(() => {
          const at = document.activeElement;
          if (at === document.body) return null;
          return `${at.tagName} ${at.className} ${at.textContent.slice(0, 40)} ${at.getAttribute('href') ?? ''} ${at.value ?? ''}`;
        });
        if (here === null && seen.size > 10) return;
        seen.add(here);
      }
      assert.fail(`still inside the page after 400 steps, ${seen.size} different stops`);
    });
  });
});

describe('each setting a person may have', () => {
  it('forced colours keep every mark', async () => {
    await house.visit('', {}, async (page) => {
      await page.emulateMedia({ forcedColors: 'active' });
      const fills = await page.$$eval('.summary .mark circle', (all) =>
        all.map((c) => getComputedStyle(c).fill),
      );
      assert.equal(new Set(fills).size, 3, 'met, not met and the two on white');
    });
  });

  it('paper has the banner, the question in words and the table, and no buttons', async () => {
    await house.visit('?community=behchoko', {}, async (page) => {
      await page.waitForSelector('.panel .standard');
      await page.emulateMedia({ media: 'print' });
      for (const kept of ['.banner', 'table.gaps caption', '.map', '.panel .reason']) {
        assert.ok(await page.locator(kept).first().isVisible(), kept);
      }
      assert.match(await page.textContent('.paper-only'), /version \d.*Records as of \d/);
      assert.ok(await page.isVisible('.paper-only'));
      for (const gone of ['.controls', '.map-buttons', '.panel .close', '.languages']) {
        assert.equal(await page.locator(gone).first().isVisible(), false, gone);
      }
    });
  });
});
