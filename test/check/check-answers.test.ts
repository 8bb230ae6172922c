import { describe, expect, it } from 'vitest';
import { checkAnswers, createAnswerChecker } from '../../src/check/check-answers.js';
import { tidyAnswers } from '../../src/check/tidy-answers.js';
import type { Field } from '../../src/model/form-config.js';

const aField = (part: Partial<Field>): Field => ({
  name: 'it',
  type: 'text',
  label: 'It',
  purpose: 'use',
  ...part,
});
/** What is wrong with one answer: its code, or nothing. */
const fault = (part: Partial<Field>, value: unknown) =>
  checkAnswers([aField(part)], { it: value as string })[0];
const code = (part: Partial<Field>, value: unknown) => fault(part, value)?.code;

describe('required answers', () => {
  it.each(['', '   ', '\n', [], false, undefined])('M9 asks for what is required and blank: %j', (blank) => {
    expect(code({ required: true }, blank)).toBe('required');
    expect(code({ required: false }, blank)).toBeUndefined();
  });

  it('M9 takes nothing that a record inherits for an answer', () => {
    const inherited = Object.create({ it: 'Ada' }) as Record<string, string>;
    expect(checkAnswers([aField({ required: true })], inherited)).toEqual([
      { field: 'it', code: 'required' },
    ]);
    expect(checkAnswers([aField({ name: 'valueOf', required: true })], {})).toEqual([
      { field: 'valueOf', code: 'required' },
    ]);
  });

  it('M9 wants a box ticked, not merely answered', () => {
    expect(code({ type: 'consent', required: true }, true)).toBeUndefined();
    expect(code({ type: 'consent', required: true }, false)).toBe('required');
    expect(code({ type: 'consent', required: true }, 'true')).toBe('refused');
    expect(code({ type: 'checkbox' }, 1)).toBe('refused');
  });
});

describe('text', () => {
  it('M9 counts characters, not code units', () => {
    const rules = { minLength: 2, maxLength: 3 };
    expect(code({ rules }, '👩🏽👍')).toBeUndefined(); // three code points in six units
    expect(fault({ rules }, 'abcd')).toEqual({ field: 'it', code: 'tooLong', params: { max: 3 } });
    expect(fault({ rules }, 'a')).toEqual({ field: 'it', code: 'tooShort', params: { min: 2 } });
    expect(code({ rules }, '  ab  ')).toBeUndefined();
  });

  it('BAD56 limits text without a rule, and a megabyte as fast as a line', () => {
    expect(code({}, 'a'.repeat(1_000))).toBeUndefined();
    expect(fault({}, 'a'.repeat(1_001))).toMatchObject({ code: 'tooLong', params: { max: 1_000 } });
    expect(code({ type: 'textarea' }, 'a'.repeat(5_000))).toBeUndefined();
    expect(fault({ type: 'textarea' }, '😀'.repeat(250_000))).toMatchObject({ params: { max: 5_000 } });
    for (const type of ['email', 'tel', 'password'] as const) {
      expect(code({ type }, 'a'.repeat(1_000_000))).toBe('tooLong');
    }
  });

  it.each(['=cmd|calc', 'مرحبا', 'a\r\nb', '<img src=x onerror=alert(1)>', '😀'])(
    'BAD56 takes %j as text',
    (text) => {
      expect(code({}, text)).toBeUndefined();
    },
  );

  it.each(['http://evil.example', 'Ann HTTPS://evil.example', 'see www.evil.example', 'x(www.evil.example)'])(
    'M9 refuses links in a line: %s',
    (text) => {
      expect(code({}, text)).toBe('noLinks');
      expect(code({ type: 'textarea' }, text)).toBeUndefined();
      expect(code({ autocomplete: 'url' }, text)).toBeUndefined();
    },
  );

  it('M9 does not mistake a word for a link', () => {
    expect(code({}, 'Awww. sweet')).toBeUndefined();
    expect(code({}, 'HTTP')).toBeUndefined();
  });

  it.each([{}, 5, null, ['a']])('M9 refuses what is no text: %j', (value) => {
    expect(code({}, value)).toBe('refused');
    expect(code({ type: 'email' }, value)).toBe('refused');
  });
});

describe('e-mail addresses', () => {
  it.each([
    'ada@example.com',
    ' ada@example.com ',
    "o'neil+tag@sub.example.co.uk",
    'ada@müller.de',
    'аda@пример.рф',
    'ada@xn--mller-kva.de',
    `${'a'.repeat(64)}@example.com`,
    `ada@${'a'.repeat(63)}.com`,
  ])('BAD57 takes %s', (address) => {
    expect(code({ type: 'email' }, address)).toBeUndefined();
  });

  it.each([
    'a@b',
    'ada',
    '@example.com',
    'ada@',
    'ada@@example.com',
    'ada@example.com@example.com',
    '"x y"@z',
    '"x y"@example.com',
    'ada lovelace@example.com',
    'ada@exam ple.com',
    'ada@example.com\r\nBcc: all@example.com',
    'ada\r\n@example.com',
    'ada@example.com\u0000x',
    'Ada <ada@example.com>',
    'ada@example..com',
    'ada@.example.com',
    'ada@-example.com',
    'ada@example-.com',
    'ada@127.0.0.1',
    'ada@[127.0.0.1]',
    `${'a'.repeat(65)}@example.com`,
    `ada@${'a'.repeat(64)}.com`,
    `ada@${'a.'.repeat(124)}com`,
  ])('BAD57 refuses %j', (address) => {
    expect(code({ type: 'email' }, address)).toBe('email');
  });
});

describe('telephone numbers', () => {
  it.each(['+49 711 1234567', '(0711) 123-45.67', '(+49) 711/123 4567', '020 7946 0000', '1234567'])(
    'BAD58 takes %s',
    (number) => expect(code({ type: 'tel' }, number)).toBeUndefined(),
  );

  it.each([
    'call me',
    '0711 12345 ext 7',
    '123456',
    '1234567890123456',
    '49+7111234567',
    '+49711123456\r\n7',
    '-------',
  ])('BAD58 refuses %j', (number) => expect(code({ type: 'tel' }, number)).toBe('tel'));
});

describe('numbers', () => {
  const rules = { min: 1, max: 10, step: 0.1 };
  it('M9 checks range and step', () => {
    expect(fault({ type: 'number', rules }, 0)).toMatchObject({ code: 'tooSmall', params: { min: 1 } });
    expect(fault({ type: 'number', rules }, 11)).toMatchObject({ code: 'tooLarge', params: { max: 10 } });
    expect(fault({ type: 'number', rules }, 1.25)).toMatchObject({ code: 'badStep', params: { step: 0.1 } });
    expect(code({ type: 'number', rules }, 1.3)).toBeUndefined(); // whatever binary fractions make of it
    expect(code({ type: 'number', rules: { min: 1, step: 2 } }, 4)).toBe('badStep');
    expect(code({ type: 'number', rules: { step: 2 } }, 4)).toBeUndefined();
    expect(code({ type: 'number', required: true }, 0)).toBeUndefined();
  });

  it.each([NaN, Infinity, '12', 'twelve', '1e999', '0x10', '1,5', '1 2', true, {}])(
    'M9 refuses %j as a number',
    (value) => {
      expect(code({ type: 'number' }, value)).toBe('number');
    },
  );
});

describe('choices', () => {
  const options = [
    { value: 'a', label: 'A' },
    { value: 'b', label: 'B' },
  ];
  it('M9 takes only what was offered', () => {
    for (const type of ['select', 'radio'] as const) {
      expect(code({ type, options }, 'a')).toBeUndefined();
      expect(code({ type, options }, 'c')).toBe('notAnOption');
      expect(code({ type, options }, ['a'])).toBe('notAnOption');
    }
    expect(code({ type: 'checkbox', options }, ['a', 'b'])).toBeUndefined();
    expect(code({ type: 'checkbox', options }, ['a', 'c'])).toBe('notAnOption');
    expect(code({ type: 'checkbox', options }, ['a', 'a', 'b'])).toBe('notAnOption');
    expect(code({ type: 'checkbox', options }, true)).toBe('notAnOption');
    expect(code({ type: 'checkbox', options, required: true }, [])).toBe('required');
  });
});

describe('the answer checker', () => {
  it('M9 tells one issue a field, in the order of the fields, and no value', () => {
    const fields = [
      aField({ name: 'a', required: true }),
      aField({ name: 'b', type: 'email' }),
      aField({ name: 'c' }),
    ];
    const issues = createAnswerChecker().check(fields, { b: 'secret@nowhere', c: 'fine' });
    expect(issues).toEqual([
      { field: 'a', code: 'required' },
      { field: 'b', code: 'email' },
    ]);
    expect(JSON.stringify(issues)).not.toContain('secret');
  });

  it('M9 keeps answers without the blanks around them, and passwords as typed', () => {
    const fields = [aField({ name: 'word', type: 'password' })];
    const hostile = JSON.parse(
      '{"__proto__": " x ", "a": " b ", "n": 1, "l": ["a"], "word": " p "}',
    ) as never;
    const kept = tidyAnswers(hostile, fields);
    expect(Object.entries(kept)).toEqual([
      ['__proto__', 'x'],
      ['a', 'b'],
      ['n', 1],
      ['l', ['a']],
      ['word', ' p '],
    ]);
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });
});

describe('the other kinds of answers', () => {
  it.each([
    'example.com',
    'www.example.com/a?b=c#d',
    'https://example.com:8080/',
    'HTTP://münchen.example',
    'https://xn--mnchen-3ya.example',
    'https://例え.テスト/道',
  ])('M9 takes a web address as people write it: %s', (text) => {
    expect(code({ type: 'url' }, text)).toBeUndefined();
  });

  it.each([
    'example',
    'http://localhost',
    'ftp://example.com',
    'javascript:alert(1)',
    'mailto:a@example.com',
    'https://user:pass@example.com',
    'https://user@example.com',
    'a b.example',
    'example.com/a b',
    'https://https://example.com',
    '1.5',
    '.example.com',
    'https://',
  ])('M9 SEC11 asks again for what leads nowhere or elsewhere: %s', (text) => {
    expect(code({ type: 'url' }, text)).toBe('url');
  });

  it.each([
    '2027-02-30',
    '2027-13-01',
    '2026-02-29',
    '31.12.2027',
    '2027-1-1',
    'soon',
    '2027-01-01T00:00:00Z',
  ])('M9 takes days of the calendar alone, and gives an example: %s', (text) => {
    expect(fault({ type: 'date' }, text)).toEqual({
      field: 'it',
      code: 'date',
      params: { example: '2027-12-31' },
    });
  });

  it('M9 holds a day to the first and the last one', () => {
    const rules = { notBefore: '2027-01-10', notAfter: '2027-01-20' };
    const of = (day: string) => fault({ type: 'date', rules }, day);
    expect(['2027-01-10', '2027-01-20'].map(of)).toEqual([undefined, undefined]);
    expect(of('2027-01-09')).toMatchObject({ code: 'tooEarly', params: { notBefore: '2027-01-10' } });
    expect(of('2027-01-21')).toMatchObject({ code: 'tooLate', params: { notAfter: '2027-01-20' } });
    expect(code({ type: 'date' }, '2028-02-29')).toBeUndefined();
  });

  it('M1 M9 takes any of the options of a multiselect, and nothing else', () => {
    const options = ['a', 'b'].map((value) => ({ value, label: value }));
    const of = (value: unknown) => code({ type: 'multiselect', options }, value);
    expect([of(['a']), of(['b', 'a'])]).toEqual([undefined, undefined]);
    expect([of(['c']), of('a'), of(true), of(['a', 'b', 'a'])]).toEqual(Array(4).fill('notAnOption'));
    expect(code({ type: 'multiselect', options, required: true }, [])).toBe('required');
  });

  it('M1 M9 takes the code of a country, not its name', () => {
    expect(code({ type: 'country' }, 'DE')).toBeUndefined();
    for (const text of ['Germany', 'de', 'DEU', 'D1'])
      expect(code({ type: 'country' }, text)).toBe('notAnOption');
  });

  it('M1 M9 limits what is never shown as it limits text', () => {
    expect(code({ type: 'hidden' }, 'https://example.com/?utm=1')).toBeUndefined();
    expect(code({ type: 'hidden' }, 'a'.repeat(1_001))).toBe('tooLong');
  });
});

describe('what is tidied', () => {
  const tidy = (type: Field['type'], value: string) => tidyAnswers({ it: value }, [aField({ type })])['it'];

  it.each([
    ['31.12.2027', '2027-12-31'],
    ['1.2.2027', '2027-02-01'],
    ['31/12/2027', '2027-12-31'],
    ['12/31/2027', '2027-12-31'],
    ['31-12-2027', '2027-12-31'],
    ['05/05/2027', '2027-05-05'],
    [' 2027-12-31 ', '2027-12-31'],
    ['2027/12/31', '2027-12-31'],
    ['1. 2. 2027', '2027-02-01'],
    // Read in two ways, or no day: stays, and the check asks again.
    ['03/04/2027', '03/04/2027'],
    ['31.2.2027', '31.2.2027'],
    ['31.12.27', '31.12.27'],
    ['next week', 'next week'],
  ])('M9 writes a day as everybody reads it: %s is %s', (typed, kept) => {
    expect(tidy('date', typed)).toBe(kept);
  });

  it.each([
    ['example.com', 'https://example.com'],
    ['http://example.com', 'http://example.com'],
    ['example.com:8080/a', 'https://example.com:8080/a'],
    ['javascript:alert(1)', 'javascript:alert(1)'],
    ['nothing', 'nothing'],
  ])('M9 SEC11 gives a web address its scheme: %s is %s', (typed, kept) => {
    expect(tidy('url', typed)).toBe(kept);
  });
});
