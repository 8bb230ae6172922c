import { describe, expect, it } from 'vitest';
import type { FormConfig } from '../../../src/model/form-config.js';
import { diffPlans, type Persona } from '../../../src/plan/analyse/diff-plans.js';
import { fact, knowing, profile, signals, signup } from '../../fixtures/forms.js';

const names = ['firstName', 'lastName', 'email'];
const visit = (count: number) => ({ visits: { count, steps: 0 } });
const personas: readonly Persona[] = [
  { name: 'a stranger', profile: profile(), signals: signals() },
  {
    name: 'Anna at work, second visit',
    profile: knowing(names, { ...visit(2), classes: { 'email.kind': 'work' } }),
    signals: signals(),
  },
  {
    name: 'a customer',
    profile: knowing([...names, 'company', 'jobTitle', 'employees', 'phone'], visit(9)),
    signals: signals(),
  },
];
const change = (edit: (config: FormConfig) => Partial<FormConfig>): FormConfig => ({
  ...signup,
  version: '2',
  ...edit(signup),
});

describe('S35 a change of a definition, told by what it does to people', () => {
  it('is nothing where nobody is asked anything else', () => {
    expect(
      diffPlans(
        signup,
        change(() => ({ title: 'Join us' })),
        personas,
      ),
    ).toEqual([]);
  });

  it('names everybody whose question moved, from where to where', () => {
    const later = change(({ steps }) => ({
      steps: steps.map((step) =>
        step.id === 'company' ? { ...step, when: { 'visit.count': { gte: 3 } } } : step,
      ),
    }));
    expect(diffPlans(signup, later, personas)).toEqual(
      ['company', 'jobTitle', 'employees'].map((field) => ({
        persona: 'Anna at work, second visit',
        field,
        before: { verdict: 'ask', word: 'missing', step: 'company', view: 1 },
        after: { verdict: 'skip', word: 'stepCondition' },
      })),
    );
  });

  it('tells questions that are new or gone, and steps that come in another order', () => {
    const other = change(({ fields, steps, ask }) => ({
      fields: [
        ...fields.filter(({ name }) => name !== 'phone'),
        { name: 'city', type: 'text', label: 'City', purpose: 'account', priority: 'critical' },
      ],
      steps: [
        { id: 'place', reason: 'To find you.', fields: ['city'] },
        ...steps.filter(({ id }) => id !== 'phone'),
      ],
      ask: { ...ask, maxSteps: 2 },
    }));
    const found = diffPlans(signup, other, personas.slice(0, 1));
    expect(found).toContainEqual({
      persona: 'a stranger',
      field: 'city',
      after: { verdict: 'ask', word: 'missing', step: 'place', view: 1 },
    });
    expect(found).toContainEqual({
      persona: 'a stranger',
      field: 'phone',
      before: { verdict: 'skip', word: 'stepCondition' },
    });
    expect(found).toContainEqual({
      persona: 'a stranger',
      field: 'firstName',
      before: { verdict: 'ask', word: 'missing', step: 'account', view: 1 },
      after: { verdict: 'ask', word: 'missing', step: 'account', view: 2 },
    });
  });

  it('plans by the rules of each definition, with what is just being typed', () => {
    const matrix = [
      { id: 'big', when: { 'employees.size': { gte: 250 } }, steps: ['phone'] },
      { id: 'rest', when: true, steps: ['company'] },
    ];
    const fields = signup.fields.map((field) =>
      field.name === 'employees' ? { ...field, classify: 'companySize' as const } : field,
    );
    const typing: Persona = {
      name: 'typing',
      profile: knowing(names, visit(3)),
      signals: signals(),
      answers: { employees: '1000+' },
    };
    const found = diffPlans(
      signup,
      change(() => ({ fields, matrix })),
      [typing],
    );
    expect(found).toContainEqual({
      persona: 'typing',
      field: 'phone',
      before: { verdict: 'skip', word: 'visitLimit' },
      after: { verdict: 'ask', word: 'missing', step: 'phone', view: 1 },
    });
    expect(found.map(({ field }) => field)).toEqual(['company', 'jobTitle', 'employees', 'phone']);
  });

  it('S30 reads the kind of an address that is just being typed, where it is told how', () => {
    const typing: Persona = {
      name: 'typing',
      profile: knowing(['firstName', 'lastName'], visit(2)),
      signals: signals(),
      answers: { email: 'anna@gmail.com' },
    };
    const byKind = change(() => ({ ask: { maxSteps: 2 } }));
    const anyKind = change(({ steps }) => ({
      steps: steps.map((step) => (step.id === 'company' ? { ...step, when: { 'visit.count': 2 } } : step)),
      ask: { maxSteps: 2 },
    }));
    const moved = (kindOf?: () => string) =>
      diffPlans(byKind, anyKind, [typing], kindOf).map(({ field }) => field);
    expect(moved()).toEqual([]);
    expect(moved(() => 'free').sort()).toEqual(['company', 'employees', 'jobTitle', 'phone']);
  });

  it('tells a question from the confirmation of what is stale', () => {
    const stale = { email: fact('a@example.com', 'host', '2026-01-01T00:00:00Z') };
    const anna: Persona = { name: 'Anna', profile: profile({ facts: stale }), signals: signals() };
    const fields = signup.fields.map((field) =>
      field.name === 'email' ? { ...field, freshFor: 'P30D', prefill: true } : field,
    );
    expect(
      diffPlans(
        signup,
        change(() => ({ fields })),
        [anna],
      ),
    ).toEqual([
      {
        persona: 'Anna',
        field: 'email',
        before: { verdict: 'skip', word: 'known' },
        after: { verdict: 'confirm', word: 'stale', step: 'account', view: 1 },
      },
    ]);
  });
});
