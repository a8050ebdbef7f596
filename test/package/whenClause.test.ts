import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { evaluate, keysIn, overlap, parseWhen } from './whenClause';

const domains = { item: ['paper read', 'paper read starred', 'paper unread', 'topic'] };
const areBothPossible = (...clauses: string[]): boolean => overlap(clauses.map(parseWhen), domains);

describe('when clauses', () => {
  it('bind && more tightly than ||, and ! most tightly', () => {
    const cases: readonly (readonly [clause: string, trueWith: readonly string[], falseWith: readonly string[]])[] = [
      ['a || b && c', ['a', 'b c'], ['b', 'c', '']],
      ['(a || b) && c', ['a c', 'b c'], ['a', 'b', 'c']],
      ['!a && b', ['b'], ['a b', '']],
      ['!(a && b)', ['a', 'b', ''], ['a b']],
      ['!!a', ['a'], ['']],
      ['a == false || b == true', ['', 'a b'], ['a']],
    ];
    for (const [clause, trueWith, falseWith] of cases) {
      const holds = (keys: string): boolean =>
        evaluate(parseWhen(clause), new Map(keys.split(' ').map((key) => [key, true])));
      for (const keys of trueWith) assert.ok(holds(keys), `${clause} with ${keys}`);
      for (const keys of falseWith) assert.ok(!holds(keys), `${clause} with ${keys}`);
    }
  });

  it('compare keys with values, patterns and numbers', () => {
    const context = new Map([
      ['view', 'papers'],
      ['item', 'paper read'],
      ['count', '3'],
    ]);
    for (const clause of ["view == 'papers'", 'view != other', 'item =~ /^PAPER/i', 'count >= 3', 'count < 4', 'true'])
      assert.ok(evaluate(parseWhen(clause), context), clause);
    for (const clause of ['view == other', '!(item =~ /read$/)', 'count > 3', 'unknown', 'false'])
      assert.ok(!evaluate(parseWhen(clause), context), clause);
  });

  it('are refused where they are malformed', () => {
    for (const clause of ['', 'a &&', '&& a', '(a', 'a)', 'a b', 'a == ', 'a =~ b', '!', 'a in b', 'a ==> b', 'a & b'])
      assert.throws(() => parseWhen(clause), clause);
  });

  it('name their keys once', () => {
    assert.deepEqual(keysIn(parseWhen('a && (b == c || !a) && d.e =~ /f/')), ['a', 'b', 'd.e']);
  });

  it('overlap where one context makes all of them true', () => {
    assert.ok(areBothPossible('a', 'b'));
    assert.ok(areBothPossible('a || b', '!a'));
    assert.ok(areBothPossible('view == papers', 'view != topics'));
    assert.ok(areBothPossible('item =~ /^paper/', 'item =~ /starred/'));
    assert.ok(areBothPossible('count > 1', 'count < 2'));
    assert.ok(!areBothPossible('a', '!a'));
    assert.ok(!areBothPossible('a && false', 'a'));
    assert.ok(!areBothPossible('view == papers', 'view == topics'));
    assert.ok(!areBothPossible('item =~ /^paper.*starred/', '!(item =~ /starred/)'));
    assert.ok(!areBothPossible('item =~ /^paper/', 'item == topic'));
    assert.ok(!areBothPossible('count > 2', 'count < 2'));
    assert.ok(!areBothPossible('count > 0', 'count == 0'));
    assert.throws(() => areBothPossible('other =~ /a/', 'a'), /possible values of other/);
  });

  it('overlap with their negation never, and with themselves unless they never hold', () => {
    const atom = fc.constantFrom('a', 'b', 'view == x', 'view != y', 'item =~ /read/', 'count > 1', 'true', 'false');
    const { clause } = fc.letrec<{ clause: string }>((tie) => ({
      clause: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        atom,
        tie('clause').map((inner) => `!(${inner})`),
        fc.tuple(tie('clause'), fc.constantFrom('&&', '||'), tie('clause')).map((parts) => `(${parts.join(' ')})`),
      ),
    }));
    fc.assert(
      fc.property(clause, (text) => {
        assert.ok(!areBothPossible(text, `!(${text})`));
        assert.ok(areBothPossible(text) || areBothPossible(`!(${text})`));
        assert.equal(areBothPossible(text, text), areBothPossible(text));
      }),
    );
  });
});
