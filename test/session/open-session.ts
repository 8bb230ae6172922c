/** A session on real parts, save for what a browser or a network would do: those are fakes that tests look into. */
import { checkAnswers } from '../../src/check/check-answers.js';
import { readConfig } from '../../src/check/read-config.js';
import type { FormConfig } from '../../src/model/form-config.js';
import { createIdMinter } from '../../src/model/mint-id.js';
import type { SubmitReceipt } from '../../src/model/delivery-outcome.js';
import type { SkipWord } from '../../src/model/plan.js';
import type { ProfileSource } from '../../src/model/ports.js';
import type { Submission } from '../../src/model/submission.js';
import type { DeviceRecord } from '../../src/profile/device-record.js';
import { FormSession, type SessionOptions } from '../../src/session.js';
import { createRecognition } from '../../src/recognition.js';
import * as extras from '../../src/extras.js';
import { createPlanRules } from '../../src/plan-rules.js';
import { readValues, submitView, type StepResult } from '../../src/submit-view.js';
import { noon } from '../fixtures/forms.js';

export class World {
  now = noon;
  sent: Submission[] = [];
  record: DeviceRecord | undefined;
  loaded: string[] = [];
  source: ProfileSource | undefined;
  readDevice = (): Promise<unknown> => Promise.resolve(this.record);
  /** What the outbox says to the next submissions. */
  receive: (submission: Submission) => Promise<SubmitReceipt> = ({ id }) =>
    Promise.resolve({ state: 'sent', id, outcome: 'delivered' });
  /** Whether the device has an answer before the back end has. */
  keeps = true;
  /** Whether the back end takes refusals without answers. */
  keepsAsks = true;
  /** Whether the part with the rules can be loaded. */
  hasRules = true;
  readonly #mintId = createIdMinter(
    () => this.now,
    (bytes) => bytes.fill(7),
  );

  open(config: FormConfig, options: Partial<SessionOptions> = {}): Promise<FormSession> {
    const part = <T>(name: string, value: T): Promise<T> => {
      this.loaded.push(name);
      return Promise.resolve(value);
    };
    return FormSession.open({
      config,
      patience: 50,
      parts: {
        readConfig,
        clock: () => this.now,
        readDevice: () => this.readDevice(),
        recognition: () =>
          part('recognition', { ...createRecognition(config, undefined), source: this.source }),
        rules: (named) => part('rules', this.hasRules ? createPlanRules(named) : undefined),
        extras: () => part('extras', extras),
        checker: () => part('checker', { check: checkAnswers }),
        delivery: () =>
          part('delivery', {
            readValues,
            submitView,
            keepsAsks: this.keepsAsks,
            mintId: this.#mintId,
            outbox: {
              submit: (submission, kept) => {
                this.sent.push(submission);
                if (this.keeps) kept?.();
                return this.receive(submission);
              },
              flush: () => Promise.resolve(),
              waiting: () => Promise.resolve(0),
              deadLetters: {
                list: () => Promise.resolve([]),
                retry: () => Promise.resolve(0),
                export: () => Promise.resolve([]),
                purge: () => Promise.resolve(0),
              },
              purge: () => Promise.resolve(0),
              close: () => undefined,
            },
            changeDevice: (change) => {
              this.record = change(this.record) ?? this.record;
              return Promise.resolve();
            },
            forgetDevice: () => {
              this.record = undefined;
              return Promise.resolve();
            },
            redirect: () => undefined,
          }),
      },
      ...options,
    });
  }
}

export const day = 86_400_000;

/** Answers what is shown and goes on. */
export function complete(
  session: FormSession,
  answers: Record<string, string | boolean>,
): Promise<StepResult> {
  fill(session, answers);
  return session.submit();
}

/** Why a question is not asked. */
export const skipped = (session: FormSession, name: string): SkipWord | undefined =>
  session.plan.skip.find(({ field }) => field === name)?.reason.word;

export const steps = (session: FormSession): readonly string[] => session.steps.map(({ id }) => id);

export function fill(session: FormSession, answers: Record<string, string | boolean>): void {
  for (const [name, value] of Object.entries(answers)) session.answer(name, value);
}

export const asked = (session: FormSession): readonly string[] => session.fields.map(({ name }) => name);
