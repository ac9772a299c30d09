import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { countOutcomes, legendCounts, PHONE, rows, settled, start, toNumber } from './support.mjs';

let house;
before(async () => {
  house = await start();
});
after(() => house?.stop());

async function firstDefinition() {
  const pack = await house.api('/api/package');
  return pack.definitions.find((d) => d.id === pack.default_definition);
}

describe('the question', () => {
  it('starts with the first standard over the whole year, under the banner', async () => {
    const definition = await firstDefinition();
    await house.visit('', {}, async (page) => {
      assert.equal(await page.inputValue('.field-standard select'), definition.standards[0].id);
      assert.ok(await page.isChecked('input[value="year"]'));
      const banner = await page.textContent('.banner');
      assert.match(banner, /nobody has agreed to this definition/);
    });
  });

  it('changes the table, the legend and the link with the standard', async () => {
    const { standards } = await firstDefinition();
    await house.visit('', {}, async (page) => {
      for (const standard of standards) {
        await page.selectOption('.field-standard select', standard.id);
        await page.waitForFunction(
          (title) => document.querySelector('table.gaps caption').textContent.includes(title),
          standard.title.en,
        );
        await settled(page);
        const gaps = await house.api(`/api/analysis/gaps?standard=${standard.id}`);
        assert.deepEqual(await legendCounts(page), countOutcomes(gaps), standard.id);
        assert.equal((await rows(page)).length, gaps.features.length);
      }
      assert.equal(new URL(page.url()).searchParams.get('standard'), standards.at(-1).id);
    });
  });

  it('about a season counts what the server counts for it', async () => {
    const pack = await house.api('/api/package');
    const { standards } = await firstDefinition();
    await house.visit('', {}, async (page) => {
      for (const season of pack.seasons) {
        await page.check(`input[value="season-${season.id}"]`);
        await page.waitForFunction(
          (name) => document.querySelector('table.gaps caption').textContent.includes(name),
          season.name.en,
        );
        await page.waitForTimeout(300);
        await settled(page);
        const gaps = await house.api(`/api/analysis/gaps?standard=${standards[0].id}&season=${season.id}`);
        assert.deepEqual(await legendCounts(page), countOutcomes(gaps), season.id);
      }
    });
  });

  it('follows the slider day by day, by keyboard', async () => {
    await house.visit('?date=05-09', {}, async (page) => {
      const slider = page.locator('input[type="range"]');
      await slider.focus();
      await page.keyboard.press('ArrowRight');
      assert.match(await slider.getAttribute('aria-valuetext'), /^10\u00a0May/);
      await page.waitForFunction(() => location.search.includes('date=05-10'));
      await page.waitForFunction(() =>
        document.querySelector('.legend-parts').textContent.includes('10\u00a0May'),
      );
      const links = await house.api('/api/collections/links/items?limit=1000&date=05-10');
      const closed = links.features.filter((f) => f.properties.open === 'no').length;
      await page.waitForFunction(
        (n) => document.querySelector('[data-state="closed"]').textContent.includes(`(${n})`),
        closed,
      );
    });
  });

  it('is carried whole by the link, and by the back button', async () => {
    const pack = await house.api('/api/package');
    const other = pack.definitions.at(-1);
    const search = `?definition=${other.id}&standard=${other.standards[1].id}&season=${pack.seasons[1].id}&supply=intended&view=table&lang=fr`;
    await house.visit(search, { map: false }, async (page) => {
      assert.equal(await page.inputValue('.field-standard select'), other.standards[1].id);
      assert.ok(await page.isChecked(`input[value="season-${pack.seasons[1].id}"]`));
      assert.equal(await page.getAttribute('html', 'lang'), 'fr');
      assert.equal(await page.locator('.map').count(), 0);
      await page.locator('.more summary').click();
      assert.ok(await page.isChecked('input[value="intended"]'));
      await page.check('input[value="year"]');
      await page.goBack();
      assert.ok(await page.isChecked(`input[value="season-${pack.seasons[1].id}"]`));
    });
  });
});

describe('the table', () => {
  it('has the numbers of /api/analysis/gaps, place by place', async () => {
    const { standards } = await firstDefinition();
    const gaps = await house.api(`/api/analysis/gaps?standard=${standards[0].id}`);
    await house.visit('?view=table', { map: false }, async (page) => {
      const shown = await rows(page);
      const titles = await page.$$eval('table.gaps thead button', (all) =>
        all.map((button) => button.firstChild.textContent),
      );
      const column = (row, title) => row[titles.indexOf(title)];
      assert.equal(shown.length, gaps.features.length);
      const words = { met: 'Met', partly_met: 'Partly met', unmet: 'Not met', unknown: 'Unknown' };
      for (const { properties: p } of gaps.features) {
        const row = shown.find((cells) => cells[0].startsWith(p.community));
        assert.ok(row, p.community);
        assert.ok(column(row, 'Outcome').startsWith(words[p.outcome]), p.community);
        assert.equal(toNumber(column(row, 'People')), p.population, p.community);
        assert.equal(toNumber(column(row, 'Days met')), p.days_met, p.community);
        assert.equal(toNumber(column(row, 'Days partly met')), p.days_partly_met, p.community);
        assert.equal(toNumber(column(row, 'Days not met')), p.days_unmet, p.community);
        assert.equal(toNumber(column(row, 'Days unknown')), p.days_unknown, p.community);
        assert.equal(toNumber(column(row, 'Requests')), p.requests, p.community);
        if (p.travel_minutes === null) {
          const words = p.nearest_service === null ? 'no site' : 'no way known';
          assert.equal(column(row, 'Travel time'), words, p.community);
        } else if (p.travel_minutes === 0) assert.equal(column(row, 'Travel time'), 'here');
        else assert.match(column(row, 'Travel time'), /\d/);
      }
    });
  });

  it('sorts by a column both ways and says so', async () => {
    await house.visit('?view=table', { map: false }, async (page) => {
      const header = page.locator('table.gaps thead th', { hasText: 'People' });
      const people = async () =>
        (await page.$$eval('table.gaps tbody tr', (all) => all.map((row) => row.children[2].textContent)))
          .map(toNumber)
          .filter((n) => n !== null);
      await header.locator('button').click();
      assert.equal(await header.getAttribute('aria-sort'), 'ascending');
      const up = await people();
      assert.deepEqual(
        up,
        [...up].sort((a, b) => a - b),
      );
      await header.locator('button').click();
      assert.equal(await header.getAttribute('aria-sort'), 'descending');
      assert.deepEqual(await people(), [...up].reverse());
    });
  });

  it('fits a wide screen whole, and says where it goes on on a narrow one', async () => {
    await house.visit('?view=table', { map: false }, async (page) => {
      const beyond = () => page.$eval('.table-scroll', (box) => box.scrollWidth - box.clientWidth);
      assert.equal(await beyond(), 0);
      assert.equal(await page.locator('.scroll-hint').count(), 0);
      await page.setViewportSize(PHONE);
      await page.waitForSelector('.scroll-hint');
      assert.ok((await beyond()) > 0);
    });
  });

  it('finds a northern name typed on a southern keyboard', async () => {
    await house.visit('', {}, async (page) => {
      await page.fill('.find input', 'behchoko');
      await page.waitForFunction(() => document.querySelectorAll('table.gaps tbody tr').length === 1);
      assert.equal(await page.textContent('button.place'), 'Behchokǫ̀');
      // Its language follows when the names have come.
      await page.waitForSelector('button.place [lang="dgr"]');
      await page.fill('.find input', 'fort franklin');
      await page.waitForFunction(() => document.querySelector('button.place')?.textContent === 'Délı̨nę');
    });
  });
});

describe('the language', () => {
  it('switches all of the page, its title and its link', async () => {
    await house.visit('', {}, async (page) => {
      await page.click('.languages a[hreflang="fr"]');
      await page.waitForSelector('html[lang="fr"]');
      assert.match(await page.title(), /dépendances/);
      assert.match(await page.textContent('.banner'), /personne n’a approuvé/);
      assert.match(page.url(), /lang=fr/);
      assert.match(await page.textContent('.map-pane'), /Ce que montre la carte/);
    });
  });

  it('follows the browser when the link does not say', async () => {
    await house.visit('', { locale: 'fr-CA' }, async (page) => {
      assert.equal(await page.getAttribute('html', 'lang'), 'fr');
    });
  });
});

describe('small screens', () => {
  for (const width of [PHONE.width, 320]) {
    for (const search of ['', '?view=table', '?community=behchoko&lang=fr', '?lang=fr&date=05-10']) {
      it(`${width} px wide, ${search || 'start'}: nothing sticks out sideways`, async () => {
        const map = !search.includes('table');
        await house.visit(search, { size: { width, height: 640 }, map }, async (page) => {
          if (search.includes('community')) await page.waitForSelector('.panel .standard');
          // The settings too: the title of a definition is longer than a phone is wide.
          await page.$eval('.more', (more) => {
            more.open = true;
          });
          const [content, room] = await page.evaluate(() => [
            document.documentElement.scrollWidth,
            document.documentElement.clientWidth,
          ]);
          assert.ok(content <= room, `${content} px of content in ${room} px`);
        });
      });
    }
  }
});

describe('when the server is gone', () => {
  it('shows no old number under the new question, and shows the new ones once it is back', async () => {
    const { standards } = await firstDefinition();
    await house.visit('', { expected: /ERR_FAILED|Failed to load/ }, async (page) => {
      await page.route('**/api/analysis/**', (route) => route.abort());
      await page.selectOption('.field-standard select', standards[2].id);
      await page.waitForSelector('.places .trouble');
      assert.deepEqual(await rows(page), []);
      // The counts of people have come for every kind of help at once; those of places come with the list.
      const counts = await page.$$eval('.summary tr[data-outcome] td:first-of-type', (all) =>
        all.map((td) => td.textContent),
      );
      assert.deepEqual([...new Set(counts)], ['–']);
      await page.unroute('**/api/analysis/**');
      await page.click('.places .trouble button');
      await settled(page);
      const gaps = await house.api(`/api/analysis/gaps?standard=${standards[2].id}`);
      assert.deepEqual(await legendCounts(page), countOutcomes(gaps));
    });
  });
});
