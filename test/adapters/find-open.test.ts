import { describe, expect, it } from 'vitest';
import { findOpen } from '../../src/adapters/find-open.js';
import type { Field, FormConfig } from '../../src/model/form-config.js';
import { whitepaper } from '../fixtures/forms.js';

const field = (name: string, change: Partial<Field> = {}): Field => {
  return { name, type: 'text', label: name, purpose: 'lead', ...change };
};
const consent = (name: string, purpose: string, sensitive = false): Field =>
  field(name, { type: 'consent', purpose, sensitive });
const purpose = { label: 'Label', legalBasis: 'explicit', retention: 'P1Y' } as const;

const config: FormConfig = {
  ...whitepaper,
  purposes: { lead: purpose, news: purpose, health: purpose },
  signals: { 'page.query.diag': 'lead', 'utm.diag': 'lead', 'page.query.topic': 'lead', 'page.path': 'lead' },
  fields: [
    field('email', { type: 'email' }),
    field('need', { sensitive: true }),
    consent('terms', 'news'),
    consent('record', 'health', true),
  ],
  segments: { ill: { need: { known: true } }, known: { email: { known: true } } },
  stages: [
    { id: 'lead', when: { email: { known: true } } },
    { id: 'ready', when: { need: { known: true } } },
  ],
  profile: { parameters: { diag: 'need', utm_diag: 'need', topic: 'email' } },
};

describe('SEC28 what a mirror may be told of', () => {
  it('is what the definition has and is not sensitive, nor follows from it, nor fills it in', () => {
    expect(findOpen(config)).toEqual({
      fields: ['email', 'terms'],
      stages: ['lead'],
      segments: ['known'],
      agreed: ['lead', 'news'],
      consents: ['news'],
      signals: ['page.query.topic', 'page.path'],
    });
  });

  it('is also what its map names', () => {
    expect(findOpen(config, { need: 'Need', consent_health: 'Health' })).toEqual({
      fields: ['email', 'need', 'terms', 'record'],
      stages: ['lead', 'ready'],
      segments: ['ill', 'known'],
      agreed: ['lead', 'news', 'health'],
      consents: ['news', 'health'],
      signals: ['page.query.diag', 'utm.diag', 'page.query.topic', 'page.path'],
    });
  });

  it('is no consent for a purpose of which one is sensitive, and nothing by an empty name', () => {
    const fields = [...config.fields, consent('more', 'health')];
    expect(findOpen({ ...config, fields }).consents).toEqual(['news']);
    expect(findOpen(config, { need: '', consent_health: '' })).toEqual(findOpen(config));
  });
});
