/** Check, submit, store, deliver, learn: what happens to a view that the visitor completes. */
import { tidyAnswers } from '../check/tidy-answers.js';
import { mayRemember } from '../consent/may-remember.js';
import type { Answers, AnswerValue, Issue } from '../model/answers.js';
import type { SubmitReceipt } from '../model/delivery-outcome.js';
import type { Field, FormConfig } from '../model/form-config.js';
import type { PlannedStep } from '../model/plan.js';
import type { AnswerChecker, Clock, Link, Outbox } from '../model/ports.js';
import type { Profile } from '../model/profile.js';
import type { Submission } from '../model/submission.js';
import type { DeviceTools } from './device-tools.js';
import type { Memory } from './keep-record.js';
import { takeAnswers } from '../profile/take-answers.js';
import type { DoneStep, SessionState } from './session-state.js';
import { writeSubmission } from './write-submission.js';

/** What became of `submit()`. */
export type StepResult =
  | { readonly kind: 'issues'; readonly issues: readonly Issue[] }
  /** The page said no, a submission is under way already, or the visitor was forgotten meanwhile. */
  | { readonly kind: 'stopped' }
  | { readonly kind: 'next' }
  /** Nothing was answered on this visit, and nothing is left to ask. */
  | { readonly kind: 'skipped' }
  | {
      readonly kind: 'done';
      /** The least safe one of the visit. */
      readonly receipt: SubmitReceipt;
      readonly receipts: readonly SubmitReceipt[];
      readonly redirect: string | undefined;
      /** Shows the view of a submission again that the back end refused after all. */
      takeBack(id: string): void;
    };

/** The view that is shown. */
export interface OpenView {
  readonly step: PlannedStep;
  readonly fields: readonly Field[];
}

/** The same with what stands in it. */
export interface ShownView extends OpenView {
  value(name: string): AnswerValue | undefined;
  /** What was completed when the visitor left it; another list where she was forgotten meanwhile. */
  readonly done: SessionState['done'];
  /** Signals that are known only now that she leaves it; they count from now on. */
  readonly said: SessionState['signals'] | undefined;
}

export interface SubmitOptions {
  /** Language of the texts shown, BCP 47. */
  readonly locale?: string | undefined;
  /** Recognises nobody and keeps nothing: many people, one device. */
  readonly kiosk?: boolean | undefined;
  /** The link the visitor came by: `{ token }`. */
  readonly link?: Link | undefined;
  /** Last word of the page before a step is submitted: sees every answer, also transient ones. */
  readonly beforeSubmit?: ((answers: Answers, step: string) => Promise<boolean>) | undefined;
  /** How long a source of facts, or storage, may keep the visitor waiting, in milliseconds. */
  readonly patience?: number;
}

export interface DeliveryTools extends DeviceTools {
  readonly outbox: Outbox;
  /** Keeps nothing on the device, for where many people share one. */
  passing(): Outbox;
  readonly mintId: () => string;
  /** The back end takes submissions that hold nothing but what was not answered. */
  readonly keepsAsks: boolean;
  /** Where to go after the last step, checked once more at the moment of use. */
  redirect(config: FormConfig): string | undefined;
}

export interface SubmitTools {
  checker(config: FormConfig, locale?: string): Promise<AnswerChecker>;
  readonly delivery: DeliveryTools;
  readonly clock: Clock;
  readonly options: SubmitOptions;
  /** What goes along with the answers of a step without being shown. */
  hidden(
    step: string,
    values: Answers,
    checker: AnswerChecker,
  ): Promise<readonly [fields: readonly Field[], values: Answers] | undefined>;
  /** Plans again; the view that comes now, if any. */
  next(): PlannedStep | undefined;
  /** The profile with the classes that follow from it. */
  derive(profile: Profile): Profile;
  readonly memory: Memory | undefined;
}

/** What stands in the view, tidied, by field. */
export function readValues({ fields, value }: ShownView): Answers {
  const values = fields.map(({ name }) => [name, value(name)] as const);
  const given = values.filter((pair): pair is [string, AnswerValue] => pair[1] !== undefined);
  return tidyAnswers(Object.fromEntries(given), fields);
}

/** The answers to check, and those to questions of other views for a country, as typed or known: numbers are read by it. */
export function withCountry(
  { config, answers, profile: { facts } }: SessionState,
  fields: readonly Field[],
  shown: Answers,
): Answers {
  const others = config.fields.filter((field) => field.type === 'country' && !fields.includes(field));
  const countries = others.map(({ name }) => [name, answers[name] ?? facts[name]?.value ?? ''] as const);
  return { ...Object.fromEntries(countries), ...shown };
}

export async function submitView(
  state: SessionState,
  view: ShownView,
  tools: SubmitTools,
): Promise<StepResult> {
  const shown = readValues(view);
  const checker = await tools.checker(state.config, tools.options.locale);
  const issues = await checker.check(view.fields, withCountry(state, view.fields, shown));
  if (issues.length) return { kind: 'issues', issues };
  const [hidden, more] = (await tools.hidden(view.step.id, shown, checker).catch(() => undefined)) ?? [[]];
  const values = { ...shown, ...more };
  // A copy: what the page does to it would be neither checked nor tidied.
  const allowed = await tools.options.beforeSubmit?.({ ...values }, view.step.id);
  if (allowed !== false) await tools.memory?.tellApart(state, values, tools);
  if (allowed === false || view.done !== state.done) return { kind: 'stopped' };
  complete(state, { ...view, fields: [...view.fields, ...hidden] }, values, tools);
  state.cursor += 1;
  if (!tools.next()) return finish(state, tools);
  void keepStep(state, tools);
  return { kind: 'next' };
}

/** Hands the answers on and takes them for known. */
function complete(
  state: SessionState,
  { step, fields, said }: ShownView,
  values: Answers,
  tools: SubmitTools,
): void {
  const { config, cursor } = state;
  const { options, delivery, clock } = tools;
  const { mintId } = delivery;
  state.start ??= { profile: state.profile, record: state.record };
  state.signals = { ...state.signals, ...said };
  const written = writeSubmission(state, {
    step: step.id,
    sessionId: (state.sessionId ??= mintId()),
    fields,
    values,
    locale: config.locale ?? options.locale ?? 'en',
    questions: countQuestions(step, fields),
    at: new Date(clock()).toISOString(),
    id: mintId(),
  });
  state.proof = written.proof; // who typed another address stays somebody else on the views after it
  state.anonymousId ??= state.start.record?.id ?? mintId();
  const place = <D>(done: D) => [...state.done.slice(0, cursor), done, ...state.done.slice(cursor + 1)];
  const whole = withEarlier(state, written);
  const before = state.profile;
  const remembered = learn(state, place({ submission: whole }), tools);
  const told = {
    ...whole,
    ...(remembered ? { anonymousId: state.anonymousId } : untold),
    ...tools.memory?.tellMore(before, state),
  };
  // Known from the moment the device has it: who reloads before the answer came is not asked again.
  const outbox = options.kiosk ? delivery.passing() : delivery.outbox;
  let tellStored = (): void => undefined;
  const stored = new Promise<true>((resolve) => (tellStored = () => resolve(true)));
  const receipt = outbox.submit(told, () => {
    tellStored();
    void tools.memory?.remember(state, delivery);
  });
  receipt.catch(() => undefined); // looked at when the visit ends
  // What was left empty is known for as long as this visit, whoever it is told to.
  state.done = place({ step, fields, submission: whole, receipt, stored });
  state.answers = dropTransient(fields, { ...state.answers, ...values });
}

/**
 * What is known is what was known at the start and what each completed view has added since: a consent that is taken
 * back on a view sent again is gone. Tells whether any of it may be remembered.
 */
function learn(
  state: SessionState,
  done: readonly Pick<DoneStep, 'submission'>[],
  { derive, memory, clock, options: { kiosk } }: SubmitTools,
): boolean {
  const { config, start, anonymousId = '' } = state;
  if (!start) return false;
  const { profile, record } = start;
  const take = memory?.learning(config, clock()) ?? takeAnswers;
  state.profile = derive(done.reduce((known, one) => take(known, one.submission), profile));
  const acted = done.length > 0 || !!record; // or has acted on an earlier visit
  const remembered = !kiosk && acted && mayRemember(config, state.profile.consents, true);
  state.record = remembered ? memory?.writeRecord(record, anonymousId, config, state.profile) : record;
  return state.record !== undefined && remembered;
}

/** A step may fill several views; the back end keeps one submission a step, so that the last tells what those before it did. */
export function withEarlier({ done, cursor }: SessionState, submission: Submission): Submission {
  const earlier = done.slice(0, cursor).findLast((one) => one.step.id === submission.step)?.submission;
  return {
    ...submission,
    answers: { ...earlier?.answers, ...submission.answers },
    consents: [...(earlier?.consents ?? []), ...submission.consents],
    asks: { ...earlier?.asks, ...submission.asks },
  };
}

/** Fields shown blank; consents cost nothing. */
export const countQuestions = ({ ask }: PlannedStep, fields: readonly Field[]): number =>
  fields.filter(
    ({ name, type }) => type !== 'consent' && ask.some((one) => one.field === name && !one.prefill),
  ).length;

/** What was left empty is nobody's business where nobody is remembered. */
const untold = { asks: undefined, questions: undefined };

function dropTransient(fields: readonly Field[], answers: Answers): Answers {
  const transient = new Set(fields.filter((field) => field.transient).map(({ name }) => name));
  return Object.fromEntries(Object.entries(answers).filter(([name]) => !transient.has(name)));
}

/** Whoever leaves between two views goes on from there on the next visit, once the device or the back end has it. */
async function keepStep(state: SessionState, { memory, delivery }: SubmitTools): Promise<void> {
  const receipt = await state.done.at(-1)?.receipt.catch(() => undefined);
  if (receipt?.state === 'sent' || receipt?.state === 'durable') await memory?.remember(state, delivery);
}

const safety: readonly SubmitReceipt['state'][] = ['volatile', 'durable', 'sent'];

/** Waits for every step of this visit; one that was refused or lost is shown again, with its answers. */
export async function finish(state: SessionState, tools: SubmitTools): Promise<StepResult> {
  const { delivery, memory } = tools;
  const { done } = state;
  const settled = await Promise.allSettled(done.map(({ receipt }) => receipt));
  const receipts = settled.flatMap((one) => (one.status === 'fulfilled' ? one.value : []));
  const lost = settled.findIndex((one) => one.status === 'rejected' || one.value.state === 'rejected');
  const refused = state.done[lost];
  const giveBack = (index: number) => {
    goBackTo(state, index, tools);
    tools.next();
    void memory?.rememberLess(state, delivery);
  };
  if (refused) {
    giveBack(lost);
    const one = await refused.receipt; // throws what the outbox threw
    return { kind: 'issues', issues: one.state === 'rejected' ? one.issues : [] };
  }
  const receipt = [...receipts].sort((a, b) => safety.indexOf(a.state) - safety.indexOf(b.state))[0];
  await memory?.remember(state, delivery);
  if (!receipt || done !== state.done) return { kind: 'stopped' };
  const takeBack = (id: string) => giveBack(state.done.findIndex(({ submission }) => submission.id === id));
  return { kind: 'done', receipt, receipts, redirect: delivery.redirect(state.config), takeBack };
}

/** Takes back the completed view at `index` and those after it; what was typed in them stays. */
function goBackTo(state: SessionState, index: number, tools: SubmitTools): void {
  if (index < 0) return;
  state.done = state.done.slice(0, index);
  state.cursor = index;
  learn(state, state.done, tools);
}
