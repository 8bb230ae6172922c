import { beforeEach, describe, expect, it } from 'vitest';
import { planForPerson } from '../../src/collector/plan-for-person.js';
import type { Recognition } from '../../src/collector/recognise/disclose.js';
import type { Answers } from '../../src/model/answers.js';
import type { FormConfig } from '../../src/model/form-config.js';
import type { Plan } from '../../src/model/plan.js';
import type { AskRecord } from '../../src/model/profile.js';
import type { Submission } from '../../src/model/submission.js';
import { planFields } from '../../src/plan/plan-fields.js';
import { createRules } from '../../src/plan/rules/create-rules.js';
import { mergeProfiles, rulesOf } from '../../src/profile/merge-profiles.js';
import { agreed, createWorld, emptyTables, erika, hour, openTestDb, readFullForm } from './harness.js';
import type { World } from './harness.js';

const day = 24 * hour;
const pages = { whitepaper: 'http://site.test/whitepaper/' };

const db = await openTestDb();
let form: FormConfig;
let world: World;
beforeEach(() => use(readFullForm()));

async function use(next: FormConfig | Promise<FormConfig>): Promise<void> {
  form = await next;
  world = await createWorld(db, { forms: [form] });
  await emptyTables(db);
}

const at = (ms = 0) => new Date(world.clock.now + ms).toISOString();
const refused = (until?: string): AskRecord => ({ at: at(), outcome: 'refused', ...(until && { until }) });
const openFields = ['company', 'jobTitle', 'timeline', 'budget', 'need'];
const all = (ask: AskRecord) => Object.fromEntries(openFields.map((name) => [name, ask]));

/** She asks for the paper, confirms and downloads it. */
async function download(answers: Answers = {}, over: Partial<Submission> = {}): Promise<void> {
  await world.submit({ ...erika, ...answers }, { anonymousId: 'device-a', ...agreed(world), ...over });
  await world.get(await world.click(await world.confirmPath()));
}

async function personId(): Promise<string> {
  return (await world.collector.leads())[0]?.id ?? '';
}

const asked = (plan: Plan) =>
  plan.steps.map(({ id, ask, confirm }) => [id, [...ask, ...confirm].map(({ field }) => field)]);
const words = (plan: Plan) =>
  [...plan.steps.flatMap(({ ask, confirm }) => [...ask, ...confirm]), ...plan.skip]
    .map(({ field, reason }) => `${field}: ${reason.word}`)
    .sort();

describe('the plan of the next visit', () => {
  it.each<[string, () => Promise<unknown>]>([
    ['nothing else', () => download()],
    ['the company', () => download({ company: 'Firma' })],
    ['company and position', () => download({ company: 'Firma', jobTitle: 'CTO' })],
    [
      'everything',
      () => download({ company: 'F', jobTitle: 'CTO', timeline: 'now', budget: 'unknown', need: 'x' }),
    ],
    ['that she will never invest', () => download({ timeline: 'never' })],
    ['that she does not want to be asked', () => download({}, { asks: all(refused()) })],
    ['that she does not want to be asked for now', () => download({}, { asks: all(refused(at(9 * day))) })],
    ['as much as the budget allows', () => download({}, { questions: 11 })],
    [
      'more on another day',
      async () => {
        await download();
        world.clock.now += day;
        await world.submit({ company: 'Firma' }, { step: 'company', anonymousId: 'device-a', questions: 3 });
      },
    ],
  ])('F12 is here what the page makes of the answer to her link, once she told %s', async (_, act) => {
    await act();
    const id = await personId();
    world.clock.now += 48 * hour;
    const here = await planForPerson({ db, pages }, form, id, world.clock.now);
    await world.collector.sendDueMails();
    const token = /#pf=([\w.-]+)/.exec(world.mails.at(-1)?.text ?? '')?.[1];
    const { strength, visits, ...told } = (await world.recognise({ token })) as unknown as Recognition;
    // Whoever has nothing to answer gets no mail, and so no link.
    expect(token === undefined).toBe(here.complete);
    if (token === undefined) return;
    const { facts, known, classes, consents, asks, spent } = told;
    const knowledge = { facts, known, classes, consents, asks, spent, identity: { strength } };
    const profile = mergeProfiles(rulesOf(form, world.clock.now), knowledge, {
      visits: { ...visits, steps: 0 },
    });
    const signals = { now: world.clock.now, values: {} };
    const there = planFields(form, profile, signals, {}, createRules(form));
    expect([asked(here), words(here)]).toEqual([asked(there), words(there)]);
  });

  it('F12 does not wait for what only a page can tell, and knows the page that the link leads to', async () => {
    const signals = { 'page.path': 'delivery', 'page.host': 'profiling' };
    const bound = (when: object) => ({ ...form.steps[1], id: 'bound', when }) as FormConfig['steps'][number];
    const trigger = { 'page.scroll': { gte: 50 } };
    const plan = async (when: object, over: object = {}) => {
      const changed = {
        ...form,
        trigger,
        signals,
        ...over,
        steps: [form.steps[0], bound(when)],
      } as FormConfig;
      return asked(await planForPerson({ db, pages }, changed, await personId(), world.clock.now));
    };
    await download();
    const whole = [['bound', ['firstName', 'lastName', 'email', 'company', 'jobTitle']]];
    expect(await plan({ 'page.path': '/whitepaper/', 'page.host': 'site.test' })).toEqual(whole);
    expect(await plan({ 'page.path': '/elsewhere/' })).toEqual([]);
    expect(await plan({ 'page.path': '/whitepaper/' }, { signals: {} })).toEqual([]);
  });

  it('S2 counts the visit that the link opens', async () => {
    await download({ company: 'Firma', jobTitle: 'CTO' });
    const id = await personId();
    const plan = () => planForPerson({ db, pages }, form, id, world.clock.now);
    expect(asked(await plan())).toEqual([]);
    world.clock.now += day;
    await world.submit({ jobTitle: 'CEO' }, { step: 'company', anonymousId: 'device-a' });
    expect(asked(await plan())).toEqual([['project', ['timeline', 'budget', 'need']]]);
  });
});

describe('the mail two days later', () => {
  /** How many mails there are besides the confirmation. */
  async function mailsAfter(act: () => Promise<unknown>): Promise<number> {
    await download();
    await act();
    world.clock.now += 48 * hour;
    await world.collector.sendDueMails();
    expect(await world.collector.sendDueMails()).toBe(0);
    return world.mails.length - 1;
  }
  const later = (answers: Answers, over: Partial<Submission> = {}) =>
    world.submit(answers, { step: 'company', anonymousId: 'device-a', ...over });

  it('S10 comes where the next visit asks something', async () => {
    expect(await mailsAfter(async () => {})).toBe(1);
  });

  it('S10 does not come to somebody who has answered everything since', async () => {
    const answers = { company: 'Firma', jobTitle: 'CTO', timeline: 'now', budget: 'unknown', need: 'leise' };
    expect(await mailsAfter(() => later(answers))).toBe(0);
  });

  it('S10 F10 does not come to somebody who does not want to be asked again', async () => {
    expect(await mailsAfter(() => later({}, { asks: all(refused()) }))).toBe(0);
  });

  it('S10 F10 does not come while the questions are put off, and comes where that is over by then', async () => {
    expect(await mailsAfter(() => later({}, { asks: all(refused(at(3 * day))) }))).toBe(0);
    await use(form);
    expect(await mailsAfter(() => later({}, { asks: all(refused(at(day))) }))).toBe(1);
  });

  it('S10 S33 does not come while “never” rests', async () => {
    expect(await mailsAfter(() => later({ timeline: 'never' }))).toBe(0);
  });

  it('S10 F10 does not come to somebody who was asked as much as may be', async () => {
    expect(await mailsAfter(() => later({}, { questions: 12 }))).toBe(0);
  });

  it('S10 does not come for a box to tick alone', async () => {
    const news = { name: 'news', type: 'consent', label: 'News, please.', purpose: 'news' } as const;
    const purpose = { label: 'News', legalBasis: 'explicit', retention: 'P1Y' } as const;
    const contact = form.steps[0] as FormConfig['steps'][number];
    await use({
      ...form,
      purposes: { ...form.purposes, news: purpose },
      fields: [...form.fields, news],
      steps: [{ ...contact, fields: [...contact.fields, 'news'] }],
    });
    expect(await mailsAfter(async () => {})).toBe(0);
  });

  it('S10 S50 does not come to somebody who has taken back the consent since', async () => {
    const other = world.submission({ need: 'leise' }, { step: 'project', anonymousId: 'device-a' });
    const first = world.submission(erika, { anonymousId: 'device-a', ...agreed(world) });
    await world.post('/v1/submissions', world.envelope(first));
    await world.get(await world.click(await world.confirmPath()));
    await world.post('/v1/submissions', world.envelope(other));
    await db.query('UPDATE consent SET withdrawn_at = $1', [at()]);
    world.clock.now += 48 * hour;
    expect(await world.collector.sendDueMails()).toBe(0);
  });
});
