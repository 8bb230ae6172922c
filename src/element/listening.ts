/** What the visitor does in the form, as the element takes it. */
import type { Answers, AnswerValue } from '../model/answers.js';
import type { AnsweringHost } from './answering-host.js';
import { findControls, isSame, readControl } from './read-control.js';

/** What is being put right is not called wrong any more. */
export function forgive(host: AnsweringHost, name: string): void {
  const { screen } = host;
  const issues = screen.issues.filter(({ field }) => field !== name);
  const isAdvised = screen.advice?.field === name;
  if (isAdvised || issues.length < screen.issues.length)
    host.show({ issues, ...(isAdvised && { advice: undefined }) });
}

/** What stands in the view as the visitor changed it. */
export function readTyped({ session, renderRoot }: Pick<AnsweringHost, 'session' | 'renderRoot'>): Answers {
  const controls = findControls(renderRoot);
  const typed: Record<string, AnswerValue> = {};
  for (const field of session?.fields ?? []) {
    const value = readControl(field, controls.get(field.name) ?? []);
    // What was left as it was is no answer: the next session may have values of its own.
    if (value !== undefined && !isSame(value, session?.value(field.name))) typed[field.name] = value;
  }
  return typed;
}

/** Takes what stands in the view: password managers and autofill do not always tell what they changed. */
export function readView(host: AnsweringHost): void {
  host.session?.take(readTyped(host));
  host.show({});
}
