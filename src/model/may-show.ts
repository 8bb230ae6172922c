/**
 * Who may see a value (F2), the one table of it, for the page and for the back end alike. Only a field that is listed
 * for it, and never what is sensitive or transient:
 *
 * | told by | known by nothing, or by a device | known by link, login or what was typed |
 * |---|---|---|
 * | the visitor on this page, the host page | shown | shown |
 * | link, login, back end, enrichment | not shown | shown |
 * | the device, a guess | not shown | not shown |
 *
 * A device is no person: whoever sits at it is spared a question, but is told nothing.
 */
import type { Field } from './form-config.js';
import type { Fact, IdentityStrength } from './profile.js';

export function mayShow(
  { prefill, sensitive, transient }: Pick<Field, 'prefill' | 'sensitive' | 'transient'>,
  { source }: Pick<Fact, 'source'>,
  strength: IdentityStrength,
): boolean {
  // The first row; of the others the second, for whoever is known by more than a device.
  const isOpen =
    ['typed', 'host'].includes(source) ||
    !(['device', 'inferred'].includes(source) || ['device', 'none'].includes(strength));
  return isOpen && !!prefill && !(sensitive || transient);
}
