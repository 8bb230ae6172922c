/** What stands in the controls of a field, as an answer. */
import type { AnswerValue } from '../model/answers.js';
import type { Field } from '../model/form-config.js';

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

export function readControl(form: HTMLFormElement, { name, type, options }: Field): AnswerValue | undefined {
  // Not `form.elements[name]`: a field may be called like a member of the collection.
  const controls = [...form.elements].filter((one): one is Control => (one as Control).name === name);
  const ticked = controls.filter((one) => one instanceof HTMLInputElement && one.checked);
  if (!controls.length) return undefined;
  if (type === 'consent' || (type === 'checkbox' && !options)) return ticked.length > 0;
  if (type === 'checkbox') return ticked.map(({ value }) => value);
  return (type === 'radio' ? ticked : controls)[0]?.value ?? '';
}
