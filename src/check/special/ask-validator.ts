/** Asks one validator, for as long as it may take: whatever fails, comes late or talks rubbish lets the answer pass. */
import type { AnswerValue, Issue } from '../../model/answers.js';
import type { Validator, Validity } from '../../model/ports.js';

/** What is wrong with one answer. */
export type Finding = Omit<Issue, 'field'> | undefined;

/** Runs something later; what it gives back calls that off. */
export type Timer = (run: () => void, ms: number) => () => void;

const longestMessage = 300;

/** Its first words are what the visitor reads; without any she is asked to look again. */
export async function askValidator(
  load: () => Promise<Validator>,
  value: AnswerValue,
  patience = 3_000,
  timer: Timer = later,
): Promise<Finding> {
  let callOff = () => {};
  const late = new Promise<undefined>((resolve) => {
    callOff = timer(() => resolve(undefined), patience);
  });
  const asked = new Promise<Validator>((resolve) => resolve(load()))
    .then((validator) => validator['~standard'].validate(value))
    .then(read, () => undefined);
  const finding = await Promise.race([asked, late]);
  callOff();
  return finding;
}

function read(validity: Validity | undefined): Finding {
  const [first] = Array.isArray(validity?.issues) ? (validity.issues as readonly unknown[]) : [];
  if (typeof first !== 'object' || first === null) return undefined;
  const message = 'message' in first && typeof first.message === 'string' ? first.message.trim() : '';
  return message
    ? { code: 'told', params: { message: message.slice(0, longestMessage) } }
    : { code: 'refused' };
}

const later: Timer = (run, ms) => {
  const timeout = setTimeout(run, ms);
  return () => clearTimeout(timeout);
};
