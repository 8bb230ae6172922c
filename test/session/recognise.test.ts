import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { readConfig } from '../../src/check/read-config.js';
import type { Field, FormConfig } from '../../src/model/form-config.js';
import type { FactSource, IdentityStrength } from '../../src/model/profile.js';
import type { ProfileSource, RecogniseRequest, Recognised } from '../../src/model/ports.js';
import { emptyProfile } from '../../src/model/profile.js';
import { planFields } from '../../src/plan/plan-fields.js';
import type { DeviceRecord } from '../../src/profile/device-record.js';
import { makeKeys } from '../../src/profile/device-keys.js';
import { markOf, sealValue } from '../../src/profile/seal-values.js';
import { createRecognition } from '../../src/recognition.js';
import { FormSession, type Recognition, type SessionParts } from '../../src/session.js';
import { askCollector, recognise, type Clues } from '../../src/session/recognise.js';
import type { SessionState } from '../../src/session/session-state.js';
import { noon, signals, signup, whitepaper } from '../fixtures/forms.js';

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

/** The collector knows the device for one of the same person. */
const ownDevice = (back: Recognised): Recognised => ({
  ...back,
  profile: { ...back.profile, identity: { ...back.profile.identity, id: 'd' } },
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
    const { asked } = answering(ownDevice(byLink()));
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

describe('asking the collector again', () => {
  const granting = answering(byLink()).asked;
  async function askLate(change: (state: SessionState) => void, stored: DeviceRecord | undefined = record) {
    const state = await meet({ stored });
    let answer: (back: Recognised) => void = () => undefined;
    const slow = source(() => new Promise((resolve) => (answer = resolve))).asked;
    const asking = askCollector(state, { source: slow, patience: 5000 });
    change(state);
    answer(byLink());
    return { state, back: await asking };
  }

  it('S61 adopts what it grants to the device', async () => {
    const { state, back } = await askLate(() => undefined);
    expect([state.proof, state.asset?.id, back?.proof]).toEqual(['proof', 'paper', 'proof']);
  });

  it.each<[string, (state: SessionState) => void]>([
    ['forgotten', (state) => (state.record = undefined)],
    ['replaced by somebody else', (state) => (state.record = { ...record, id: 'e' })],
  ])('M6 S64 adopts nothing that was granted to one who is %s meanwhile', async (_, change) => {
    const { state, back } = await askLate(change);
    expect([state.proof, state.asset, back]).toEqual([undefined, undefined, undefined]);
  });

  it('S44 asks about nobody', async () => {
    const state = await meet({});
    await askCollector(state, { source: granting, patience: 5000 });
    expect([state.proof, state.asset]).toEqual([undefined, undefined]);
  });
});

const told = (email: string | undefined, strength: IdentityStrength = 'login', more: object = {}) => ({
  name: 'sign-in',
  load: () =>
    Promise.resolve({
      profile: {
        facts: {
          ...(email && { email: { value: email, source: 'login' as FactSource, at, provider: 'google' } }),
          company: { value: 'Acme', source: 'login' as FactSource, at },
        },
        identity: { strength },
        ...more,
      },
    }),
});

/** Throws where the member is read. */
const unreadable = (name: string, more: object = {}): object =>
  Object.defineProperty({ ...more }, name, {
    enumerable: true,
    get: () => {
      throw new Error('no');
    },
  });

describe('several sources at once', () => {
  it('M5 are all asked before any has answered, and the collector with them', async () => {
    const asked: string[] = [];
    const waiting: (() => void)[] = [];
    const slow = (name: string): ProfileSource => ({
      name,
      load: () => (asked.push(name), new Promise((resolve) => waiting.push(() => resolve({ profile: {} })))),
    });
    const meeting = meet({
      profile: [slow('one'), { lastName: 'L' }, slow('two')],
      link: { token: 't' },
      source: slow('collector'),
      patience: 5000,
    });
    expect(asked.sort()).toEqual(['collector', 'one', 'two']);
    for (const answer of waiting) answer();
    expect((await meeting).profile.facts['lastName']?.value).toBe('L');
  });

  it('V1 F2 a login is known by it, with its facts and where they are from', async () => {
    const { profile } = await meet({ profile: told('ada@example.com') });
    expect(profile.identity.strength).toBe('login');
    expect(profile.facts['email']).toEqual({
      value: 'ada@example.com',
      source: 'login',
      at,
      provider: 'google',
    });
  });

  it.each<[string, () => unknown]>([
    [
      'throws',
      () => {
        throw new Error('no');
      },
    ],
    ['fails', () => Promise.reject(new Error('500'))],
    ['never answers', () => new Promise(() => undefined)],
    ['answers with a page', () => Promise.resolve('<html>')],
    ['answers with nothing', () => undefined],
    ['answers with a list', () => Promise.resolve({ profile: ['email'] })],
    ['answers with what cannot be read', () => Promise.resolve(unreadable('profile'))],
    ['answers with a profile that cannot be read', () => Promise.resolve({ profile: unreadable('facts') })],
    ['answers with a promise that cannot be read', () => unreadable('then')],
  ])('BAD44 BAD45 one that %s knows nothing, and the others are heard', async (_, load) => {
    const bad = { name: 'bad', load } as unknown as ProfileSource;
    const { profile } = await meet({
      profile: [bad, told('ada@example.com'), { phone: '+44 20 7946 0000' }],
    });
    expect(Object.keys(profile.facts).sort()).toEqual(['company', 'email', 'phone']);
    expect(profile.identity.strength).toBe('login');
  });

  it.each<[string, object]>([
    ['a source whose method cannot be read', unreadable('load', { email: 'x@example.com' })],
    ['a source whose token cannot be read', unreadable('idToken', { load: async () => ({ profile: {} }) })],
    ['values that cannot be read', unreadable('lastName')],
  ])('BAD44 %s knows nothing, and the others are heard', async (_, bad) => {
    const { profile } = await meet({ profile: [bad, told('ada@example.com')], visits: unreadable('count') });
    expect(Object.keys(profile.facts).sort()).toEqual(['company', 'email']);
    expect(profile.visits.count).toBe(1);
    expect((await meet({ profile: bad })).profile.facts).toEqual({});
  });

  it('SEC17 the token of a link is told to the collector alone, the one of a login to it too', async () => {
    const [page, collector] = [answering({ profile: {} }), answering({ profile: {} })];
    const login = { ...page.asked, idToken: 'id.token' };
    await meet({ stored: record, profile: login, link: { token: 't' }, source: collector.asked });
    expect(page.requests[0]).toMatchObject({ formId: 'signup', anonymousId: 'd' });
    expect(page.requests[0]).not.toHaveProperty('token');
    expect(collector.requests[0]).toMatchObject({ anonymousId: 'd', token: 't', idToken: 'id.token' });
  });

  it('S62 V1 a login makes the collector known who it is, on a device that knows nothing', async () => {
    const known = { phone: at };
    const back: Recognised = { profile: { known, identity: { strength: 'login' } }, proof: 'proof' };
    const login = { ...told('ada@example.com'), idToken: 'id.token' };
    const { profile, proof } = await meet({ profile: login, source: answering(back).asked });
    expect([profile.known, proof]).toEqual([known, 'proof']);
  });

  it('BAD30 consents come from the collector alone', async () => {
    const consents = { account: at };
    const { profile } = await meet({ profile: told('ada@example.com', 'login', { consents }) });
    expect(profile.consents).toEqual({});
  });

  it('S45 what a source of the page knows by a device alone is spared, not shown', async () => {
    const { profile } = await meet({ profile: told('ada@example.com', 'device') });
    expect([profile.facts, Object.keys(profile.known)]).toEqual([{}, ['email', 'company']]);
  });
});

describe('two people at one browser', () => {
  const all: Recognised = {
    profile: {
      facts: { email: { value: 'bea@example.com', source: 'link', at } },
      known: { phone: at },
      classes: { stage: 'lead' },
      consents: { account: at },
      identity: { strength: 'link' },
    },
    proof: 'proof',
    asset: { id: 'paper', url: 'https://collector.example/a' },
  };
  const noAddress = { ...all, profile: { ...all.profile, facts: {} } };
  const stranger = [{}, {}, undefined, undefined];
  const ofLink = ({ profile, proof, asset }: SessionState) => [profile.known, profile.classes, proof, asset];

  it.each<[string, unknown, Recognised]>([
    ['a login with another address', told('ada@example.com'), all],
    ['a login that names no address', told(undefined), all],
    ['a login, beside a link that shows no address', told('bea@example.com'), noAddress],
    ['an address of the page that is another', { email: 'ada@example.com' }, all],
    ['an address of the page, beside a link that shows none', { email: 'bea@example.com' }, noAddress],
  ])('BAD32 SEC17 a link is none beside %s', async (_, profile, back) => {
    const state = await meet({ profile, link: { token: 't' }, source: answering(back).asked });
    expect(ofLink(state)).toEqual(stranger);
    expect(state.profile.consents).toEqual({});
    expect(JSON.stringify(state.profile)).not.toContain(JSON.stringify(all.profile.facts?.['email']));
  });

  it.each<[string, unknown]>([
    ['a login', told(' BEA@Example.com ')],
    ['an address of the page', { email: 'Bea@example.com' }],
  ])('S46 a link holds beside %s that is the same, however it is written', async (_, profile) => {
    const state = await meet({ profile, link: { token: 't' }, source: answering(all).asked });
    expect([state.proof, state.profile.known]).toEqual(['proof', { phone: at }]);
  });

  it('BAD32 of the page’s values and a login of another address the login is heard', async () => {
    const profile = [
      { email: 'ada@example.com', firstName: 'Ada', phone: 'x'.repeat(6000) },
      told('bea@example.com'),
    ];
    const state = await meet({ profile });
    expect(state.profile.facts['email']?.value).toBe('bea@example.com');
    expect([state.profile.facts['firstName'], state.answers, state.issues]).toEqual([undefined, {}, []]);
  });

  const classes = { 'email.kind': 'free', 'signup:stage': 'customer' };
  const others = { ...record, classes, asks: { phone: { at, outcome: 'refused' as const } } };

  it.each<[string, Partial<Clues>]>([
    ['a link', { link: { token: 't' }, source: answering(all).asked }],
    ['a login', { profile: told('bea@example.com') }],
  ])(
    'S64 what somebody else answered here neither hides a question nor steers, for who comes by %s',
    async (_, clues) => {
      const state = await meet({ stored: others, ...clues });
      expect(Object.keys(state.profile.known)).not.toContain('firstName');
      expect(state.profile.classes).not.toHaveProperty('email.kind', 'free');
      expect(state.profile.classes['stage']).not.toBe('customer');
      expect([state.profile.asks, state.record]).toEqual([{}, undefined]);
    },
  );

  it.each<[string, Partial<Clues>]>([
    ['signed in by claims of another address', { profile: told('ada@example.com') }],
    ['signed in by claims without an address', { profile: told(undefined) }],
    ['named by the page', { profile: { email: 'ada@example.com' } }],
  ])('S64 BAD32 a link that is none shows nobody’s device either: %s', async (_, clues) => {
    const keys = await makeKeys(crypto);
    const mark = await markOf(crypto, keys, 'bea@example.com');
    const source = answering(ownDevice(all)).asked;
    const link = { token: 't' };
    const state = await meet({
      stored: { ...others, mark },
      readKeys: async () => keys,
      link,
      source,
      ...clues,
    });
    expect(state.record).toBeUndefined();
    expect(ofLink(state)).toEqual(stranger);
    expect(state.profile.asks).toEqual({});
  });

  it('S65 what she answered here is known where the collector knows the device for hers', async () => {
    const source = answering(ownDevice(all)).asked;
    const state = await meet({ stored: others, link: { token: 't' }, source });
    expect(Object.keys(state.profile.known).sort()).toEqual(['email', 'firstName', 'lastName', 'phone']);
    expect(state.record?.id).toBe('d');
    const other = answering({ ...all, profile: { ...all.profile, identity: { strength: 'link', id: 'e' } } });
    expect(
      (await meet({ stored: others, link: { token: 't' }, source: other.asked })).record,
    ).toBeUndefined();
  });

  it('S65 S64 what she answered here is known where its mark fits her address, and only then', async () => {
    const keys = await makeKeys(crypto);
    const stored = { ...record, mark: await markOf(crypto, keys, 'ada@example.com') };
    const knows = async (profile: unknown, readKeys: () => Promise<unknown> = async () => keys) =>
      'firstName' in (await meet({ stored, profile, readKeys })).profile.known;
    expect(await knows(told('Ada@example.com'))).toBe(true);
    expect(await knows(told('bea@example.com'))).toBe(false);
    expect(await knows(told(undefined))).toBe(false);
    expect(await knows({ email: 'ada@example.com' })).toBe(true);
    expect(await knows({ email: 'bea@example.com' })).toBe(false);
    expect(await knows({ phone: '1' })).toBe(true);
    // Without the keys nobody is shown to be anybody.
    expect(await knows(told('ada@example.com'), () => Promise.reject(new Error('gone')))).toBe(false);
    expect(await knows({ email: 'ada@example.com' }, async () => 'keys')).toBe(true);
  });

  it('S64 what the collector knows of the device is not heard either beside somebody else', async () => {
    const device: Recognised = {
      profile: { known: { phone: at }, identity: { strength: 'device' } },
      asset: { id: 'paper', url: 'https://collector.example/a' },
    };
    const state = await meet({
      stored: record,
      profile: told('bea@example.com'),
      source: answering(device).asked,
    });
    expect(ofLink(state)).toEqual(stranger);
  });
});

describe('an id of the page’s own', () => {
  const device: Recognised = { profile: { known: { phone: at }, identity: { strength: 'device' } } };

  it('S66 is asked about where the device keeps nothing', async () => {
    const { asked, requests } = answering(device);
    const { profile, anonymousId } = await meet({ visitorId: 'host-1', source: asked });
    expect(requests.map(({ signal: _, ...request }) => request)).toEqual([
      { formId: 'signup', anonymousId: 'host-1' },
    ]);
    expect([profile.known, profile.identity.strength, anonymousId]).toEqual([
      { phone: at },
      'device',
      'host-1',
    ]);
  });

  it('S66 makes a record of another id somebody else’s', async () => {
    const { asked, requests } = answering(device);
    const { profile, record: own } = await meet({ stored: record, visitorId: 'host-1', source: asked });
    expect([profile.known, own, requests[0]?.anonymousId]).toEqual([{ phone: at }, undefined, 'host-1']);
    expect((await meet({ stored: record, visitorId: 'd', source: asked })).record).toEqual(record);
  });

  it.each(['ada@example.com', '', 'x'.repeat(65), 'a b'])(
    'SEC18 S66 is none where it reads %j',
    async (visitorId) => {
      const { asked, requests } = answering(device);
      const { anonymousId } = await meet({ visitorId, source: asked });
      expect([anonymousId, requests]).toEqual([undefined, []]);
    },
  );

  it('S47 is not asked about where nobody is ever remembered', async () => {
    const { asked, requests } = answering(device);
    await meet({ visitorId: 'host-1', source: asked }, { ...signup, profile: { remember: 'never' } });
    expect(requests).toEqual([]);
  });
});

describe('values that this device keeps', () => {
  const fields = signup.fields.map((field) => ({
    ...field,
    prefill: true,
    onDevice: field.name === 'company',
  }));
  const config = { ...signup, fields };
  const company = fields.find(({ name }) => name === 'company');

  async function keeping(known: Record<string, string> = {}) {
    const keys = await makeKeys(crypto);
    const sealed = await sealValue(crypto, keys, { id: 'd', field: company as Field, at }, 'Canary Ltd');
    const stored = {
      ...record,
      known: { account: { company: at } },
      sealed: { account: { company: sealed } },
    };
    const back: Recognised = { profile: { known, identity: { strength: 'device' } } };
    return {
      state: await meet({ stored, readKeys: async () => keys, source: answering(back).asked }, config),
      stored,
    };
  }

  it('F2 S45 decide, and are never shown', async () => {
    const { state } = await keeping();
    expect(state.profile.facts['company']).toEqual({ value: 'Canary Ltd', source: 'device', at });
    const plan = planFields(config, state.profile, signals());
    expect(plan.skip.find(({ field }) => field === 'company')?.reason.word).toBe('known');
    const again = { ...config, fields: fields.map((field) => ({ ...field, alwaysAsk: true })) };
    expect(JSON.stringify(planFields(again, state.profile, signals()))).not.toContain('Canary');
  });

  it('S65 give way to what was answered on another device since', async () => {
    const { state } = await keeping({ company: '2026-11-02T00:00:00.000Z' });
    expect([state.profile.facts, state.profile.known['company']]).toEqual([{}, '2026-11-02T00:00:00.000Z']);
    // The collector dates the same answer by its own clock.
    const same = await keeping({ company: '2026-11-01T00:00:20.000Z' });
    expect(Object.keys(same.state.profile.facts)).toEqual(['company']);
  });

  it.each<[string, () => Promise<unknown>]>([
    ['there are no keys', () => Promise.resolve(undefined)],
    ['they cannot be read', () => Promise.reject(new Error('no'))],
    ['storage never answers', () => new Promise(() => undefined)],
  ])('BAD60 are known by their name alone where %s', async (_, readKeys) => {
    const { stored } = await keeping();
    const { profile } = await meet({ stored, readKeys }, config);
    expect([profile.facts, profile.known['company']]).toEqual([{}, at]);
  });
});

describe('a device for everybody', () => {
  it('M6 nobody is asked who sits there, and no record, link or id counts', async () => {
    const [page, collector] = [answering({ profile: {} }), answering(byLink())];
    const profile = [page.asked, { phone: '+44 20 7946 0000' }];
    const clues = { stored: record, link: { token: 't' }, visitorId: 'host-1', profile };
    const state = await meet({ ...clues, source: collector.asked, kiosk: true });
    expect([...page.requests, ...collector.requests]).toEqual([]);
    expect([state.record, state.found, state.anonymousId]).toEqual([undefined, undefined, undefined]);
    expect([Object.keys(state.profile.facts), state.profile.known]).toEqual([['phone'], {}]);
  });
});

describe('suggestions of the address', () => {
  const config = { ...signup, profile: { parameters: { utm_company: 'company', utm_size: 'employees' } } };
  const search = '?utm_company=Acme&utm_size=1-9';

  it('M5 stand in the fields as if typed, and are no facts', async () => {
    const { answers, profile } = await meet({ search }, config);
    expect([answers, profile.facts]).toEqual([{ company: 'Acme', employees: '1-9' }, {}]);
  });

  it('M5 SEC4 give way to what is known, what the page says and what was typed', async () => {
    const typed = { employees: '10-99' };
    const { answers } = await meet({ search, profile: { company: 'Other' } }, config, { answers: typed });
    expect(answers).toEqual(typed);
    const stored = { ...record, known: { account: { company: at } } };
    expect((await meet({ search, stored }, config)).answers).toEqual({ employees: '1-9' });
  });
});

describe('the time that a visitor waits before the first question', () => {
  const never = () => Promise.reject(new Error('not needed'));
  const open = (more: Partial<SessionParts>, recognised: Recognition['recognise']) =>
    FormSession.open({
      config: signup,
      profile: { company: 'Acme' },
      patience: 60,
      parts: {
        readConfig,
        clock: () => noon,
        readDevice: async () => record,
        recognition: async () => ({ ...createRecognition(signup, undefined), recognise: recognised }),
        rules: async () => undefined,
        checker: never,
        delivery: never,
        extras: never,
        ...more,
      },
    });

  async function whatIsLeft(parts: Partial<SessionParts>) {
    let left = NaN;
    await open(parts, async (_, { patience }) => void (left = patience));
    return left;
  }

  it('BAD45 BAD60 is one for the device and for those who are asked', async () => {
    let time = noon;
    const readDevice = async () => void (time += 25);
    expect(await whatIsLeft({ clock: () => time, readDevice })).toBe(35);
    expect(await whatIsLeft({ clock: () => time })).toBe(60);
  });

  it('BAD60 is not used up by storage that never answers', async () => {
    onTestFinished(() => void vi.useRealTimers());
    vi.useFakeTimers();
    const opening = whatIsLeft({ clock: () => Date.now(), readDevice: () => new Promise(() => undefined) });
    await vi.advanceTimersByTimeAsync(40);
    expect(await opening).toBe(20);
  });

  it('BAD60 is not lengthened by keys that cannot be had, and ends at once where it is over', async () => {
    const stored = { ...record, sealed: { account: {} } };
    const order: string[] = [];
    const readKeys = () => (order.push('keys'), new Promise(() => undefined));
    const asked = source(async () => (order.push('collector'), { profile: {} })).asked;
    const { profile } = await meet({
      stored,
      readKeys,
      source: asked,
      profile: told('ada@example.com'),
      patience: -0.5,
    });
    expect(order).toEqual(['keys', 'collector']);
    expect(profile.facts['email']?.value).toBe('ada@example.com');
  });

  it('BAD45 ends with asking where recognising fails', async () => {
    const session = await open({}, () => Promise.reject(new Error('no')));
    expect(session.fields.map(({ name }) => name)).toContain('firstName');
  });
});
