import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { start } from './support.mjs';

let house;
before(async () => {
  house = await start();
});
after(() => house?.stop());

describe('the link to exactly these figures', () => {
  it('is the one of the answer on screen, and gives its figures again', async () => {
    const { standards, id } = (await house.api('/api/package')).definitions[0];
    const gaps = await house.api(
      `/api/analysis/gaps?definition=${id}&standard=${standards[0].id}&supply=actual`,
    );
    await house.visit(`?standard=${standards[0].id}`, {}, async (page) => {
      const part = page.locator('.beside .permalink');
      await part.locator('summary').click();
      const href = await part.locator('a').getAttribute('href');
      const again = await house.api(href);
      assert.deepEqual(
        again.features.map((f) => f.properties),
        gaps.features.map((f) => f.properties),
      );
      assert.match(href, /data=/);
      await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
      await part.locator('button').click();
      await part.getByText('Link copied.').waitFor();
      assert.equal(await page.evaluate(() => navigator.clipboard.readText()), house.address + href);
    });
  });
});
