/** Who this is, asked of everybody who may know at once: the page, its own sources, the collector. */
import type { SessionState } from './session-state.js';
import type { AnswerValue, Issue } from '../model/answers.js';
import type { FormConfig } from '../model/form-config.js';
import type { Link, ProfileSource, Recognised, RecogniseRequest } from '../model/ports.js';
import type { Profile } from '../model/profile.js';
import { acceptFacts } from '../profile/accept-facts.js';
import { askSource, attempt, idTokenOf, isSource } from '../profile/ask-source.js';
import { readEmail } from '../profile/read-email.js';
import { readTold, type Told } from '../profile/read-told.js';

export interface Clues {
  /** What the host page says, by field name; or a source that it has; or several of either. */
  readonly profile?: unknown;
  /** What the host page counts: visits up to and with this one, or `{ count, submissions, logins }`. */
  readonly visits?: unknown;
  readonly link?: Link | undefined;
  /** The record found on this device, whatever it is. */
  readonly stored?: unknown;
  /** The host page's own random id for this visitor, where it has one. */
  readonly visitorId?: string | undefined;
  /** The query of the page's address. */
  readonly search?: string | undefined;
  /** Nobody is recognised: of the page only plain values count. */
  readonly kiosk?: boolean | undefined;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** How long a source may keep the first question waiting, in milliseconds. */
  readonly patience: number;
  readonly source?: ProfileSource | undefined;
  /** The keys to what the record holds sealed. */
  readonly readKeys?: (() => Promise<unknown>) | undefined;
}

/** What one of them says. */
export interface Voice extends Told {
  /** Values to be shown again, with what is wrong. */
  readonly doubtful?: readonly { readonly value: AnswerValue; readonly issue: Issue }[];
  /** Of the collector, with what it grants. */
  readonly back?: Recognised;
  /** Of the login that the collector was asked about. */
  readonly email?: string | undefined;
}

/** As the collector takes it, so that no address is ever one. */
export function readVisitorId({ visitorId }: Clues): string | undefined {
  return typeof visitorId === 'string' && /^[\w.:-]{1,64}$/.test(visitorId) ? visitorId : undefined;
}

/** The page's own values, its sources and the collector, each in the same form. */
export async function askEverybody(
  state: SessionState,
  clues: Clues,
  anonymousId: string | undefined,
): Promise<readonly Voice[]> {
  const { config } = state;
  const { profile, link, kiosk, patience } = clues;
  const at = new Date(clues.now).toISOString();
  const given = attempt(() => [profile].flat(), []);
  const hosts = given.filter((one) => !isSource(one)).map((one) => readHost(config, one, at));
  const sources = kiosk ? [] : given.filter(isSource);
  const login = sources.find((source) => idTokenOf(source) !== undefined);
  const device = anonymousId === undefined ? {} : { anonymousId };
  // The token of a link is for the collector alone.
  const request = { formId: config.id, fields: config.fields, ...device };
  const idToken = login && idTokenOf(login);
  const isAsked =
    idToken !== undefined || link || (anonymousId !== undefined && config.profile?.remember !== 'never');
  const [back, ...replies] = await Promise.all([
    isAsked ? askBack(state, clues, { ...device, ...(idToken !== undefined && { idToken }) }) : undefined,
    ...sources.map((source) => askSource(source, request, patience)),
  ]);
  const told = replies.map((reply): Voice => readTold(config, reply, at));
  const asked = login && told[sources.indexOf(login)];
  return [
    ...hosts,
    ...told,
    ...(isSomebody(back) ? [voiceOf(back, asked && readEmail(config, asked.facts))] : []),
  ];
}

const readHost = (config: FormConfig, values: unknown, at: string): Voice => ({
  ...attempt(() => acceptFacts(config.fields, values, 'host', at), { facts: {}, doubtful: [] }),
  strength: 'none',
  patch: {},
});

const isSomebody = (back: Recognised | undefined): back is Recognised =>
  (back?.profile.identity?.strength ?? 'none') !== 'none';

/** The collector's reply was cut down where it came in. */
function voiceOf(back: Recognised, email: string | undefined): Voice {
  const { facts = {}, identity, ...patch } = back.profile;
  const { strength = 'none' } = identity ?? {};
  return {
    strength,
    facts: facts as Profile['facts'],
    patch: patch as Told['patch'],
    back,
    email: strength === 'login' ? email : undefined,
  };
}

/** Who came by a link may ask often: the token is good once, its answer for as long as the page stands. */
function askBack(
  { config: { id: formId } }: SessionState,
  { source, patience, link }: Pick<Clues, 'source' | 'patience' | 'link'>,
  who: Pick<RecogniseRequest, 'anonymousId' | 'idToken'>,
): Promise<Recognised | undefined> {
  if (link?.asked?.formId === formId) return link.asked.reply;
  const reply = askSource(source, { formId, ...who, ...(link && { token: link.token }) }, patience);
  if (link) link.asked = { formId, reply };
  return reply;
}

export function adopt(state: SessionState, { proof, asset }: Recognised): void {
  state.proof = proof ?? state.proof;
  state.asset = asset ?? state.asset;
}

/**
 * Adopts what the collector grants to whoever has this device. Late, failing or missing: nothing; and nothing either
 * where she who was asked about is not there any more when the answer comes.
 */
export async function askCollector(
  state: SessionState,
  clues: Pick<Clues, 'source' | 'patience'>,
): Promise<Recognised | undefined> {
  const { record } = state;
  if (!record) return undefined;
  const back = await askBack(state, clues, { anonymousId: record.id });
  if (!back || state.record?.id !== record.id) return undefined;
  adopt(state, back);
  return back;
}
