/** Whether this device and the back end may remember who answered. */
import type { FormConfig } from '../model/form-config.js';

/** `acted`: the visitor submitted something. `consents`: purposes agreed to. Without a rule: with consent only. */
export function mayRemember(
  { profile = {} }: Pick<FormConfig, 'profile'>,
  consents: Readonly<Record<string, unknown>>,
  acted: boolean,
): boolean {
  const { remember = 'withConsent', purpose = '' } = profile;
  if (remember === 'withConsent') return acted && Object.hasOwn(consents, purpose);
  return remember === 'always' || (remember === 'afterSubmit' && acted);
}
