import { readStates, type Reading } from '../../core/reading/reading';

/** What `viewItem` is in the `when` clauses of the manifest for nodes other than papers. */
export const contextValues = {
  group: 'group',
  topic: 'topic',
  unsorted: 'topic unsorted',
  search: 'search',
  place: 'place',
} as const;

/** What `viewItem` is for a paper. */
export function paperContextValue(
  { state, starred, hidden }: Pick<Reading, 'state' | 'starred' | 'hidden'>,
  isMoved: boolean,
): string {
  const flags = { moved: isMoved, starred, hidden };
  return ['paper', state, ...Object.entries(flags).flatMap(([name, isSet]) => (isSet ? [name] : []))].join(' ');
}

/** All values that `viewItem` can have. */
export function allContextValues(): string[] {
  const booleans = [false, true];
  const papers = readStates.flatMap((state) =>
    booleans.flatMap((starred) =>
      booleans.flatMap((hidden) => booleans.map((isMoved) => paperContextValue({ state, starred, hidden }, isMoved))),
    ),
  );
  return [...Object.values(contextValues), ...papers];
}
