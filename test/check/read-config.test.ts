import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkConfig } from '../../src/check/check-config.js';
import { copyPlain, maxDepth, maxNodes, maxText } from '../../src/check/copy-plain.js';
import { readConfig } from '../../src/check/read-config.js';
import { ConfigError } from '../../src/model/config-error.js';
import { planFields } from '../../src/plan/plan-fields.js';
import { cases, knowing, profile, sevenFacts, signals, signup, whitepaper } from '../fixtures/forms.js';
import { aDefinition, anyDefinition, mutatedDefinition, type Draft } from './a-definition.js';

/** What the reader says to a definition: the error, or nothing. */
function refusal(input: unknown): ConfigError | undefined {
  try {
    readConfig(input);
    return undefined;
  } catch (error) {
    if (error instanceof ConfigError) return error;
    throw error;
  }
}
const refusedAt = (change: (draft: Draft) => void) => refusal(aDefinition(change))?.path;

function nest(depth: number): unknown {
  let value: unknown = 1;
  for (let i = 0; i < depth; i++) value = [value];
  return value;
}

describe('what is no definition', () => {
  it.each([
    null,
    undefined,
    5,
    true,
    '',
    '  ',
    'null',
    '[]',
    '"x"',
    '{',
    [],
    {},
    () => 1,
    new Date(),
    new Map(),
  ])('BAD1 refuses %j with an error that says so', (input) => {
    expect(refusal(input)).toBeInstanceOf(ConfigError);
  });

  it('BAD1 names the whole where the whole is wrong, in one readable sentence', () => {
    expect(refusal(null)?.path).toBe('');
    expect(refusal('{')?.message).toBe('definition: does not fit. Use JSON.');
  });

  it('BAD5 refuses another version of the format and says which it understands', () => {
    for (const version of [99, 0, 2]) {
      const error = refusal({ ...aDefinition(), schemaVersion: version });
      expect(error).toMatchObject({ path: 'schemaVersion', remedy: 'Use 1.' });
    }
    expect(refusal({ ...aDefinition(), schemaVersion: '1' })?.path).toBe('schemaVersion');
  });
});

describe('size', () => {
  it('BAD3 refuses 10 MB of text without parsing it', () => {
    const text = `{"id":"${'x'.repeat(10_000_000)}`; // not JSON: had it been parsed, the remedy would be another
    expect(refusal(text)?.remedy).toBe('Shorten it.');
  });

  it('BAD3 refuses 10 MB in an object, too many values, and names as long as a page', () => {
    expect(refusedAt((draft) => (draft.title = 'x'.repeat(maxText)))).toBe('title');
    expect(refusal({ ...aDefinition(), $schema: nest(1), extra: Array(maxNodes).fill(0) })).toBeDefined();
    expect(refusal({ ...aDefinition(), ['x'.repeat(100_000)]: 'y' })?.message.length).toBeLessThan(300);
  });

  it('BAD3 refuses 10,000 levels, as text and as an object, at the level that is too much', () => {
    expect(refusal({ ...aDefinition(), title: nest(10_000) })).toBeDefined();
    expect(refusal(`${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`)).toBeDefined();
    const deep = () => copyPlain(nest(10_000), insist);
    expect(deep).toThrow(`${'[0]'.repeat(maxDepth)}: `);
    expect(() => copyPlain(nest(maxDepth - 1), insist)).not.toThrow();
  });

  it('BAD3 refuses a small object that unfolds to a huge one, and a list with no end', () => {
    let bomb: unknown = 'x';
    for (let i = 0; i < 30; i++) bomb = [bomb, bomb];
    expect(() => copyPlain(bomb, insist)).toThrow(ConfigError);
    expect(() => copyPlain(new Array(4_000_000_000), insist)).toThrow(ConfigError);
  });

  it('BAD4 refuses a cyclic object', () => {
    const draft = aDefinition() as unknown as Record<string, unknown>;
    draft['self'] = draft;
    expect(refusal(draft)).toBeDefined();
    const condition: Record<string, unknown> = {};
    condition['not'] = condition;
    expect(refusedAt((it) => (it.fields[0]!.when = condition as never))).toMatch(/^fields\[0]\.when\.not/);
  });

  it('BAD4 refuses an object whose members throw when read', () => {
    const trap = Object.defineProperty({}, 'id', {
      enumerable: true,
      get: () => {
        throw new TypeError('no');
      },
    });
    expect(refusal(trap)).toBeInstanceOf(ConfigError);
  });
});

describe('names', () => {
  it('BAD6 refuses an unknown field type at its path and offers those there are', () => {
    const error = refusal(aDefinition((draft) => (draft.fields[1]!.type = 'txt' as never)));
    expect(error).toMatchObject({ path: 'fields[1].type', remedy: expect.stringContaining('textarea') });
  });

  it('BAD7 refuses names, step ids and option values that are there twice, with both paths', () => {
    const twice = (change: (draft: Draft) => void) => refusal(aDefinition(change));
    expect(twice((it) => (it.fields[1]!.name = 'first'))).toMatchObject({
      path: 'fields[1].name',
      remedy: 'Same as fields[0].name.',
    });
    expect(twice((it) => it.steps.push({ ...it.steps[0]! }))).toMatchObject({
      path: 'steps[1].id',
      remedy: 'Same as steps[0].id.',
    });
    const option = { value: 'a', label: 'A' };
    expect(
      twice((it) => Object.assign(it.fields[0]!, { type: 'select', options: [option, option] })),
    ).toMatchObject({ path: 'fields[0].options[1].value', remedy: 'Same as fields[0].options[0].value.' });
  });

  it.each(['__proto__', 'constructor', 'prototype', 'toString', 'valueOf', 'hasOwnProperty'])(
    'BAD8 refuses a field named %s',
    (name) => {
      expect(refusedAt((draft) => (draft.fields[0]!.name = name))).toBe('fields[0].name');
      expect(checkConfig(aDefinition((draft) => (draft.fields[0]!.name = name)))[0]?.path).toBe(
        'fields[0].name',
      );
    },
  );

  it.each(['', '1st', 'e-mail', 'a b', 'a.b', 'ä', 'x'.repeat(65)])(
    'BAD8 refuses a field named %j',
    (name) => {
      expect(refusedAt((draft) => (draft.fields[0]!.name = name))).toBe('fields[0].name');
    },
  );

  it.each(['id', 'submit', 'action', 'length', 'name', 'x'.repeat(64)])(
    'BAD9 takes a field named %s',
    (name) => {
      const draft = aDefinition((it) => {
        it.fields[0]!.name = name;
        it.steps[0]!.fields[0] = name;
      });
      expect(readConfig(draft)).toEqual(draft);
      expect(checkConfig(draft)).toEqual([]);
    },
  );

  it('M9 refuses steps, fields and settings that name what is not declared', () => {
    expect(refusedAt((it) => (it.steps[0]!.fields[1] = 'secnod'))).toBe('steps[0].fields[1]');
    expect(refusedAt((it) => (it.fields[1]!.purpose = 'toString'))).toBe('fields[1].purpose');
    expect(refusedAt((it) => (it.profile = { purpose: 'none' }))).toBe('profile.purpose');
  });
});

describe('kinds', () => {
  it.each([
    ['id', (it: Record<string, unknown>) => delete it['id']],
    ['fields', (it: Record<string, unknown>) => (it['fields'] = {})],
    ['fields[0]', (it: Record<string, unknown>) => (it['fields'] = [null])],
    [
      'steps[0].fields[0]',
      (it: Record<string, unknown>) => ((it['steps'] as Draft['steps'])[0]!.fields = [{} as never]),
    ],
    ['purposes.use', (it: Record<string, unknown>) => (it['purposes'] = { use: 'x' })],
    ['ask.maxFields', (it: Record<string, unknown>) => (it['ask'] = { maxFields: '3' })],
    [
      'afterSubmit.asset.label',
      (it: Record<string, unknown>) => (it['afterSubmit'] = { asset: { id: 'x' } }),
    ],
  ])('M9 refuses what is missing or of another kind at %s', (path, change) => {
    expect(refusedAt(change as never)).toBe(path);
  });

  it('M9 refuses members of fields of another kind', () => {
    expect(refusedAt((it) => (it.fields[0]!.label = 5 as never))).toBe('fields[0].label');
    expect(refusedAt((it) => (it.fields[0]!.required = 'yes' as never))).toBe('fields[0].required');
    expect(refusedAt((it) => (it.fields[0]!.options = [{ value: 'a' } as never]))).toBe(
      'fields[0].options[0].label',
    );
    expect(refusedAt((it) => (it.fields[0]!.hint = null as never))).toBe('fields[0].hint');
  });

  it('BAD15 refuses numbers without an end', () => {
    const text = JSON.stringify(aDefinition((it) => (it.fields[0]!.rules = { max: 7 }))).replace(
      '7',
      '1e999',
    );
    expect(refusal(text)?.path).toBe('fields[0].rules.max');
    expect(refusedAt((it) => (it.ask = { maxFields: NaN }))).toBe('ask.maxFields');
    expect(refusedAt((it) => (it.fields[0]!.when = { 'visit.count': { gte: Infinity } }))).toBe(
      'fields[0].when["visit.count"].gte',
    );
  });

  it.each([
    ['', 'yes'],
    ['.all', { all: true }],
    ['.any[0]', { any: ['x'] }],
    ['.not', { not: null }],
    ['.first.in', { first: { in: 'x' } }],
    ['.first.within', { first: { within: {} } }],
    ['.first', { first: null }],
  ])('M9 refuses a condition that could not be evaluated, at when%s', (path, when) => {
    expect(refusedAt((it) => (it.steps[0]!.when = when as never))).toBe(`steps[0].when${path}`);
  });
});

describe('addresses', () => {
  const unsafe = [
    'javascript:alert(1)',
    ' JAVASCRIPT:alert(1)',
    'java\nscript:alert(1)',
    'java\tscript:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    'blob:https://example.com/x',
    'file:///etc/passwd',
    'ftp://example.com',
    'http://example.com',
    '//evil.example',
    '\\\\evil.example',
    'https:\\\\evil.example',
    'https://user:secret@example.com',
    'https://user@example.com',
    'https://',
    'https://exa mple.com',
    'http://localhost.evil.example',
    'http://127.0.0.1.evil.example',
    'thanks.html',
    '',
  ];

  it.each(unsafe)('BAD22 BAD19 BAD20 SEC2 refuses %j as endpoint and as redirect', (address) => {
    expect(refusedAt((it) => (it.adapter = { use: 'http', endpoint: address }))).toBe('adapter.endpoint');
    expect(refusedAt((it) => (it.afterSubmit = { redirect: address }))).toBe('afterSubmit.redirect');
  });

  it.each(['/\\evil.example', '/\t/evil.example', '/ /evil', '///evil.example'])(
    'BAD20 SEC2 refuses %j, which looks like a path but is none',
    (redirect) => expect(refusedAt((it) => (it.afterSubmit = { redirect }))).toBe('afterSubmit.redirect'),
  );

  it.each([
    'https://example.com/x?y#z',
    'HTTPS://example.com',
    'http://localhost:4173',
    'http://127.0.0.1/',
    'http://[::1]:80/',
  ])('BAD22 takes %s', (address) => {
    const draft = aDefinition((it) => {
      it.adapter = { use: 'http', endpoint: address };
      it.afterSubmit = { redirect: address };
    });
    expect(refusal(draft)).toBeUndefined();
    expect(checkConfig(draft)).toEqual([]);
  });

  it('BAD22 wants the path of a relative endpoint spelt out, but takes it as a redirect', () => {
    expect(refusedAt((it) => (it.adapter = { use: 'http', endpoint: '/v1' }))).toBe('adapter.endpoint');
    expect(refusedAt((it) => (it.afterSubmit = { redirect: '/thanks?a=b#c' }))).toBeUndefined();
    expect(refusedAt((it) => (it.afterSubmit = { redirect: '/' }))).toBeUndefined();
  });

  it('SEC2 never repeats an address with its credentials', () => {
    const error = refusal(
      aDefinition((it) => (it.adapter = { use: 'http', endpoint: 'https://user:secret@x.de' })),
    );
    expect(`${error?.message}`).not.toContain('secret');
  });
});

describe('what is taken', () => {
  it.each([
    ['whitepaper', whitepaper],
    ['signup', signup],
    ['the smallest', aDefinition()],
  ])('M9 reads %s as it is, from an object and from text', (_, definition) => {
    expect(readConfig(definition)).toEqual(definition);
    expect(readConfig(JSON.stringify(definition))).toEqual(definition);
    expect(checkConfig(definition)).toEqual([]);
  });

  it('BAD10 BAD12 keeps labels with markup or templates as plain text', () => {
    for (const label of ['<img src=x onerror=alert(1)>', '${constructor.constructor("alert(1)")()}']) {
      expect(readConfig(aDefinition((it) => (it.fields[0]!.label = label))).fields[0]?.label).toBe(label);
    }
  });

  it('SEC5 hands out copies without a prototype, so that later changes and look-ups reach nothing', () => {
    const draft = aDefinition();
    const config = readConfig(draft);
    draft.fields[0]!.label = 'changed';
    expect(config.fields[0]?.label).toBe('First');
    expect(Object.getPrototypeOf(config.purposes)).toBeNull();
    expect(config.purposes['constructor']).toBeUndefined();
  });

  it('SEC5 leaves out members that are undefined, as JSON does', () => {
    const config = readConfig(aDefinition((it) => (it.fields[0]!.hint = undefined as never)));
    expect('hint' in (config.fields[0] ?? {})).toBe(false);
  });

  it.each(['__proto__', 'constructor', 'prototype'])('SEC5 refuses the key %s at any depth', (key) => {
    const json = JSON.stringify(aDefinition());
    expect(refusal(json.replace('{', `{"${key}":{"polluted":true},`))?.path).toBe(key);
    const text = json.replace('{"name"', `{"${key}":{},"name"`);
    expect(refusal(text)?.path).toBe(`fields[0].${key}`);
    expect(checkConfig(text)).toMatchObject([{ path: `fields[0].${key}` }]);
  });
});

describe('any definition', () => {
  it(
    'SEC5 is read, checked and planned without a fault, and what the schema takes the reader takes',
    { timeout: 600_000 },
    () => {
      const before = Object.getOwnPropertyNames(Object.prototype).join();
      let taken = 0;
      fc.assert(
        fc.property(fc.oneof(anyDefinition, mutatedDefinition), (definition) => {
          const problems = checkConfig(definition);
          const error = refusal(definition);
          if (problems.length === 0) {
            taken += 1;
            expect(error).toBeUndefined();
          }
          if (!error) {
            const config = readConfig(definition);
            for (const known of [profile(), knowing([...sevenFacts, 'a', 'b'])]) {
              planFields(config, known, signals({ 'page.path': '/' }), { a: 'x', b: ['y'], id: 3 });
            }
          }
          for (const { path, problem, remedy } of problems)
            expect(path + problem + remedy).not.toContain('alert(1)');
        }),
        { numRuns: cases },
      );
      expect(taken).toBeGreaterThan(cases / 50); // about one in sixteen: the property is not about refusals alone
      expect(Object.getOwnPropertyNames(Object.prototype).join()).toBe(before);
      expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    },
  );
});

function insist(ok: unknown, path: string, remedy = ''): void {
  if (!ok) throw new ConfigError(path, 'does not fit', remedy);
}
