import { describe, expect, it } from 'vitest';
import type { Field } from '../../src/model/form-config.js';
import {
  factSources,
  identityStrengths,
  type FactSource,
  type IdentityStrength,
  type Profile,
} from '../../src/model/profile.js';
import { mayShow } from '../../src/model/may-show.js';
import { fact, profile } from '../fixtures/forms.js';
import { form, plan, type FieldPart } from './rules/a-form.js';

/** The whole table, by source and then by strength: is a listed field that is neither sensitive nor transient shown? */
const table: Readonly<Record<FactSource, Readonly<Record<IdentityStrength, boolean>>>> = {
  typed: { none: true, device: true, link: true, login: true, typed: true },
  host: { none: true, device: true, link: true, login: true, typed: true },
  link: { none: false, device: false, link: true, login: true, typed: true },
  login: { none: false, device: false, link: true, login: true, typed: true },
  backend: { none: false, device: false, link: true, login: true, typed: true },
  enrichment: { none: false, device: false, link: true, login: true, typed: true },
  device: { none: false, device: false, link: false, login: false, typed: false },
  inferred: { none: false, device: false, link: false, login: false, typed: false },
};
const kinds: readonly (readonly [kind: string, part: Partial<Field>, isListed: boolean])[] = [
  ['listed', { prefill: true }, true],
  ['not listed', {}, false],
  ['switched off', { prefill: false }, false],
  ['sensitive', { prefill: true, sensitive: true }, false],
  ['transient', { prefill: true, transient: true }, false],
];
const cells = factSources.flatMap((source) =>
  identityStrengths.flatMap((strength) =>
    kinds.map(
      ([kind, part, isListed]) =>
        [kind, source, strength, part, isListed && table[source][strength]] as const,
    ),
  ),
);

const canary = 'canary-7f3a';
const known = (source: FactSource, strength: IdentityStrength, at = '2026-11-01T00:00:00Z'): Profile =>
  profile({ facts: { a: fact(canary, source, at) }, identity: { strength } });

/** What becomes of `a`, beside a question that is open: where it stands, its word, and whether it is filled in. */
function fateOf(part: Partial<Field>, held: Profile): string {
  const config = form([{ name: 'a', ...part } as FieldPart, { name: 'open' }]);
  const planned = plan(config, held);
  const [step] = planned.steps;
  const asked = step?.ask.find(({ field }) => field === 'a');
  const confirm = step?.confirm.find(({ field }) => field === 'a');
  const skip = planned.skip.find(({ field }) => field === 'a');
  const here = asked ?? confirm;
  const values = JSON.stringify(planned).split(canary).length - 1;
  expect(values).toBe(here?.prefill ? 1 : 0);
  const place = asked ? 'ask' : confirm ? 'confirm' : 'skip';
  return `${place} ${(here ?? skip)?.reason.word}${here?.prefill ? ', filled in' : ''}`;
}

describe('who may see a value', () => {
  it('F2 the table has a cell for every source, strength and kind of field', () => {
    expect(cells).toHaveLength(8 * 5 * 5);
    expect(Object.keys(table).sort()).toEqual([...factSources].sort());
  });

  it.each(cells)('F2 a %s field told by %s, to who is known by %s', (_, source, strength, part, isShown) => {
    expect(mayShow(part, { source }, strength)).toBe(isShown);

    const isHeld = source !== 'inferred' && !part.transient;
    const shown = (yes: string, no: string) => (!isHeld ? 'ask missing' : isShown ? yes : no);
    const held = known(source, strength);
    expect(fateOf(part, held)).toBe(shown('ask prefilled, filled in', 'skip known'));

    const stale = { ...part, freshFor: 'P1D' };
    expect(fateOf(stale, held)).toBe(shown('confirm stale, filled in', 'ask stale'));

    const always = { ...part, alwaysAsk: true };
    expect(fateOf(always, held)).toBe(shown('ask alwaysAsk, filled in', 'ask alwaysAsk'));

    const toConfirm = { ...part, confirm: true };
    const told = source === 'typed' ? 'ask prefilled, filled in' : 'confirm unconfirmed, filled in';
    expect(fateOf(toConfirm, held)).toBe(shown(told, 'skip known'));
  });

  it('F2 SEC15 who is known by a device alone is shown nothing that anybody else told', () => {
    for (const source of factSources.filter((one) => one !== 'typed' && one !== 'host'))
      for (const [, part] of kinds)
        for (const more of [{}, { confirm: true }, { alwaysAsk: true }, { freshFor: 'P1D' }])
          expect(fateOf({ ...part, ...more }, known(source, 'device'))).not.toContain('filled in');
  });

  it('F2 what else was said is in no plan', () => {
    const held = known('host', 'login');
    const secret = { ...fact('shown', 'login'), others: [fact(canary, 'typed'), fact(canary, 'backend')] };
    const config = form([{ name: 'a', prefill: true }, { name: 'open' }]);
    const planned = plan(config, { ...held, facts: { a: secret } });
    expect(JSON.stringify(planned)).toContain('shown');
    expect(JSON.stringify(planned)).not.toContain(canary);
  });
});
