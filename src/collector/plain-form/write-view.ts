/** A view that was completed without script, as a submission like any other. */
import { collectConsents } from '../../consent/collect-consents.js';
import { mayRemember } from '../../consent/may-remember.js';
import { isBlank } from '../../model/answers.js';
import type { Answers } from '../../model/answers.js';
import type { FormConfig } from '../../model/form-config.js';
import type { Profile } from '../../model/profile.js';
import type { ConsentGiven, Submission } from '../../model/submission.js';
import { noteAsks } from '../../profile/note-asks.js';
import { digest } from '../digest.js';
import { shownFields } from './askable.js';
import type { View } from './visit.js';

export interface CompletedView {
  readonly view: View;
  readonly answers: Answers;
  readonly consents: readonly ConsentGiven[];
  /** ISO 8601 instant. */
  readonly at: string;
}

/** With the consents that it gives, in the words that were shown. */
export function completeView(form: FormConfig, view: View, values: Answers, at: string): CompletedView {
  const fields = shownFields(form, view);
  const given = fields.flatMap(({ name }) => {
    const value = values[name];
    return value === undefined || isBlank(value) ? [] : [[name, value] as const];
  });
  return {
    view,
    answers: Object.fromEntries([...hiddenAnswers(form, view), ...given]),
    consents: collectConsents(fields, values, form.locale ?? 'en', at),
    at,
  };
}

/** Those that the definition itself gives: what was sent has no say in them. */
function hiddenAnswers({ fields }: FormConfig, view: View): readonly (readonly [string, string])[] {
  const hidden = fields.filter(({ name, type }) => type === 'hidden' && view.fields.includes(name));
  return hidden.flatMap(({ name, value, transient }) =>
    value === undefined || transient ? [] : [[name, value] as const],
  );
}

export interface Writing {
  readonly session: string;
  /** The text that was posted. */
  readonly text: string;
  readonly earlier: readonly CompletedView[];
  /** On this visit, this view included. */
  readonly consents: Profile['consents'];
  readonly signals: Submission['signals'];
}

/**
 * The id follows from what was sent, so that a double click and a reload send the same submission; whoever goes back and
 * sends something else replaces what she sent for the step.
 */
export function writeView(form: FormConfig, done: CompletedView, writing: Writing): Submission {
  const { session, text, earlier, consents, signals } = writing;
  // A step may fill several views; one submission a step is kept, so that the last tells what the first did.
  const views = [...earlier.filter(({ view }) => view.step === done.view.step), done];
  const asks = views.map(({ view, answers, at }) => noteAsks(shownFields(form, view), answers, at));
  const questions = shownFields(form, done.view).filter(({ type }) => type !== 'consent').length;
  return {
    id: idOf(session, text),
    sessionId: session,
    step: done.view.step,
    formId: form.id,
    formVersion: form.version,
    answers: Object.assign({}, ...views.map(({ answers }) => answers)) as Answers,
    consents: views.flatMap(({ consents }) => consents),
    signals,
    exposures: [],
    // What was left empty is nobody's business where nobody is remembered.
    ...(mayRemember(form, consents, true) && {
      asks: Object.assign({}, ...asks) as NonNullable<Submission['asks']>,
      questions,
    }),
    submittedAt: done.at,
  };
}

/** A UUID of version 8 (RFC 9562). */
const idOf = (session: string, text: string): string =>
  digest(`${session}\n${text}`).replace(
    /^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/,
    (_, a: string, b: string, c: string, d: string, e: string) => `${a}-${b}-8${c}-8${d}-${e}`,
  );
