import { beforeEach, describe, expect, it } from 'vitest';
import type { Open } from '../../src/adapters/find-open.js';
import { createMirrored, type Mirror } from '../../src/adapters/mirror.js';
import type { DeliveryOutcome } from '../../src/model/delivery-outcome.js';
import type { Adapter, SendContext } from '../../src/model/ports.js';
import type { Submission } from '../../src/model/submission.js';
import { contextOf, submission } from '../contracts/adapter-contract.js';

let told: { readonly name: string; readonly submission: Submission; readonly context: SendContext }[] = [];
let warnings: string[] = [];
beforeEach(() => {
  told = [];
  warnings = [];
});

const adapterOf = (name: string, send?: Adapter['send']): Adapter => ({
  name,
  send(submission, context) {
    told.push({ name, submission, context });
    return send?.(submission, context);
  },
});
const mirrorOf = (change: Partial<Mirror> = {}, send?: Adapter['send'], name = 'mirror'): Mirror => ({
  name,
  adapter: Promise.resolve(adapterOf(name, send)),
  purpose: undefined,
  open,
  ...change,
});
/** All that the submission of these tests tells. */
const open: Open = {
  fields: Object.keys(submission.answers),
  stages: ['lead', 'mql', 'ready', 'hot'],
  segments: ['new', 'ill'],
  ...{ agreed: ['profiling'], consents: ['profiling'], signals: [] },
};
const saying = (...outcomes: readonly (DeliveryOutcome | undefined)[]): Adapter => {
  const left = [...outcomes];
  return { name: 'main', endpointKey: 'main:1', send: async () => left.shift() };
};
const mirrored = (main: Adapter, ...mirrors: readonly Mirror[]) =>
  createMirrored(main, {
    formId: submission.formId,
    mirrors,
    warn: (name, why) => void warnings.push(`${name}: ${why}`),
  });
/** What is told without being waited for has happened then. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('M13 a mirror', () => {
  it.each<[string, DeliveryOutcome | undefined]>([
    ['has delivered', { kind: 'delivered' }],
    ['has sent off', { kind: 'accepted' }],
    ['has sent off without a word', undefined],
  ])('is told once of what the first %s', async (_, outcome) => {
    const { send } = mirrored(saying(outcome), mirrorOf(), mirrorOf({}, undefined, 'second'));
    expect(await send(submission, contextOf())).toEqual(outcome ?? { kind: 'accepted' });
    expect(told.map(({ name }) => name)).toEqual(['mirror', 'second']);
    expect(told[0]?.submission).toEqual(submission);
  });

  it.each<[string, DeliveryOutcome]>([
    ['could not send', { kind: 'retryable', status: 503 }],
    ['parked', { kind: 'retryable', park: true }],
    ['saw refused', { kind: 'rejected', issues: [] }],
  ])('is not told of what the first %s', async (_, outcome) => {
    const { send } = mirrored(saying(outcome), mirrorOf());
    expect(await send(submission, contextOf())).toEqual(outcome);
    expect(told).toEqual([]);
  });

  it('is not told before the first is done, nor where it fails', async () => {
    let finish = (_: DeliveryOutcome): void => {};
    const main: Adapter = { name: 'main', send: () => new Promise((resolve) => (finish = resolve)) };
    const sending = mirrored(main, mirrorOf()).send(submission, contextOf());
    await settled();
    expect(told).toEqual([]);
    finish({ kind: 'delivered' });
    await sending;
    expect(told).toHaveLength(1);
    const broken: Adapter = { name: 'main', send: () => Promise.reject(new Error('no line')) };
    await expect(mirrored(broken, mirrorOf()).send(submission, contextOf())).rejects.toThrow('no line');
    expect(told).toHaveLength(1);
  });

  it('S57 is told once, however often the first had to try', async () => {
    const again = { kind: 'retryable' } as const;
    const { send } = mirrored(saying(again, again, { kind: 'delivered' }), mirrorOf());
    for (const attempt of [0, 1, 2]) await send(submission, contextOf({ attempt }));
    expect(told).toHaveLength(1);
  });

  it('is told with the visitor’s consent alone, where it has a purpose', async () => {
    const mirrors = ['profiling', 'analytics'].map((purpose) => mirrorOf({ purpose }, undefined, purpose));
    await mirrored(saying({ kind: 'delivered' }), ...mirrors).send(submission, contextOf());
    expect(told.map(({ name }) => name)).toEqual(['profiling']);
  });

  it('is told where that consent was given before', async () => {
    const { send } = mirrored(saying({ kind: 'delivered' }), mirrorOf({ purpose: 'analytics' }));
    await send({ ...submission, agreed: ['analytics'] }, contextOf());
    expect(told).toHaveLength(1);
  });

  it('SEC28 is not told what it must not, neither as record nor as text', async () => {
    const { send } = mirrored(
      saying({ kind: 'delivered' }),
      mirrorOf({ open: { ...open, fields: ['topics', 'terms'] } }),
    );
    await send(submission, contextOf());
    expect(told[0]?.submission.answers).toEqual({ topics: ['a', 'b'], terms: true });
    expect(told[0]?.context.body).toBe(JSON.stringify(told[0]?.submission));
    expect(told[0]?.context.body).not.toContain('ada@');
  });

  it('SEC28 is told of no field, consent or signal but those it may be told of, also not that they were left empty', async () => {
    const at = submission.submittedAt;
    const gone = { purpose: 'health', text: 'You may know it.', locale: 'en', at };
    const { send } = mirrored(saying({ kind: 'delivered' }), mirrorOf());
    const whole = {
      ...submission,
      answers: { email: 'ada@example.com', diag: 'flu' },
      earlier: { email: 'ada@example.com', diag: 'flu' },
      consents: [...submission.consents, gone],
      agreed: ['profiling', 'health'],
      signals: { 'page.query.diag': 'flu' },
      asks: { diag: { at, outcome: 'leftEmpty' }, visits: { at, outcome: 'leftEmpty' } },
    } as const;
    await send(whole, contextOf());
    const [first] = told;
    expect(first?.submission).toEqual({
      ...whole,
      answers: { email: 'ada@example.com' },
      earlier: { email: 'ada@example.com' },
      consents: submission.consents,
      agreed: ['profiling'],
      signals: {},
      asks: { visits: { at, outcome: 'leftEmpty' } },
    });
    expect(first?.context.body).toBe(JSON.stringify(first?.submission));
    expect(first?.context.body).not.toMatch(/diag|flu|health/);
  });

  it('SEC28 is told of a stage and of segments only where it may be', async () => {
    const some = mirrorOf({ open: { ...open, stages: ['lead', 'mql'], segments: ['new'] } });
    const { send } = mirrored(saying({ kind: 'delivered' }), some);
    const reached = [
      { stage: 'lead', segments: ['ill', 'new'] },
      { stage: 'ready', segments: ['new'] },
      { stage: 'ready', segments: ['ill'] },
      { stage: 'lead' },
    ];
    for (const one of reached) await send({ ...submission, reached: one }, contextOf());
    expect(told.map((one) => one.submission.reached)).toEqual([
      { stage: 'lead', segments: ['new'] },
      { segments: ['new'] },
      undefined,
      { stage: 'lead' },
    ]);
    expect(told.map(({ context }) => context.body).join()).not.toMatch(/ready|ill/);
  });

  it('is not told that nothing was answered, unless it keeps that', async () => {
    const keeping = mirrorOf({}, undefined, 'keeping');
    const keeps = { ...keeping, adapter: keeping.adapter.then((one) => ({ ...one, keepsAsks: true })) };
    const { send } = mirrored(saying({ kind: 'delivered' }), mirrorOf(), keeps);
    const ask = { at: submission.submittedAt, outcome: 'refused' } as const;
    await send({ ...submission, answers: {}, asks: { email: ask } }, contextOf());
    expect(told.map(({ name }) => name)).toEqual(['keeping']);
    await send({ ...submission, answers: {}, asks: { diag: ask } }, contextOf());
    expect(told).toHaveLength(1); // which would tell that of something it must not know
  });

  it('is not told of what was called off meanwhile, which is sent again or was erased', async () => {
    const over = new AbortController();
    const main: Adapter = { name: 'main', send: () => (over.abort(), { kind: 'delivered' }) };
    await mirrored(main, mirrorOf()).send(submission, contextOf({ signal: over.signal }));
    await settled();
    expect(told).toEqual([]);
  });

  it('hears of a first time, whichever attempt of the first one it was', async () => {
    await mirrored(saying({ kind: 'delivered' }), mirrorOf()).send(submission, contextOf({ attempt: 3 }));
    await settled();
    expect(told[0]?.context.attempt).toBe(0);
  });

  it('outlives the page and the delivery', async () => {
    const over = new AbortController();
    await mirrored(saying({ kind: 'delivered' }), mirrorOf()).send(
      submission,
      contextOf({ signal: over.signal }),
    );
    over.abort();
    expect(told[0]?.context).toMatchObject({ keepalive: true, signal: { aborted: false } });
  });

  it.each<[string, Adapter['send'], string]>([
    ['rejects', () => Promise.reject(new Error('ada@example.com')), 'mirror: it failed'],
    [
      'throws',
      () => {
        throw new Error('ada@example.com');
      },
      'mirror: it failed',
    ],
    ['finds no back end', () => ({ kind: 'retryable', status: 503 }), 'mirror: retryable, status 503'],
    ['is refused', () => ({ kind: 'rejected', issues: [] }), 'mirror: rejected, status 0'],
  ])(
    'SEC28 that %s changes nothing, and its name is told without what it was sent',
    async (_, send, warning) => {
      const main = mirrored(
        saying({ kind: 'delivered' }),
        mirrorOf({}, send),
        mirrorOf({}, undefined, 'second'),
      );
      expect(await main.send(submission, contextOf())).toEqual({ kind: 'delivered' });
      await settled();
      expect(warnings).toEqual([warning]);
      expect(told.map(({ name }) => name)).toEqual(['mirror', 'second']);
    },
  );

  it('that never answers changes nothing', async () => {
    const hanging = mirrorOf({}, () => new Promise(() => {}));
    const { send } = mirrored(saying({ kind: 'delivered' }), hanging, mirrorOf({}, undefined, 'second'));
    expect(await send(submission, contextOf())).toEqual({ kind: 'delivered' });
    expect(told).toHaveLength(2);
  });
});

describe('M13 an adapter with mirrors', () => {
  it('is to the outbox what the first one is', async () => {
    const main: Adapter = {
      ...saying(),
      keepsAsks: true,
      report(losses) {
        expect(this).toBe(main);
        return Promise.resolve(losses.map(({ id }) => id));
      },
    };
    const all = mirrored(main, mirrorOf());
    expect(all).toMatchObject({ name: 'main', endpointKey: 'main:1', keepsAsks: true });
    const loss = { id: '1', formId: 'f', reason: 'expired', status: 0, at: 0 } as const;
    expect(await all.report?.([loss], contextOf())).toEqual(['1']);
    expect(mirrored({ name: 'own', send: () => {} }, mirrorOf()).endpointKey).toBe('own:own:whitepaper');
    expect(mirrored({ name: 'own', send: () => {} }, mirrorOf()).report).toBeUndefined();
  });
});
