import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readConfig } from '../../src/check/read-config.js';
import { planFor } from '../../src/collector/plan-for-person.js';
import { operators } from '../../src/model/condition.js';
import type { Ask, AskWord, Plan, SkipWord } from '../../src/model/plan.js';
import { planFields } from '../../src/plan/plan-fields.js';
import { namesRules } from '../../src/plan/rules/names-rules.js';
import { goldenFile, listVectors, readTopic, vectorFolder } from './read-vectors.js';
import { runVector, setUp, writeGolden } from './run-vector.js';
import { topics } from './topics.js';

const vectors = listVectors();
const golden = new Map(
  readFileSync(goldenFile, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => [(JSON.parse(line) as { title: string }).title, line]),
);

const read = (bytes: string) =>
  JSON.parse(bytes) as { plan: Plan; explanations: readonly { field: string }[] };
const names = (asks: readonly Ask[]) => asks.map(({ field }) => field);

/** In the words of a vector: the order of steps and of fields is part of it. */
function summarise({ steps, skip, complete }: Plan) {
  const asked = steps.flatMap(({ ask, confirm }) => [...ask, ...confirm]);
  return {
    asks: steps.map(({ id, ask }) => [id, names(ask)]),
    confirm: steps.filter(({ confirm }) => confirm.length).map(({ id, confirm }) => [id, names(confirm)]),
    reasons: [...asked, ...skip].map(({ field, reason }) => [field, reason.word]).sort(),
    complete,
  };
}

describe.each(topics)('the vectors of %s', (topic) => {
  const file = readTopic(topic);

  it.each(file.vectors.map((vector) => [vector.title, vector] as const))('%s', (_, vector) => {
    const { plan, explanations } = read(runVector(...setUp(file, vector)));
    expect(summarise(plan)).toEqual({
      asks: Object.entries(vector.asks),
      confirm: Object.entries(vector.confirm ?? {}),
      reasons: Object.entries(vector.reasons).sort(),
      complete: !Object.keys(vector.asks).length,
    });
    const [config] = setUp(file, vector);
    expect(explanations.map(({ field }) => field)).toEqual(config.fields.map(({ name }) => name));
  });

  it('F12 gives the golden bytes in Node', () => {
    for (const vector of file.vectors)
      expect(writeGolden(vector.title, runVector(...setUp(file, vector)))).toBe(golden.get(vector.title));
  });

  it('F12 gives the same plan, byte for byte, by the planning function of the collector', () => {
    for (const vector of file.vectors) {
      const { plan } = read(golden.get(vector.title) ?? '{}');
      expect(JSON.stringify(planFor(...setUp(file, vector)))).toBe(JSON.stringify(plan));
    }
  });

  it('F12 plans the same on a page that loads no rules, where the definition names none', () => {
    for (const vector of file.vectors) {
      const setting = setUp(file, vector);
      const { plan } = read(golden.get(vector.title) ?? '{}');
      if (!namesRules(setting[0]))
        expect(JSON.stringify(planFields(...setting)), vector.title).toBe(JSON.stringify(plan));
    }
  });

  it.each(Object.keys(file.definitions))(
    'reads the definition "%s" and plans the same by what it read',
    (id) => {
      const whole = { ...file, definitions: { ...file.definitions, [id]: readConfig(file.definitions[id]) } };
      for (const vector of file.vectors.filter(({ definition }) => definition === id))
        expect(runVector(...setUp(whole, vector))).toBe(runVector(...setUp(file, vector)));
    },
  );
});

describe('the golden vectors', () => {
  it('F12 are at least 300, each with a title of its own and one golden line, in their order', () => {
    const titles = vectors.map(([, { title }]) => title);
    expect(titles.length).toBeGreaterThanOrEqual(300);
    expect([...golden.keys()]).toEqual(titles);
    for (const title of titles) expect(title).toMatch(/^[SMFV]\d+ /);
  });

  it('stand in files that are all named in topics.ts', () => {
    const files = readdirSync(vectorFolder).filter((name) => name.endsWith('.json'));
    expect(files.sort()).toEqual(topics.map((topic) => `${topic}.json`));
  });

  it('F1 name every field of their definition exactly once', () => {
    for (const [file, { definition, reasons }] of vectors)
      expect(Object.keys(reasons)).toEqual(file.definitions[definition]?.fields.map(({ name }) => name));
  });

  it('F1 show every word that a plan knows', () => {
    const words: Record<AskWord | SkipWord, true> = {
      missing: true,
      stale: true,
      unconfirmed: true,
      alwaysAsk: true,
      prefilled: true,
      known: true,
      condition: true,
      stepCondition: true,
      consent: true,
      hidden: true,
      noStep: true,
      viewLimit: true,
      visitLimit: true,
      priority: true,
      paused: true,
      resting: true,
      queued: true,
      effort: true,
      budget: true,
    };
    const shown = new Set(vectors.flatMap(([, { reasons }]) => Object.values(reasons)));
    expect([...shown].sort()).toEqual(Object.keys(words).sort());
  });

  it.each(operators)('M3 show the operator %s holding, failing and withheld', (op) => {
    const lines = [...golden.values()].flatMap((line) =>
      [...line.matchAll(new RegExp(`"op":"${op}"[^}]*`, 'g'))].map(([entry]) => entry),
    );
    expect(lines.some((entry) => entry.includes('"ok":false'))).toBe(true);
    if (op !== 'known') expect(lines.some((entry) => entry.includes('valueWithheld'))).toBe(true);
  });
});
