import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { IdentityStrength } from '../../src/model/profile.js';
import { pickSources } from '../../src/profile/pick-sources.js';
import { cases } from '../fixtures/forms.js';

interface Voice {
  readonly strength: IdentityStrength;
  readonly email?: string | undefined;
}
const voice = (strength: IdentityStrength, email?: string): Voice => ({ strength, email });
const pick = (...voices: Voice[]) => pickSources(voices, ({ email }) => email);

const [ada, bea] = ['ada@example.com', 'bea@example.com'];

describe('two who disagree', () => {
  const host = (email?: string) => voice('none', email);
  const login = (email?: string) => voice('login', email);
  const link = (email?: string) => voice('link', email);

  it.each<[string, Voice[], IdentityStrength[], 'login' | 'link' | undefined]>([
    ['a link alone holds', [link(ada)], ['link'], 'link'],
    ['a link alone holds, though it shows no address', [link()], ['link'], 'link'],
    ['a login and a link of one address hold both', [login(ada), link(ada)], ['link', 'login'], 'login'],
    ['a login and a link of two: the link is none', [login(ada), link(bea)], ['login'], 'login'],
    [
      'a login beside a link that shows no address: the link is none',
      [login(ada), link()],
      ['login'],
      'login',
    ],
    [
      'a login that names no address beside a link: the link is none',
      [login(), link(ada)],
      ['login'],
      'login',
    ],
    [
      'what the page says of another address than the link’s: the link is none',
      [host(bea), link(ada)],
      ['none'],
      undefined,
    ],
    [
      'what the page says of the same address goes with the link',
      [host(ada), link(ada)],
      ['link', 'none'],
      'link',
    ],
    [
      'an address of the page beside a link that shows none: the link is none',
      [host(ada), link()],
      ['none'],
      undefined,
    ],
    [
      'what the page says without an address goes with the link',
      [host(), link(ada)],
      ['link', 'none'],
      'link',
    ],
    [
      'what the page says of another address than the login’s is not heard',
      [host(bea), login(ada)],
      ['login'],
      'login',
    ],
    ['of two logins the first that names an address', [login(ada), login(bea)], ['login'], 'login'],
    ['a device is never heard for a person', [voice('device', ada), host()], ['none'], undefined],
  ])('BAD32 SEC17 %s', (_, voices, strengths, proven) => {
    const picked = pick(...voices);
    expect(picked.heard.map(({ strength }) => strength)).toEqual(strengths);
    expect(picked.proven).toBe(proven);
  });

  it('F2 nobody is heard beside somebody with another address, whoever speaks', () => {
    const strength = fc.constantFrom<IdentityStrength>('none', 'device', 'link', 'login');
    const one = fc.record({ strength, email: fc.constantFrom(undefined, ada, bea, 'cleo@example.com') });
    fc.assert(
      fc.property(fc.array(one, { maxLength: 6 }), (voices) => {
        const { heard, email, proven } = pick(...voices);
        const named = new Set(heard.flatMap((voice) => voice.email ?? []));
        expect([...named].filter((name) => name !== email)).toEqual([]);
        const links = heard.filter((voice) => voice.strength === 'link' && voice.email !== email);
        // A link that shows no address is heard alone.
        expect(links.length === 0 || (proven === 'link' && email === undefined)).toBe(true);
      }),
      { numRuns: cases },
    );
  });
});
