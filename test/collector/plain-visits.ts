/** The same visitor with and without script: what each of the two is asked on one visit, and what is recorded. */
import type { Answers } from '../../src/model/answers.js';
import type { FormConfig } from '../../src/model/form-config.js';
import type { FormSession } from '../../src/session.js';
import { createFullChecker } from '../../src/special-checks.js';
import { World as Device } from '../session/open-session.js';
import { fillIn, open } from './plain-browser.js';
import type { Handler } from './plain-browser.js';

/** On a device that nobody has used; whatever makes the form appear has happened. */
export function openElement(
  { trigger: _, ...config }: FormConfig,
  device = new Device(),
): Promise<FormSession> {
  return device.open({ ...config, adapter: { use: 'http', endpoint: 'https://collector.example/' } });
}

/** What it is about to ask blank, without secrets. */
export function askedBy({ step, fields }: FormSession): readonly string[] {
  const shown = new Set(
    step?.ask.filter(({ reason }) => reason.word !== 'prefilled').map(({ field }) => field),
  );
  return fields.filter(({ name, transient }) => shown.has(name) && !transient).map(({ name }) => name);
}

/** More views than any definition of a test has. */
const mostRounds = 20;

export interface ElementVisit {
  /** Names of the questions of each view, as it was sent. */
  readonly views: readonly (readonly string[])[];
  /** All that was sent of each step. */
  readonly kept: readonly Kept[];
}

interface Kept {
  readonly step: string;
  readonly answers: Answers;
  readonly questions: number;
  readonly asks: readonly (readonly [name: string, outcome: string])[];
}

export async function visitElement(config: FormConfig, answers: Answers): Promise<ElementVisit> {
  const device = new Device();
  device.checkerIn = (locale) => createFullChecker({ locale });
  const session = await openElement(config, device);
  const views: (readonly string[])[] = [];
  const asked = new Set<string>();
  const fixed = config.fields.filter(({ type }) => type === 'hidden').map(({ name }) => name);
  while (session.step && views.length < mostRounds) {
    typeAll(session, answers);
    const names = askedBy(session);
    const id = session.step?.id ?? '';
    // As clocks are: what two views cost is kept by their moments.
    device.now += 1;
    // She has no other answers than those that will not do.
    if ((await session.submit()).kind === 'issues') break;
    views.push(names);
    [...names, ...fixed].forEach((name) => asked.add(`${id} ${name}`));
  }
  const steps = [...new Set(device.sent.map(({ step }) => step))];
  const kept = steps.map((step): Kept => {
    const sent = device.sent.filter((submission) => submission.step === step);
    const given = sent.flatMap((submission) => Object.entries(submission.answers));
    const asks = Object.fromEntries(sent.flatMap((submission) => Object.entries(submission.asks ?? {})));
    return {
      step,
      answers: Object.fromEntries(given.filter(([name]) => asked.has(`${step} ${name}`))),
      questions: sent.at(-1)?.questions ?? 0,
      asks: Object.entries(asks)
        .map(([name, { outcome }]) => [name, outcome] as const)
        .sort(),
    };
  });
  return { views, kept: kept.sort((a, b) => (a.step < b.step ? -1 : 1)) };
}

/** Until nothing new is asked; answers that speak against each other would have it go on for ever. */
function typeAll(session: FormSession, answers: Answers): void {
  for (let round = 0, before = ''; round < mostRounds && before !== askedBy(session).join(); round++) {
    before = askedBy(session).join();
    for (const name of askedBy(session)) session.answer(name, answers[name] ?? '');
  }
}

/** Names of the questions of each page that was taken. */
export async function visitPages(
  collector: Handler,
  config: FormConfig,
  answers: Answers,
): Promise<readonly (readonly string[])[]> {
  const views: (readonly string[])[] = [];
  let page = await open(collector, config.id);
  for (let round = 0; page.names.length > 0 && round < 2 * mostRounds; round++) {
    const next = await fillIn(collector, config.id, page, answers);
    if (Object.keys(next.errors).length > 0) break;
    // Shown again, with questions that the answers lead to.
    if (next.status !== 422) views.push(page.names);
    page = next;
  }
  return views;
}
