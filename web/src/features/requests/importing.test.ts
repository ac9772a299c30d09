import { describe, expect, it } from 'vitest';
import { CSV, faultyRows, foundOf, mediaOf, readFault, XLSX } from './importing';

function bytes(text: string): ArrayBuffer {
  return new TextEncoder().encode(text).buffer as ArrayBuffer;
}

describe('a sheet', () => {
  it('is known by its first letters, whatever it is called', () => {
    expect(mediaOf(bytes('PK\u0003\u0004'))).toBe(XLSX);
    expect(mediaOf(bytes('service_type,why\n'))).toBe(CSV);
    expect(mediaOf(bytes(''))).toBe(CSV);
  });
});

describe('a fault', () => {
  it('in a cell has its row, its column, what was found and which words say what should be', () => {
    const detail = 'found "atlantis", expected the id of a community';
    const fault = readFault({ pointer: '/row/41/communities/1', detail });
    expect([fault.row, fault.column, fault.found, fault.expected]).toEqual([
      41,
      'communities',
      '"atlantis"',
      'communities',
    ]);
  });

  it.each([
    ['/file/encoding', 'found text in UTF-16, expected text in UTF-8', null, null, 'encoding'],
    ['/row/3/encoding', 'found "caf" in an older encoding, expected text in UTF-8', 3, null, 'encoding'],
    ['/row/1/colour', 'found a column of this name, expected why', 1, 'colour', 'header'],
    ['/row/1/a~1b', 'found the column twice, expected each column once', 1, 'a/b', 'header'],
    ['/row/4', 'found "x" in column 9, expected 3 columns', 4, null, 'other'],
    ['/row/4', 'found the error #N/A in column 2, expected a value', 4, null, 'other'],
    ['/row/1', 'found no name above column 2, expected a name', 1, null, 'header'],
    ['/row/4', 'found a quotation mark that is never closed, expected pairs', 4, null, 'closed'],
    ['/row/2/why', 'found "a", expected what the request says: an import …', 2, 'why', 'same'],
    ['/row/2/id', 'found "a", expected the id of a request', 2, 'id', 'id'],
    ['', 'something else', null, null, 'other'],
  ])('at %s saying "%s" is understood', (pointer, detail, row, column, expected) => {
    const fault = readFault({ pointer, detail });
    expect([fault.row, fault.column, fault.expected]).toEqual([row, column, expected]);
  });

  it('counts once for each row', () => {
    const at = (pointer: string) => readFault({ pointer, detail: 'x' });
    expect(faultyRows([at('/row/2/why'), at('/row/2/since'), at('/row/9/why'), at('/file/rows')])).toBe(2);
  });
});

describe('what was found', () => {
  it.each([
    ['nothing', { kind: 'nothing' }],
    ['10001 letters', { kind: 'letters', text: '10001' }],
    ['201 entries', { kind: 'entries', text: '201' }],
    ['U+202E', { kind: 'code', text: 'U+202E' }],
    ['"say \\"yes\\""', { kind: 'text', text: 'say "yes"' }],
    ['"behchoko" again', { kind: 'twice' }],
    ['no such column', { kind: 'no_column' }],
    ['text in UTF-16', { kind: 'words', text: 'text in UTF-16' }],
  ])('%s is taken apart', (found, expected) => {
    expect(foundOf(found)).toEqual(expected);
  });
});
