/** Check, submit, store, deliver, learn: what happens to a view that the visitor completes. */
import { tidyAnswers } from './check/tidy-answers.js';
import { mayRemember } from './consent/may-remember.js';
import type { Answers, AnswerValue, Issue } from './model/answers.js';
import type { SubmitReceipt } from './model/delivery-outcome.js';
import type { Field, FormConfig } from './model/form-config.js';
import type { PlannedStep } from './model/plan.js';
import type { AnswerChecker, Clock, Outbox } from './model/ports.js';
import type { DeviceRecord } from './profile/device-record.js';
import { learnAnswers } from './profile/learn-answers.js';
import { writeRecord } from './profile/write-record.js';
import type { SessionState } from './session-state.js';
import { writeSubmission } from './write-submission.js';

/** What became of `submit()`. */
export type StepResult =
  | { readonly kind: 'issues'; readonly issues: readonly Issue[] }
  /** The page said no, or a submission is under way already. */
  | { readonly kind: 'stopped' }
  | { readonly kind: 'next' }
  | {
      readonly kind: 'done';
      /** The least safe one of the visit. */
      readonly receipt: SubmitReceipt;
      readonly receipts: readonly SubmitReceipt[];
      readonly redirect: string | undefined;
    };

/** The view that is shown, with what stands in it. */
export interface ShownView {
  readonly step: PlannedStep;
  readonly fields: readonly Field[];
  value(name: string): AnswerValue | undefined;
}

export interface SubmitOptions {
  /** Language of the texts shown, BCP 47. */
  readonly locale?: string | undefined;
  /** Recognises nobody and keeps nothing: many people, one device. */
  readonly kiosk?: boolean | undefined;
  /** Last word of the page before a step is submitted: sees every answer, also transient ones. */
  readonly beforeSubmit?: ((answers: Answers, step: string) => Promise<boolean>) | undefined;
}

export interface DeliveryTools {
  readonly outbox: Outbox;
  readonly mintId: () => string;
  writeDevice(record: DeviceRecord): Promise<void>;
  /** Where to go after the last step, checked once more at the moment of use. */
  redirect(config: FormConfig): string | undefined;
}

export interface SubmitTools {
  checker(): Promise<AnswerChecker>;
  readonly delivery: DeliveryTools;
  readonly clock: Clock;
  readonly options: SubmitOptions;
  /** Plans again; the view that comes now, if any. */
  next(): PlannedStep | undefined;
}

/** What stands in the view, tidied, by field. */
export function readValues({ fields, value }: ShownView): Answers {
  const values = fields.map(({ name }) => [name, value(name)] as const);
  const given = values.filter((pair): pair is [string, AnswerValue] => pair[1] !== undefined);
  return tidyAnswers(Object.fromEntries(given), fields);
}

export async function submitView(
  state: SessionState,
  view: ShownView,
  tools: SubmitTools,
): Promise<StepResult> {
  const values = readValues(view);
  const issues = (await tools.checker()).check(view.fields, values);
  if (issues.length) return { kind: 'issues', issues };
  const allowed = await tools.options.beforeSubmit?.(values, view.step.id);
  if (allowed === false) return { kind: 'stopped' };
  complete(state, view, values, tools);
  state.cursor += 1;
  if (!tools.next()) return finish(state, tools);
  void keepStep(state, tools);
  return { kind: 'next' };
}

/** Whoever leaves between two views goes on from there on the next visit, once the back end or the outbox has it. */
async function keepStep({ record, done }: SessionState, { delivery }: SubmitTools): Promise<void> {
  const receipt = await done.at(-1)?.receipt.catch(() => undefined);
  if (record && receipt && receipt.state !== 'rejected') await remember(record, delivery);
}

/** Counts this visit also when nothing is answered on it, on a device that keeps a record already. */
export async function keepVisit(state: SessionState, delivery: DeliveryTools): Promise<void> {
  const { record, config, profile } = state;
  if (!record || !mayRemember(config, profile.consents, true)) return;
  state.record = writeRecord(record, record.id, config, profile);
  await remember(state.record, delivery);
}

/** Failing to remember costs a question next time, not the submission. */
const remember = (record: DeviceRecord, { writeDevice }: DeliveryTools): Promise<void> =>
  writeDevice(record).catch(() => undefined);

/** Hands the answers on and takes them for known. */
function complete(
  state: SessionState,
  { step, fields }: ShownView,
  values: Answers,
  tools: SubmitTools,
): void {
  const { config, cursor } = state;
  const { options, delivery } = tools;
  const { mintId } = delivery;
  const at = new Date(tools.clock()).toISOString();
  const locale = config.locale ?? options.locale ?? 'en';
  const written = writeSubmission(state, {
    step: step.id,
    sessionId: (state.sessionId ??= mintId()),
    fields,
    values,
    locale,
    at,
    id: mintId(),
  });
  const earlier = state.done[cursor];
  const before = earlier?.before ?? state.profile;
  const profile = learnAnswers(state.profile, fields, written, earlier !== undefined);
  const remembered = !options.kiosk && mayRemember(config, profile.consents, true);
  const anonymousId = state.record?.id ?? (state.anonymousId ??= mintId());
  const receipt = delivery.outbox.submit(remembered ? { ...written, anonymousId } : written);
  receipt.catch(() => undefined); // looked at when the visit ends
  state.done.splice(cursor, 1, { step, before, receipt });
  state.profile = profile;
  state.answers = dropTransient(fields, { ...state.answers, ...values });
  if (remembered) state.record = writeRecord(state.record, anonymousId, config, profile);
}

function dropTransient(fields: readonly Field[], answers: Answers): Answers {
  const transient = new Set(fields.filter((field) => field.transient).map(({ name }) => name));
  return Object.fromEntries(Object.entries(answers).filter(([name]) => !transient.has(name)));
}

const safety: readonly SubmitReceipt['state'][] = ['volatile', 'durable', 'sent'];

/** Waits for every step of this visit; one that was refused or lost is shown again, with its answers. */
async function finish(state: SessionState, tools: SubmitTools): Promise<StepResult> {
  const { delivery } = tools;
  const settled = await Promise.allSettled(state.done.map(({ receipt }) => receipt));
  const receipts = settled.flatMap((one) => (one.status === 'fulfilled' ? one.value : []));
  const lost = settled.findIndex((one) => one.status === 'rejected' || one.value.state === 'rejected');
  if (lost >= 0) {
    goBackTo(state, lost, tools);
    const one = await state.done[lost]?.receipt; // throws what the outbox threw
    return { kind: 'issues', issues: one?.state === 'rejected' ? one.issues : [] };
  }
  const receipt = [...receipts].sort((a, b) => safety.indexOf(a.state) - safety.indexOf(b.state))[0];
  if (!receipt) return { kind: 'stopped' };
  if (state.record) await remember(state.record, delivery);
  return { kind: 'done', receipt, receipts, redirect: delivery.redirect(state.config) };
}

function goBackTo(state: SessionState, index: number, tools: SubmitTools): void {
  state.profile = state.done[index]?.before ?? state.profile;
  state.cursor = index;
  tools.next();
}
