import { strict as assert } from 'node:assert';
import { dateInName, inferPageYear, parsePrintedDate, resolveDate } from '../../../src/core/dump/dates';

describe('parsePrintedDate', () => {
  it('reads a date with and without a year', () => {
    assert.deepEqual(parsePrintedDate('Aug 16, 2023'), { month: 8, day: 16, year: 2023 });
    assert.deepEqual(parsePrintedDate('Sep 23'), { month: 9, day: 23, year: null });
  });

  it('reads months in full, with a stop and in any case', () => {
    for (const text of ['September 3', 'Sept 3', 'Sep. 3', 'SEP 3', 'sep 3']) {
      assert.deepEqual(parsePrintedDate(text), { month: 9, day: 3, year: null }, text);
    }
  });

  it('knows which days exist', () => {
    assert.ok(parsePrintedDate('Feb 29'));
    assert.ok(parsePrintedDate('Feb 29, 2024'));
    for (const text of ['Feb 29, 2023', 'Feb 29, 1900', 'Feb 30', 'Apr 31', 'Jan 0', 'Jan 32', 'Dec 99']) {
      assert.equal(parsePrintedDate(text), null, text);
    }
  });

  it('takes nothing else for a date', () => {
    for (const text of [
      '',
      'Sep',
      '23 Sep',
      'Sep 23 4',
      'May I 3',
      'Mars 3',
      'Sep 23,',
      'Sep 23, 23',
      ' Sep 23',
      'March of 2023',
    ]) {
      assert.equal(parsePrintedDate(text), null, text);
    }
  });
});

describe('dateInName', () => {
  it('reads full dates, months and years', () => {
    const day = { year: 2025, month: 11, day: 12 };
    for (const name of ['2025-11-12.txt', 'daily_2025_11_12.txt', 'd20251112.txt', 'a/b/papers 2025.11.12 copy.txt'])
      assert.deepEqual(dateInName(name), day, name);
    assert.deepEqual(dateInName('2025-11.txt'), { year: 2025, month: 11, day: null });
    assert.deepEqual(dateInName('papers-2025.txt'), { year: 2025, month: null, day: null });
  });

  it('looks at the name only, not at its folders', () => {
    assert.equal(dateInName('2025-11-12/papers.txt'), null);
  });

  it('takes no other number for a date', () => {
    for (const name of [
      '003_100187e6f4a3d1d7.txt',
      'papers-120251112.txt',
      'v2024a.txt',
      'a1999.txt',
      '99999999.txt',
      '202511123.txt',
    ]) {
      assert.equal(dateInName(name), null, name);
    }
  });
});

describe('inferPageYear', () => {
  const november12 = { month: 11, day: 12, year: null };

  it('concludes a year after every year that is printed', () => {
    assert.equal(inferPageYear(november12, [2023, 2024, 2019], null), 2025);
  });

  it('knows nothing from nothing', () => {
    assert.equal(inferPageYear(november12, [], null), null);
    assert.equal(inferPageYear(null, [], null), null);
  });

  it('believes the page itself first', () => {
    assert.equal(inferPageYear({ month: 1, day: 1, year: 2021 }, [2024], { year: 2030, month: null, day: null }), 2021);
  });

  it('takes the year of the file name', () => {
    assert.equal(inferPageYear(november12, [], { year: 2026, month: null, day: null }), 2026);
    assert.equal(inferPageYear(november12, [2024], { year: 2026, month: 11, day: 12 }), 2026);
  });

  it('knows that a page is not copied before its day', () => {
    assert.equal(inferPageYear(november12, [], { year: 2026, month: 11, day: 11 }), 2025);
    assert.equal(inferPageYear(november12, [], { year: 2026, month: 3, day: null }), 2025);
    assert.equal(inferPageYear(november12, [], { year: 2026, month: 11, day: null }), 2026);
  });

  it('believes printed years more than the file name', () => {
    assert.equal(inferPageYear(november12, [2024], { year: 2020, month: null, day: null }), 2025);
  });

  it('takes any number of years', () => {
    assert.equal(inferPageYear(null, new Array<number>(500_000).fill(2023), null), 2024);
  });
});

describe('resolveDate', () => {
  it('marks a year that was put in', () => {
    assert.deepEqual(resolveDate({ month: 9, day: 3, year: null }, 2025), { iso: '2025-09-03', yearInferred: true });
    assert.deepEqual(resolveDate({ month: 9, day: 3, year: 2023 }, 2025), { iso: '2023-09-03', yearInferred: false });
    assert.deepEqual(resolveDate({ month: 9, day: 3, year: null }, null), { iso: 'XXXX-09-03', yearInferred: false });
  });
});
