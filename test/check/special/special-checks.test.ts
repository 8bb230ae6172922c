import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Field } from '../../../src/model/form-config.js';
import type { Validator, Validity } from '../../../src/model/ports.js';
import { findUnknownValidators } from '../../../src/check/special/find-unknown-validators.js';
import { createFullChecker, type SpecialCheckOptions } from '../../../src/special-checks.js';
import { aDefinition } from '../a-definition.js';

const aField = (part: Partial<Field>): Field => ({
  name: 'it',
  type: 'text',
  label: 'It',
  purpose: 'use',
  ...part,
});
const check = async (
  part: Partial<Field>,
  value: string | readonly string[],
  options: SpecialCheckOptions = {},
) => (await createFullChecker(options).check([aField(part)], { it: value }))[0];
const validator = (validate: (value: unknown) => Validity | Promise<Validity>): Validator => ({
  '~standard': { version: 1, validate },
});
const named = (validate: (value: unknown) => Validity | Promise<Validity>, more: SpecialCheckOptions = {}) =>
  check({ validator: 'mine' }, 'Ada', { ...more, validators: { mine: validator(validate) } });

describe('special checks', () => {
  it('M9 asks for an address at work only where the definition does', async () => {
    const of = (emailPolicy: Field['emailPolicy'], address: string) =>
      check({ type: 'email', ...(emailPolicy && { emailPolicy }) }, address);
    expect(await of('businessOnly', 'ada@gmail.com')).toEqual({ field: 'it', code: 'businessOnly' });
    expect(await of('businessOnly', 'ada@firma.example')).toBeUndefined();
    expect(await of('warn', 'ada@gmail.com')).toBeUndefined();
    expect(await of(undefined, 'ada@gmail.com')).toBeUndefined();
    expect(await of('businessOnly', 'nobody')).toMatchObject({ code: 'email' });
  });

  it('M1 M9 knows which countries there are', async () => {
    expect(await check({ type: 'country' }, 'NZ')).toBeUndefined();
    for (const value of ['XX', 'EU', 'UK', 'DD', 'ZZ'])
      expect(await check({ type: 'country' }, value)).toMatchObject({ code: 'notAnOption' });
  });

  it('M9 SEC6 holds an answer to its pattern, blanks around it aside, and passes where the pattern is none', async () => {
    const rules = { pattern: '[A-Z]{2}\\d{4}' };
    expect(await check({ rules }, ' AB1234 ')).toBeUndefined();
    expect(await check({ rules }, 'AB12345')).toEqual({ field: 'it', code: 'pattern' });
    expect(await check({ rules: { pattern: '(?=a)' } }, 'b')).toBeUndefined();
    expect(await check({ type: 'textarea', rules: { pattern: 'a*' } }, 'a'.repeat(1_001))).toMatchObject({
      code: 'tooLong',
      params: { max: 1_000 },
    });
  });

  it('M9 lets a validator of the page say what is wrong, in its first words', async () => {
    const wrong = { issues: [{ message: 'Not she.' }, { message: 'More.' }] };
    const told = { field: 'it', code: 'told', params: { message: 'Not she.' } };
    expect(await named(() => wrong)).toEqual(told);
    expect(await named(async () => wrong)).toEqual(told);
    expect(await named((value) => (value === 'Ada' ? {} : wrong))).toBeUndefined();
    expect(await named(() => ({ issues: [{ message: ' ' }] }))).toEqual({ field: 'it', code: 'refused' });
    expect(await named(() => ({ issues: [{ message: 'x'.repeat(999) }] }))).toMatchObject({
      params: { message: 'x'.repeat(300) },
    });
  });

  it('M9 passes what a validator fails at, is too late for or talks rubbish about', async () => {
    expect(
      await named(() => {
        throw new Error('broken');
      }),
    ).toBeUndefined();
    expect(await named(() => Promise.reject(new Error('offline')))).toBeUndefined();
    expect(await named(() => ({ issues: 'yes' }) as never)).toBeUndefined();
    expect(await named(() => undefined as never)).toBeUndefined();
    const waits: number[] = [];
    const timer = (run: () => void, ms: number) => (waits.push(ms), queueMicrotask(run), () => undefined);
    expect(await named(() => new Promise<never>(() => undefined), { timer })).toBeUndefined();
    expect(await named(() => new Promise<never>(() => undefined), { timer, patience: 7 })).toBeUndefined();
    expect(waits).toEqual([3_000, 7]);
  });

  it('M9 calls the clock off once a validator has answered', async () => {
    let off = 0;
    await named(() => ({}), { timer: () => () => void (off += 1) });
    expect(off).toBe(1);
  });

  it('M9 loads a validator of ours by its name, unless the page has one of that name', async () => {
    const ours = validator(() => ({ issues: [{ message: 'ours' }] }));
    const theirs = validator(() => ({ issues: [{ message: 'theirs' }] }));
    const builtIn = { phone: async () => ours };
    const of = (options: SpecialCheckOptions) => check({ validator: 'phone' }, 'x', options);
    expect(await of({ builtIn })).toMatchObject({ params: { message: 'ours' } });
    expect(await of({ builtIn, validators: { phone: theirs } })).toMatchObject({
      params: { message: 'theirs' },
    });
    expect(await of({ builtIn: { phone: () => Promise.reject(new Error('no part')) } })).toBeUndefined();
    expect(await check({ validator: 'toString' }, 'x', { validators: {} })).toBeUndefined();
  });

  it('M9 says one thing of a field, in the order of the fields, and nothing of what is blank', async () => {
    const validators = { mine: validator(() => ({ issues: [{ message: 'No.' }] })) };
    const fields = ['a', 'b', 'c', 'd'].map((name) =>
      aField({ name, validator: 'mine', required: name === 'c' }),
    );
    const issues = await createFullChecker({ validators }).check(fields, {
      a: 'x',
      b: ' ',
      d: 'https://x.example',
    });
    expect(issues.map(({ field, code }) => [field, code])).toEqual([
      ['a', 'told'],
      ['c', 'required'],
      ['d', 'noLinks'],
    ]);
  });

  it('M9 tells the author of a validator that nobody hands in', () => {
    const config = aDefinition((it) => Object.assign(it.fields[1]!, { validator: 'phon' }));
    expect(findUnknownValidators(config, ['phone'])).toEqual([
      {
        path: 'fields[1].validator',
        problem: 'is no validator that the page hands in',
        remedy: 'Did you mean phone?',
      },
    ]);
    expect(findUnknownValidators(config, ['phon'])).toEqual([]);
  });

  it('M9 looks up the countries once, and reads a pattern once, however often answers are checked', async () => {
    const made: unknown[] = [];
    const note = <T extends object>(type: T): T =>
      new Proxy(type, {
        construct: (target, given: unknown[]) => (
          made.push(given[0]),
          Reflect.construct(target as never, given) as object
        ),
      });
    vi.stubGlobal('RegExp', note(RegExp));
    vi.stubGlobal('Intl', { Locale: Intl.Locale, DisplayNames: note(Intl.DisplayNames) });
    onTestFinished(() => void vi.unstubAllGlobals());
    const checker = createFullChecker();
    const fields = [aField({ name: 'land', type: 'country' }), aField({ rules: { pattern: 'Q\\d' } })];
    expect(await checker.check(fields, { land: 'NZ', it: 'Q1' })).toEqual([]);
    expect(await checker.check(fields, { land: 'XX', it: 'B1' })).toHaveLength(2);
    expect(await checker.check(fields, { land: 'DE', it: 'Q2' })).toEqual([]);
    expect(made.filter((one) => one === 'en' || one === '^Q$')).toEqual(['en', '^Q$']);
  });
});
