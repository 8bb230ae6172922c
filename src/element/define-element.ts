/** Registers the tag, once a page. */
import { ProgressiveForm, type ElementParts } from './progressive-form.js';

export function defineElement(parts: ElementParts): void {
  ProgressiveForm.parts ??= parts;
  if (!customElements.get('progressive-form')) customElements.define('progressive-form', ProgressiveForm);
}
