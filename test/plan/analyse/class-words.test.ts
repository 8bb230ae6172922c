import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { regionOf } from '../../../src/element/signals/region-of.js';
import { companyBands, jobFunctions, jobLevels } from '../../../src/plan/analyse/class-words.js';
import { kindOfPath } from '../../../src/plan/analyse/path-kind.js';
import { readCompanySize } from '../../../src/plan/rules/company-size.js';
import { readJobTitle } from '../../../src/plan/rules/job-title.js';
import { aForm } from './a-form.js';

interface Labelled {
  readonly title: string;
}
const titles = JSON.parse(
  readFileSync(new URL('../rules/job-titles.json', import.meta.url), 'utf8'),
) as readonly Labelled[];
const sorted = (words: Iterable<string | undefined>) => [...new Set(words)].filter(Boolean).sort();

describe('S31 S32 S36 the words that conditions can be compared with', () => {
  it('are exactly those that titles are read as', () => {
    const read = titles.map(({ title }) => readJobTitle(title));
    expect(sorted(read.map((title) => title.function))).toEqual(sorted(jobFunctions));
    expect(sorted(read.map((title) => title.level))).toEqual(sorted(jobLevels));
  });

  it('are exactly those that sizes are read as, from the same number of people on', () => {
    const bands = Array.from({ length: 2_000 }, (_, i) => readCompanySize(i + 1)?.band);
    expect(Object.fromEntries(bands.map((band, i) => [band, i + 1]).reverse())).toEqual(companyBands);
  });

  it('are exactly those that time zones are read as', () => {
    const zones = Intl.supportedValuesOf('timeZone').concat('Europe/London');
    const kind = kindOfPath(aForm(), 'device.region');
    expect(kind.type === 'choice' && sorted(kind.values)).toEqual(sorted(zones.map(regionOf)));
  });
});
