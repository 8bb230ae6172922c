/**
 * What we post beside what a vendor publishes of its HTTP interface, where a package carries that: Mixpanel's OpenAPI,
 * which `mixpanel-node` holds as types made from it.
 */
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { sampleContext, sampleSubmission } from '../../src/adapters/contract/sample.js';
import { createWire } from '../../src/adapters/mixpanel/wire.js';
import { expect, test } from './vendor-test.js';

const schema = fileURLToPath(new URL('node_modules/mixpanel-node/types/openapi_schema', import.meta.url));
const bodyOf = (operation: string) =>
  `operations['${operation}']['requestBody']['content']['application/json']`;

/** What the compiler finds when what was posted is taken for what the vendor says. */
function findFaults(posted: unknown, type: string): readonly string[] {
  const file = 'posted.ts';
  const text = `import type { operations } from '${schema}';
const posted = ${JSON.stringify(posted)};
export const read: ${type} = posted;`;
  const options: ts.CompilerOptions = {
    ...{ strict: true, noEmit: true, skipLibCheck: true, types: [] },
    ...{ target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext },
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    lib: ['lib.es2022.d.ts'],
  };
  const host = ts.createCompilerHost(options);
  const { getSourceFile } = host;
  host.getSourceFile = (name, version) =>
    name === file ? ts.createSourceFile(name, text, version) : getSourceFile(name, version);
  const program = ts.createProgram([file], options, host);
  return ts
    .getPreEmitDiagnostics(program)
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '));
}

interface Update {
  readonly $token: string;
  readonly $set?: object;
  readonly $union?: object;
}

const reached = { stage: 'lead', segments: ['leaders', 'growing'] };
const wire = createWire({ token: 'shown-to-every-visitor' });
const sent = { ...sampleSubmission, reached };
const posting = wire.write(sent, sampleContext(sent));
const body = 'body' in posting ? posting.body : '';
const updates = JSON.parse(new URLSearchParams(body).get('data') ?? '') as readonly Update[];
const sets = updates.filter(({ $set }) => $set);
const unions = updates.filter(({ $union }) => $union);

test('M13 V8 every update that goes to Mixpanel is one that its OpenAPI describes', () => {
  expect(new URL(wire.address).pathname).toBe('/engage');
  expect([sets.length, unions.length, updates.length]).toEqual([1, 1, 2]);
  expect(findFaults(sets, bodyOf('profile-set'))).toEqual([]);
  expect(findFaults(unions, bodyOf('user-profile-union'))).toEqual([]);
});

test('M13 V8 an update without its token, or with a list that is none, would be found', () => {
  const bare = sets.map(({ $token, ...update }) => update);
  expect(findFaults(bare, bodyOf('profile-set'))).toEqual([expect.stringContaining("'$token' is missing")]);
  const flat = unions.map((update) => ({ ...update, $union: { form_steps: 'whitepaper/contact' } }));
  expect(findFaults(flat, bodyOf('user-profile-union'))).toEqual([
    expect.stringContaining("'string' is not assignable"),
  ]);
});
