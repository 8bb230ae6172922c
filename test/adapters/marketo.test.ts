import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { listAdapterCases, sampleContext, sampleSubmission } from '../../src/adapters/contract/contract.js';
import { mapSubmission } from '../../src/adapters/marketo/map-submission.js';
import { createMarketoAdapter } from '../../src/adapters/marketo/marketo.js';
import type { MarketoForm } from '../../src/adapters/marketo/forms2.js';
import { ConfigError } from '../../src/model/config-error.js';
import type { Submission } from '../../src/model/submission.js';

const options = {
  endpoint: 'https://app-ab12.marketo.com',
  munchkinId: '123-ABC-456',
  formId: '7',
  timeout: 50,
};

/** Marketo's script as far as it concerns us; `answers` tells what becomes of a submission. */
class Forms2 {
  readonly loads: unknown[][] = [];
  readonly forms: { listeners: (() => boolean)[]; values: Record<string, unknown> }[] = [];
  readonly submitted: Record<string, unknown>[] = [];
  loading: 'at once' | 'never' = 'at once';
  valid = true;
  answers: (succeed: () => boolean[]) => void = (succeed) => void succeed();

  loadForm = (base: string, account: string, id: string, ready: (form: MarketoForm) => void) => {
    this.loads.push([base, account, id]);
    const form = {
      listeners: [] as (() => boolean)[],
      values: { LeadSource: 'web' } as Record<string, unknown>,
    };
    this.forms.push(form);
    if (this.loading === 'never') return;
    ready({
      onSuccess: (listener) => form.listeners.push(() => listener(form.values, '')),
      addHiddenFields: (values) => Object.assign(form.values, values),
      vals: (values) => Object.assign(form.values, values),
      validate: () => this.valid,
      submit: () => {
        this.submitted.push({ ...form.values });
        this.answers(() => form.listeners.map((listener) => listener()));
      },
    });
  };
}

let forms2: Forms2;
beforeEach(() => {
  forms2 = new Forms2();
  vi.stubGlobal('MktoForms2', forms2);
});
afterEach(() => vi.unstubAllGlobals());

const received: string[] = [];
const cases = listAdapterCases({
  name: 'marketo',
  create() {
    forms2 = new Forms2();
    received.length = 0;
    const submitted = forms2.submitted;
    submitted.push = (values) => received.push(JSON.stringify(values));
    vi.stubGlobal('MktoForms2', forms2);
    return createMarketoAdapter(options);
  },
  received: () => received,
  withoutId: 'a Marketo form knows its own fields alone, and people are merged by their address',
});

describe('M13 marketo keeps the contract', () => {
  for (const { title, run } of cases) it(title, run);
});

const send = (
  adapter = createMarketoAdapter(options),
  submission: Submission = sampleSubmission,
  signal?: AbortSignal,
) => adapter.send(submission, sampleContext(submission, signal ? { signal } : {}));
const of = (answers: Submission['answers']): Submission => ({ ...sampleSubmission, answers });

describe('what Marketo gets', () => {
  it('M13 is text by the names its forms have, lists as `a;b`, and nothing empty', () => {
    const answers = {
      firstName: 'Ada',
      topics: ['a', 'b'],
      employees: 3,
      terms: true,
      need: '',
      none: [],
      own: 'x',
    };
    expect(mapSubmission(of(answers), { own: 'Own__c', terms: '' })).toEqual({
      FirstName: 'Ada',
      topics: 'a;b',
      NumberOfEmployees: '3',
      Own__c: 'x',
    });
  });

  it('M13 is what was agreed to, and the address of an earlier view, where the definition names it', () => {
    const names = { consent_profiling: 'OptIn__c', consent_news: 'News__c' };
    const submission = { ...of({ company: 'x' }), earlier: { email: 'ada@x.example' } };
    expect(mapSubmission(submission, names)).toEqual({
      OptIn__c: 'true',
      Email: 'ada@x.example',
      Company: 'x',
    });
    expect(mapSubmission(submission)).not.toHaveProperty('consent_profiling');
  });

  it('M13 is handed to the form of the subscription, and the page is not left', async () => {
    const left: boolean[] = [];
    forms2.answers = (succeed) => left.push(...succeed());
    expect(await send()).toEqual({ kind: 'accepted' });
    expect(forms2.loads).toEqual([['https://app-ab12.marketo.com', '123-ABC-456', '7']]);
    expect(forms2.submitted).toEqual([{ LeadSource: 'web', ...mapSubmission(sampleSubmission) }]);
    expect(left).toEqual([false]);
  });
});

describe('several submissions', () => {
  it('M13 use one form with one listener', async () => {
    const adapter = createMarketoAdapter(options);
    for (let i = 0; i < 5; i++)
      expect(await send(adapter, of({ email: `${i}@x.example` }))).toEqual({ kind: 'accepted' });
    expect(forms2.loads).toHaveLength(1);
    expect(forms2.forms[0]?.listeners).toHaveLength(1);
    expect(forms2.submitted.map(({ Email }) => Email)).toEqual([0, 1, 2, 3, 4].map((i) => `${i}@x.example`));
  });

  it('SEC28 never send the answers of an earlier one again', async () => {
    const adapter = createMarketoAdapter(options);
    await send(adapter, of({ email: 'ada@x.example', phone: '1' }));
    await send(adapter, of({ email: 'bob@x.example' }));
    expect(forms2.submitted[1]).toEqual({ LeadSource: 'web', Email: 'bob@x.example' });
  });

  it('M13 go one after the other', async () => {
    const succeed: (() => void)[] = [];
    forms2.answers = (done) => void succeed.push(done);
    const adapter = createMarketoAdapter({ ...options, timeout: 5000 });
    const first = send(adapter, of({ email: 'a@x.example' }));
    const second = send(adapter, of({ email: 'b@x.example' }));
    await vi.waitFor(() => expect(succeed).toHaveLength(1));
    expect(forms2.submitted).toHaveLength(1);
    succeed[0]?.();
    expect(await first).toEqual({ kind: 'accepted' });
    await vi.waitFor(() => expect(succeed).toHaveLength(2));
    succeed[1]?.();
    expect(await second).toEqual({ kind: 'accepted' });
  });

  it('FLT31 are not taken for one another: a late word counts for none', async () => {
    const succeed: (() => void)[] = [];
    forms2.answers = (done) => void succeed.push(done);
    const adapter = createMarketoAdapter(options);
    expect(await send(adapter)).toEqual({ kind: 'retryable' });
    const second = send(adapter);
    await vi.waitFor(() => expect(succeed).toHaveLength(2));
    succeed[0]?.();
    expect(await second).toEqual({ kind: 'retryable' });
  });
});

describe('where Marketo cannot take it', () => {
  it.each([undefined, {}, { loadForm: 'x' }])(
    'FLT32 without its script the submission waits: %j',
    async (script) => {
      vi.stubGlobal('MktoForms2', script);
      expect(await send()).toEqual({ kind: 'retryable' });
    },
  );

  it('FLT32 a form that never comes is given up, and asked for again', async () => {
    forms2.loading = 'never';
    const adapter = createMarketoAdapter(options);
    expect(await send(adapter)).toEqual({ kind: 'retryable' });
    forms2.loading = 'at once';
    expect(await send(adapter)).toEqual({ kind: 'accepted' });
    expect(forms2.submitted).toHaveLength(1);
  });

  it('FLT29 a form that requires what was not asked parks the submission', async () => {
    forms2.valid = false;
    expect(await send()).toEqual({ kind: 'retryable', park: true });
    expect(forms2.submitted).toEqual([]);
  });

  it('FLT32 a script that throws loses nothing, and the next submission goes through', async () => {
    forms2.answers = () => {
      throw new Error('broken');
    };
    const adapter = createMarketoAdapter(options);
    expect(await send(adapter)).toEqual({ kind: 'retryable' });
    forms2.answers = (succeed) => void succeed();
    expect(await send(adapter)).toEqual({ kind: 'accepted' });
  });

  it('FLT32 it is given up when it is told to', async () => {
    const stop = new AbortController();
    forms2.answers = () => stop.abort();
    expect(
      await send(createMarketoAdapter({ ...options, timeout: 60_000 }), sampleSubmission, stop.signal),
    ).toEqual({
      kind: 'retryable',
    });
  });

  it('SEC33 a subscription is not reached without encryption', () => {
    expect(() => createMarketoAdapter({ ...options, endpoint: 'http://app.marketo.com' })).toThrow(
      ConfigError,
    );
  });
});
