import { describe, expect, test } from 'vitest';
import type { FormsResults } from './bench-forms.js';
import { leadFields, leadSchema } from './lead-form.js';
import type { Sample } from './measure-round.js';
import { readArguments } from './read-arguments.js';
import { reportForms } from './report-forms.js';

const sampleOf = (name: string, times: number, round: number): Sample => ({
  name,
  round,
  mount: { 7: 10 * times, 50: 20 * times, 200: 203 * times },
  settled: 11 * times,
  paint: 20,
  slowPaint: 100,
  key: 2 * times,
  errors: 30,
  heap: 1024 * times,
});

const qualityOf = (name: string, kept: number) =>
  ({ name, loaded: 1024, later: 0, room: 500, shift: 0.1, shiftInRoom: 0, invalid: 7, described: 6, focus: 'field', kept }) as const; // prettier-ignore

const names = ['by hand, HTML', 'by hand, script', 'other'];
const results: FormsResults = {
  arguments: readArguments(['--rounds', '3']),
  browser: 'Chromium',
  packages: { other: ['other 1.0.0 (MIT)'] },
  qualities: names.map((name, i) => qualityOf(name, i)),
  samples: [0, 1, 2].flatMap((round) => names.map((name, i) => sampleOf(name, i + 1, round))),
};

describe('the report of the forms bench', () => {
  test('gives each cost beside the form by hand', () => {
    const report = reportForms(results);
    expect(report).toMatch(/^other +1 +1\.5× \(1\.5–1\.5\) +3 \(3–3\)/m); // mounting
    expect(report).toMatch(/^other +3× \(3–3\) +6 \(6–6\) +30 \(30–30\) +2$/m); // keys, errors, heap
    expect(report).toContain('other: other 1.0.0 (MIT)');
  });

  test('says what was kept offline, and if it was sent more than once', () => {
    const report = reportForms(results);
    expect(report).toMatch(/^by hand, HTML .* lost$/m);
    expect(report).toMatch(/^by hand, script .* 7 \/ 6 \/ field +sent once$/m);
    expect(report).toMatch(/^other .* sent 2 times$/m);
  });

  test('is one table for a README where that is asked for', () => {
    const lines = reportForms({ ...results, arguments: readArguments(['--markdown']) }).split('\n');
    expect(lines).toHaveLength(2 + names.length);
    expect(new Set(lines.map((line) => line.split(' | ').length)).size).toBe(1);
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
});
