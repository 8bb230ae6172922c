import { describe, expect, it, vi } from 'vitest';
import type { FormConfig } from '../../src/model/form-config.js';
import { emptyProfile } from '../../src/model/profile.js';
import { FormSession, type Adapter, type Submission } from '../../src/index.js';
import type { SessionState } from '../../src/session/session-state.js';
import { tellMore } from '../../src/session/tell-more.js';

const config: FormConfig = {
  schemaVersion: 1,
  id: 'fit',
  version: '1',
  purposes: {
    advice: { label: 'Advise', legalBasis: 'implicit', retention: 'P1Y' },
    counting: { label: 'Count', legalBasis: 'explicit', retention: 'P1Y' },
  },
  signals: { 'flag.welcome': 'advice' },
  fields: [
    { name: 'email', type: 'email', label: 'Email', required: true, purpose: 'advice' },
    { name: 'need', type: 'text', label: 'Need', purpose: 'advice' },
    { name: 'terms', type: 'consent', label: 'You may count me.', purpose: 'counting' },
  ],
  steps: [
    { id: 'first', reason: 'We write there.', fields: ['email', 'terms'] },
    { id: 'second', reason: 'So that the advice fits.', fields: ['need'] },
  ],
  segments: { known: { email: { known: true } }, needy: { need: { known: true } } },
  stages: [
    { id: 'lead', when: { email: { known: true } } },
    { id: 'mql', when: { need: { known: true } } },
  ],
  profile: { remember: 'afterSubmit' },
};

const stateOf = (change: Partial<SessionState>): SessionState => ({
  ...{ config, profile: emptyProfile(), answers: {}, issues: [], signals: {}, done: [], cursor: 0 },
  ...change,
});

/** Fills both views in; gives what was sent. */
async function visit(change: Partial<FormConfig> = {}) {
  const sent: Submission[] = [];
  const adapter: Adapter = {
    name: 'mine',
    send: (submission) => {
      sent.push(submission);
      return { kind: 'delivered' };
    },
  };
  const session = await FormSession.open({ config: { ...config, ...change }, adapter });
  session.answer('email', 'ada@example.com');
  session.answer('terms', true);
  await session.submit();
  session.answer('need', 'a crane');
  await session.submit();
  return { sent, session };
}

describe('what a submission tells besides its answers', () => {
  it('S57 S72 is the stage and the segments that this very submission brought about, each once', async () => {
    const { sent } = await visit();
    expect(sent.map(({ reached }) => reached)).toEqual([
      { stage: 'lead', segments: ['known'] },
      { stage: 'mql', segments: ['needy'] },
    ]);
  });

  it('S57 is told again with the answers, where the back end refused them first', async () => {
    const sent: Submission[] = [];
    const adapter: Adapter = {
      name: 'mine',
      send: (submission) => {
        sent.push(submission);
        if (sent.length > 1) return { kind: 'delivered' };
        return { kind: 'rejected', issues: [{ field: 'email', code: 'refused' }] };
      },
    };
    const steps = config.steps.slice(0, 1);
    const session = await FormSession.open({ config: { ...config, steps }, adapter });
    session.answer('email', 'ada@firma.example');
    await session.submit();
    session.answer('email', 'ada@example.com');
    await session.submit();
    expect(sent.map(({ reached }) => reached?.stage)).toEqual(['lead', 'lead']);
  });

  it('S57 S72 is told once, and never backwards, however often the visitor goes back and changes her mind', async () => {
    const stages = [...(config.stages ?? []), { id: 'crane', when: { need: 'a crane' } }];
    const segments = { ...config.segments, cranes: { need: 'a crane' } };
    const sent: Submission[] = [];
    const steps = [...config.steps, { id: 'third', reason: 'r', fields: ['more'] }];
    const more = { name: 'more', type: 'text', label: 'More', purpose: 'advice' } as const;
    const fields = [...config.fields, more];
    const adapter: Adapter = { name: 'mine', send: (one) => (sent.push(one), { kind: 'delivered' }) };
    const session = await FormSession.open({
      config: { ...config, fields, steps, stages, segments },
      adapter,
    });
    session.answer('email', 'ada@example.com');
    await session.submit();
    for (const need of ['a crane', 'a lorry', 'a crane']) {
      session.answer('need', need);
      await session.submit();
      session.back();
    }
    await vi.waitFor(() => expect(sent).toHaveLength(4));
    expect(sent.map(({ reached }) => reached)).toEqual([
      { stage: 'lead', segments: ['known'] },
      { stage: 'crane', segments: ['needy', 'cranes'] },
      undefined,
      undefined,
    ]);
  });

  it('M13 is the address given on an earlier view, for a back end that is named, and no other answer', async () => {
    const { sent } = await visit({ adapter: { use: 'http', endpoint: 'https://a.example' } });
    expect(sent.map(({ earlier }) => earlier)).toEqual([undefined, { email: 'ada@example.com' }]);
    const { sent: plain } = await visit();
    expect(plain.map(({ earlier }) => earlier)).toEqual([undefined, undefined]);
  });

  it('S57 S72 is nothing where nothing has changed, and nothing where the definition names none', async () => {
    const classes = { stage: 'mql', 'segment.known': true, 'segment.needy': true };
    const profile = { ...emptyProfile(), classes };
    expect(tellMore(profile, stateOf({ profile }))).toEqual({ exposures: [] });
    const { sent } = await visit({ segments: {}, stages: [] });
    expect(sent.map(({ reached }) => reached)).toEqual([undefined, undefined]);
  });

  it('S72 is no segment that somebody left', () => {
    const before = { ...emptyProfile(), classes: { 'segment.known': true } };
    const profile = { ...emptyProfile(), classes: { 'segment.known': false } };
    expect(tellMore(before, stateOf({ profile }))).toEqual({ exposures: [] });
  });

  it('S85 names the variants that the form was shown with, and no other signal', () => {
    const signals = { 'flag.welcome': 'video', 'utm.source': 'mail', 'flag.long': 'x'.repeat(200) };
    const { exposures } = tellMore(emptyProfile(), stateOf({ signals }));
    expect(exposures?.[0]).toBe('welcome:video');
    expect(exposures).toHaveLength(2);
    expect(exposures?.[1]).toHaveLength(128);
  });

  it('M13 names the purposes agreed to only where a mirror goes by one', async () => {
    const mirrors = [{ use: 'console' as const, purpose: 'advice' }];
    const { sent } = await visit({ adapter: { use: 'http', endpoint: 'https://a.example', mirrors } });
    expect(sent.map(({ agreed }) => agreed)).toEqual([['counting'], ['counting']]);
    const { sent: others } = await visit();
    expect(others.map(({ agreed }) => agreed)).toEqual([undefined, undefined]);
  });
});
