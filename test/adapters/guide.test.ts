/** What `docs/adapters.md` shows is right, and all that there is. */
import { readFileSync } from 'node:fs';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { listAdapterCases, type Given } from '../../src/adapters/contract/contract.js';
import { checkConfig } from '../../src/check/check-config.js';
import type { Adapter } from '../../src/model/ports.js';
import { everyAdapter } from '../check/any-adapter.js';
import { whitepaper } from '../fixtures/forms.js';

const guide = readFileSync(new URL('../../docs/adapters.md', import.meta.url), 'utf8');
const blocks = (language: string) =>
  [...guide.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, 'g'))].map(
    ([, text]) => text ?? '',
  );

describe('M13 an adapter of one’s own, as the guide writes it', async () => {
  const text = blocks('ts').find((block) => block.includes('): Adapter')) ?? '';
  const { outputText } = ts.transpileModule(text, {
    compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 },
  });
  const address = `data:text/javascript,${encodeURIComponent(outputText)}`;
  const made = (await import(/* @vite-ignore */ address)) as Record<string, (given: Given) => Adapter>;
  const [create = () => ({ name: '', send: () => {} })] = Object.values(made);

  it('has about twenty lines', () => {
    expect(text.trim().split('\n').length).toBeLessThanOrEqual(22);
  });

  for (const { title, run } of listAdapterCases({
    name: 'crm',
    create: ({ fetch, timeout }) => create({ fetch, timeout }),
    accepts: () => new Response('', { status: 201 }),
    outcome: 'delivered',
    forbidden: ['+442071234567'],
  }))
    it(title, run);
});

describe('M13 the guide', () => {
  it('shows definitions that are right', () => {
    const text = { type: 'text', label: 'x', purpose: 'delivery' } as const;
    const consent = { name: 'counted', type: 'consent', label: 'Count me.', purpose: 'analytics' } as const;
    const shown = blocks('json')
      .map((block) => JSON.parse(block.replaceAll('…', 'key')) as { adapter?: unknown; flags?: unknown })
      .filter(({ adapter, flags }) => adapter ?? flags);
    expect(shown.length).toBeGreaterThanOrEqual(3);
    for (const one of shown) {
      const { purposes, fields, steps } = whitepaper;
      const named = new Set(fields.map(({ name }) => name));
      const more = ['timeline', 'newsletter'].filter((name) => !named.has(name));
      const added = [...more.map((name) => ({ ...text, name })), consent];
      const analytics = { label: 'Count', legalBasis: 'explicit', retention: 'P30D' };
      const last = { id: 'more', reason: 'Because.', fields: added.map(({ name }) => name) };
      const definition = {
        ...whitepaper,
        purposes: { ...purposes, analytics, delivery: { ...analytics, legalBasis: 'implicit' } },
        fields: [...fields, ...added],
        steps: [...steps, last],
        ...one,
        signals: Object.fromEntries(
          Object.keys({ ...(one as { signals?: object }).signals }).map((name) => [name, 'delivery']),
        ),
      };
      expect(checkConfig(JSON.stringify(definition)), JSON.stringify(one)).toEqual([]);
    }
  });

  it('tells of every back end, with every setting that it has', () => {
    const rows = [...guide.matchAll(/^\| `([\w-]+)` +\| ([^|]*)\|/gm)].map(([, use = '', settings = '']) => ({
      use,
      settings: [...settings.matchAll(/`(\w+)`/g)].map(([, name]) => name),
    }));
    const told = rows.filter(({ use }) => Object.hasOwn(everyAdapter, use));
    expect(told.map(({ use }) => use).sort()).toEqual(Object.keys(everyAdapter).sort());
    for (const { use, settings } of told) {
      const choice = everyAdapter[use as keyof typeof everyAdapter];
      const own = Object.keys(choice).filter((name) => !['use', 'map', 'purpose', 'mirrors'].includes(name));
      expect(settings, use).toEqual(expect.arrayContaining(own));
    }
  });
});
