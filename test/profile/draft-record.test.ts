import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import type { Field } from '../../src/model/form-config.js';
import { pickDrafted } from '../../src/profile/draft-fields.js';
import {
  isDraftRecord,
  isOver,
  makeDraftKey,
  openDraft,
  sealDraft,
  type DraftHead,
} from '../../src/profile/draft-record.js';
import { cases, noon } from '../fixtures/forms.js';

const day = 86_400_000;
const place = 'draft/f';
const head: DraftHead = { id: 'a', began: noon, until: noon + 7 * day, key: await makeDraftKey(crypto) };
const draft = { step: 'one', answers: { company: 'Canary Ltd' } };

const field = (over: Partial<Field>): Field => ({
  name: 'x',
  type: 'text',
  label: 'X',
  purpose: 'service',
  ...over,
});
const options = [
  { value: 'a', label: 'A' },
  { value: 'b', label: 'B' },
];

describe('a draft on the device', () => {
  it('S52 comes back as it was, and holds no byte of it in clear', async () => {
    const record = await sealDraft(crypto, place, head, draft);
    expect(await openDraft(crypto, place, record)).toEqual(draft);
    const clear = JSON.stringify({ ...record, wire: new TextDecoder().decode(record.wire) });
    expect(clear).not.toMatch(/canary|company/i);
  });

  it('S52 is sealed with a key that no script can read out, and never twice alike', async () => {
    const [one, two] = [
      await sealDraft(crypto, place, head, draft),
      await sealDraft(crypto, place, head, draft),
    ];
    expect(new Uint8Array(one.wire)).not.toEqual(new Uint8Array(two.wire));
    expect(head.key.extractable).toBe(false);
    await expect(crypto.subtle.exportKey('raw', head.key)).rejects.toThrow();
  });

  it.each([
    ['of another form', {}, 'draft/g'],
    ['of another draft', { id: 'b' }, place],
    ['that is said to have begun later', { began: noon + 1 }, place],
    ['that is said to last longer', { until: noon + 70 * day }, place],
    ['with broken bytes', { wire: new ArrayBuffer(40) }, place],
    ['without bytes', { wire: undefined }, place],
  ])('BAD60 opens nothing of one %s', async (_, change, where) => {
    const record = { ...(await sealDraft(crypto, place, head, draft)), ...change };
    expect(await openDraft(crypto, where, record as never)).toBeUndefined();
  });

  it.each([
    undefined,
    null,
    7,
    'x',
    [],
    {},
    { v: 2, ...head },
    { v: 1, ...head, key: 'x' },
    { v: 1, ...head, began: 'x' },
  ])('BAD60 does not take %j for one', (value) => expect(isDraftRecord(value)).toBe(false));

  it('M10 is over when its time is, and where the clock was set back before it began', () => {
    expect([0, 7 * day - 1, 7 * day, -1].map((ms) => isOver(head, noon + ms))).toEqual([
      false,
      false,
      true,
      true,
    ]);
  });
});

describe('what a draft may hold', () => {
  it.each<Partial<Field>>([
    { type: 'password' },
    { type: 'consent' },
    { type: 'hidden' },
    { transient: true },
    { sensitive: true },
  ])('SEC16 nothing of a field that is %j', (over) => {
    expect(pickDrafted({ fields: [field(over)] }, { x: over.type === 'consent' ? true : 'Canary' })).toEqual(
      {},
    );
  });

  it.each([
    ['text as it was typed, right or wrong', { type: 'email' }, 'ada@', 'ada@'],
    ['a number as text', { type: 'number' }, '1,5', '1,5'],
    ['a number', { type: 'number' }, 7, 7],
    ['an option', { type: 'select', options }, 'b', 'b'],
    ['a tick', { type: 'checkbox' }, true, true],
    ['ticked options that are still there', { type: 'multiselect', options }, ['a', 'gone'], ['a']],
  ] as const)('M10 %s', (_, over, value, kept) => {
    expect(pickDrafted({ fields: [field(over as Partial<Field>)] }, { x: value })).toEqual({ x: kept });
  });

  it.each([
    ['an option that is gone', { type: 'select', options }, 'gone'],
    ['a text where a tick is asked for', { type: 'checkbox' }, 'yes'],
    ['a tick where a text is asked for', { type: 'text' }, true],
    ['a text where several may be chosen', { type: 'multiselect', options }, 'a'],
    ['a list where one may be chosen', { type: 'radio', options }, ['a']],
    ['a blank', { type: 'text' }, '  '],
  ] as const)('M10 not %s', (_, over, value) => {
    expect(pickDrafted({ fields: [field(over as Partial<Field>)] }, { x: value })).toEqual({});
  });

  it('M10 nothing that the form does not ask any more, whatever is in it', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.anything()), (answers) => {
        const fitting = pickDrafted({ fields: [field({})] }, answers as never);
        expect(Object.keys(fitting).every((name) => name === 'x')).toBe(true);
        expect(['undefined', 'string']).toContain(typeof fitting['x']);
      }),
      { numRuns: cases },
    );
  });
});
