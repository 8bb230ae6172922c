import { describe, expect, test } from 'vitest';
import type { FormsResults } from './bench-forms.js';
import type { ByCount, Count } from './counts.js';
import { leadFields, leadSchema } from './lead-form.js';
import type { Costs, Sample } from './measure-round.js';
import { readArguments } from './read-arguments.js';
import { reportForms } from './report-forms.js';

const costsOf = (times: number, count: number): Costs => ({
  mount: (count + 3) * times,
  settled: 11 * times,
  ready: 20,
  slowReady: 100 * times,
  key: 2 * times,
  errors: 30,
  heap: 1024 * count * times,
});

const byCount = <T>(tell: (count: Count) => T): ByCount<T> => ({ 7: tell(7), 50: tell(50), 200: tell(200) });

const sampleOf = (name: string, times: number, round: number): Sample => ({
  name,
  round,
  costs: byCount((count) => costsOf(times, count)),
});

const qualityOf = (name: string, kept: number) =>
  ({
    name,
    loaded: 1024 * (kept + 1),
    later: 0,
    places: byCount((count) => ({ room: 500, shift: count / 1000, shiftInRoom: 0 })),
    invalid: 7,
    described: 6,
    focus: 'field',
    kept,
  }) as const;

const names = ['by hand, HTML', 'by hand, script', 'other'];
const results: FormsResults = {
  arguments: readArguments(['--rounds', '3']),
  browser: 'Chromium',
  packages: { other: ['other 1.0.0 (MIT)'] },
  qualities: names.map((name, i) => qualityOf(name, i)),
  samples: [0, 1, 2].flatMap((round) => names.map((name, i) => sampleOf(name, i + 1, round))),
};

describe('the report of the forms bench', () => {
  test.each([7, 50, 200])('gives each cost of %i fields beside the form by hand', (count) => {
    const [, table = ''] = reportForms(results).split(`\n\n${count} fields\n\n`);
    const other = (shift: number) =>
      `other +3, 3× +3× \\(3–3\\) +3× \\(3–3\\) +3× \\(3–3\\) +${shift} \\(0\\)$`;
    expect(table).toMatch(
      /^form +KiB before it can be used +ready, × HTML +CPU a key, × HTML +heap, × HTML +CLS \(place kept\)$/m,
    );
    expect(table).toMatch(new RegExp(other(count / 1000), 'm'));
    expect(table).toMatch(new RegExp(`^by hand, HTML +1, 1× +100 ms +2 ms +${count} KiB`, 'm'));
  });

  test('says how much that is, and of what', () => {
    const report = reportForms(results);
    expect(report).toMatch(/^other +1\.5× \(1\.5–1\.5\) +30 \(30–30\) +33 \(33–33\) +20 \(20–20\) /m);
    expect(report).toContain('other: other 1.0.0 (MIT)');
  });

  test('says what was kept offline, and if it was sent more than once', () => {
    const report = reportForms(results);
    expect(report).toMatch(/^by hand, HTML .* lost$/m);
    expect(report).toMatch(/^by hand, script .* 7 · 6 · field +sent once$/m);
    expect(report).toMatch(/^other .* sent 2 times$/m);
  });

  test('is two tables for a README where that is asked for, with every cost for 7, 50 and 200 fields', () => {
    const tables = reportForms({ ...results, arguments: readArguments(['--markdown']) }).split('\n\n');
    expect(tables).toHaveLength(2);
    for (const table of tables) {
      const lines = table.split('\n');
      expect(lines).toHaveLength(2 + names.length);
      expect(new Set(lines.map((line) => line.split(' | ').length)).size).toBe(1);
      expect(lines[0]).toMatch(/ ready, × HTML \| CPU a key, × HTML \| heap, × HTML \| CLS \(place kept\) /);
    }
    expect(tables[0]).toContain('| other | 3, 3× | 3× | 3× | 3× | 0.007 (0) | 1.5× |');
    expect(tables[1]).toContain('| other | 3× · 3× | 3× · 3× | 3× · 3× | 0.05 (0) · 0.2 (0) | 3 | 30 |');
  });
});

describe('the form that everybody builds', () => {
  test.each([7, 50, 200])('has %i fields, each under a name and a label of its own', (count) => {
    const fields = leadFields(count);
    expect(new Set(fields.map(({ name }) => name)).size).toBe(count);
    expect(new Set(fields.map(({ label }) => label)).size).toBe(count);
    expect(leadSchema(fields).required).toHaveLength(count);
  });
});

describe('the arguments of the forms bench', () => {
  test('are five rounds where nothing is said, one where it is to be quick', () => {
    expect(readArguments([])).toEqual({ rounds: 5, markdown: false });
    expect(readArguments(['--quick', '--markdown'])).toEqual({ rounds: 1, markdown: true });
    expect(() => readArguments(['--slow'])).toThrow();
  });

  test('may leave out most of the others', () => {
    expect(readArguments(['--only', 'Lit', '--rounds', '2'])).toEqual({
      rounds: 2,
      markdown: false,
      only: 'Lit',
    });
    expect(() => readArguments(['--only'])).toThrow();
  });
});
