/** The page's last word on a step. */
import type { Answers } from '../model/answers.js';
import type { AnsweringHost } from './answering-host.js';

/** Tells whether the step may be sent, once all that the page has it wait for is there. */
export async function askPage(host: AnsweringHost, answers: Answers, step: string): Promise<boolean> {
  const waits: Promise<unknown>[] = [];
  // By now the page may have put another definition in its place.
  const formId = (host.hold?.leaving ?? host.session)?.config.id ?? '';
  const waitUntil = (promise: Promise<unknown>) => void waits.push(promise);
  const allowed = host.tell('pf-before-submit', { formId, step, answers, waitUntil });
  return Promise.all(waits).then(
    () => allowed,
    () => false,
  );
}
