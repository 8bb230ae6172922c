/** Help with an e-mail address that has just been given: what it was probably meant to be, and a word on private ones. */
import { suggestEmail } from '../check/suggest-email.js';
import type { Field } from '../model/form-config.js';
import { emailKind } from '../profile/email-kind.js';
import type { AnsweringHost } from './answering-host.js';
import { controlId } from './control-id.js';
import type { Advice } from './screen.js';

type AdviceHost = Pick<
  AnsweringHost,
  'session' | 'screen' | 'ids' | 'renderRoot' | 'updateComplete' | 'show'
>;

/**
 * The place comes first and its text a moment later, so that it is announced, and after what the focus moved to. While
 * something is pressed the view holds still: a button must not move away under the pointer.
 */
export async function advise(host: AdviceHost, field: Field, pause = 150): Promise<void> {
  const { session } = host;
  const control = findControl(host, field.name);
  const { value = '' } = control ?? {};
  const found = findAdvice(field, value);
  if (found || host.screen.advice) host.show({ advice: found && { field: field.name } });
  if (!found) return;
  do {
    await new Promise((resolve) => setTimeout(resolve, pause));
  } while (host.renderRoot.querySelector(':active'));
  const isSame = host.session === session && control?.isConnected && control.value === value;
  if (isSame && host.screen.phase === 'asking') host.show({ advice: found });
}

function findAdvice({ name: field, emailPolicy }: Field, address: string): Advice | undefined {
  const isPrivate = emailKind(address) === 'free';
  const meant = isPrivate ? undefined : suggestEmail(address);
  if (meant) return { field, address: meant };
  return isPrivate && emailPolicy === 'warn' ? { field, warn: true } : undefined;
}

/** Puts the address into the field, as if the visitor had typed it; all that follows from an answer follows. */
export function takeAdvice(host: AdviceHost, { field, address = '' }: Advice): void {
  const control = findControl(host, field);
  if (!control) return;
  control.value = address;
  control.focus();
  control.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
  control.dispatchEvent(new Event('change', { bubbles: true }));
}

const findControl = ({ renderRoot, ids }: AdviceHost, name: string): HTMLInputElement | null =>
  renderRoot.querySelector<HTMLInputElement>(`#${CSS.escape(ids + controlId(name))}`);
