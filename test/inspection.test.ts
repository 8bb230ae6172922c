import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkConfig } from '../src/check/check-config.js';
import { inspectDefinition } from '../src/inspection.js';
import type { FormConfig } from '../src/model/form-config.js';
import { cases } from './fixtures/forms.js';

const forms = new URL('../demo/forms/', import.meta.url);
const read = (file: string) => readFileSync(new URL(file, forms), 'utf8');

/** Enterprise customers are asked for their project, everybody else what for. */
const matrix = (more: Partial<FormConfig> = {}): FormConfig => ({
  schemaVersion: 1,
  id: 'onboarding',
  version: '1',
  purposes: { account: { label: 'Run your account', legalBasis: 'implicit', retention: 'P3Y' } },
  fields: [
    { name: 'email', type: 'email', label: 'Email', purpose: 'account' },
    { name: 'company', type: 'text', label: 'Company', purpose: 'account' },
    {
      name: 'employees',
      type: 'select',
      label: 'Company size',
      purpose: 'account',
      classify: 'companySize',
      options: ['1-9', '10-249', '250-999', '1000+'].map((value) => ({ value, label: value })),
    },
    { name: 'project', type: 'textarea', label: 'Your project', purpose: 'account' },
    { name: 'hobby', type: 'text', label: 'What for?', purpose: 'account' },
  ],
  steps: [
    { id: 'who', reason: 'To set up your account.', fields: ['email', 'company', 'employees'] },
    { id: 'project', reason: 'To help you roll it out.', fields: ['project'] },
    { id: 'hobby', reason: 'To show what fits.', fields: ['hobby'], skippable: true },
  ],
  segments: {
    enterprise: { 'employees.size': { gte: 1000 }, 'email.kind': { ne: 'free' } },
    hobbyist: { 'email.kind': 'free', 'segment.enterprise': false },
  },
  matrix: [
    { id: 'enterprise', when: { 'segment.enterprise': true }, steps: ['project'] },
    { id: 'hobby', when: { 'segment.hobbyist': true }, steps: ['hobby'] },
    { id: 'others', when: true, steps: [] },
  ],
  ...more,
});

describe('a definition as its author sees it', () => {
  it.each(readdirSync(forms).filter((file) => file.endsWith('.json')))(
    'M9 S34 has nothing against %s',
    (file) => {
      expect(inspectDefinition(read(file))).toEqual([]);
      expect(inspectDefinition(JSON.parse(read(file)))).toEqual([]);
    },
  );

  it('S34 has nothing against a matrix with a row for everybody', () => {
    expect(inspectDefinition(matrix())).toEqual([]);
  });

  it('M9 tells about the form of a definition first, and about what it means once that is right', () => {
    const steps = [
      {
        id: 'one',
        reason: 'Because.',
        fields: matrix().fields.map(({ name }) => name),
        when: { 'visit.count': 'x', 'visit.cuont': 3 },
      },
    ];
    const found = inspectDefinition(matrix({ steps, matrix: [{ id: 'all', when: true, steps: ['one'] }] }));
    expect(found).toEqual([
      {
        path: 'steps[0].when["visit.cuont"]',
        problem: 'is not known here',
        remedy: 'Did you mean visit.count?',
      },
    ]);
    expect(inspectDefinition('{')).toMatchObject([{ path: '' }]);
  });

  it('M3 suggests the value that was meant', () => {
    const segments = { enterprise: { employees: '1000' }, hobbyist: { 'email.kind': 'free' } };
    expect(inspectDefinition(matrix({ segments }))).toEqual([
      {
        path: 'segments.enterprise.employees',
        problem: 'is no value that employees can have',
        remedy: 'Did you mean 1000+?',
      },
    ]);
  });

  it('S34 shows who is left out and who has two rows', () => {
    const rows = [
      { id: 'enterprise', when: { 'employees.band': 'enterprise' }, steps: ['project'] },
      { id: 'hobby', when: { 'email.kind': 'free' }, steps: ['hobby'] },
      { id: 'work', when: { 'email.kind': 'work', 'employees.size': { lt: 1000 } }, steps: ['project'] },
    ];
    const found = inspectDefinition(matrix({ segments: {}, matrix: rows }));
    expect(found.map(({ path, problem }) => `${path} ${problem}`)).toEqual([
      'matrix[1].when rows enterprise and hobby both hold where employees.band = enterprise and email.kind = free',
      'matrix asks nobody anything where email.kind is not known and employees.band is not known and employees.size is not known',
    ]);
  });

  it('S35 shows questions that nobody is ever asked', () => {
    const { fields } = matrix();
    const waiting = fields.map((field) =>
      field.name === 'project' ? { ...field, when: { 'employees.size': { lt: 10 } } } : field,
    );
    expect(inspectDefinition(matrix({ fields: waiting }))).toMatchObject([
      { path: 'fields[3].when', problem: 'never holds where project could be asked' },
    ]);
  });

  it('BAD1 SEC5 has words and a place for every slip, and stumbles over none', { timeout: 600_000 }, () => {
    const rich = matrix({
      signals: { 'utm.source': 'account', 'count.pricing': 'account' },
      trigger: { any: [{ 'page.seconds': { gte: 20 } }, { 'utm.source': { startsWith: 'x' } }] },
      scores: {
        fit: {
          halfLife: 'P7D',
          terms: [
            { count: 'pricing', points: 2 },
            { when: { company: 'x' }, points: 1 },
          ],
        },
      },
      stages: [{ id: 'lead', when: { email: { known: true }, 'score.fit': { gt: 1 } } }],
      pauses: [{ id: 'later', when: { not: { hobby: ['none', 'no'] } }, for: 'P1D', fields: ['hobby'] }],
    });
    expect(inspectDefinition(rich)).toEqual([]);
    const slips = [
      undefined,
      null,
      '',
      'x',
      5,
      -1,
      true,
      [],
      {},
      { all: {} },
      [null],
      { when: 5 },
      { known: false },
      'hobby',
    ];
    let meant = 0;
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(), fc.constantFrom(...slips)), { minLength: 1, maxLength: 2 }),
        (changes) => {
          const copy = structuredClone(rich) as unknown as Record<string, unknown>;
          for (const [seed, slip] of changes) replaceSomewhere(copy, seed, structuredClone(slip));
          const problems = inspectDefinition(copy);
          for (const { problem, remedy } of problems)
            expect(Math.min(problem.length, remedy.length)).toBeGreaterThan(3);
          if (problems.length && !checkConfig(copy).length) meant += 1;
        },
      ),
      { numRuns: cases },
    );
    expect(meant).toBeGreaterThan(0);
  });
});

/** Puts the slip in the place of some member, at any depth. */
function replaceSomewhere(root: Record<string, unknown>, seed: number, slip: unknown): void {
  const places: (readonly [Record<string, unknown>, string])[] = [];
  const walk = (object: Record<string, unknown>): void => {
    for (const [key, member] of Object.entries(object)) {
      places.push([object, key]);
      if (typeof member === 'object' && member !== null) walk(member as Record<string, unknown>);
    }
  };
  walk(root);
  const [object, key] = places[seed % places.length] ?? [root, 'id'];
  object[key] = slip;
}
