import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findPatternFault } from '../../../src/check/special/find-pattern-fault.js';
import { createMatcher } from '../../../src/check/special/match-pattern.js';
import { cases } from '../../fixtures/forms.js';

/** Patterns of what is taken, small enough that the engine of the platform answers at once. */
const one = fc.constantFrom(
  'a',
  'b',
  '1',
  '.',
  '\\d',
  '\\w',
  '\\S',
  '[ab]',
  '[^a]',
  '[a-c1]',
  '\\.',
  ' ',
  'é',
  '😀',
  '\\-',
);
const times = fc.constantFrom('', '', '', '?', '*', '+', '{2}', '{0,2}', '{1,}', '{0}');
const { pattern } = fc.letrec<{ pattern: string; part: string }>((tie) => ({
  pattern: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.array(tie('part'), { maxLength: 3 }).map((parts) => parts.join('')),
    fc.tuple(tie('pattern'), tie('pattern')).map(([a, b]) => `${a}|${b}`),
  ),
  part: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.tuple(one, times).map((both) => both.join('')),
    fc.tuple(tie('pattern'), times).map(([inner, many]) => `(${inner})${many}`),
    fc.tuple(tie('pattern'), times).map(([inner, many]) => `(?:${inner})${many}`),
  ),
}));
const text = fc
  .array(fc.constantFrom('a', 'b', 'c', '1', '.', ' ', 'é', '😀', '-', '\n', '_'), { maxLength: 6 })
  .map((characters) => characters.join(''));

const matches = (source: string, answer: string) => createMatcher(source)(answer);

describe('a pattern', () => {
  it('SEC6 M9 is matched as a regular expression of the platform matches it, whatever pattern and text', () => {
    fc.assert(
      fc.property(pattern, fc.array(text, { minLength: 1, maxLength: 4 }), (source, texts) => {
        // `{0}` behind a group is written out too, so that some are too large.
        fc.pre(source.length <= 200 && !findPatternFault(source)?.includes('too large'));
        // Without the sign that nobody escapes outside a class.
        const whole = new RegExp(`^(?:${source.replaceAll('\\-', '-')})$`, 'u');
        const matcher = createMatcher(source);
        for (const answer of texts)
          expect([source, answer, matcher(answer)]).toEqual([source, answer, whole.test(answer)]);
      }),
      { numRuns: cases },
    );
  });

  it.each([
    ['[A-Z]{2}\\d{3,6}', 'DE1234', 'de1234'],
    ['^\\d{5}(-\\d{4})?$', '12345-6789', '12345-678'],
    ['(EUR|USD) \\d+', 'USD 5', 'USD'],
    ['[^\\]]+', 'a-b', 'a]b'],
    ['a\\$', 'a$', 'a'],
    ['(a|b){0,200}', 'ab'.repeat(100), 'ab'.repeat(101)],
    ['', '', 'a'],
  ])('M9 takes the whole answer: %s takes %j and not %j', (source, good, bad) => {
    expect([matches(source, good), matches(source, bad)]).toEqual([true, false]);
  });

  it.each([
    ['a(?=b)', 'Character 2: Look-around'],
    ['(?<!a)b', 'Character 1: Look-around'],
    ['(?<name>a)', 'Character 1: Look-around and names of groups'],
    ['(?i)a', 'Character 1: Use ( or (?: '],
    ['(a)\\1', 'Character 4: Back references'],
    ['\\p{L}', 'Character 1: Use \\d'],
    ['\\b', 'Character 1: Use \\d'],
    ['(ab', 'Character 4: Close the group'],
    ['ab)', 'Character 3: Open the group'],
    ['[z-a]', 'Character 1: Write a class'],
    ['[]', 'Character 1: Write a class'],
    ['*a', 'Character 1: Write what is repeated'],
    ['a**', 'Character 3: Repeat it once'],
    ['a{2,1}', 'Character 2: Repeat up to 200'],
    ['a{201}', 'Character 2: Repeat up to 200'],
    ['a{1,999999999}', 'Character 2: Repeat up to 200'],
    ['a^b', 'Character 2: Remove it'],
    ['a{', 'Character 2: Write what is repeated'],
    ['a}', 'Character 2: Write a backslash'],
    ['a\\', 'Character 2: Use \\d'],
    ['((a{200}){200})', 'too large'],
    ['a'.repeat(201), 'Character 201: Use 200 characters'],
    ['('.repeat(21) + ')'.repeat(21), 'Nest 20 groups'],
  ])('SEC6 names the place of what it does not take: %s', (source, words) => {
    expect(findPatternFault(source)).toContain(words);
  });

  it.each([
    ['(a+)+', 'a'],
    ['(a|a)*', 'a'],
    ['(a|aa)+', 'a'],
    ['(.*a){20}', 'a'],
    ['([a-zA-Z]+)*', 'a'],
    ['(\\w+\\s?)*', 'a'],
    ['(\\d+)*\\d+', '1'],
    ['((a*)*)*', 'a'],
    ['(a?){60}a{60}', 'a'],
    ['(([a-z])+.)+[A-Z]([a-z])+', 'a'],
    ['[a-z]{0,200}b?', 'a'],
    ['(\\s*|\\s+)*x', ' '],
    ['(.{0,100}){4}x', 'a'],
  ])(
    'SEC6 answers at once where going back would take longer than anybody lives: %s',
    (source, character) => {
      expect(matches(source, `${character.repeat(999)}!`)).toBe(false);
    },
  );

  it('SEC6 takes no answer of more than 1,000 characters', () => {
    expect([matches('a*', 'a'.repeat(1_000)), matches('a*', 'a'.repeat(1_001))]).toEqual([true, false]);
  });
});
