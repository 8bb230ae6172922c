/** One answer was changed: what may help with it, what the page hears of it, and whether it is right now. */
import type { AnsweringHost } from './answering-host.js';
import type { FormFocus } from './form-focus.js';
import type { LateFriction } from './late-friction.js';
import { readView } from './listening.js';
import type { RarePart } from './rare-part.js';

/** Checked again where the visitor has tried to go on. A question that it opens may be passed over by the keyboard. */
export async function takeChange(
  host: AnsweringHost,
  field: string,
  rare: RarePart,
  friction: LateFriction,
  focus: FormFocus,
): Promise<void> {
  const { session, screen } = host;
  const before = session?.fields ?? [];
  readView(host);
  if (screen.status === 'moreAsked') host.show({ status: undefined });
  if (session?.fields.some((one) => !before.includes(one))) focus.say('moreAsked');
  const formId = session?.config.id ?? '';
  help(host, field, rare).catch(() => undefined); // Nobody waits for advice.
  host.tell('pf-answer', { formId, field, ...friction.here?.answered(field) });
  if (host.screen.attempted) await recheck(host, field);
}

async function help(host: AnsweringHost, name: string, rare: RarePart): Promise<void> {
  const field = host.session?.fields.find((one) => one.name === name);
  if (field?.type === 'email') await (await rare.load()).advise(host, field);
}

async function recheck(host: AnsweringHost, name: string): Promise<void> {
  const { session } = host;
  const value = session?.value(name);
  const found = (await session?.check()) ?? [];
  // What was found late is about another answer by now.
  if (host.session !== session || session?.value(name) !== value) return;
  const others = host.screen.issues.filter(({ field }) => field !== name);
  host.show({ issues: [...others, ...found.filter(({ field }) => field === name)] });
}
