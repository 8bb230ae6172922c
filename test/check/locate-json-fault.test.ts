import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeJsonFault } from '../../src/check/describe-json-fault.js';
import { locateJsonFault } from '../../src/check/locate-json-fault.js';

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

describe('the place where a text is no JSON', () => {
  it.each([
    ['[1,]', ']'],
    ['{"a": 1,}', '}'],
    ['{"a": [1, 2,,3]}', ',3]}'],
    ['{"a": 1 "b": 2}', '"b": 2}'],
    ['{"a" 1}', '1}'],
    ['{a: 1}', 'a: 1}'],
    ["{'a': 1}", "'a': 1}"],
    ['{"a": "open\n}', '"open\n}'],
    ['{"a": 1]', ']'],
    ['{"a": 01}', '01}'],
    ['{"a": TRUE}', 'TRUE}'],
    ['{"a": "\\x"}', '"\\x"}'],
    ['[1] // done', '// done'],
    ['[1] [2]', '[2]'],
    ['{"a": [1', ''],
    ['', ''],
  ])('M9 is found in %j', (text, rest) => {
    expect(text.slice(locateJsonFault(text))).toBe(rest);
  });

  it('M9 exists if and only if the parser refuses the text', () => {
    const torn = fc
      .tuple(fc.json(), fc.nat(), fc.nat({ max: 2 }), fc.constantFrom('', ',', '"', ']', '}', ':', '1', ' '))
      .map(([json, seed, drop, put]) => {
        const at = seed % (json.length + 1);
        return json.slice(0, at) + put + json.slice(at + drop);
      });
    const bits = fc.array(
      fc.constantFrom('{', '}', '[', ']', ',', ':', '"a"', '1', '-0.5e+1', 'true', ' ', '\n', '\\'),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(
        fc.oneof(
          torn,
          bits.map((all) => all.join('')),
          fc.string(),
        ),
        (text) => {
          expect(locateJsonFault(text) === undefined).toBe(isJson(text));
        },
      ),
      { numRuns: 3_000 },
    );
  });

  it('BAD1 is found in text as deep and as long as a definition may be', () => {
    expect(locateJsonFault('['.repeat(262_144))).toBe(262_144);
    expect(locateJsonFault(`"${'x'.repeat(262_140)}`)).toBe(0);
    expect(locateJsonFault(`"${'x'.repeat(262_140)}"`)).toBeUndefined();
  });
});

describe('the words for it', () => {
  const remedy = 'Look for a comma too many or a missing quote there.';

  it.each([
    ['{\n  "a": [1,\n  ]\n}', 'is no JSON at line 3, column 3, near `]`'],
    ['{\r\n  "a": 1,\r\n}', 'is no JSON at line 3, column 1, near `}`'],
    ['{"a": abcdefghijklmnopqrstuvwxyz}', 'is no JSON at line 1, column 7, near `abcdefghijklmnopqrst`'],
  ])('M9 name line, column and at most 20 characters of %j', (text, problem) => {
    expect(describeJsonFault(text)).toEqual({ path: '', problem, remedy });
  });

  it('M9 say where a text ends too early, and nothing about JSON', () => {
    expect(describeJsonFault('{\n')).toMatchObject({
      problem: 'is no JSON at line 2, column 1, where it ends',
    });
    expect(describeJsonFault('[1]')).toBeUndefined();
  });
});
