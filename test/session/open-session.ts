/** A session on real parts, save for what a browser or a network would do: those are fakes that tests look into. */
import { checkAnswers } from '../../src/check/check-answers.js';
import { readConfig } from '../../src/check/read-config.js';
import type { FormConfig } from '../../src/model/form-config.js';
import { createIdMinter } from '../../src/model/mint-id.js';
import type { SubmitReceipt } from '../../src/model/delivery-outcome.js';
import type { SkipWord } from '../../src/model/plan.js';
import type { AnswerChecker, Outbox, ProfileSource } from '../../src/model/ports.js';
import type { Submission } from '../../src/model/submission.js';
import { deviceKey } from '../../src/profile/device-key.js';
import type { DeviceRecord } from '../../src/profile/device-record.js';
import { FormSession, type SessionOptions } from '../../src/session.js';
import { createRecognition } from '../../src/recognition.js';
import * as extras from '../../src/extras.js';
import { createPlanRules } from '../../src/plan-rules.js';
import { verbs } from '../../src/session/session-verbs.js';
import type { StepResult } from '../../src/session/submit-view.js';
import type { DeviceKeys } from '../../src/profile/device-keys.js';
import { noon } from '../fixtures/forms.js';

const never = () => new Promise<never>(() => undefined);

export class World {
  now = noon;
  sent: Submission[] = [];
  record: DeviceRecord | undefined;
  keys: DeviceKeys | undefined;
  /** How many lie on the device. */
  drafts = 0;
  /** How often the scripts of the page were told that somebody else is there. */
  forgotten = 0;
  /** Nothing on the device can be changed. */
  stuck = false;
  /** The device never answers. */
  hangs = false;
  /** Of the page, where several forms stand on one; else each session is a tab of its own. */
  page: { ours?: string } | undefined;
  /** What is on its way to the device. */
  remembering: Promise<void>[] = [];
  /** What was handed to the outbox that keeps nothing. */
  passed: string[] = [];
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
  checkerIn = (_locale: string | undefined): AnswerChecker => ({ check: checkAnswers });
  /** No part comes that has not come yet. */
  cut = false;
  readonly #mintId = createIdMinter(
    () => this.now,
    (bytes) => bytes.fill(7),
  );

  #outbox(passing: boolean): Outbox {
    return {
      submit: (submission, kept) => {
        this.sent.push(submission);
        if (passing) this.passed.push(submission.id);
        else if (this.keeps) kept?.();
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
    };
  }

  #recognition(form: FormConfig) {
    const found = createRecognition(form, undefined, () => Promise.resolve(this.keys));
    const remember: typeof found.memory.remember = (...given) => {
      const done = found.memory.remember(...given);
      this.remembering.push(done);
      return done;
    };
    return { ...found, memory: { ...found.memory, remember }, source: this.source };
  }

  #touch(change: () => void): Promise<void> {
    if (this.stuck) return Promise.reject(new DOMException('blocked', 'SecurityError'));
    if (this.hangs) return never();
    change();
    return Promise.resolve();
  }

  async open(config: FormConfig, options: Partial<SessionOptions> = {}): Promise<FormSession> {
    const page = this.page ?? {};
    const part = <T>(name: string, value: T): Promise<T> => {
      if (this.cut && !this.loaded.includes(name)) return Promise.reject(new TypeError('Failed to fetch'));
      this.loaded.push(name);
      return Promise.resolve(value);
    };
    const session = await FormSession.open({
      config,
      patience: 50,
      parts: {
        readConfig,
        clock: () => this.now,
        readDevice: () => this.readDevice(),
        recognition: () => part('recognition', this.#recognition(config)),
        rules: (named) => part('rules', this.hasRules ? createPlanRules(named) : undefined),
        extras: () => part('extras', extras),
        checker: (_, locale) => part('checker', this.checkerIn(locale)),
        delivery: () =>
          part('delivery', {
            verbs,
            keepsAsks: this.keepsAsks,
            mintId: this.#mintId,
            outbox: this.#outbox(false),
            passing: () => this.#outbox(true),
            changeDevice: (change) =>
              this.#touch(() => void (this.record = change(this.record) ?? this.record)),
            forgetDevice: (is) =>
              this.#touch(() => {
                if (is?.(this.record) ?? true) this.record = this.keys = undefined;
              }),
            forgetPerson: () => void this.forgotten++,
            forgetDrafts: () => this.#touch(() => (this.drafts = 0)),
            store: Object.assign(page, {
              get: (key: string) =>
                this.hangs ? never() : Promise.resolve(key === deviceKey ? this.record : this.keys),
              update: async (_: string, change: (stored: unknown) => unknown) =>
                void (this.keys = (change(this.keys) ?? this.keys) as DeviceKeys | undefined),
            }),
            redirect: () => undefined,
          }),
      },
      ...options,
    });
    worlds.set(session, this);
    return session;
  }
}

export const day = 86_400_000;

const worlds = new WeakMap<FormSession, World>();

/** Answers what is shown and goes on, once the device has what it keeps of it. */
export async function complete(
  session: FormSession,
  answers: Record<string, string | boolean>,
): Promise<StepResult> {
  fill(session, answers);
  const result = await session.submit();
  await Promise.all(worlds.get(session)?.remembering ?? []);
  return result;
}

/** Why a question is not asked. */
export const skipped = (session: FormSession, name: string): SkipWord | undefined =>
  session.plan.skip.find(({ field }) => field === name)?.reason.word;

export const steps = (session: FormSession): readonly string[] => session.steps.map(({ id }) => id);

export function fill(session: FormSession, answers: Record<string, string | boolean>): void {
  for (const [name, value] of Object.entries(answers)) session.answer(name, value);
}

export const asked = (session: FormSession): readonly string[] => session.fields.map(({ name }) => name);
