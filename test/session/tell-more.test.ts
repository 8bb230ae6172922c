import { describe, expect, it } from 'vitest';
import type { FormConfig } from '../../src/model/form-config.js';
import { emptyProfile } from '../../src/model/profile.js';
import { FormSession, type Adapter, type Submission } from '../../src/index.js';
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

/** Fills both views in; gives what was sent. */
async function visit(change: Partial<FormConfig> = {}, outcome: 'delivered' | 'rejected' = 'delivered') {
  const sent: Submission[] = [];
  const adapter: Adapter = {
    name: 'mine',
    send: (submission) => {
      sent.push(submission);
      if (outcome === 'rejected') return { kind: 'rejected', issues: [{ field: 'email', code: 'refused' }] };
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

  it('S57 S72 is nothing where nothing has changed, and nothing where the definition names none', async () => {
    const classes = { stage: 'mql', 'segment.known': true, 'segment.needy': true };
    const profile = { ...emptyProfile(), classes };
    expect(tellMore(profile, { config, profile, signals: {} })).toEqual({ exposures: [] });
    const { sent } = await visit({ segments: {}, stages: [] });
    expect(sent.map(({ reached }) => reached)).toEqual([undefined, undefined]);
  });

  it('S72 is no segment that somebody left', () => {
    const before = { ...emptyProfile(), classes: { 'segment.known': true } };
    const profile = { ...emptyProfile(), classes: { 'segment.known': false } };
    expect(tellMore(before, { config, profile, signals: {} })).toEqual({ exposures: [] });
  });

  it('S85 names the variants that the form was shown with, and no other signal', () => {
    const signals = { 'flag.welcome': 'video', 'utm.source': 'mail', 'flag.long': 'x'.repeat(200) };
    const { exposures } = tellMore(emptyProfile(), { config, profile: emptyProfile(), signals });
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
