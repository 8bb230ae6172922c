import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listAdapterCases, sampleSubmission } from '../../src/adapters/contract/contract.js';
import { createDataLayerAdapter } from '../../src/adapters/data-layer/data-layer.js';
import { createEvent, type PfEventDetails, type PfEventName } from '../../src/element/events.js';
import type { Submission } from '../../src/model/submission.js';
import { contextOf, submission } from '../contracts/adapter-contract.js';

type Entry = Readonly<Record<string, unknown>>;
const page = globalThis as { dataLayer?: Entry[] | undefined; ours?: Entry[] };
const told = () => page.dataLayer ?? [];

beforeEach(() => delete page.dataLayer);
afterEach(() => {
  delete page.dataLayer;
  delete page.ours;
});

const submissionOf = (answers: Submission['answers'], change: Partial<Submission> = {}): Submission => ({
  ...submission,
  answers,
  ...change,
});

describe('M13 V18 SEC28 the adapter', () => {
  const cases = listAdapterCases({
    name: 'data-layer',
    create: () => {
      delete page.dataLayer;
      return createDataLayerAdapter();
    },
    received: () => told().map((one) => JSON.stringify(one)),
    forbidden: Object.values(sampleSubmission.answers)
      .flat()
      .map(String)
      .filter((text) => text !== 'true'),
  });
  for (const { title, run } of cases) it(title, run);
});

describe('V18 a lead', () => {
  it('is told in Google’s words, with the id and without an answer', async () => {
    const { send } = createDataLayerAdapter({ currency: 'EUR', value: '12.5' });
    expect(await send(submission, contextOf())).toEqual({ kind: 'accepted' });
    expect(told()).toEqual([
      {
        event: 'generate_lead',
        event_id: submission.id,
        form_id: 'whitepaper',
        step: 'contact',
        lead_source: 'progressive-form',
        currency: 'EUR',
        value: 12.5,
      },
    ]);
  });

  it.each([
    ['no currency', { value: '12' }],
    ['no value', { currency: 'EUR' }],
    ['a value that is no number', { currency: 'EUR', value: 'much' }],
  ])('has no worth where there is %s', async (_, options) => {
    await createDataLayerAdapter(options).send(submission, contextOf());
    expect(told()[0]).not.toHaveProperty('value');
    expect(told()[0]).not.toHaveProperty('currency');
  });

  it('is told once, with the step that gives the address', async () => {
    const { send } = createDataLayerAdapter({ fields: ['email', 'company'] });
    await send(submissionOf({ company: 'x' }, { step: 'company', id: '1' }), contextOf());
    await send(submissionOf({ email: 'a@b.example' }, { step: 'contact', id: '2' }), contextOf());
    await send(submissionOf({ email: 'c@d.example' }, { step: 'contact', id: '3' }), contextOf());
    expect(told().map(({ event_id }) => event_id)).toEqual(['2']);
  });

  it('is told with the first step where the form has no such field', async () => {
    const { send } = createDataLayerAdapter({ fields: ['phone', 'company'] });
    await send(submissionOf({ company: 'x' }, { id: '1' }), contextOf());
    await send(submissionOf({ phone: '1' }, { id: '2' }), contextOf());
    await send(submissionOf({ phone: '1' }, { id: '3', sessionId: 'another' }), contextOf());
    expect(told().map(({ event_id }) => event_id)).toEqual(['1', '3']);
  });

  it('is made by another field where the page says so, in another list', async () => {
    const { send } = createDataLayerAdapter({ leadField: 'phone', layer: 'ours' });
    await send(submissionOf({ email: 'a@b.example' }), contextOf());
    await send(submissionOf({ phone: '1' }), contextOf());
    expect(page.ours).toHaveLength(1);
    expect(page).not.toHaveProperty('dataLayer');
  });

  it('is told with the variants that it was shown', async () => {
    const shown = { signals: { 'flag.hero': 'b', 'page.path': '/x' } };
    await createDataLayerAdapter().send(submissionOf({ email: 'a@b.example' }, shown), contextOf());
    const exposed = { exposures: ['hero:b', 'tone:warm'] };
    await createDataLayerAdapter().send(submissionOf({ email: 'a@b.example' }, exposed), contextOf());
    expect(told().map(({ variant }) => variant)).toEqual(['hero:b', 'hero:b,tone:warm']);
  });
});

describe('V18 what a form goes through', () => {
  const formId = 'whitepaper';
  const sessionOf = (signals = {}, id = formId, version = '1') => ({
    state: { config: { id, version }, signals },
    step: { id: 'contact' },
  });
  const openForm = (signals = {}) => Object.assign(new EventTarget(), { session: sessionOf(signals) });
  const tell = <N extends PfEventName>(form: EventTarget, name: N, detail: PfEventDetails[N]) =>
    form.dispatchEvent(createEvent(name, detail));
  const words = () => told().map(({ event }) => event);

  it('is told step by step, and the first answer once', () => {
    const form = openForm();
    createDataLayerAdapter().watch?.(form);
    expect(told()).toEqual([{ event: 'pf_view', form_id: formId, step: 'contact' }]);
    tell(form, 'pf-answer', { formId, field: 'email', seconds: 2 });
    tell(form, 'pf-answer', { formId, field: 'company' });
    tell(form, 'pf-step', { formId, step: 'company', index: 1, total: 2 });
    tell(form, 'pf-submit', { formId, step: 'company' });
    tell(form, 'pf-complete', { formId });
    expect(told().slice(1)).toEqual([
      { event: 'pf_start', form_id: formId, step: 'contact' },
      { event: 'pf_step', form_id: formId, step: 'company' },
      { event: 'pf_submit', form_id: formId, step: 'company' },
      { event: 'pf_unlock', form_id: formId, step: 'contact' },
    ]);
  });

  it('SEC28 is told without answers, names of fields, or words of an error', () => {
    const form = openForm();
    createDataLayerAdapter().watch?.(form);
    tell(form, 'pf-answer', { formId, field: 'ada@example.com' });
    tell(form, 'pf-before-submit', {
      formId,
      step: 's',
      answers: { a: 'ada@example.com' },
      waitUntil: () => {},
    });
    tell(form, 'pf-error', { message: 'ada@example.com' });
    tell(form, 'pf-rejected', { formId, id: 'ada@example.com', status: 422, reason: 'refused' });
    expect(JSON.stringify(told())).not.toContain('ada');
    expect(told().slice(2)).toEqual([
      { event: 'pf_error', form_id: formId, step: 'contact', reason: 'error' },
      { event: 'pf_error', form_id: formId, step: 'contact', reason: 'refused' },
    ]);
  });

  it('is told once, though the form was opened again or the code is there twice', () => {
    const form = openForm();
    const { watch } = createDataLayerAdapter();
    watch?.(form);
    tell(form, 'pf-answer', { formId, field: 'email' });
    form.session = sessionOf();
    createDataLayerAdapter().watch?.(form);
    tell(form, 'pf-answer', { formId, field: 'company' });
    tell(form, 'pf-submit', { formId, step: 'contact' });
    expect(words()).toEqual(['pf_view', 'pf_start', 'pf_submit']);
    createDataLayerAdapter().watch?.(openForm());
    createDataLayerAdapter({ layer: 'ours' }).watch?.(form);
    expect(words().slice(3)).toEqual(['pf_view']);
    expect(page.ours).toHaveLength(1);
  });

  it('is told anew of another form in the same place, and of another version', () => {
    const form = openForm();
    for (const [id, version] of [
      [formId, '1'],
      ['guide', '1'],
      ['guide', '2'],
      [formId, '1'],
    ] as const) {
      form.session = sessionOf({}, id, version);
      createDataLayerAdapter().watch?.(form);
      tell(form, 'pf-answer', { formId: id, field: 'email' });
      tell(form, 'pf-answer', { formId: id, field: 'company' });
    }
    expect(told().map(({ event, form_id }) => `${String(event)} ${String(form_id)}`)).toEqual([
      `pf_view ${formId}`,
      `pf_start ${formId}`,
      'pf_view guide',
      'pf_start guide',
      'pf_view guide',
      'pf_start guide',
    ]);
  });

  it('is not told of a definition that the form was opened with since', () => {
    const form = openForm();
    createDataLayerAdapter().watch?.(form);
    form.session = openForm().session;
    tell(form, 'pf-submit', { formId: 'another', step: 'contact' });
    expect(words()).toEqual(['pf_view']);
  });

  it('is told with the variants of the flags, in names and values as short as GA4 takes them', () => {
    const form = openForm({ 'flag.hero': 'b', 'page.path': '/secret', 'flag.tone': 'w'.repeat(200) });
    createDataLayerAdapter().watch?.(form);
    const [{ variant = '' } = {}] = told() as { variant?: string }[];
    expect(variant).toMatch(/^hero:b,tone:w+$/);
    expect(variant).toHaveLength(100);
    expect(Object.keys(told()[0] ?? {}).every((name) => name.length <= 40)).toBe(true);
  });

  it.each([undefined, null])('is told where the page has declared its list as %s', async (empty) => {
    Object.assign(page, { dataLayer: empty });
    const adapter = createDataLayerAdapter();
    adapter.watch?.(openForm());
    await adapter.send(submission, contextOf());
    expect(words()).toEqual(['pf_view', 'generate_lead']);
  });

  it('never touches consent, nor what the page calls by the name of the list', () => {
    Object.assign(page, { ours: { kept: true } });
    const { watch } = createDataLayerAdapter({ layer: 'ours' });
    watch?.(new EventTarget());
    expect(page.ours).toEqual({ kept: true });
    createDataLayerAdapter().watch?.(new EventTarget());
    expect(JSON.stringify(told())).not.toMatch(/consent|storage/);
  });
});
