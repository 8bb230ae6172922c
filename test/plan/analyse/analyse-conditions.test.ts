import { describe, expect, it } from 'vitest';
import { analyseConditions } from '../../../src/plan/analyse/analyse-conditions.js';
import { signup, whitepaper } from '../../fixtures/forms.js';
import { aForm, withWhen } from './a-form.js';

it('S7 tells a question that takes longer than a visit may', () => {
  const found = analyseConditions(aForm({ ask: { maxSeconds: 19 } }));
  expect(found).toEqual([
    {
      path: 'fields[8]',
      problem: 'can never be asked: it takes about 20 seconds, and a visit may take 19',
      remedy: 'Raise ask.maxSeconds, or ask for something shorter.',
    },
  ]);
  expect(analyseConditions(aForm({ ask: { maxSeconds: 20 } }))).toEqual([]);
});

describe('the conditions of a definition', () => {
  it.each([
    ['sign-up', signup],
    ['whitepaper', whitepaper],
    ['test', aForm()],
  ])('S34 S35 are in order in the %s form', (_, config) => expect(analyseConditions(config)).toEqual([]));

  it('M3 tells comparisons that mean nothing first, since what follows from them means nothing either', () => {
    const segments = { big: { 'employees.size': { gte: 250 } }, small: { employees: '1-99' } };
    const found = analyseConditions(withWhen({ 'segment.small': true, 'segment.big': true }, { segments }));
    expect(found).toEqual([
      {
        path: 'segments.small.employees',
        problem: 'is no value that employees can have',
        remedy: 'Use 1-9, 10-249, 250-999, 1000+.',
      },
    ]);
  });

  it('S34 S35 tells all the rest in the order of the definition, each thing once', () => {
    const config = withWhen(
      { 'segment.small': true, 'segment.big': true },
      {
        trigger: { 'page.seconds': { gte: 0 } },
        pauses: [{ id: 'p', when: { timeline: 'now', 'score.fit': { lt: 0 } }, for: 'P1D' }],
        matrix: [
          { id: 'big', when: { 'segment.big': true }, steps: ['two'] },
          { id: 'rest', when: { 'segment.big': false, company: { known: true } }, steps: ['one'] },
        ],
      },
    );
    const [first, ...others] = config.fields;
    const fields = [{ ...first!, when: { 'email.kind': 'free' } }, ...others];
    expect(analyseConditions({ ...config, fields }).map(({ path }) => path)).toEqual([
      'steps[1].when',
      'trigger["page.seconds"].gte',
      'pauses[0].when',
      'fields[0].when',
      'matrix',
    ]);
  });

  it('M3 asks for the word that was meant', () => {
    const when = { timeline: 'nevr' };
    const found = analyseConditions(withWhen(when), (word, known) => `${word}: ${known.join()}`);
    expect(found).toMatchObject([{ remedy: 'nevr: now,year,never' }]);
  });
});
