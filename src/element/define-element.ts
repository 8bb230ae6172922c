/** Registers the tag, once a page: of two versions the first to come stays. */
import { ProgressiveForm, type ElementParts } from './progressive-form.js';

export function defineElement(parts: ElementParts): void {
  ProgressiveForm.parts ??= parts;
  const { version } = ProgressiveForm;
  const there = customElements.get('progressive-form') as Partial<typeof ProgressiveForm> | undefined;
  if (!there) customElements.define('progressive-form', ProgressiveForm);
  else if (there.version !== version)
    console.warn(`<progressive-form> ${there.version} is there already; ${version} is not used.`);
}
