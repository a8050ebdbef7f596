import type { PaperState } from '../search/query';
import type { Reading } from './reading';

/**
 * Whether a paper of which this is remembered is in a state that a query asks for. A queued paper is unread too.
 *
 * @param state All but `new`, which is not remembered but follows from visits.
 */
export function isInState(state: Exclude<PaperState, 'new'>, { state: read, starred, hidden }: Reading): boolean {
  switch (state) {
    case 'unread':
      return read !== 'read';
    case 'queued':
    case 'read':
      return read === state;
    case 'starred':
      return starred;
    case 'hidden':
      return hidden;
  }
}
