import { describe, expect, it } from 'vitest';
import { mayRemember } from '../../src/consent/may-remember.js';
import type { ProfileSettings } from '../../src/model/form-config.js';

const asked = (profile: ProfileSettings | undefined, consents: Record<string, string>, acted: boolean) =>
  mayRemember(profile ? { profile } : {}, consents, acted);
const given = { profiling: '2026-11-22T12:00:00Z' };
const withConsent = { remember: 'withConsent', purpose: 'profiling' } as const;

describe('whether somebody may be remembered', () => {
  it('S47 only with the consent, where a form asks for it', () => {
    expect(asked(withConsent, {}, true)).toBe(false);
    expect(asked(withConsent, { other: 'x' }, true)).toBe(false);
    expect(asked(withConsent, given, true)).toBe(true);
  });

  it('SEC31 never before the visitor acted, save where the page answers for it', () => {
    expect(asked(withConsent, given, false)).toBe(false);
    expect(asked({ remember: 'afterSubmit' }, {}, false)).toBe(false);
    expect(asked({ remember: 'afterSubmit' }, {}, true)).toBe(true);
    expect(asked({ remember: 'always' }, {}, false)).toBe(true);
  });

  it('S47 not at all where a form says never, or says nothing', () => {
    expect(asked({ remember: 'never' }, given, true)).toBe(false);
    expect(asked(undefined, given, true)).toBe(false);
    expect(asked({ remember: 'withConsent' }, given, true)).toBe(false);
  });

  it('SEC5 is not fooled by names that every object has', () => {
    expect(asked({ remember: 'withConsent', purpose: 'toString' }, {}, true)).toBe(false);
  });
});
