/** What goes along with the answers of a step without being shown: what the definition or the page puts there. */
import { isBlank, type Answers, type AnswerValue } from '../model/answers.js';
import type { Field } from '../model/form-config.js';
import type { Plan } from '../model/plan.js';
import type { AnswerChecker } from '../model/ports.js';
import type { SessionState } from './session-state.js';

/**
 * Those of the step whose condition holds and whose purpose may be pursued, as the plan says; a consent that is given
 * in the same view counts. Nobody could put a value right that will not do, so that it stays here.
 */
export async function carryHidden(
  { config, profile: { facts } }: SessionState,
  { skip }: Plan,
  stepId: string,
  values: Answers,
  checker: AnswerChecker,
): Promise<readonly [fields: readonly Field[], values: Answers]> {
  const agreed = config.fields.filter(({ name, type }) => type === 'consent' && values[name] === true);
  const mayGo = ({ name, purpose }: Field) => {
    const word = skip.find(({ field }) => field === name)?.reason.word;
    return word === 'hidden' || (word === 'consent' && agreed.some((box) => box.purpose === purpose));
  };
  // Only the page itself may put another in its place: no address, device or back end does.
  const valueOf = ({ name, value }: Field): AnswerValue | undefined => {
    const fact = facts[name];
    const given = [fact, ...(fact?.others ?? [])].find((one) => one?.source === 'host')?.value;
    return isBlank(given) ? value : given;
  };
  const names = config.steps.find(({ id }) => id === stepId)?.fields ?? [];
  const found = config.fields.flatMap((field) => {
    const value = field.type === 'hidden' && names.includes(field.name) ? valueOf(field) : undefined;
    return value !== undefined && mayGo(field) ? [{ field, value }] : [];
  });
  const carried = Object.fromEntries(found.map(({ field, value }) => [field.name, value]));
  const fields = found.map(({ field }) => field);
  const bad = new Set((await checker.check(fields, carried)).map(({ field }) => field));
  const good = fields.filter(({ name }) => !bad.has(name));
  return [good, Object.fromEntries(good.map(({ name }) => [name, carried[name] as AnswerValue]))];
}
