import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { readLinkToken } from '../../src/profile/read-link-token.js';
import { cases } from '../fixtures/forms.js';

/** An address and its history, as a window has them: an address of another origin is refused. */
function page(href: string, base = href) {
  const url = new URL(href);
  const state = { scroll: 7 };
  const seen = { href, state: undefined as unknown, changes: 0 };
  const bar = {
    location: { href: url.href },
    history: {
      state,
      replaceState(next: unknown, _: string, to: string) {
        const target = new URL(to, base);
        if (target.origin !== url.origin) throw new DOMException('another origin', 'SecurityError');
        Object.assign(seen, { href: target.href, state: next, changes: seen.changes + 1 });
      },
    },
  };
  return { bar, seen, state };
}

const read = (fragment: string, address = 'https://host.example/paper?utm_source=mail') => {
  const { bar, seen } = page(address + fragment);
  return { token: readLinkToken(bar), left: seen.href, changes: seen.changes };
};

describe('the token in the address', () => {
  it('SEC18 is read and removed, and the rest of the address stays', () => {
    const left = 'https://host.example/paper?utm_source=mail';
    expect(read('#pf=abc.DEF-_1')).toEqual({ token: 'abc.DEF-_1', left, changes: 1 });
  });

  it.each([
    ['#pf=t&section=2', '#section=2'],
    ['#section=2&pf=t', '#section=2'],
    ['#/route&pf=t&b=%C3%A4', '#/route&b=%C3%A4'],
    ['#pf=t&pf=u', ''],
  ])('SEC18 leaves of %s only %s', (fragment, rest) => {
    const { token, left } = read(fragment, 'https://host.example/');
    expect(token).toBe('t');
    expect(new URL(left).hash).toBe(rest);
  });

  it.each(['', '#', '#section', '#apf=t', '#section=pf', '#%70f=t', '?apf=t', '?a=pf'])(
    'SEC18 an address that ends in "%s" has none and stays untouched',
    (fragment) => {
      const { token, changes } = read(fragment);
      expect({ token, changes }).toEqual({ token: undefined, changes: 0 });
    },
  );

  it.each([
    ['?pf=t', ''],
    ['?a=1&pf=t', '?a=1'],
    ['?pf=t&a=1#top', '?a=1#top'],
    ['?a=%FF&pf=t&pf=u&b=2', '?a=%FF&b=2'],
    ['?pf=t#pf=u', ''],
  ])('SEC18 is taken from the query too: %s leaves "%s"', (query, rest) => {
    const { token, left } = read('', `https://host.example/paper${query}`);
    expect({ token, left }).toEqual({ token: 't', left: `https://host.example/paper${rest}` });
  });

  it('SEC18 keeps what the page stored with this entry of its history', () => {
    const { bar, seen, state } = page('https://host.example/#pf=t');
    readLinkToken(bar);
    expect(seen.state).toBe(state);
  });

  it('SEC18 is removed also where a path alone would lead to another origin', () => {
    expect(read('#pf=t', 'https://host.example//other.example/').left).toBe(
      'https://host.example//other.example/',
    );
    const { bar, seen } = page('https://host.example/a#pf=t', 'https://cdn.example/');
    expect(readLinkToken(bar)).toBe('t');
    expect(seen.href).toBe('https://host.example/a');
  });

  it.each(['%', '%FF', '%00', '', '<b>', 'a b', '"', 'ä', '='.repeat(9), 'x'.repeat(65_536)])(
    'BAD37 %j is no token, and is removed all the same',
    (bad) => {
      const { token, left } = read(`#pf=${bad}`);
      expect(token).toBeUndefined();
      expect(left).not.toContain('#');
    },
  );

  it('BAD41 one that is too long is none; the longest is one', () => {
    expect(read(`#pf=${'x'.repeat(4096)}`).token).toHaveLength(4096);
    expect(read(`#pf=${'x'.repeat(4097)}`).token).toBeUndefined();
  });

  it('BAD37 whatever the fragment is, nothing throws and no token is left in it', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('pf=t', '%', '%FF', '#pf=t'))),
        (parts) => {
          const { left } = read(`#${parts.join('&')}`);
          expect(
            new URL(left).hash
              .slice(1)
              .split('&')
              .filter((part) => part.startsWith('pf=')),
          ).toEqual([]);
        },
      ),
      { numRuns: cases },
    );
  });
});
