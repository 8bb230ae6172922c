/** What stands in the controls of the view, as answers. */
import type { AnswerValue } from '../model/answers.js';
import type { Field } from '../model/form-config.js';

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** The controls of the view, by the field they belong to. A field may be called like a member of the form element. */
export function findControls(root: ParentNode): ReadonlyMap<string, readonly Control[]> {
  const controls = new Map<string, Control[]>();
  for (const control of root.querySelectorAll<Control>('[part=form] [name]'))
    controls.set(control.name, [...(controls.get(control.name) ?? []), control]);
  return controls;
}

/** A choice that has not got its options yet is no answer. */
export function readControl({ type, options }: Field, controls: readonly Control[]): AnswerValue | undefined {
  const ticked = controls.filter((one) => (one as HTMLInputElement).checked).map(({ value }) => value);
  const [first] = controls;
  if (!first || (type === 'country' && (first as HTMLSelectElement).length < 2)) return undefined;
  if (first.type === 'radio') return ticked[0] ?? '';
  if (first.type !== 'checkbox') return first.value || (first.validity.badInput ? halfTyped : '');
  return options ? ticked : ticked.length > 0;
}

/** A day of which a part is missing: the browser tells nothing of it. No check takes it, and drawing leaves it as it is. */
const halfTyped = '?';

/** Whether a control was left as it was filled in: a number stands there as text, a list in the order of the options. */
export function isSame(value: AnswerValue, held: AnswerValue | undefined): boolean {
  if (typeof value === 'boolean') return value === (held === true);
  return textOf(value) === textOf(held ?? '');
}

const textOf = (value: AnswerValue): string => [value].flat().map(String).sort().join('\0');
