/**
 * Who may see a value that was not just typed (F2): a visitor known by link or login, and anything the host page
 * itself put there. A device never is a person, so what is known through it is skipped, not shown.
 */
import type { Field } from '../model/form-config.js';
import type { Fact, IdentityStrength } from '../model/profile.js';

export function mayShow(field: Field, fact: Fact, strength: IdentityStrength): boolean {
  const open = ['typed', 'host'].includes(fact.source) || ['link', 'login', 'typed'].includes(strength);
  return open && !!field.prefill && !field.sensitive;
}
