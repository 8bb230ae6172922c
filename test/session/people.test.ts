import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { FormConfig } from '../../src/model/form-config.js';
import type { Recognised } from '../../src/model/ports.js';
import type { FormSession } from '../../src/session.js';
import { fact, signup } from '../fixtures/forms.js';
import { asked, complete, day, fill, World } from './open-session.js';

const at = '2026-11-01T00:00:00.000Z';
const ada = { firstName: 'Ada', lastName: 'L', email: 'ada@example.com', password: 'correct horse' };
const bea = { ...ada, firstName: 'Bea', email: 'bea@example.com' };
const rest = { company: 'Canary Ltd', jobTitle: 'CTO', employees: '10-99', phone: '+44 20 7946 0000' };

/** All in one visit, remembered whatever is answered. */
const config: FormConfig = {
  ...signup,
  profile: { remember: 'afterSubmit' },
  ask: {},
  steps: signup.steps.map(({ when: _, ...step }) => step),
};
const again = (name: string): FormConfig => ({
  ...config,
  fields: config.fields.map((field) =>
    field.name === name ? { ...field, alwaysAsk: true, prefill: true } : field,
  ),
});

let world: World;
beforeEach(() => {
  world = new World();
});

/** Answers what is asked until nothing is. */
async function finish(session: FormSession, answers: Record<string, string>): Promise<FormSession> {
  for (let views = 0; session.step && views < 10; views++) {
    const given = asked(session).map((name) => [name, answers[name] ?? '']);
    await complete(session, Object.fromEntries(given) as Record<string, string>);
  }
  expect(session.step).toBeUndefined();
  return session;
}

async function adaWasHere(form = config): Promise<string> {
  await finish(await world.open(form), { ...ada, ...rest });
  world.sent = [];
  world.now += day;
  return world.record?.id ?? '';
}

const byLink = (more: Partial<Recognised['profile']> = {}): Recognised => ({
  profile: {
    facts: { email: fact(bea.email, 'link', at) },
    known: { phone: at },
    identity: { strength: 'link' },
    ...more,
  },
  proof: 'proof',
});
const answering = (back: Recognised) => ({ name: 'collector', load: () => Promise.resolve(back) });
const known = () => Object.keys(world.record?.known['account'] ?? {}).sort();

describe('a link opened at somebody else’s device', () => {
  it('S64 asks what its owner had answered, and keeps it under another id in the place of hers', async () => {
    const before = await adaWasHere();
    world.source = answering(byLink());
    const session = await world.open(config, { link: { token: 't' } });
    expect(session.steps.flatMap(({ ask }) => ask.map(({ field }) => field))).toContain('firstName');
    expect(world.record?.id).toBe(before); // not before she answers
    await complete(session, { firstName: 'Bea', lastName: 'L', password: ada.password });
    const [sent] = world.sent;
    expect(sent?.proof).toBe('proof');
    expect(sent?.anonymousId).not.toBe(before);
    expect(world.record?.id).toBe(sent?.anonymousId);
    expect(known()).toEqual(['email', 'firstName', 'lastName', 'phone']);
  });

  it('S65 goes on with the record where the collector knows the device for hers', async () => {
    const before = await adaWasHere();
    world.source = answering(byLink({ identity: { strength: 'link', id: before } }));
    const session = await world.open(again('jobTitle'), { link: { token: 't' } });
    expect(asked(session)).toEqual(['jobTitle']);
    await finish(session, rest);
    expect([world.sent[0]?.anonymousId, world.record?.id]).toEqual([before, before]);
  });

  it('S64 leaves a tab that knew the owner unable to bring her back', async () => {
    await adaWasHere();
    const old = await world.open(again('jobTitle'));
    world.source = answering(byLink());
    await complete(await world.open(config, { link: { token: 't' } }), { firstName: 'Bea', lastName: 'L', password: 'x'.repeat(12) }); // prettier-ignore
    const hers = structuredClone(world.record);
    const { id } = world.record ?? {};
    await complete(old, rest);
    expect(world.record).toEqual(hers);
    expect(world.sent.at(-1)?.anonymousId).not.toBe(id);
    expect(world.sent.at(-1)?.anonymousId).not.toBe(world.sent[0]?.anonymousId);
    expect(asked(old)).toContain('email');
  });
});

describe('a second address in one browser', () => {
  it('BAD32 S64 is a second person: nothing of the first is hers, on the device or in what is sent', async () => {
    const before = await adaWasHere();
    const session = await world.open(again('email'));
    expect(asked(session)).toEqual(['email']);
    await complete(session, { email: 'Bea@example.com' });
    expect(asked(session)).toEqual(['firstName', 'lastName', 'password']);
    expect(world.sent[0]?.anonymousId).not.toBe(before);
    expect(world.record?.id).toBe(world.sent[0]?.anonymousId);
    expect(known()).toEqual(['email']);
    expect(session.state.profile.identity.strength).toBe('none');
  });

  it('S64 is none where it is the first one, written otherwise', async () => {
    const before = await adaWasHere();
    await finish(await world.open(again('email')), { email: 'ADA@Example.com' });
    expect([world.sent[0]?.anonymousId, world.record?.id]).toEqual([before, before]);
  });

  it('BAD32 is told from what the page said too, and takes nothing of that along', async () => {
    const profile = { email: ada.email, company: 'Acme', phone: rest.phone };
    const session = await world.open(again('email'), { profile });
    await complete(session, { email: bea.email, firstName: 'Bea', lastName: 'L', password: ada.password });
    expect(session.state.profile.facts).not.toHaveProperty('company');
    expect(asked(session)).toContain('company');
  });

  it('BAD32 is none where she puts right what she typed on this visit', async () => {
    const session = await world.open(config);
    await complete(session, ada);
    session.back();
    await complete(session, { ...ada, email: bea.email });
    await finish(session, rest);
    expect(new Set(world.sent.map(({ anonymousId }) => anonymousId)).size).toBe(1);
    expect(known()).toHaveLength(7);
  });

  it('BAD32 is no third one where she has put her address right on the visit it was given', async () => {
    const session = await world.open(config);
    await complete(session, { ...ada, email: 'aad@example.com' });
    session.back();
    await complete(session, ada);
    await finish(session, rest);
    const { id } = world.record ?? {};
    world.now += day;
    world.sent = [];
    await finish(await world.open(again('email')), ada);
    expect([world.sent[0]?.anonymousId, world.record?.id]).toEqual([id, id]);
  });

  it('BAD32 is a second person where the device knows of an address, and cannot tell which', async () => {
    onTestFinished(() => void vi.unstubAllGlobals());
    vi.stubGlobal('crypto', { getRandomValues: crypto.getRandomValues.bind(crypto) });
    const before = await adaWasHere();
    expect([world.record?.mark, known()[1]]).toEqual([undefined, 'email']);
    const session = await world.open(again('email'));
    await complete(session, { email: bea.email });
    expect(world.sent[0]?.anonymousId).not.toBe(before);
    expect([world.record?.id, known()]).toEqual([world.sent[0]?.anonymousId, ['email']]);
    // What she has typed on this visit she may put right.
    session.back();
    await complete(session, { email: 'beah@example.com' });
    expect(world.sent[1]?.anonymousId).toBe(world.sent[0]?.anonymousId);
  });

  it('BAD32 does not get the link’s person back where the form is opened again', async () => {
    world.source = answering(byLink());
    const link = { token: 't' };
    await complete(await world.open(again('email'), { link }), { ...ada });
    const reopened = await world.open(again('email'), { link });
    expect([reopened.state.profile.identity.strength, reopened.state.proof]).toEqual(['device', undefined]);
    expect(reopened.value('email')).toBeUndefined();
  });

  it('BAD32 takes the download and the proof of the one who got the link away', async () => {
    world.source = answering({ ...byLink(), asset: { id: 'a', url: 'https://collector.example/a' } });
    const session = await world.open(again('email'), { link: { token: 't' } });
    expect(session.value('email')).toBe(bea.email);
    await complete(session, { ...ada });
    expect([session.state.asset, session.state.proof, world.sent[0]?.proof]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(session.state.profile.known).toEqual({});
  });
});

describe('two tabs that strangers have opened', () => {
  const two = async (form = config) => [await world.open(form), await world.open(form)] as const;

  it('BAD32 S64 keep the record of whoever came last, where each types an address of her own', async () => {
    const [one, other] = await two();
    await finish(one, { ...ada, ...rest });
    const before = structuredClone(world.record);
    await complete(other, bea);
    expect(world.record?.id).toBe(world.sent.at(-1)?.anonymousId);
    expect(world.record?.id).not.toBe(before?.id);
    expect(known()).toEqual(['email', 'firstName', 'lastName']);
    expect(world.record?.mark).not.toBe(before?.mark);
    await complete(other, rest);
    expect(known()).toContain('company');
  });

  it('S64 keep one record of the one who typed the same address in both', async () => {
    const [one, other] = await two();
    await complete(one, ada);
    const { id } = world.record ?? {};
    await complete(other, { ...ada, email: 'ADA@example.com' });
    await complete(one, rest);
    expect([world.record?.id, known()]).toEqual([id, expect.arrayContaining(['email', 'company'])]);
  });

  const nameless: FormConfig = {
    ...config,
    id: 'nameless',
    fields: config.fields.filter(({ name }) => name === 'phone'),
    steps: [{ id: 'phone', reason: 'To call.', fields: ['phone'] }],
  };

  it('S64 leave alone whoever has an address, where the other one gives none', async () => {
    const [one, other] = [await world.open(config), await world.open(nameless)];
    await complete(one, ada);
    const hers = structuredClone(world.record);
    await complete(other, rest);
    expect(world.record).toEqual(hers);
  });

  it('S64 are two where only the later one gives an address', async () => {
    const [one, other] = [await world.open(nameless), await world.open(config)];
    await complete(one, rest);
    await complete(other, ada);
    expect([world.record?.id, known()]).toEqual([
      world.sent[1]?.anonymousId,
      ['email', 'firstName', 'lastName'],
    ]);
  });

  it('F2 are one where they are two forms of one page, until she says otherwise', async () => {
    world.page = {};
    const [one, other] = [await world.open(nameless), await world.open(config)];
    await complete(one, rest);
    const { id } = world.record ?? {};
    await complete(other, ada);
    expect([world.record?.id, known()]).toEqual([id, ['email', 'firstName', 'lastName', 'phone']]);
  });

  it('BAD32 do not mix what both took from one record, where each then types another address', async () => {
    await finish(await world.open(nameless), rest);
    world.now += day;
    const [one, other] = await two();
    await complete(one, ada);
    const hers = structuredClone(world.record);
    await complete(other, bea);
    expect(world.sent.at(-1)?.anonymousId).not.toBe(hers?.id);
    expect(world.record?.id).toBe(world.sent.at(-1)?.anonymousId);
  });
});

describe('“Not you?”', () => {
  it('M6 S45 begins again with nobody, here and on the device', async () => {
    await adaWasHere();
    const session = await world.open(again('jobTitle'), { visits: 5 });
    session.answer('jobTitle', 'CEO');
    await session.forget();
    expect([world.record, world.keys]).toEqual([undefined, undefined]);
    expect(session.state.profile).toMatchObject({ facts: {}, known: {}, identity: { strength: 'none' } });
    expect(session.state.profile.visits.count).toBe(1);
    expect(asked(session)).toEqual(['firstName', 'lastName', 'email', 'password']);
    expect([session.value('jobTitle'), session.state.answers]).toEqual([undefined, {}]);
  });

  it('M6 S44 remembers whoever comes next under another id and as another session', async () => {
    const before = await adaWasHere();
    const session = await world.open(again('jobTitle'));
    await complete(session, rest);
    await session.forget();
    expect(world.record).toBeUndefined();
    await complete(session, bea);
    const [hers, next] = world.sent;
    expect(hers?.anonymousId).toBe(before);
    expect(next?.anonymousId).toBe(world.record?.id);
    expect(next?.anonymousId).not.toBe(before);
    expect(next?.sessionId).not.toBe(hers?.sessionId);
  });

  it('M6 drops the link with its proof, its download and its answer', async () => {
    world.source = answering({ ...byLink(), asset: { id: 'a', url: 'https://collector.example/a' } });
    const link = { token: 't' };
    const session = await world.open(config, { link });
    await session.forget();
    expect([session.state.proof, session.state.asset]).toEqual([undefined, undefined]);
    const reopened = await world.open(config, { link });
    expect(reopened.state.profile.identity.strength).toBe('none');
    expect(await session.refreshAsset()).toBe(false);
  });

  it('M6 lets go of an id that the page gave', async () => {
    const session = await world.open(config, { visitorId: 'host-1' });
    await session.forget();
    await complete(session, bea);
    expect(world.sent[0]?.anonymousId).not.toBe('host-1');
  });

  it('S52 keeps what waits to be sent, and it does not bring anybody back', async () => {
    const session = await world.open(config);
    world.receive = ({ id }) => Promise.resolve({ state: 'durable', id });
    await complete(session, ada);
    const { memory, delivery } = await session.tools();
    await session.forget();
    await memory?.remember(session.state, delivery);
    await new Promise(setImmediate);
    expect(world.record).toBeUndefined();
    expect(world.sent).toHaveLength(1);
  });

  it('M6 holds for a tab that knew her before', async () => {
    await adaWasHere();
    const [here, there] = [await world.open(again('jobTitle')), await world.open(again('jobTitle'))];
    const before = world.record?.id;
    await here.forget();
    await complete(there, rest);
    expect(world.record?.id).not.toBe(before);
    expect(known()).toEqual(['jobTitle']);
    // Nor does it write into what is kept of the next one.
    await complete(here, bea);
    const hers = structuredClone(world.record);
    const { memory, delivery } = await there.tools();
    await memory?.remember(there.state, delivery);
    expect(world.record).toEqual(hers);
  });

  it('M6 starts this visit again though the device cannot be changed, and says so', async () => {
    await adaWasHere();
    const session = await world.open(again('jobTitle'));
    world.stuck = true;
    await expect(session.forget()).rejects.toThrow();
    expect(session.state.profile.known).toEqual({});
  });

  it.each(['refuses', 'never answers'])(
    'M6 shows nothing of her any more where the device %s',
    async (way) => {
      world.source = answering(byLink());
      const session = await world.open(again('email'), { link: { token: 't' } });
      expect(session.value('email')).toBe(bea.email);
      if (way === 'refuses') world.stuck = true;
      else world.hangs = true;
      await expect(session.forget()).rejects.toThrow();
      expect(session.value('email')).toBeUndefined();
      expect(JSON.stringify(session.plan)).not.toContain(bea.email);
    },
  );

  it('M6 S52 takes back a submission that the page has not allowed yet', async () => {
    await adaWasHere();
    let allow = (_: boolean) => {};
    const beforeSubmit = () => new Promise<boolean>((resolve) => (allow = resolve));
    const session = await world.open(again('jobTitle'), { beforeSubmit });
    const submitting = complete(session, rest);
    await new Promise(setImmediate);
    await session.forget();
    allow(true);
    expect(await submitting).toEqual({ kind: 'stopped' });
    expect([world.sent, world.record, session.state.answers]).toEqual([[], undefined, {}]);
    expect(session.state.profile).toMatchObject({ facts: {}, known: {} });
  });

  it('M6 S52 shows and keeps nothing of a submission that is on its way', async () => {
    await adaWasHere();
    let answer = () => {};
    world.receive = ({ id }) =>
      new Promise((resolve) => (answer = () => resolve({ state: 'sent', id, outcome: 'delivered' })));
    const session = await world.open(again('jobTitle'));
    const submitting = complete(session, rest);
    await new Promise(setImmediate);
    await session.forget();
    answer();
    expect(await submitting).toEqual({ kind: 'stopped' });
    expect([world.sent.length, world.record, session.state.done]).toEqual([1, undefined, []]);
  });

  it('M6 S44 leaves no key behind that was made at the same moment', async () => {
    const session = await world.open(config);
    fill(session, ada);
    const submitting = session.submit();
    await new Promise(setImmediate);
    await session.forget();
    await submitting;
    await Promise.all(world.remembering);
    expect([world.record, world.keys]).toEqual([undefined, undefined]);
  });

  it('M6 S44 reaches a tab that is open: it goes on without her id and her proof', async () => {
    const before = await adaWasHere();
    world.source = answering(byLink({ facts: {}, identity: { strength: 'link', id: before } }));
    const [here, there] = [
      await world.open(again('jobTitle')),
      await world.open(again('jobTitle'), { link: { token: 't' } }),
    ];
    expect(there.state.proof).toBe('proof');
    await here.forget();
    await complete(there, { jobTitle: 'CTO' });
    const [sent] = world.sent;
    expect(sent?.anonymousId).toBeDefined();
    expect(sent?.anonymousId).not.toBe(before);
    expect([sent?.proof, sent?.answers]).toEqual([undefined, { jobTitle: 'CTO' }]);
    expect(asked(there)).toContain('email');
  });

  it('M6 reaches a tab that has written itself on this visit', async () => {
    const there = await world.open(config);
    await complete(there, ada);
    const here = await world.open(again('jobTitle'));
    await here.forget();
    await complete(there, rest);
    const [first, second] = world.sent;
    expect(second?.anonymousId).not.toBe(first?.anonymousId);
    expect(second?.sessionId).not.toBe(first?.sessionId);
    expect([asked(there), there.value('email')]).toEqual([
      ['firstName', 'lastName', 'email', 'password'],
      undefined,
    ]);
  });

  it('M6 FLT47 does not hold a submission up on a device that never answers', async () => {
    const before = await adaWasHere();
    const session = await world.open(again('jobTitle'));
    fill(session, { jobTitle: 'CTO' });
    world.hangs = true;
    void session.submit();
    await expect.poll(() => world.sent[0]?.anonymousId).toBe(before);
  });

  it('M6 FLT47 takes whoever types an address for somebody new on a device that never answers', async () => {
    const before = await adaWasHere();
    const session = await world.open(again('email'));
    fill(session, { email: ada.email });
    world.hangs = true;
    void session.submit();
    await expect.poll(() => world.sent.length).toBe(1);
    expect(world.sent[0]?.anonymousId).not.toBe(before);
  });
});

describe('an id of the page’s own', () => {
  it('S66 goes with the answers, also where the device keeps nothing', async () => {
    world.readDevice = () => Promise.reject(new DOMException('blocked', 'SecurityError'));
    world.stuck = true;
    const session = await world.open(config, { visitorId: 'host-1' });
    await complete(session, ada);
    expect(world.sent[0]?.anonymousId).toBe('host-1');
  });

  it('S66 S47 goes with none of them where she is not to be remembered', async () => {
    const unasked: FormConfig = { ...config, profile: { remember: 'withConsent', purpose: 'account' } };
    await complete(await world.open(unasked, { visitorId: 'host-1' }), ada);
    expect(world.sent[0]).not.toHaveProperty('anonymousId');
    expect(world.record).toBeUndefined();
  });

  it('S66 replaces what the device keeps of another', async () => {
    await adaWasHere();
    const session = await world.open(config, { visitorId: 'host-1' });
    expect(asked(session)).toEqual(['firstName', 'lastName', 'email', 'password']);
    await complete(session, bea);
    expect(world.record?.id).toBe('host-1');
    expect(known()).toEqual(['email', 'firstName', 'lastName']);
  });
});

describe('a value that the definition has kept on the device', () => {
  const keeping: FormConfig = {
    ...config,
    fields: config.fields.map((field) =>
      field.name === 'company' ? { ...field, onDevice: true, prefill: true } : field,
    ),
  };

  it('S44 F2 decides on the next visit, lies there sealed, and is in no plan', async () => {
    await adaWasHere(keeping);
    const session = await world.open(keeping);
    expect(session.state.profile.facts['company']).toMatchObject({ value: 'Canary Ltd', source: 'device' });
    expect(JSON.stringify(session.plan)).not.toContain('Canary');
    expect(JSON.stringify(world.record)).not.toContain('Canary');
    expect(session.plan.complete).toBe(true);
  });

  it('S47 is not kept where she is not to be remembered', async () => {
    await finish(await world.open({ ...keeping, profile: { remember: 'never' } }), { ...ada, ...rest });
    expect([world.record, world.keys]).toEqual([undefined, undefined]);
  });

  it('BAD51 goes with an answer that the back end refuses', async () => {
    const { receive } = world;
    const session = await world.open(keeping);
    await complete(session, ada);
    world.receive = ({ id }) => Promise.resolve({ state: 'rejected', id, issues: [] });
    await complete(session, rest);
    expect(Object.keys(world.record?.sealed ?? {})).toEqual(['account']);
    world.receive = receive;
    await complete(session, rest);
    await expect.poll(() => Object.keys(world.record?.sealed ?? {})).toEqual([]);
  });
});

describe('a device for everybody', () => {
  it('M6 hands the answers to an outbox that keeps nothing on it', async () => {
    const before = await adaWasHere();
    const record = structuredClone(world.record);
    const session = await world.open(config, { kiosk: true });
    await finish(session, { ...bea, ...rest });
    expect(world.passed).toEqual(world.sent.map(({ id }) => id));
    expect(world.sent.some(({ anonymousId }) => anonymousId !== undefined)).toBe(false);
    expect([world.record, world.record?.id]).toEqual([record, before]);
  });
});
