/** Holds the import table of the source: one way only, no cycle, no package outside its part. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { findFaults, type Files } from './architecture/find-faults.js';

const root = new URL('../', import.meta.url);

function readSource(): Files {
  const names = readdirSync(new URL('src', root), { recursive: true, encoding: 'utf8' });
  const paths = names
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `src/${name.replaceAll('\\', '/')}`);
  return new Map(paths.map((path) => [path, readFileSync(new URL(path, root), 'utf8')]));
}

/** A few sound files, with one planted among them. */
const withPlanted = (path: string, text: string): Files =>
  new Map([
    ['src/model/plan.ts', 'export interface Plan {}'],
    ['src/plan/plan-fields.ts', "import type { Plan } from '../model/plan.js'; export type Planned = Plan;"],
    ['src/outbox/outbox.ts', "import { get } from 'idb-keyval'; export const read = get;"],
    ['src/session.ts', "export { type Planned } from './plan/plan-fields.js';"],
    ['src/element/view.ts', "import { html } from 'lit'; export const view = html``;"],
    ['src/parts.ts', "export const load = () => import('./outbox/outbox.js');"],
    ['src/collector/db.ts', "export const open = () => import('pg');"],
    [path, text],
  ]);

describe('the source', () => {
  test('keeps to the import table, without a cycle', () => {
    const files = readSource();
    expect(files.size).toBeGreaterThan(100);
    expect(findFaults(files)).toEqual([]);
  });
});

describe('the check of the source', () => {
  test('has nothing to say about sound files', () => {
    expect(findFaults(withPlanted('src/model/words.ts', 'export type Words = string;'))).toEqual([]);
  });

  test.each([
    [
      'the model looking outward',
      'src/model/words.ts',
      "import type { Planned } from '../plan/plan-fields.js';",
    ],
    ['two siblings meeting', 'src/check/a.ts', "import { read } from '../outbox/outbox.js';"],
    ['a sibling met in a type', 'src/check/a.ts', "type A = import('../outbox/outbox.js').read;"],
    ['a sibling handed on', 'src/check/a.ts', "export { read } from '../outbox/outbox.js';"],
    ['a step that knows the session', 'src/profile/a.ts', "import type { Planned } from '../session.js';"],
    [
      'a session that knows the element',
      'src/session/recognise.ts',
      "import { view } from '../element/view.js';",
    ],
    ['an element that knows the parts', 'src/element/a.ts', "import { load } from '../parts.js';"],
    ['a page that knows the collector', 'src/index.ts', "import type { open } from './collector/db.js';"],
    [
      'a collector that knows the outbox',
      'src/collector/a.ts',
      "import { read } from '../outbox/outbox.js';",
    ],
    ['import() away from the parts', 'src/delivery.ts', "export const a = import('./outbox/outbox.js');"],
    ['import() of a computed address', 'src/parts.ts', 'export const load = (a: string) => import(a);'],
    ['Lit outside the element', 'src/session.ts', "import { html } from 'lit';"],
    ['the whole of zod', 'src/check/a.ts', "import { z } from 'zod';"],
    ['zod outside the check', 'src/plan/a.ts', "import * as z from 'zod/mini';"],
    ['a node module in the page', 'src/outbox/a.ts', "import { join } from 'node:path';"],
    ['a package nobody named', 'src/plan/a.ts', "import { debounce } from 'lodash';"],
    ['a file nobody placed', 'src/stray.ts', 'export {};'],
    ['a vague name', 'src/plan/utils.ts', 'export {};'],
    ['a barrel', 'src/plan/index.ts', 'export {};'],
    ['export *', 'src/plan/a.ts', "export * from './plan-fields.js';"],
    ['a default export', 'src/plan/a.ts', 'export default class A {}'],
    ['a missing file', 'src/plan/a.ts', "import { b } from './b.js';"],
    ['a file that imports itself', 'src/plan/a.ts', "import type { A } from './a.js'; export type B = A;"],
  ])('names %s', (_, path, text) => {
    expect(findFaults(withPlanted(path, text)).join('\n')).toContain(path);
  });

  test('names every file of a cycle, also of one made of types', () => {
    const files: Files = new Map([
      ['src/plan/a.ts', "import type { B } from './b.js'; export type A = B;"],
      ['src/plan/b.ts', "import type { C } from './c.js'; export type B = C;"],
      ['src/plan/c.ts', "import type { A } from './a.js'; export type C = A;"],
    ]);
    expect(findFaults(files)).toEqual([
      'cycle: src/plan/a.ts → src/plan/b.ts → src/plan/c.ts → src/plan/a.ts',
    ]);
  });
});
