import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkConfig } from '../../src/check/check-config.js';
import { findOversights } from '../../src/check/find-oversights.js';
import { listWordNames } from '../../src/check/word-names.js';
import type { Condition } from '../../src/model/condition.js';
import { aDefinition, type Draft } from './a-definition.js';

/** Of a definition with a back end, as the checks have nothing against it. */
function hints(change: (draft: Draft) => void) {
  const draft = aDefinition((one) => {
    one.adapter = { use: 'http', endpoint: 'https://example.com' };
    change(one);
  });
  expect(checkConfig(draft)).toEqual([]);
  return findOversights(draft);
}

const told = (change: (draft: Draft) => void) =>
  hints(change).map(({ path, problem, remedy }) => `${path}: ${problem}. ${remedy}`);

/** A box for `purpose` in the step at `at`, before what else stands there. */
function ask(draft: Draft, purpose: string, at = 0): void {
  draft.purposes[purpose] = { label: 'P', legalBasis: 'explicit', retention: 'P1Y' };
  draft.fields.push({ name: 'box', type: 'consent', label: 'Yes', purpose });
  draft.steps[at]!.fields.unshift('box');
}

describe('hints about a definition', () => {
  it('has none for one whose back end is named', () => expect(hints(() => {})).toEqual([]));

  it('M13 tells that answers go nowhere, unless the page says where', () => {
    expect(told((it) => delete it.adapter)).toEqual([
      'adapter: is missing. Name one here, or give the element endpoint or adapter.',
    ]);
    for (const use of ['http', 'webhook'] as const)
      expect(told((it) => (it.adapter = { use }))).toEqual([
        'adapter.endpoint: is missing. Give endpoint here or on the element.',
      ]);
    expect(told((it) => (it.adapter = { use: 'formspree', formId: 'abc' }))).toEqual([]);
  });

  it('M13 S63 tells of a mirror that hears of everybody, if it is told any answer', () => {
    const mirrors = [{ use: 'data-layer' }, { use: 'console' }, { use: 'segment', writeKey: 'k' }] as const;
    expect(told((it) => Object.assign(it.adapter!, { mirrors }))).toEqual([
      'adapter.mirrors[2]: has no purpose: it is told of everybody, whatever they agreed to. ' +
        'Name the purpose whose consent it waits for, unless it needs none.',
    ]);
  });

  it('M13 S63 tells what a mirror misses whose consent is asked late', () => {
    const mirrored = (at: number, first: readonly string[] = ['first']) =>
      told((it) => {
        it.steps = [
          { id: 'one', reason: 'r', fields: [...first] },
          { id: 'two', reason: 'r', fields: ['first', 'second'].filter((name) => !first.includes(name)) },
        ];
        ask(it, 'ads', at);
        Object.assign(it.adapter!, { mirrors: [{ use: 'segment', writeKey: 'k', purpose: 'ads' }] });
      });
    expect(mirrored(1)).toEqual([
      'adapter.mirrors[0].purpose: is agreed to in steps[1] at the earliest: of what is answered before, this ' +
        'mirror never hears. Ask for the consent in the first step, unless that is what you mean.',
    ]);
    expect(mirrored(0)).toEqual([]);
    expect(mirrored(1, [])).toEqual([]); // nothing is answered before
  });

  it.each<[string, Condition]>([
    ['["visit.count"]', { 'visit.count': { gte: 2 } }],
    ['.all[1].not["visit.last"]', { all: [{ first: 'x' }, { not: { 'visit.last': { within: 'P7D' } } }] }],
    ['["visit.submissions"]', { first: 'x', 'visit.submissions': 1 }],
  ])('S1 S63 tells that nothing is remembered of earlier visits, at when%s', (place, when) => {
    const found = told((it) => (it.steps[0]!.when = when as never));
    expect(found).toEqual([
      `steps[0].when${place}: looks at earlier visits, of which nothing is remembered: every visit is the first. ` +
        'Name in profile the purpose whose consent allows remembering, and ask for that consent, ' +
        'or have the page tell the element visits.',
    ]);
  });

  it('S1 S63 knows what it takes to remember', () => {
    const late = (change: (draft: Draft) => void) =>
      told((it) => {
        it.steps[0]!.when = { 'visit.count': { gte: 2 } };
        change(it);
      });
    for (const remember of ['always', 'afterSubmit'] as const)
      expect(late((it) => (it.profile = { remember }))).toEqual([]);
    const never = late((it) => (it.profile = { remember: 'never' }));
    expect(never).toMatchObject([expect.stringContaining('Let profile remember something')]);
    const unasked = late((it) => (it.profile = { purpose: 'use' }));
    expect(unasked).toMatchObject([
      expect.stringContaining('Add a consent field with the purpose use to a step'),
    ]);
    const asked = (it: Draft) => {
      ask(it, 'profiling');
      it.profile = { purpose: 'profiling' };
    };
    expect(late(asked)).toEqual([]);
    // Of this visit alone nothing need be remembered.
    expect(told((it) => (it.steps[0]!.when = { 'visit.steps': { gte: 1 } }))).toEqual([]);
  });

  it('S82 tells that a form speaks English where nobody has given it words', () => {
    expect(told((it) => (it.locale = 'fr'))).toEqual([
      'locale: is a language that buttons and messages do not speak: they are English. ' +
        'Write them in words: send, next, confirm, back, optional, choose, noAnswer, progress, and so on.',
    ]);
    const words = Object.fromEntries(listWordNames().map((name) => [name, 'Mot']));
    const { send, next, ...others } = words;
    expect([send, next]).toEqual(['Mot', 'Mot']);
    expect(told((it) => Object.assign(it, { locale: 'fr', words: others }))).toEqual([
      'words: lacks 2 of the words, which are English then. Write them too: send, next.',
    ]);
    expect(told((it) => Object.assign(it, { locale: 'fr', words }))).toEqual([]);
    const { draftKeep, ...withoutDraft } = words;
    expect(draftKeep).toBe('Mot');
    const drafted = { locale: 'fr', words: withoutDraft };
    expect(told((it) => Object.assign(it, drafted))).toEqual([]);
    expect(told((it) => Object.assign(it, drafted, { draft: { keepFor: 'P7D' } }))).toHaveLength(1);
  });

  it('S82 knows the languages that there are', () => {
    const files = readdirSync(new URL('../../src/locales/', import.meta.url));
    const languages = files.flatMap((name) => /^(.*)-first\.ts$/.exec(name)?.[1] ?? []);
    expect(languages).toEqual(['de', 'en']);
    for (const locale of [...languages, 'de-AT', 'EN-gb'])
      expect(told((it) => (it.locale = locale))).toEqual([]);
    for (const locale of ['den', 'eng-US']) expect(told((it) => (it.locale = locale))).toHaveLength(1);
  });
});
