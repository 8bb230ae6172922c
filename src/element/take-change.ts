/** One answer was changed: what may help with it, what the page hears of it, and whether it is right now. */
import type { AnsweringHost } from './answering-host.js';
import type { LateFriction } from './late-friction.js';
import type { RarePart } from './rare-part.js';

/** Checked again where the visitor has tried to go on. */
export async function takeChange(
  host: AnsweringHost,
  field: string,
  rare: RarePart,
  friction: LateFriction,
): Promise<void> {
  const formId = host.session?.config.id ?? '';
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
