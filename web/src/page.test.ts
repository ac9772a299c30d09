import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const html = readFileSync(new URL('../index.html', import.meta.url), 'utf8');

it('has no script or style inside the page, which the content policy would refuse', () => {
  expect(html).not.toMatch(/\sstyle=|<style|\son\w+=|javascript:/);
  for (const [, attributes = '', body = ''] of html.matchAll(/<script([^>]*)>([^<]*)<\/script>/g)) {
    expect(attributes).toContain('src="/');
    expect(body).toBe('');
  }
});

it('names no other host', () => {
  expect(html).not.toMatch(/(src|href)="(https?:)?\/\//);
});

it('keeps the map library to its folder', () => {
  const sources = readdirSync(new URL('.', import.meta.url), { recursive: true, encoding: 'utf8' });
  const outside = sources.filter((path) => /\.tsx?$/.test(path) && !path.startsWith('map/'));
  for (const path of outside) {
    const text = readFileSync(new URL(path, import.meta.url), 'utf8');
    expect([path, /from ['"]ol\//.test(text)]).toEqual([path, false]);
  }
});

it('never writes markup from text', () => {
  const sources = readdirSync(new URL('.', import.meta.url), { recursive: true, encoding: 'utf8' });
  for (const path of sources.filter((p) => /\.tsx?$/.test(p) && !p.endsWith('.test.ts'))) {
    const text = readFileSync(new URL(path, import.meta.url), 'utf8');
    expect([path, /innerHTML|outerHTML|insertAdjacentHTML/.test(text)]).toEqual([path, false]);
  }
});
