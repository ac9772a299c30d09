import { expect, it } from 'vitest';
import { begun, type RecordFields, saidOtherwise, toSay } from './otherwise';

const RECORD: RecordFields = {
  service_type: 'aftercare',
  communities: ['behchoko', 'whati'],
  regions: ['tlicho'],
  delivery_mode: null,
  date: '2022-07',
  status: 'open',
};

it('says nothing of what is as the source has it', () => {
  const untouched = toSay(RECORD, begun(RECORD, null));
  expect(saidOtherwise(untouched)).toEqual([]);
  // Put back by hand, or in another order, it is still as the source has it.
  const back = {
    ...begun(RECORD, null),
    communities: ['whati', 'behchoko'],
    date: ' 2022-07 ',
    status: 'open',
  };
  expect(saidOtherwise(toSay(RECORD, back))).toEqual([]);
});

it('says each field that is not so, and an empty list is something said', () => {
  const writing = {
    ...begun(RECORD, null),
    communities: [],
    delivery_mode: 'visiting',
    why: 'No place was named.',
  };
  const said = toSay(RECORD, writing);
  expect(said).toEqual({
    service_type: null,
    communities: [],
    regions: null,
    delivery_mode: 'visiting',
    date: null,
    status: null,
    why: 'No place was named.',
  });
  expect(saidOtherwise(said)).toEqual(['communities', 'delivery_mode']);
  expect(begun(RECORD, said)).toEqual(writing);
});
