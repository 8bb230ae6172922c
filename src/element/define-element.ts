/** Registers the tag, once a page: of two versions the first to come stays. On a server there is nothing to register. */
import { ProgressiveForm, type ElementParts } from './progressive-form.js';

export function defineElement(parts: ElementParts): void {
  ProgressiveForm.parts ??= parts;
  const { version } = ProgressiveForm;
  const tags = globalThis.customElements as CustomElementRegistry | undefined;
  const there = tags?.get('progressive-form') as Partial<typeof ProgressiveForm> | undefined;
  if (!there) tags?.define('progressive-form', ProgressiveForm);
  else if (there.version !== version)
    console.warn(`<progressive-form> ${there.version} stays, not ${version}.`);
}
