/** Who takes part. */
import type { LeadField } from './lead-form.js';
import { ourMarkup, ourScripts } from './ours.js';
import { bundleContestant } from './bundle.mjs';
import { staticMarkup } from './static-markup.js';

export interface Contestant {
  readonly name: string;
  /** As installed for this bench alone. */
  readonly packages: readonly string[];
  /** Finds what it says about a fault; empty elements do not count. */
  readonly error: string;
  /** Every script file that it may load by its name; the first is the one in the page. */
  scripts(): Promise<ReadonlyMap<string, string>>;
  /** What its author writes into the page, beside the script. */
  markup?(fields: readonly LeadField[], endpoint: string): string;
  /** Its author says how much room it takes. */
  readonly reserves?: boolean;
}

const bundled = (file: string) => async () =>
  new Map([[file.replace('.mjs', '.js'), await bundleContestant(file)]]);

export const ours = 'progressive-form';
/** Nothing could load less, hold less or do less for a key. */
export const plain = 'by hand, HTML';
/** The least that it takes to make fields from a definition. */
export const made = 'by hand, script';

export const contestants: readonly Contestant[] = [
  { name: plain, packages: [], error: '.error', scripts: bundled('html.mjs'), markup: staticMarkup },
  { name: made, packages: [], error: '.error', scripts: bundled('script.mjs') },
  { name: 'by hand, Lit', packages: ['lit'], error: '.error', scripts: bundled('lit.mjs') },
  { name: ours, packages: [], error: '[part=error]', scripts: ourScripts, markup: ourMarkup, reserves: true },
  {
    name: 'react-hook-form + zod',
    packages: ['react-hook-form', 'zod', '@hookform/resolvers', 'react', 'react-dom'],
    error: '.error',
    scripts: bundled('react-hook-form.mjs'),
  },
  {
    name: 'JSON Forms',
    packages: ['@jsonforms/core', '@jsonforms/react', '@jsonforms/vanilla-renderers', 'react', 'react-dom'],
    error: '.validation_error',
    scripts: bundled('json-forms.mjs'),
  },
  {
    name: 'RJSF',
    packages: ['@rjsf/core', '@rjsf/utils', '@rjsf/validator-ajv8', 'react', 'react-dom'],
    error: '.error-detail',
    scripts: bundled('rjsf.mjs'),
  },
  {
    name: 'SurveyJS',
    packages: ['survey-core', 'survey-js-ui'],
    error: '.sd-question__erbox',
    scripts: bundled('surveyjs.mjs'),
  },
];
