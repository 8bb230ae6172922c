import { describe, expect, it } from 'vitest';
import { nameField, nameFields } from '../../src/adapters/name-fields.js';
import type { Field } from '../../src/model/form-config.js';

const field = (change: Partial<Field> = {}): Field => {
  return { name: 'need', type: 'text', label: 'Need', purpose: 'lead', ...change };
};

describe('M13 the name that a definition gives a field in a back end', () => {
  it.each<[string, Partial<Field>, Readonly<Record<string, string>>, boolean, string | undefined]>([
    ['none', {}, {}, false, undefined],
    ['its own mapsTo', { mapsTo: 'Need__c' }, {}, false, 'Need__c'],
    ['that of the map before it', { mapsTo: 'Need__c' }, { need: 'N' }, false, 'N'],
    ['none, where the map says so', { mapsTo: 'Need__c' }, { need: '' }, false, ''],
    ['no mapsTo in a mirror', { mapsTo: 'Need__c' }, {}, true, undefined],
    ['that of a mirror’s map', { sensitive: true }, { need: 'N' }, true, 'N'],
    ['an empty one for a mirror that must not be told', { sensitive: true }, {}, true, ''],
    ['an empty one for a consent, which is no answer', { type: 'consent', mapsTo: 'C' }, {}, false, ''],
    ['nothing that the map inherits', { name: 'toString' }, {}, false, undefined],
  ])('is %s', (_, change, map, isMirror, name) => {
    const one = field(change);
    expect(nameField(one, map, isMirror)).toBe(name);
    const all = nameFields([one], { ...map, stage: 'Stage' }, isMirror);
    expect(all).toEqual({ stage: 'Stage', ...(name !== undefined && { [one.name]: name }) });
  });
});
