/** What stands in the controls of a field, as an answer. */
import type { AnswerValue } from '../model/answers.js';
import type { Field } from '../model/form-config.js';

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** Looks from the root: a field may be called like a member of the form element, and then hides it. */
export function readControl(root: ParentNode, { name, type, options }: Field): AnswerValue | undefined {
  const controls = [...root.querySelectorAll<Control>(`:not(slot)[name=${name}]`)];
  const ticked = controls.filter((one) => (one as HTMLInputElement).checked);
  if (!controls.length) return undefined;
  if (type === 'consent' || (type === 'checkbox' && !options)) return ticked.length > 0;
  if (type === 'checkbox') return ticked.map(({ value }) => value);
  return (type === 'radio' ? ticked : controls)[0]?.value ?? '';
}
