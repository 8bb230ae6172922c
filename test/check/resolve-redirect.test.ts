import { describe, expect, it } from 'vitest';
import { resolveRedirect } from '../../src/check/resolve-redirect.js';

const page = 'https://www.example.com/landing/page?x=1';

describe('a redirect at the moment of use', () => {
  it('BAD19 stays on the origin of the page or goes to an allowed host', () => {
    expect(resolveRedirect('/thanks?a=b', page)).toBe('https://www.example.com/thanks?a=b');
    expect(resolveRedirect('https://www.example.com/thanks', page)).toBe('https://www.example.com/thanks');
    expect(resolveRedirect('https://shop.example.com/', page, ['shop.example.com'])).toBe(
      'https://shop.example.com/',
    );
    expect(resolveRedirect('/thanks', 'http://localhost:4173/x')).toBe('http://localhost:4173/thanks');
  });

  it.each([
    'https://shop.example.com/',
    'https://www.example.com.evil.example/',
    'https://www.example.com:8443/',
    'http://www.example.com/',
    'javascript:alert(1)',
    'java\nscript:alert(1)',
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    '\\\\evil.example',
    'https://www.example.com@evil.example/',
    'thanks',
    '',
  ])('BAD19 BAD20 SEC2 goes nowhere for %j', (redirect) => {
    expect(resolveRedirect(redirect, page)).toBeUndefined();
  });
});
