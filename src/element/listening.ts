/** What the visitor does in the form, as the element takes it. */
import type { AnswerValue } from '../model/answers.js';
import type { AnsweringHost } from './answering-host.js';
import { findControls, readControl } from './read-control.js';

/** What is being put right is not called wrong any more. */
export function forgive(host: AnsweringHost, name: string): void {
  const { screen } = host;
  const issues = screen.issues.filter(({ field }) => field !== name);
  const isAdvised = screen.advice?.field === name;
  if (isAdvised || issues.length < screen.issues.length)
    host.show({ issues, ...(isAdvised && { advice: undefined }) });
}

/** Takes what stands in the view: password managers and autofill do not always tell what they changed. */
export function readView(host: AnsweringHost): void {
  const { session, renderRoot } = host;
  const controls = findControls(renderRoot);
  const answers: Record<string, AnswerValue> = {};
  for (const field of session?.fields ?? []) {
    const value = readControl(field, controls.get(field.name) ?? []);
    const held = session?.value(field.name) ?? '';
    // What was left as it was is no answer: the next session may have values of its own.
    // eslint-disable-next-line eqeqeq -- a number that was filled in stands there as text
    if (value !== undefined && value != held) answers[field.name] = value;
  }
  session?.take(answers);
  host.show({});
}
