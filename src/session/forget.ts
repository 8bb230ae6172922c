/**
 * "Not you?" The device forgets the person it knew, with the keys to what it held of her, and this visit begins again
 * with nobody: no answer, draft, link, proof or download of hers is left, and neither is what the page said about her.
 * What waits to be sent stays: it was asked for, and nobody can read it here. Whoever is remembered next gets another
 * id; a page that hands in an id of its own has to hand in another one too.
 */
import { emptyProfile } from '../model/profile.js';
import type { Link } from '../model/ports.js';
import { inTime, type DeviceTools, type Patience } from './device-tools.js';
import type { SessionState } from './session-state.js';

export interface ForgetTools {
  readonly delivery: Pick<DeviceTools, 'forgetDevice' | 'forgetDrafts' | 'forgetPerson'>;
  readonly options: Patience & { readonly link?: Link | undefined };
  /** Plans again. */
  next(): unknown;
}

/** Rejects where the device cannot be changed in time: then it still knows her, while this visit does not. */
export async function forget(state: SessionState, { delivery, options, next }: ForgetTools): Promise<void> {
  startAnew(state, options);
  emptyVisit(state);
  state.done = []; // another one: a submission that is under way sees it, and does not go on
  delete state.start;
  state.found = undefined;
  state.profile = emptyProfile();
  next();
  try {
    delivery.forgetPerson();
  } catch {
    // A script that is not there yet has nothing to forget on this page.
  }
  await inTime(Promise.all([delivery.forgetDevice(() => true), delivery.forgetDrafts()]), options);
}

/**
 * Without what is bound to the person who was known. The answer to her link is kept for the page: a form that is opened
 * again must not get it any more.
 */
export function startAnew(state: SessionState, { link }: Pick<ForgetTools['options'], 'link'>): void {
  state.record = undefined;
  state.kept = undefined;
  state.proof = undefined;
  state.asset = undefined;
  state.who = undefined;
  delete state.anonymousId;
  if (link) link.asked = { formId: state.config.id, reply: Promise.resolve(undefined) };
}

/** Nothing was typed, nor refused, and the first view comes next. */
export function emptyVisit(state: SessionState): void {
  delete state.sessionId;
  delete state.refused;
  state.answers = {};
  state.issues = [];
  state.cursor = 0;
}
