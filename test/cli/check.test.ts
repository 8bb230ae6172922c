import { describe, expect, it } from 'vitest';
import { signup } from '../fixtures/forms.js';
import { say } from './fake-io.js';

const broken = {
  ...signup,
  fields: signup.fields.map((field) => (field.name === 'phone' ? { ...field, type: 'telephone' } : field)),
  steps: signup.steps.map((step) => (step.id === 'phone' ? { ...step, reason: '' } : step)),
};

/** Consents go as such, and what is only for the page goes nowhere. */
const onlyAnswers = (map: Readonly<Record<string, string>>) =>
  Object.fromEntries(
    Object.entries(map).filter(([name]) => {
      const field = signup.fields.find((one) => one.name === name);
      return field?.type !== 'consent' && !field?.transient;
    }),
  );

describe('progressive-form check', () => {
  it('finds nothing wrong with the shipped definitions, and hints at what the page must tell', async () => {
    const files = ['demo/forms/signup.json', 'demo/forms/whitepaper.json'];
    const { code, out, err } = await say(['check', ...files]);
    expect([code, err]).toEqual([0, '']);
    const nowhere = '  hint: adapter.endpoint: is missing. Give endpoint here or on the element.';
    expect(out.split('\n')).toEqual(files.flatMap((file) => [`${file}: fine`, nowhere]));
  });

  it('S24 tells every problem with its place, what was found there and what to do', async () => {
    const { code, out, err } = await say(['check', 'broken.json'], { 'broken.json': broken });
    expect([code, err]).toEqual([1, '']);
    const [head, ...lines] = out.split('\n');
    expect(head).toBe('broken.json: 2 problems');
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatch(/^ {2}fields\[7\]\.type \(phone\): .+\. .*tel/);
    expect(lines[1]).toMatch(/^ {2}steps\[2\]\.reason \(phone\): .+\. Write at least one character\./);
  });

  it('tells the line and column where a text is no JSON', async () => {
    const { code, out } = await say(['check', 'cut.json'], { 'cut.json': '{\n  "id": "a",\n' });
    expect(code).toBe(1);
    expect(out).toContain('cut.json: 1 problem\n  definition: is no JSON at line 3');
  });

  it('takes a definition that an editor put a byte order mark before', async () => {
    expect((await say(['check', 'f.json'], { 'f.json': `\uFEFF${JSON.stringify(signup)}` })).code).toBe(0);
  });

  it('goes on after a file that cannot be read, and ends with the graver code', async () => {
    const { code, out, err } = await say(['check', 'no.json', 'broken.json', 'good.json'], {
      'broken.json': broken,
      'good.json': signup,
    });
    expect(code).toBe(2);
    expect(err).toBe('no.json: no such file (ENOENT)');
    expect(out).toContain('broken.json: 2 problems');
    expect(out).toContain('good.json: fine');
  });

  it('M13 tells of fields that a back end has no place for, and hints at what may be meant so', async () => {
    const formId = '8a1c4b2e-0d3f-4e5a-9b6c-7d8e9f0a1b2c';
    const names = signup.fields.map(({ name }) => [name, `x_${name}`]);
    const adapter = { use: 'hubspot', portalId: '1', formId };
    const map = { ...Object.fromEntries(names), email: 'email' };
    const { code, out } = await say(['check', 'bare.json', 'mapped.json'], {
      'bare.json': { ...signup, fields: [...signup.fields], adapter: { ...adapter, map: { emial: 'x' } } },
      'mapped.json': { ...signup, adapter: { ...adapter, map: onlyAnswers(map) } },
    });
    expect(code).toBe(1);
    expect(out).toContain('adapter.map.emial: is no declared field. Did you mean email?');
    expect(out).toMatch(
      /mapped\.json: fine\n {2}hint: adapter\.formId: takes nothing .*CAPTCHA.*\n {2}hint: adapter\.formId: is sent one step at a time/,
    );
  });

  it('M9 tells places by name also in hints', async () => {
    const steps = signup.steps.slice(0, 1);
    const fields = signup.fields.filter(({ name }) => signup.steps[0]?.fields.includes(name));
    const profile = { remember: 'never' };
    const { code, out } = await say(['check', 'f.json'], { 'f.json': { ...signup, profile, fields, steps } });
    expect([code, out]).toEqual([
      0,
      expect.stringMatching(/hint: fields\[3]\.when\["visit\.count"] \(password\): looks at/),
    ]);
  });

  it.each([[[]], [['--all']]])('says how it is used for %j', async (args) => {
    const { code, out, err } = await say(['check', ...args]);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain('Usage: progressive-form check');
  });
});
