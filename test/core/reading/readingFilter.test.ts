import { strict as assert } from 'node:assert';
import { nothingRemembered, type Reading } from '../../../src/core/reading/reading';
import { isInState } from '../../../src/core/reading/readingFilter';

const states = ['unread', 'queued', 'read', 'starred', 'hidden'] as const;
const statesOf = (reading: Partial<Reading>): string =>
  states.filter((state) => isInState(state, { ...nothingRemembered, ...reading })).join(' ');

describe('isInState', () => {
  it('tells what a query may ask for', () => {
    assert.equal(statesOf({}), 'unread');
    assert.equal(statesOf({ state: 'queued' }), 'unread queued');
    assert.equal(statesOf({ state: 'read' }), 'read');
    assert.equal(statesOf({ starred: true, hidden: true, tags: ['x'], note: 'x' }), 'unread starred hidden');
  });
});
