import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { createCleverTapAdapter } from '../../src/adapters/clevertap/clevertap.js';
import { mapProfile } from '../../src/adapters/clevertap/map-submission.js';
import { listAdapterCases } from '../../src/adapters/contract/contract.js';
import type { Submission } from '../../src/model/submission.js';
import { contextOf, submission } from '../contracts/adapter-contract.js';

const page = globalThis as { clevertap?: unknown };
let pushed: (readonly [list: string, ...items: unknown[]])[] = [];

function loadScript() {
  pushed = [];
  const list = (name: string) => ({ push: (...items: unknown[]) => pushed.push([name, ...items]) });
  page.clevertap = { onUserLogin: list('onUserLogin'), profile: list('profile'), event: list('event') };
}

beforeEach(loadScript);
afterAll(() => delete page.clevertap);

const submissionOf = (answers: Submission['answers'], change: Partial<Submission> = {}): Submission => ({
  ...submission,
  consents: [],
  answers,
  ...change,
});
const profileOf = (answers: Submission['answers'], names = {}) =>
  mapProfile({ answers, consents: [] }, names);

describe('M13 V19 the adapter', () => {
  const cases = listAdapterCases({
    name: 'clevertap',
    create: () => {
      loadScript();
      return createCleverTapAdapter();
    },
    received: () => pushed.map((one) => JSON.stringify(one)),
  });
  for (const { title, run } of cases) it(title, run);
});

describe('what CleverTap is told', () => {
  it('V19 is a login by the first submission with an address, and the profile by all others', async () => {
    const { send } = createCleverTapAdapter();
    await send(submissionOf({ topics: ['a'] }, { id: '1' }), contextOf());
    await send(submissionOf({ email: 'ada@example.com' }, { id: '2' }), contextOf());
    await send(submissionOf({ company: 'Engines' }, { id: '3' }), contextOf());
    await send(submissionOf({ email: 'ada@example.com', employees: 9 }, { id: '4' }), contextOf());
    expect(pushed.filter(([list]) => list !== 'event')).toEqual([
      ['profile', { Site: { topics: ['a'] } }],
      ['onUserLogin', { Site: { Email: 'ada@example.com' } }],
      ['profile', { Site: { company: 'Engines' } }],
      ['profile', { Site: { Email: 'ada@example.com', employees: 9 } }],
    ]);
  });

  it('V19 is another login for another person on the same page', async () => {
    const { send } = createCleverTapAdapter();
    await send(submissionOf({ email: 'ada@example.com' }, { id: '1' }), contextOf());
    await send(submissionOf({ email: 'bob@example.com' }, { id: '2' }), contextOf());
    expect(pushed.map(([list]) => list)).toEqual(['onUserLogin', 'event', 'onUserLogin', 'event']);
  });

  it('V19 is nothing of another person until she gives her address', async () => {
    const { send } = createCleverTapAdapter();
    const bob = { anonymousId: 'bob', sessionId: 's2' };
    const company = submissionOf({ company: 'Looms' }, { ...bob, id: '2' });
    await send(submissionOf({ email: 'ada@example.com' }, { id: '1', anonymousId: 'ada' }), contextOf());
    pushed = [];
    expect(await send(company, contextOf())).toEqual({ kind: 'retryable' });
    expect(pushed).toEqual([]);
    await send(submissionOf({ email: 'bob@example.com' }, { ...bob, id: '3' }), contextOf());
    expect(await send(company, contextOf())).toEqual({ kind: 'accepted' });
    expect(pushed.filter(([list]) => list !== 'event')).toEqual([
      ['onUserLogin', { Site: { Email: 'bob@example.com' } }],
      ['profile', { Site: { company: 'Looms' } }],
    ]);
  });

  it('S57 S72 has a stage, segments and consents where the definition names them', () => {
    const consents = ['news', 'other'].map((purpose) => ({ purpose, text: 'Yes', locale: 'en', at: 'now' }));
    const reached = { stage: 'sql', segments: ['it'] };
    const names = { stage: 'Stage', segments: '', consent_news: 'Newsletter' };
    expect(mapProfile({ answers: {}, consents, reached }, names)).toEqual({ Stage: 'sql', Newsletter: true });
  });

  it('is an event that a step came, with the id and no answer', async () => {
    await createCleverTapAdapter().send(submission, contextOf());
    const event = pushed.find(([list]) => list === 'event');
    const { id } = submission;
    expect(event).toEqual([
      ...['event', 'Form Step Submitted'],
      { 'Submission ID': id, 'Form ID': 'whitepaper', Step: 'contact' },
    ]);
  });

  it('has first and last name in one, as one text', () => {
    expect(profileOf({ firstName: 'Ada', lastName: 'Lovelace' })).toEqual({ Name: 'Ada Lovelace' });
    expect(profileOf({ nachname: 'Lovelace' }, { nachname: 'Name' })).toEqual({ Name: 'Lovelace' });
  });

  it.each([
    ['+44 (20) 7123-4567', '+442071234567'],
    ['020 7123 4567', undefined],
    ['+0123456789', undefined],
    ['+44', undefined],
    ['+1234567', undefined], // CleverTap would refuse it, and the whole profile with it
    ['+12345678', '+12345678'],
    ['+123456789012345', '+123456789012345'],
    ['+1234567890123456', undefined],
  ])('has the telephone number %j as %j', (phone, told) => {
    expect(profileOf({ phone })).toEqual(told === undefined ? {} : { Phone: told });
  });

  it('has a birthday as a date that is the same day everywhere, and none that is no day', () => {
    const { DOB } = profileOf({ born: '1815-12-10' }, { born: 'DOB' });
    expect(DOB).toEqual(new Date('1815-12-10T12:00:00Z'));
    expect(profileOf({ born: 'in winter' }, { born: 'DOB' })).toEqual({});
  });

  it('has no blank, which would erase', () => {
    expect(profileOf({ company: ' ', topics: [], terms: false })).toEqual({ terms: false });
  });

  it.each([
    ['no word of mails where none of an address', { company: 'x' }, [], undefined],
    ['no mails without a consent, and ends none', { email: 'a@b.example' }, ['profiling'], undefined],
    ['mails with the consent for them', { email: 'a@b.example' }, ['profiling', 'news'], true],
    ['mails with a consent that comes later', { company: 'x' }, ['news'], true],
  ])('allows %s', async (_, answers, purposes, allowed) => {
    const consents = purposes.map((purpose) => ({ purpose, text: 'Yes', locale: 'en', at: 'now' }));
    expect(mapProfile({ answers, consents }, {}, 'news')['MSG-email']).toBe(allowed);
  });

  it('allows no mails where no purpose was named for them', () => {
    const consents = [{ purpose: 'news', text: 'Yes', locale: 'en', at: 'now' }];
    expect(mapProfile({ answers: { email: 'a@b.example' }, consents })).not.toHaveProperty('MSG-email');
  });
});

describe('where CleverTap’s script is not there', () => {
  it.each([
    ['at all', undefined],
    ['in full', { event: [], profile: [] }],
    ['but an element of that name', 'inherited'],
  ])('%s, the submission waits', async (_, script) => {
    delete page.clevertap;
    const above = Object.prototype as { clevertap?: unknown };
    if (script === 'inherited') above.clevertap = { event: [], profile: [], onUserLogin: [] };
    else if (script) page.clevertap = script;
    const outcome = await createCleverTapAdapter().send(submission, contextOf());
    delete above.clevertap;
    expect(outcome).toEqual({ kind: 'retryable' });
  });

  it('but its snippet is, the submission waits, for its lists may wait for ever', async () => {
    const lists = { event: [], profile: [], onUserLogin: [] };
    page.clevertap = lists;
    expect(await createCleverTapAdapter().send(submission, contextOf())).toEqual({ kind: 'retryable' });
    expect(Object.values(lists).flat()).toEqual([]);
  });
});
