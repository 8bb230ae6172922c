/** What a session does once the visitor acted: loaded with the part that delivers. */
import type { Issue } from '../model/answers.js';
import type { AnswerChecker } from '../model/ports.js';
import type { FormConfig } from '../model/form-config.js';
import type { Inside, SessionTools, Verbs } from '../session.js';
import {
  readValues,
  submitView,
  withCountry,
  type OpenView,
  type ShownView,
  type StepResult,
} from './submit-view.js';

const shown = ({ session }: Inside, view: OpenView): ShownView => ({
  ...view,
  value: (name) => session.value(name),
  done: session.state.done,
  said: session.state.readView?.(),
});

const hasHidden = ({ fields }: FormConfig) => fields.some(({ type }) => type === 'hidden');

async function tools(inside: Inside): Promise<SessionTools> {
  const { session, parts, options, derive } = inside;
  await inside.ready();
  const next = () => (inside.replan(), session.step);
  const hidden: SessionTools['hidden'] = async (step, values, checker) => {
    const { state, plan } = session;
    if (!hasHidden(state.config)) return undefined;
    return (await parts.extras()).carryHidden(state, plan, step, values, checker);
  };
  const [delivery, memory] = await Promise.all([parts.delivery(session.config), memoryOf(inside)]);
  return { ...parts, options, delivery, next, derive, memory, hidden };
}

/** Without it nothing is remembered, and all is asked again. */
async function memoryOf({ session, parts }: Inside): Promise<SessionTools['memory']> {
  return (await parts.recognition(session.config).catch(() => undefined))?.memory;
}

const checkerOf = ({ session, parts, options }: Inside): Promise<AnswerChecker> =>
  parts.checker(session.config, options.locale);

async function check(inside: Inside): Promise<readonly Issue[]> {
  const { step, fields } = inside.session;
  if (!step) return [];
  const values = readValues(shown(inside, { step, fields }));
  const checker = await checkerOf(inside);
  return checker.check(fields, withCountry(inside.session.state, fields, values));
}

async function skip(inside: Inside, view: OpenView, forGood: boolean): Promise<StepResult> {
  const { skipView } = await inside.parts.extras();
  return skipView(inside.session.state, shown(inside, view), await tools(inside), forGood);
}

async function warmUp(inside: Inside): Promise<void> {
  const { session, parts } = inside;
  const [delivery, memory] = await Promise.all([
    parts.delivery(session.config),
    memoryOf(inside),
    checkerOf(inside),
    hasHidden(session.config) && parts.extras(), // on a bad line they would be missing when she submits
  ]);
  await memory?.keepVisit(session.state, delivery);
  void delivery.outbox.flush(); // never rejects, and nobody waits for it
}

export const verbs: Verbs = {
  check,
  submitView: async (inside, view) =>
    submitView(inside.session.state, shown(inside, view), await tools(inside)),
  postponeView: (inside, view) => skip(inside, view, false),
  refuseView: (inside, view) => skip(inside, view, true),
  forget: async (inside) => (await inside.parts.extras()).forget(inside.session.state, await tools(inside)),
  tools,
  refreshAsset: async (inside) => (await inside.parts.extras()).refreshAsset(inside),
  warmUp,
};
