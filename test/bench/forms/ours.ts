/** The element as a page's author uses it: the built script, the definition in the tag. */
import { readFile, readdir } from 'node:fs/promises';
import type { FormConfig } from '../../../src/model/form-config.js';
import type { LeadField } from './lead-form.js';

const dist = new URL('../../../dist/', import.meta.url);
const first = 'progressive-form.js';

/** Read once, so that a build meanwhile changes nothing. */
export async function ourScripts(): Promise<ReadonlyMap<string, string>> {
  const built = await readdir(dist).catch((): string[] => []);
  if (!built.includes(first))
    throw new Error('There is no dist/progressive-form.js: run `npm run build` first.');
  const files = built.filter((file) => /^progressive-form\.[\w-]+-\w{8}\.js$/.test(file));
  const read = async (file: string) => [file, await readFile(new URL(file, dist), 'utf8')] as const;
  return new Map(await Promise.all([first, ...files].map(read)));
}

export function ourMarkup(fields: readonly LeadField[], endpoint: string): string {
  const definition = JSON.stringify(definitionOf(fields));
  return `<progressive-form endpoint="${endpoint}"><script type="application/json">${definition}</script></progressive-form>`;
}

function definitionOf(fields: readonly LeadField[]): FormConfig {
  return {
    schemaVersion: 1,
    id: 'lead',
    version: '1',
    locale: 'en',
    title: 'Talk to us',
    submitLabel: 'Send',
    purposes: { reply: { label: 'Reply to you', legalBasis: 'implicit', retention: 'P30D' } },
    fields: fields.map(({ name, label, type, autocomplete, minLength, options }) => ({
      name,
      label,
      type,
      required: true,
      purpose: 'reply',
      ...(autocomplete !== 'off' && { autocomplete }),
      ...(minLength && { rules: { minLength } }),
      ...(options && { options: options.map((value) => ({ value, label: value })) }),
    })),
    steps: [{ id: 'contact', reason: 'So that we can answer.', fields: fields.map(({ name }) => name) }],
  };
}
