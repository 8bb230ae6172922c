import { describe, expect, it } from 'vitest';
import type { Field, FormConfig } from '../../src/model/form-config.js';
import { isDeviceKeys, makeKeys } from '../../src/profile/device-keys.js';
import type { DeviceRecord, SealedValue } from '../../src/profile/device-record.js';
import { sealRecord } from '../../src/profile/seal-record.js';
import { isKeptHere, markOf, openValues, sealValue } from '../../src/profile/seal-values.js';
import { fact, profile, signup } from '../fixtures/forms.js';

const at = '2026-11-01T00:00:00.000Z';
const keys = await makeKeys(crypto);
const onDevice: FormConfig = {
  ...signup,
  fields: signup.fields.map((field) => ({
    ...field,
    onDevice: field.name === 'company' || field.name === 'phone',
  })),
};
const company = onDevice.fields.find(({ name }) => name === 'company') as Field;

const record = (sealed: SealedValue, more: Partial<DeviceRecord> = {}): DeviceRecord => ({
  v: 1,
  id: 'd',
  known: {},
  classes: {},
  asks: {},
  consents: {},
  visits: { count: 1, last: at, steps: {} },
  sealed: { [company.purpose]: { company: sealed } },
  ...more,
});
const seal = (value: string, more: object = {}) =>
  sealValue(crypto, keys, { id: 'd', field: company, at, ...more }, value);
const open = (held: DeviceRecord, config = onDevice, with_ = keys) => openValues(crypto, with_, held, config);

describe('values on the device', () => {
  it('S62 come back as what they were and since when, for the same field', async () => {
    expect(await open(record(await seal('Canary Ltd')))).toEqual({
      company: { value: 'Canary Ltd', source: 'device', at },
    });
  });

  it('S44 cannot be read, nor twice alike', async () => {
    const [one, two] = [await seal('Canary Ltd'), await seal('Canary Ltd')];
    expect(new TextDecoder().decode(one.wire)).not.toContain('Canary');
    expect(new Uint8Array(one.wire)).not.toEqual(new Uint8Array(two.wire));
  });

  const moved: readonly (readonly [string, () => Promise<Record<string, unknown>>])[] = [
    ['another device', async () => open(record(await seal('x'), { id: 'e' }))],
    ['another field', async () => open(record(await seal('x', { field: { ...company, name: 'phone' } })))],
    [
      'another purpose',
      async () => open(record(await seal('x', { field: { ...company, purpose: 'news' } }))),
    ],
    ['another date', async () => open(record({ ...(await seal('x')), at: '2026-11-02T00:00:00.000Z' }))],
    ['another key', async () => open(record(await seal('x')), onDevice, await makeKeys(crypto))],
    ['broken bytes', async () => open(record({ ...(await seal('x')), wire: new ArrayBuffer(40) }))],
    ['no bytes at all', async () => open(record({ at } as SealedValue))],
    ['a field that keeps no value any more', async () => open(record(await seal('x')), signup)],
    ['an answer that breaks the rules of today', async () => open(record(await seal('x'.repeat(6000))))],
  ];
  it.each(moved)('BAD60 are known by their name alone with %s', async (_, opening) => {
    expect(await opening()).toEqual({});
  });

  it('F5 need the consent of their purpose for as long as it is asked for', async () => {
    const purpose = { ...signup.purposes[company.purpose], legalBasis: 'explicit' } as const;
    const config = { ...onDevice, purposes: { [company.purpose]: purpose } } as FormConfig;
    expect(await open(record(await seal('x')), config)).toEqual({});
    const agreed = record(await seal('x'), { consents: { [company.purpose]: at } });
    expect(Object.keys(await open(agreed, config))).toEqual(['company']);
  });

  it.each<Partial<Field>>([
    { sensitive: true },
    { transient: true },
    { type: 'password' },
    { type: 'consent' },
    { onDevice: false },
  ])('SEC20 are never kept of a field that is %j', (more) => {
    expect(isKeptHere(company)).toBe(true);
    expect(isKeptHere({ ...company, ...more })).toBe(false);
  });

  it('S44 are kept of what the visitor typed, not of what others told', async () => {
    const facts = { company: fact('Acme', 'typed', at), phone: fact('1', 'host', at) };
    const sealed = await sealRecord({ config: onDevice, profile: profile({ facts }) }, 'd', async () => keys);
    expect(Object.values(sealed?.sealed ?? {}).flatMap(Object.keys)).toEqual(['company']);
  });

  it('S44 make no key where nothing is to be sealed', async () => {
    const made: boolean[] = [];
    const keysOf = async (make: boolean) => (made.push(make), keys);
    const facts = { company: fact('Acme', 'host', at) };
    expect(await sealRecord({ config: onDevice, profile: profile({ facts }) }, 'd', keysOf)).toBeUndefined();
    expect(made).toEqual([]);
  });
});

describe('the keys', () => {
  it('SEC20 give nothing away', async () => {
    for (const key of Object.values(keys)) {
      expect(key.extractable).toBe(false);
      await expect(crypto.subtle.exportKey('raw', key)).rejects.toThrow();
    }
  });

  it.each([undefined, null, 'keys', {}, { seal: 1, mark: 2 }, { seal: keys.mark, mark: keys.seal }])(
    'BAD60 are none: %j',
    (found) => {
      expect(isDeviceKeys(found)).toBe(false);
      expect(isDeviceKeys(keys)).toBe(true);
    },
  );

  it('S64 mark an address alike each time, and otherwise on every device', async () => {
    const mark = await markOf(crypto, keys, 'ada@example.com');
    expect(await markOf(crypto, keys, 'ada@example.com')).toBe(mark);
    expect(await markOf(crypto, keys, 'bea@example.com')).not.toBe(mark);
    expect(await markOf(crypto, await makeKeys(crypto), 'ada@example.com')).not.toBe(mark);
    expect(atob(mark)).toHaveLength(16);
  });
});
