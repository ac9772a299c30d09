import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { faults } from './axe.mjs';
import { start } from './support.mjs';

let house;
before(async () => {
  house = await start();
});
after(() => house?.stop());

/** What a link in the page leads to, asked as the browser would, with more parameters. */
async function follow(page, selector, more = {}) {
  const href = await page.getAttribute(selector, 'href');
  const address = new URL(href, page.url());
  for (const [name, value] of Object.entries(more)) address.searchParams.set(name, value);
  const response = await fetch(address);
  assert.equal(response.status, 200, href);
  return {
    href,
    type: response.headers.get('content-type'),
    bytes: Buffer.from(await response.arrayBuffer()),
  };
}

describe('reports', () => {
  it('of a place are a PDF of two pages and a page, in the language and for the day of the screen', async () => {
    await house.visit('?lang=fr&community=kakisa&date=05-10', {}, async (page) => {
      await page.waitForSelector('.panel .report-links');
      const print = await follow(page, '.panel .report-links a:nth-of-type(1)');
      assert.equal(print.type, 'application/pdf');
      assert.equal(print.bytes.subarray(0, 5).toString(), '%PDF-');
      assert.match(print.href, /lang=fr/);
      assert.match(print.href, /date=05-10/);
      const screen = await follow(page, '.panel .report-links a:nth-of-type(2)');
      assert.match(screen.bytes.toString(), /<html lang="fr">/);
      assert.match(screen.bytes.toString(), /Kakisa/);
    });
  });

  it('for a meeting stand below the table', async () => {
    await house.visit('', {}, async (page) => {
      await page.waitForSelector('.beside .report-links');
      // Ranked by few samples, and as a page: a binary that is not optimised takes long for the rest.
      const few = { f: 'html', samples: '100' };
      const print = await follow(page, '.beside .report-links a:nth-of-type(1)', few);
      assert.match(print.href, /^\/?api\/reports\/meeting\?/);
      assert.doesNotMatch(print.href, /f=html/);
      assert.match(print.bytes.toString(), /Package for a meeting/);
    });
  });

  it('as pages are clean for axe, have their own letters, and ask nothing of anybody else', async () => {
    const visitor = await house.visitor();
    try {
      for (const path of ['communities/yellowknife?f=html', 'meeting?f=html&lang=fr&samples=100']) {
        const page = await visitor.open(`api/reports/${path}`, 'main h1');
        assert.deepEqual(await faults(page), [], path);
        await page.waitForFunction(() => document.fonts.check('16px "BC Sans"', 'ᐃǫ̀'));
      }
      visitor.check();
    } finally {
      await visitor.leave();
    }
  });
});
