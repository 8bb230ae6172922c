import { describe, expect, it } from 'vitest';
import type { FormConfig } from '../src/model/form-config.js';
import type { ProfileSource, RecogniseRequest, Recognised } from '../src/model/ports.js';
import { emptyProfile } from '../src/model/profile.js';
import { planFields } from '../src/plan/plan-fields.js';
import type { DeviceRecord } from '../src/profile/device-record.js';
import { recognise, type Clues } from '../src/recognise.js';
import type { SessionState } from '../src/session-state.js';
import { noon, signals, signup, whitepaper } from './fixtures/forms.js';

const at = '2026-11-01T00:00:00.000Z';
const now = new Date(noon).toISOString();
const patience = 50;

const record: DeviceRecord = {
  v: 1,
  id: 'd',
  known: { account: { firstName: at, lastName: at, email: at } },
  classes: { 'email.kind': 'work' },
  asks: {},
  consents: {},
  visits: { count: 2, last: at, steps: {} },
};

function source(load: (request: RecogniseRequest) => Promise<Recognised>) {
  const requests: RecogniseRequest[] = [];
  const asked: ProfileSource = {
    name: 'collector',
    load: (request) => (requests.push(request), load(request)),
  };
  return { asked, requests };
}
const answering = (back: Recognised) => source(() => Promise.resolve(back));
const byLink = (count?: number): Recognised => ({
  profile: {
    facts: { email: { value: 'ada@example.com', source: 'link', at } },
    identity: { strength: 'link' },
    ...(count !== undefined && { visits: { count } }),
  },
  proof: 'proof',
  asset: { id: 'paper', url: 'https://collector.example/a' },
});

async function meet(clues: Partial<Clues>, config: FormConfig = signup, more: Partial<SessionState> = {}) {
  const state: SessionState = {
    config,
    profile: emptyProfile(),
    answers: {},
    issues: [],
    signals: {},
    done: [],
    cursor: 0,
    ...more,
  };
  await recognise(state, { now: noon, patience, ...clues });
  return state;
}

describe('recognising a visitor', () => {
  it('F2 a device alone knows names and no value', async () => {
    const { profile } = await meet({ stored: record });
    expect(profile.facts).toEqual({});
    expect(profile.known).toEqual({ firstName: at, lastName: at, email: at });
    expect(profile.identity).toEqual({ strength: 'device', id: 'd' });
  });

  it('F2 a link is stronger than the device, and brings its values, proof and download', async () => {
    const state = await meet({ stored: record, link: { token: 't' }, source: answering(byLink()).asked });
    expect(state.profile.identity).toEqual({ strength: 'link' });
    expect(state.profile.facts['email']?.value).toBe('ada@example.com');
    expect([state.proof, state.asset?.id]).toEqual(['proof', 'paper']);
  });

  it('F2 the host page vouches for values, not for who it is', async () => {
    const { profile } = await meet({ profile: { email: 'ada@example.com' } });
    expect(profile.facts).toEqual({ email: { value: 'ada@example.com', source: 'host', at: now } });
    expect(profile.identity).toEqual({ strength: 'none' });
  });

  it('S44 a stranger is nobody’s business: the collector is not asked', async () => {
    const { asked, requests } = answering(byLink());
    const { profile } = await meet({ profile: { email: 'ada@example.com' }, visits: 2, source: asked });
    expect(requests).toEqual([]);
    expect(profile.identity.strength).toBe('none');
  });

  it('S38 the collector is told the form, and the device and token where there are any', async () => {
    const { asked, requests } = answering({ profile: {} });
    await meet({ stored: record, source: asked });
    await meet({ link: { token: 't' }, source: asked });
    expect(requests.map(({ signal: _, ...request }) => request)).toEqual([
      { formId: 'signup', anonymousId: 'd' },
      { formId: 'signup', token: 't' },
    ]);
  });

  it.each([null, 'record', [], { v: 2 }, { ...record, visits: {} }])(
    'SEC27 a record that is not ours counts as none: %j',
    async (stored) => {
      const { asked, requests } = answering(byLink());
      const state = await meet({ stored, source: asked });
      expect(state.record).toBeUndefined();
      const visits = { count: 1, steps: 0, last: now, first: now, since: now, submissions: 0 };
      expect(state.profile).toEqual({ ...emptyProfile(), visits });
      expect(requests).toEqual([]);
    },
  );

  it('BAD31 a doubtful value stands in its field with what is wrong, and gives way to what was typed', async () => {
    const profile = { employees: 'many', email: 'ada' };
    const state = await meet({ profile }, signup, { answers: { email: 'ada@example.com' } });
    expect(state.answers).toEqual({ employees: 'many', email: 'ada@example.com' });
    expect(state.issues.map(({ field, code }) => [field, code])).toEqual([
      ['email', 'email'],
      ['employees', 'notAnOption'],
    ]);
    expect(state.profile.facts).toEqual({});
  });

  it('BAD30 a consent that the page claims is not believed', async () => {
    const state = await meet({ profile: { profiling: true } }, whitepaper);
    expect([state.profile.consents, state.profile.facts, state.answers]).toEqual([{}, {}, {}]);
  });
});

describe('which visit it is', () => {
  it('S2 a device counts a new visit after half an hour', async () => {
    expect((await meet({ stored: record })).profile.visits).toMatchObject({ count: 3, steps: 0, last: now });
  });

  it('S2 coming by a link counts as a visit, however soon after the last', async () => {
    const stored = { ...record, visits: { count: 2, last: now, steps: { signup: 1 } } };
    const { asked } = answering(byLink());
    expect((await meet({ stored })).profile.visits).toMatchObject({ count: 2, steps: 1, last: now });
    expect((await meet({ stored, link: { token: 't' }, source: asked })).profile.visits).toMatchObject({
      count: 3,
      steps: 0,
    });
  });

  it('S2 a collector that saw more visits, on other devices, is believed', async () => {
    const { asked } = answering(byLink(5));
    expect((await meet({ stored: record, link: { token: 't' }, source: asked })).profile.visits.count).toBe(
      5,
    );
    expect((await meet({ link: { token: 't' }, source: asked })).profile.visits.count).toBe(5);
  });

  it('S2 a page that counts has the last word, also downwards', async () => {
    const { asked } = answering(byLink(5));
    const { profile } = await meet({ stored: record, link: { token: 't' }, source: asked, visits: 2 });
    expect(profile.visits.count).toBe(2);
  });

  it('S2 the page may count visits, submissions and sign-ins', async () => {
    const visits = { count: 4, submissions: 2, logins: 9, steps: 7, name: 'Ada' };
    const { profile } = await meet({ stored: record, visits });
    expect(profile.visits).toMatchObject({ count: 4, submissions: 2, logins: 9, steps: 0 });
    expect(profile.visits).not.toHaveProperty('name');
    expect((await meet({ visits: { logins: 2 } })).profile.visits).toMatchObject({ count: 1, logins: 2 });
  });

  it('S2 the device knows on which earlier visits something was submitted', async () => {
    const submitted = { [signup.id]: [1, 2], other: [1, 2] };
    const stored = { ...record, visits: { ...record.visits, submitted } };
    expect((await meet({ stored })).profile.visits).toMatchObject({ count: 3, submissions: 2 });
  });

  it.each([NaN, 1.5, Infinity])('S2 a count of %j from the page is none', async (visits) => {
    expect((await meet({ stored: record, visits })).profile.visits.count).toBe(3);
  });
});

describe('a collector that does not answer well', () => {
  const faults: readonly (readonly [string, () => Promise<Recognised>])[] = [
    ['never answers', () => new Promise(() => undefined)],
    ['fails', () => Promise.reject(new Error('500'))],
    [
      'fails at once',
      () => {
        throw new Error('no such thing');
      },
    ],
  ];

  it.each(faults)(
    'BAD45 one that %s is not waited for beyond the patience, and all is asked',
    async (_, load) => {
      const state = await meet({ link: { token: 't' }, source: source(load).asked });
      expect(state.profile.facts).toEqual({});
      const [step] = planFields(signup, state.profile, signals()).steps;
      expect(step?.ask.map(({ field }) => field)).toEqual(['firstName', 'lastName', 'email', 'password']);
    },
  );

  it.each(faults)('BAD45 one that %s takes nothing away from what the device knows', async (_, load) => {
    const failing = await meet({ stored: record, source: source(load).asked });
    expect(failing.profile).toEqual((await meet({ stored: record })).profile);
  });

  it('BAD45 the request is given up when the patience ends, and a late answer changes nothing', async () => {
    let answer: (back: Recognised) => void = () => undefined;
    const { asked, requests } = source(() => new Promise((resolve) => (answer = resolve)));
    const state = await meet({ link: { token: 't' }, source: asked });
    const before = structuredClone(state);
    answer(byLink());
    await new Promise(setImmediate);
    expect(requests[0]?.signal.aborted).toBe(true);
    expect(state).toEqual(before);
  });
});
