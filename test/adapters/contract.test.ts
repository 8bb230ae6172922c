/** The suite that every adapter is held to, held to adapters that are right and to adapters that are wrong. */
import { describe, expect, it } from 'vitest';
import {
  listAdapterCases,
  type Given,
  type RequestSubject,
  type ScriptSubject,
} from '../../src/adapters/contract/contract.js';
import type { Adapter } from '../../src/model/ports.js';

/** An adapter as a stranger writes it. */
export function createExampleAdapter({ fetch = globalThis.fetch }: Partial<Given>): Adapter {
  return {
    name: 'example',
    endpointKey: 'example:leads',
    async send({ id, answers }, { signal }) {
      const response = await fetch('https://crm.example/leads', {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': id },
        body: JSON.stringify({ email: answers['email'], name: answers['lastName'] }),
        signal,
      });
      const { status, headers } = response;
      if (status === 201) return { kind: 'delivered' };
      const retryAfter = Number(headers.get('retry-after')) * 1000 || 0;
      return { kind: 'retryable', status, retryAfter, park: [400, 401, 403, 404].includes(status) };
    },
  };
}

const subject: RequestSubject = {
  name: 'example',
  create: createExampleAdapter,
  accepts: () => new Response('', { status: 201 }),
  outcome: 'delivered',
  forbidden: ['+442071234567'],
};

describe('M13 an adapter that a stranger wrote in twenty lines', () => {
  for (const { title, run } of listAdapterCases(subject)) it(title, run);
});

describe('M13 an adapter to an address of the page’s own', () => {
  const create: RequestSubject['create'] = ({ fetch }) => ({
    name: 'mine',
    async send(submission, { signal }) {
      const body = JSON.stringify(submission);
      const { status, headers } = await fetch('/api/leads', { method: 'POST', body, signal });
      if (status === 201) return { kind: 'delivered' };
      const retryAfter = Number(headers.get('retry-after')) * 1000 || 0;
      return { kind: 'retryable', status, retryAfter, park: [400, 401, 403, 404].includes(status) };
    },
  });
  for (const { title, run } of listAdapterCases({ ...subject, name: 'mine', create, forbidden: [] }))
    it(title, run);
});

const page: string[] = [];
const script: ScriptSubject = {
  name: 'script',
  create: () => {
    page.length = 0;
    return {
      name: 'script',
      send({ id, answers }, { signal }) {
        signal.throwIfAborted();
        page.push(JSON.stringify([id, answers['email']]));
      },
    };
  },
  received: () => page,
  forbidden: ['Lovelace'],
};

describe('M13 an adapter to a script of the page', () => {
  for (const { title, run } of listAdapterCases(script)) it(title, run);
});

/** Titles of the cases that find fault, without the adapter's name. */
async function failing(broken: RequestSubject | ScriptSubject): Promise<string> {
  const titles: string[] = [];
  for (const { title, run } of listAdapterCases(broken))
    await run().catch((error: unknown) => titles.push(`${title} (${String(error)})`));
  return titles.join('\n');
}

const changed = (send: (good: Adapter, given: Given) => Adapter['send']): RequestSubject => ({
  ...subject,
  create: (given) => {
    const good = createExampleAdapter(given);
    return { ...good, send: send(good, given) };
  },
});

const post = ({ fetch }: Given, body: string | URLSearchParams, signal?: AbortSignal) =>
  fetch('https://crm.example/leads', { method: 'POST', body, ...(signal && { signal }) });

describe('M13 the suite finds an adapter that', () => {
  it('says delivered on any 200', async () => {
    const broken = changed(({ send }) => async (...args) => {
      const outcome = (await send(...args)) ?? { kind: 'accepted' };
      return outcome.kind === 'retryable' && outcome.status === 200 ? { kind: 'delivered' } : outcome;
    });
    const found = await failing(broken);
    expect(found).toMatch(/takes a 200 with a page, as of a captive portal for no proof, and tries again/);
    expect(found).toMatch(/takes an empty 200 for no proof/);
    expect(found).not.toMatch(/tries again after a 50/);
  });

  it('makes a new id on each send', async () => {
    let count = 0;
    const broken = changed(
      ({ send }) =>
        (submission, context) =>
          send({ ...submission, id: `new-${++count}` }, context),
    );
    const found = await failing(broken);
    expect(found).toMatch(/sends the same when it sends again/);
    expect(found).toMatch(/has the id of the submission travel with it/);
  });

  it('throws away on 500', async () => {
    const broken = changed(({ send }) => async (...args) => {
      const outcome = (await send(...args)) ?? { kind: 'accepted' };
      const { status = 0 } = outcome as { status?: number };
      return status >= 500 ? { kind: 'rejected', issues: [] } : outcome;
    });
    const found = await failing(broken);
    expect(found).toMatch(/tries again after a 500 with a page/);
    expect(found).toMatch(/tries again after a 503 with a page/);
  });

  it('forgets what went wrong', async () => {
    const broken = changed(
      (_, given) =>
        async ({ id }, { signal }) =>
          void (await post(given, id, signal)),
    );
    const found = await failing(broken);
    expect(found).toMatch(/says \{"kind":"accepted"}\. Return \{ kind: 'delivered' }/);
    expect(found).toMatch(/tries again after a 429, and not before/);
    expect(found).toMatch(/parks after a 403/);
    expect(found).toMatch(/takes a 400 with a page for no refusal/);
  });

  it('only tries again, and says what else to return', async () => {
    const broken = changed(
      (_, given) => async (submission, context) =>
        (await createExampleAdapter(given).send(submission, context))?.kind === 'delivered'
          ? { kind: 'delivered' }
          : { kind: 'retryable' },
    );
    const found = (await failing(broken)).split('\n');
    expect(found).toHaveLength(4);
    expect(found[0]).toContain(
      'says {"kind":"retryable"} to a Retry-After of 7 seconds. Return { kind: \'retryable\', retryAfter: 7000 }',
    );
    for (const [i, status] of [401, 403, 404].entries())
      expect(found[i + 1]).toContain(`Return { kind: 'retryable', park: true, status: ${status} }.`);
  });

  it('is done with any 2xx, and says how to say that this is enough', async () => {
    const broken = changed(({ send }) => async (...args) => {
      const outcome = (await send(...args)) ?? { kind: 'accepted' };
      const { status = 0 } = outcome as { status?: number };
      return status >= 200 && status < 300 ? { kind: 'accepted' } : outcome;
    });
    const found = await failing(broken);
    expect(found).toMatch(/takes a 204 for no proof, .*give the suite unproven: 'accepted'/);
    expect(await failing({ ...broken, unproven: 'accepted' })).toBe('');
  });

  it('throws, and says what', async () => {
    const broken = changed(() => () => Promise.reject(new TypeError('lead is not defined')));
    expect(await failing(broken)).toMatch(
      /It made no request, .* since it threw: TypeError: lead is not defined/,
    );
    const late = changed(({ send }) => async (...args) => {
      await send(...args);
      throw new RangeError('too late');
    });
    expect(await failing(late)).toMatch(
      /since it threw: RangeError: too late\. Return \{ kind: 'delivered' }/,
    );
  });

  it('cannot be given up', async () => {
    const broken = changed((_, given) => async ({ id }) => {
      await post(given, id);
      return { kind: 'delivered' };
    });
    const [first] = listAdapterCases(broken).filter(({ title }) => title.includes('once it was given up'));
    await expect(first?.run()).rejects.toThrow(/Hand the signal of the attempt to fetch/);
  });

  it('reads whatever comes', async () => {
    const broken = changed((_, given) => async ({ id }, { signal }) => {
      const response = await post(given, id, signal);
      return (await response.text()) === 'taken' ? { kind: 'delivered' } : { kind: 'retryable' };
    });
    const flood = listAdapterCases(broken).find(({ title }) => title.includes('endless'));
    await expect(flood?.run()).rejects.toThrow(/It read \d+ bytes/);
  });

  it('sends what is forbidden, also where it is encoded', async () => {
    const broken = { ...subject, forbidden: ['Love lace+'] };
    const create: RequestSubject['create'] = (given) => ({
      name: 'leak',
      send: async ({ id }, { signal }) =>
        void (await post(given, new URLSearchParams({ id, name: 'Love lace+' }), signal)),
    });
    expect(await failing({ ...broken, create })).toMatch(/sends nothing that is forbidden/);
  });

  it('changes what the outbox still needs, or stumbles over it', async () => {
    const broken = changed(({ send }) => (submission, context) => {
      Object.assign(submission.answers, { email: 'x' });
      return send(submission, context);
    });
    expect(await failing(broken)).toMatch(/is done with what its back end took/);
    const stumbling = changed(({ send }) => (submission, context) => {
      if (!submission.answers['lastName']) throw new TypeError('No name');
      return send(submission, context);
    });
    expect(await failing(stumbling)).toMatch(/does not stumble over odd answers/);
  });

  it('has a person in its key', async () => {
    const create = (given: Given) => ({
      ...createExampleAdapter(given),
      endpointKey: 'https://ada:x@crm.example',
    });
    expect(await failing({ ...subject, create })).toMatch(/names itself and its target/);
  });

  it('claims to have seen an answer that nobody may see', async () => {
    const blind = (kind: 'accepted' | 'delivered'): RequestSubject => ({
      ...subject,
      outcome: kind,
      accepts: () => new Response('taken'),
      create: ({ fetch }) => ({
        name: 'blind',
        async send({ id }, { signal }) {
          const { type, status, body } = await fetch('https://crm.example', {
            ...{ method: 'POST', mode: 'no-cors', body: id, signal },
          });
          expect([type, status, body]).toEqual(['opaque', 0, null]);
          return { kind };
        },
      }),
    });
    expect(await failing(blind('accepted'))).toBe('');
    expect(await failing(blind('delivered'))).toMatch(/an answer that nobody may see|proves nothing/i);
  });

  it('misunderstands an answer of its own back end', async () => {
    const failures = [
      {
        title: 'a name that is too long',
        response: new Response('', { status: 422 }),
        outcome: { kind: 'rejected', status: 422, issues: [{ field: 'lastName', code: 'tooLong' }] },
      },
    ] as const;
    expect(await failing({ ...subject, failures })).toMatch(/understands a name that is too long/);
  });

  it('does none of it by way of the page', async () => {
    expect(await failing({ ...script, forbidden: ['ada@'] })).toMatch(/hands over nothing that is forbidden/);
    const broken = (send: Adapter['send']): ScriptSubject => ({
      ...script,
      create: () => {
        page.length = 0;
        return { name: 'script', send };
      },
    });
    const found = await failing(broken(() => void page.push(`${page.length}`)));
    expect(found).toMatch(/the same when it sends again/);
    expect(found).toMatch(/has the id of the submission travel/);
    expect(found).toMatch(/hands over nothing once it was given up/);
    expect(await failing(broken(() => ({ kind: 'delivered' })))).toMatch(/It handed nothing over/);
  });
});
