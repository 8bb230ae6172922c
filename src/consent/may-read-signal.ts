/** Whether a signal may be read: declared, for a purpose that is described, and agreed to where it must be. */
import type { FormConfig } from '../model/form-config.js';
import { own } from '../model/own.js';
import type { Profile } from '../model/profile.js';

/** `path`: as it is declared. */
export function mayReadSignal(
  { signals = {}, purposes }: Pick<FormConfig, 'signals' | 'purposes'>,
  consents: Profile['consents'],
  path: string,
): boolean {
  const purpose = own(signals, path) ?? '';
  const basis = own(purposes, purpose)?.legalBasis;
  return basis === 'explicit' ? Object.hasOwn(consents, purpose) : basis !== undefined;
}
