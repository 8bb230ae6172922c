import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { FormConfig } from '../../src/model/form-config.js';
import type { Submission } from '../../src/model/submission.js';
import { fact, sevenFacts, signup, whitepaper } from '../fixtures/forms.js';
import { asked, complete, fill, World } from './open-session.js';

const contact = { salutation: 'ms', firstName: 'Erika', lastName: 'Muster', email: 'erika@firma.example' };
const account = { firstName: 'Ada', lastName: 'L', email: 'ada@firma.example', password: 'correct horse' };
const twoSteps: FormConfig = { ...signup, ask: {}, steps: signup.steps.map(({ when: _, ...step }) => step) };

const withNumber: FormConfig = {
  ...signup,
  fields: [{ name: 'size', type: 'number', label: 'Size', purpose: 'account', required: true }],
  steps: [{ id: 'size', reason: 'To fit.', fields: ['size'] }],
};

let world: World;
beforeEach(() => {
  world = new World();
});
const last = (): Submission => {
  const submission = world.sent.at(-1);
  if (!submission) throw new Error('nothing was submitted');
  return submission;
};

describe('opening', () => {
  it('S1 plans the first block for a stranger and loads nothing that a stranger does not need', async () => {
    const session = await world.open(whitepaper);
    expect(asked(session)).toEqual(['salutation', 'firstName', 'lastName', 'email', 'profiling']);
    expect(world.loaded).toEqual([]);
  });

  it('S5 is complete at once where everything is known', async () => {
    const facts = Object.fromEntries(
      sevenFacts.map((name) => [name, name === 'employees' ? '1-9' : 'x@y.example']),
    );
    const session = await world.open(signup, { profile: facts, visits: 4 });
    expect(session.plan.complete).toBe(true);
    expect(session.step).toBeUndefined();
  });

  it('S20 hides what the page knows and asks the rest', async () => {
    const session = await world.open(signup, { profile: { email: 'ada@firma.example' } });
    expect(asked(session)).toEqual(['firstName', 'lastName', 'password']);
  });

  it('BAD30 a profile that claims a consent is not believed', async () => {
    const session = await world.open(whitepaper, { profile: { profiling: true }, visits: 2 });
    expect(session.state.profile.consents).toEqual({});
    expect(asked(session)).toContain('profiling');
  });

  it('BAD31 a known value that breaks the rules is shown again, with what is wrong', async () => {
    const session = await world.open(signup, { profile: { employees: 'three' }, visits: 3 });
    expect(session.value('employees')).toBe('three');
    expect(session.state.issues).toEqual([{ field: 'employees', code: 'notAnOption' }]);
  });

  it('S66 a device that refuses to be read knows nothing, and everything is asked', async () => {
    world.readDevice = () => Promise.reject(new DOMException('blocked', 'SecurityError'));
    const session = await world.open(signup);
    expect(asked(session)).toEqual(['firstName', 'lastName', 'email', 'password']);
  });

  it('refuses a definition that cannot be used, with the place', async () => {
    const broken = { ...signup, schemaVersion: 99 } as unknown as FormConfig;
    await expect(world.open(broken)).rejects.toMatchObject({ name: 'ConfigError', path: 'schemaVersion' });
  });
});

describe('answering', () => {
  it('S30 turns the order of the next blocks by the address that was just typed', async () => {
    const order = async (email: string) => {
      const session = await world.open({ ...signup, ask: {} }, { visits: 2 });
      session.answer('email', email);
      return session.steps.map(({ id }) => id);
    };
    expect(await order('ada@firma.example')).toEqual(['account', 'company']);
    expect(await order('ada@gmail.com')).toEqual(['account', 'phone']);
  });

  it('S37 stays with the view and what was typed in it when the plan changes', async () => {
    const session = await world.open(twoSteps);
    fill(session, { firstName: 'Ada', email: 'ada@gmail.com' });
    expect(session.step?.id).toBe('account');
    expect(session.value('firstName')).toBe('Ada');
  });

  it.each<[string, unknown]>([
    ['12', 12],
    [' 3,5 ', 3.5],
    ['-0.25', -0.25],
    ['1250', 1250],
  ])('M9 takes %s for the number it is', async (typed, number) => {
    const session = await world.open(withNumber);
    session.answer('size', typed);
    await session.submit();
    expect(last().answers['size']).toBe(number);
  });

  it.each(['1,000', '1.000', 'ten', '1e3', '--1'])(
    'M9 asks again rather than guess what %s means',
    async (typed) => {
      const session = await world.open(withNumber);
      session.answer('size', typed);
      expect(await session.submit()).toEqual({ kind: 'issues', issues: [{ field: 'size', code: 'number' }] });
    },
  );

  it('M9 says what is wrong and submits nothing', async () => {
    const session = await world.open(signup);
    fill(session, { ...account, email: 'no address', firstName: ' ' });
    const result = await session.submit();
    expect(result).toMatchObject({ kind: 'issues' });
    expect(result.kind === 'issues' && result.issues.map(({ field, code }) => [field, code])).toEqual([
      ['firstName', 'required'],
      ['email', 'email'],
    ]);
    expect(world.sent).toEqual([]);
  });
});

describe('submitting', () => {
  it('S13 sends each completed step as one submission of one session, and ends after the last', async () => {
    const session = await world.open(twoSteps);
    fill(session, account);
    expect(await session.submit()).toEqual({ kind: 'next' });
    fill(session, { company: 'Firma', jobTitle: 'CTO', employees: '10-99' });
    expect(await session.submit()).toEqual({ kind: 'next' });
    fill(session, { phone: '+44 20 7946 0000' });
    expect(await session.submit()).toMatchObject({ kind: 'done', receipt: { state: 'sent' } });
    expect(world.sent.map(({ step }) => step)).toEqual(['account', 'company', 'phone']);
    expect(new Set(world.sent.map(({ sessionId }) => sessionId)).size).toBe(1);
    expect(new Set(world.sent.map(({ id }) => id)).size).toBe(3);
  });

  it('M10 goes back without loss and sends a corrected step again, under the same session and step', async () => {
    const session = await world.open(twoSteps);
    fill(session, account);
    await session.submit();
    session.answer('company', 'Firma');
    expect(session.back()).toBe(true);
    expect(session.value('firstName')).toBe('Ada');
    fill(session, { firstName: 'Augusta', password: 'correct horse' });
    await session.submit();
    expect(session.step?.id).toBe('company');
    expect(session.value('company')).toBe('Firma');
    const [first, again] = world.sent;
    expect(again).toMatchObject({ step: first?.step, sessionId: first?.sessionId });
    expect(again?.id).not.toBe(first?.id);
    expect(again?.answers['firstName']).toBe('Augusta');
  });

  it('S49 sends what was shown and answered, and nothing else', async () => {
    const session = await world.open(whitepaper, { profile: { need: 'secret', company: 'Other' } });
    fill(session, { ...contact, unknown: 'x' });
    await session.submit();
    expect(last().answers).toEqual(contact);
  });

  it('hands a transient answer to the page once, and keeps it nowhere', async () => {
    const seen: unknown[] = [];
    const session = await world.open(signup, {
      beforeSubmit: (answers) => Promise.resolve(seen.push(answers['password']) > 0),
    });
    fill(session, account);
    await session.submit();
    expect(seen).toEqual([account.password]);
    expect(JSON.stringify([world.sent, world.record, session.state])).not.toContain(account.password);
  });

  it('M11 stops where the page says no, with the answers still there', async () => {
    const session = await world.open(signup, { beforeSubmit: () => Promise.resolve(false) });
    fill(session, account);
    expect(await session.submit()).toEqual({ kind: 'stopped' });
    expect(world.sent).toEqual([]);
    expect(session.value('email')).toBe(account.email);
  });

  it('BAD59 a second call while the first is under way is ignored', async () => {
    const session = await world.open(signup);
    fill(session, account);
    const results = await Promise.all(Array.from({ length: 50 }, () => session.submit()));
    expect(results.filter(({ kind }) => kind !== 'stopped')).toHaveLength(1);
    expect(world.sent).toHaveLength(1);
  });

  it('BAD51 goes back to an earlier step that the back end refuses, with its answers', async () => {
    world.receive = ({ id, step }) =>
      Promise.resolve(
        step === 'account'
          ? { state: 'rejected', id, issues: [{ field: 'email', code: 'refused' }] }
          : { state: 'sent', id, outcome: 'delivered' },
      );
    const session = await world.open({ ...twoSteps, steps: twoSteps.steps.slice(0, 2) });
    fill(session, account);
    await session.submit();
    fill(session, { company: 'Firma', jobTitle: 'CTO', employees: '10-99' });
    expect(await session.submit()).toEqual({
      kind: 'issues',
      issues: [{ field: 'email', code: 'refused' }],
    });
    expect(session.step?.id).toBe('account');
    expect(session.steps.map(({ id }) => id)).toEqual(['account', 'company']);
    expect([session.value('email'), session.value('company')]).toEqual([account.email, 'Firma']);
  });

  it('F4 gives back the very view that is refused after the thanks', async () => {
    const session = await world.open({ ...twoSteps, steps: twoSteps.steps.slice(0, 2) });
    fill(session, account);
    await session.submit();
    fill(session, { company: 'Firma', jobTitle: 'CTO', employees: '10-99' });
    const result = await session.submit();
    if (result.kind === 'done') result.takeBack(world.sent[0]?.id ?? '');
    expect([session.step?.id, session.state.cursor, session.steps.length]).toEqual(['account', 0, 2]);
    fill(session, { password: account.password });
    expect(await session.submit()).toEqual({ kind: 'next' });
    expect(await session.submit()).toMatchObject({ kind: 'done' });
    expect(world.sent.map(({ step }) => step)).toEqual(['account', 'company', 'account', 'company']);
  });

  it('can be tried again when the outbox itself fails', async () => {
    const working = world.receive;
    world.receive = () => Promise.reject(new Error('broken'));
    const session = await world.open(signup);
    fill(session, account);
    await expect(session.submit()).rejects.toThrow('broken');
    world.receive = working;
    session.answer('password', account.password);
    expect(await session.submit()).toMatchObject({ kind: 'done' });
  });

  it('tells the least safe of its receipts', async () => {
    world.receive = ({ id, step }) =>
      Promise.resolve(
        step === 'account' ? { state: 'durable', id } : { state: 'sent', id, outcome: 'delivered' },
      );
    const session = await world.open({ ...twoSteps, steps: twoSteps.steps.slice(0, 2) });
    fill(session, account);
    await session.submit();
    fill(session, { company: 'Firma', jobTitle: 'CTO', employees: '10-99' });
    expect(await session.submit()).toMatchObject({ receipt: { state: 'durable' } });
  });
});

describe('learning', () => {
  it('S47 keeps nothing on the device and sends no id of it without the consent', async () => {
    const session = await world.open(whitepaper);
    fill(session, contact);
    await session.submit();
    expect(world.record).toBeUndefined();
    expect(last().anonymousId).toBeUndefined();
    expect(last().consents).toEqual([]);
  });

  it('S44 S45 keeps a random id and names with the consent, and no value', async () => {
    const session = await world.open(whitepaper);
    fill(session, { ...contact, profiling: true });
    await session.submit();
    expect(last().anonymousId).toBe(world.record?.id);
    expect(last().consents).toEqual([
      {
        purpose: 'profiling',
        text: expect.stringContaining('Ja, Sie dürfen'),
        locale: 'de',
        at: last().submittedAt,
      },
    ]);
    expect(Object.keys(world.record?.known['delivery'] ?? {})).toEqual(Object.keys(contact));
    for (const value of ['Erika', 'Muster', 'firma'])
      expect(JSON.stringify(world.record)).not.toContain(value);
  });

  it('S13 F4 knows of an answer from the moment the device has it, not only when the back end does', async () => {
    world.receive = () => new Promise(() => {});
    const session = await world.open(whitepaper);
    const first = session.step?.id;
    fill(session, { ...contact, profiling: true });
    void session.submit();
    await vi.waitFor(() => expect(world.record).toBeDefined());
    expect((await world.open(whitepaper)).steps.map(({ id }) => id)).not.toContain(first);
  });

  it('S13 keeps no record of an answer that no device has', async () => {
    world.keeps = false;
    world.receive = ({ id }) => Promise.resolve({ state: 'rejected', id, issues: [] });
    const session = await world.open(whitepaper);
    fill(session, { ...contact, profiling: true });
    await session.submit();
    expect(world.record).toBeUndefined();
  });

  it('BAD51 S13 forgets what the back end refuses: it is asked again, also on the next visit', async () => {
    world.receive = ({ id }) =>
      Promise.resolve({ state: 'rejected', id, issues: [{ field: 'email', code: 'refused' }] });
    const session = await world.open(whitepaper);
    fill(session, { ...contact, profiling: true });
    await session.submit();
    await vi.waitFor(() => expect(world.record).toBeUndefined());
    expect((await world.open(whitepaper)).step?.id).toBe(session.step?.id);
  });

  it('S2 S3 asks block by block on the visits that a device counts, one visit an hour after the other', async () => {
    const blocks: (readonly string[])[] = [];
    const answers = {
      ...account,
      company: 'Firma',
      jobTitle: 'CTO',
      employees: '10-99',
      phone: '+4420794600',
    };
    for (let visit = 1; visit <= 4; visit++) {
      const session = await world.open(signup);
      blocks.push(asked(session));
      fill(
        session,
        Object.fromEntries(Object.entries(answers).filter(([name]) => asked(session).includes(name))),
      );
      if (session.step) await session.submit();
      else await session.warmUp();
      const again = await world.open(signup);
      expect(asked(again)).toEqual([]); // the same visit: reload, back button, second tab
      world.now += 3_600_000;
    }
    expect(blocks).toEqual([
      ['firstName', 'lastName', 'email', 'password'],
      ['company', 'jobTitle', 'employees'],
      ['phone'],
      [],
    ]);
  });

  it('leaves alone for a while what was shown and left empty', async () => {
    const session = await world.open(
      { ...whitepaper, ask: {}, profile: { remember: 'afterSubmit' } },
      { profile: { ...contact, company: 'F', jobTitle: 'J' }, visits: 3 },
    );
    session.answer('profiling', true);
    await session.submit();
    expect(session.state.profile.consents).toHaveProperty('profiling');
    fill(session, { timeline: 'now' });
    await session.submit();
    expect(Object.keys(session.state.profile.asks)).toEqual(expect.arrayContaining(['budget', 'need']));
    expect(session.plan.complete).toBe(true);
  });

  it('S20 lets an old answer rest that was asked for again and left empty', async () => {
    const fields = signup.fields
      .filter(({ name }) => name === 'company')
      .map((field) => ({ ...field, required: false, freshFor: 'P30D' }));
    const steps = [{ id: 'company', reason: 'To fit.', fields: ['company'] }];
    const old = { company: { value: 'Firma', at: '2025-01-01T00:00:00Z' } };
    const session = await world.open({ ...signup, ask: {}, fields, steps }, { profile: old });
    expect(asked(session)).toEqual(['company']);
    session.answer('company', '');
    expect(await session.submit()).toMatchObject({ kind: 'done' });
    expect(session.plan.skip).toMatchObject([{ field: 'company', reason: { word: 'paused' } }]);
  });

  it('S47 S50 forgets with the box: a consent taken back on the way leaves nothing on the device', async () => {
    const steps = [
      { id: 'first', reason: 'To reach you.', fields: ['email', 'profiling'] },
      { id: 'second', reason: 'To greet you.', fields: ['lastName'] },
    ];
    const session = await world.open({ ...whitepaper, ask: {}, steps });
    fill(session, { email: contact.email, profiling: true });
    await session.submit();
    await vi.waitFor(() => expect(world.record).toBeDefined());
    session.back();
    session.answer('profiling', false);
    await session.submit();
    session.answer('lastName', 'Muster');
    await session.submit();
    expect(world.record).toBeUndefined();
    expect(last()).toMatchObject({ step: 'second', consents: [] });
    expect(world.sent.slice(1).map(({ anonymousId }) => anonymousId)).toEqual([undefined, undefined]);
  });

  it('S47 S64 taking consent back in an old tab takes nobody else’s record away', async () => {
    const steps = [
      { id: 'first', reason: 'To reach you.', fields: ['email', 'profiling'] },
      { id: 'second', reason: 'To greet you.', fields: ['lastName'] },
    ];
    const form: FormConfig = { ...whitepaper, ask: {}, steps };
    const [old, other] = [await world.open(form), await world.open(form)];
    await complete(old, { email: contact.email, profiling: true });
    await complete(other, { email: 'max@other.example', profiling: true });
    const hers = structuredClone(world.record);
    expect(hers?.id).toBe(last().anonymousId);
    old.back();
    await complete(old, { profiling: false });
    expect(world.record).toEqual(hers);
    other.back();
    await complete(other, { profiling: false });
    expect([world.record, world.keys]).toEqual([undefined, undefined]);
  });

  it('M6 a kiosk recognises nobody and keeps nothing', async () => {
    const first = await world.open(whitepaper);
    fill(first, { ...contact, profiling: true });
    await first.submit();
    const kept = world.record;
    const kiosk = await world.open(whitepaper, { kiosk: true, link: { token: 'abc' } });
    expect(asked(kiosk)).toContain('email');
    fill(kiosk, { ...contact, email: 'other@firma.example', profiling: true });
    await kiosk.submit();
    expect(last().anonymousId).toBeUndefined();
    expect(world.record).toEqual(kept);
  });
});

describe('a visitor who came by a link', () => {
  const link = {
    name: 'collector',
    load: () =>
      Promise.resolve({
        profile: {
          facts: {
            firstName: fact('Erika', 'link'),
            lastName: fact('Muster', 'link'),
            email: fact('erika@firma.example', 'link'),
          },
          known: { salutation: '2026-11-01T00:00:00.000Z' },
          consents: { profiling: '2026-11-01T00:00:00.000Z' },
          visits: { count: 2 },
          identity: { strength: 'link' as const },
        },
        proof: 'proof',
      }),
  };

  it('S38 S46 sees names and address filled in and two new questions, and sends the proof along', async () => {
    world.source = link;
    const session = await world.open(whitepaper, { link: { token: 'abc' } });
    expect(asked(session)).toEqual(['firstName', 'lastName', 'email', 'company', 'jobTitle']);
    expect(session.value('email')).toBe('erika@firma.example');
    fill(session, { company: 'Firma', jobTitle: 'CTO' });
    await session.submit();
    expect(last()).toMatchObject({ proof: 'proof', answers: { firstName: 'Erika', company: 'Firma' } });
  });

  it('BAD32 is somebody else once another address is typed: no proof goes along', async () => {
    world.source = link;
    const session = await world.open(whitepaper, { link: { token: 'abc' } });
    fill(session, { email: 'max@other.example', company: 'Other', jobTitle: 'CEO' });
    await session.submit();
    expect(last().proof).toBeUndefined();
  });

  it('BAD32 stays somebody else on the views after the one with the address', async () => {
    world.source = link;
    const steps = whitepaper.steps.map((step) =>
      step.id === 'company' ? { ...step, fields: ['email', 'company'] } : step,
    );
    const greeting = { id: 'greeting', reason: 'To greet you.', fields: ['salutation'] };
    const session = await world.open(
      { ...whitepaper, ask: {}, steps: [...steps.slice(1), greeting] },
      { link: { token: 'abc' } },
    );
    fill(session, { email: 'max@other.example', company: 'Other' });
    await session.submit();
    fill(session, { salutation: 'mr' }); // known of the one who got the link, and so not asked before
    await session.submit();
    expect(world.sent.map(({ step, proof }) => [step, proof])).toEqual([
      ['company', undefined],
      ['greeting', undefined],
    ]);
  });

  it('BAD45 is asked everything when the collector does not answer', async () => {
    world.source = { name: 'silent', load: () => new Promise(() => undefined) };
    const session = await world.open(whitepaper, { link: { token: 'abc' } });
    expect(asked(session)).toEqual(['salutation', 'firstName', 'lastName', 'email', 'profiling']);
  });
});
