import { describe, expect, it } from 'vitest';
import { checkConfig } from '../../src/check/check-config.js';
import { readConfig } from '../../src/check/read-config.js';
import type { Flag } from '../../src/model/form-config.js';
import { aDefinition, type Draft } from './a-definition.js';

const flag: Flag = { use: 'trials', variants: ['short', 'long'], default: 'short' };
const withFlag = (part: object = {}, change: (draft: Draft) => void = () => {}) =>
  aDefinition((draft) => {
    draft.flags = { 'new-form': { ...flag, ...part } as never };
    draft.signals = { 'flag.new-form': 'use' };
    change(draft);
  });
const lines = (definition: unknown) =>
  checkConfig(definition).map(({ path, problem, remedy }) => `${path}: ${problem}. ${remedy}`);

describe('the flags of a definition', () => {
  it.each([
    {},
    { key: 'New form', slot: 'header' },
    { use: 'adobe-target', slot: 'known' },
    { variants: ['short'] },
  ])('V11 V14 V16 V17 takes %j', (part) => {
    const definition = withFlag(part, (it) => (it.steps[0]!.when = { 'flag.new-form': 'short' }));
    expect(checkConfig(definition)).toEqual([]);
    expect(readConfig(definition)).toEqual(definition);
  });

  it.each<[string, string, object]>([
    ['use', 'is missing', { use: undefined }],
    ['use', 'is a string that does not fit', { use: 'https://x.de' }],
    ['variants', 'is missing', { variants: undefined }],
    ['variants', 'is a list that does not fit', { variants: [] }],
    [
      'variants',
      'is a list that does not fit',
      { variants: ['short', ...Array.from({ length: 20 }, (_, i) => `${i}`)] },
    ],
    ['variants[1]', 'is there twice', { variants: ['short', 'short'] }],
    ['variants[1]', 'is a string that does not fit', { variants: ['short', ''] }],
    ['default', 'is missing', { default: undefined }],
    ['default', 'is not known here', { default: 'shrot' }],
    ['slot', 'is a string that is not known here', { slot: 'side' }],
    ['kind', 'is no member known here', { kind: 'x' }],
  ])('V11 M9 says that %s %s', (member, problem, part) => {
    expect(checkConfig(withFlag(part))).toContainEqual({
      path: `flags["new-form"].${member}`,
      problem,
      remedy: expect.stringMatching(/^\w.{5,}/) as string,
    });
  });

  it('V11 names the variant that was meant by the default', () => {
    expect(lines(withFlag({ default: 'shrot' }))).toEqual([
      'flags["new-form"].default: is not known here. Did you mean short?',
    ]);
    expect(lines(withFlag({ default: 'x' }))).toEqual([
      'flags["new-form"].default: is not known here. Use one of short, long.',
    ]);
  });

  it('V11 reads a flag for a declared purpose alone', () => {
    expect(lines(withFlag({}, (it) => delete it.signals))).toEqual([
      'flags["new-form"]: is not declared. Declare it under signals as flag.new-form, with the purpose it serves.',
    ]);
    expect(lines(withFlag({}, (it) => (it.signals = { 'flag.new-form': 'usee' })))).toEqual([
      'signals["flag.new-form"]: is no declared purpose. Did you mean use?',
    ]);
  });

  it('V11 reads no flag that nobody described', () => {
    const remedy = 'Add beta to flags, with its variants.';
    expect(lines(aDefinition((it) => (it.signals = { 'flag.beta': 'use' })))).toEqual([
      `signals["flag.beta"]: is no declared flag. ${remedy}`,
    ]);
    expect(lines(withFlag({}, (it) => (it.signals!['flag.newform'] = 'use')))).toEqual([
      'signals["flag.newform"]: is not known here. Did you mean new-form?',
    ]);
    const when = { 'flag.beta': 'on' };
    expect(lines(withFlag({}, (it) => (it.steps[0]!.when = when)))).toEqual([
      'steps[0].when["flag.beta"]: is not declared. Declare it under signals with the purpose it serves.',
    ]);
  });

  it.each(['all', 'in', 'when', '2', 'a.b', 'ä'])('V11 refuses %s as the id of a flag', (id) => {
    const definition = aDefinition((it) => {
      it.flags = { [id]: flag as never };
      it.signals = { [`flag.${id}`]: 'use' };
    });
    expect(checkConfig(definition)[0]).toMatchObject({ problem: 'has an unusable name' });
  });
});
