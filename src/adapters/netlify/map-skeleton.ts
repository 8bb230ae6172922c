/** The static form that Netlify looks for when a site is deployed. */
import type { FormConfig } from '../../model/form-config.js';
import { nameFields } from '../name-fields.js';
import type { NameMap } from '../names.js';
import { mapSubmission } from './map-submission.js';

/**
 * HTML of a hidden form with every field that this definition may ever send, to be pasted into a page of the site.
 * Netlify drops what is posted to a form, or under a name, that stood in no static HTML at the last deploy.
 */
export function writeSkeleton(config: FormConfig, formName: string): string {
  const names = new Set([...listNames(config, formName, false), ...listNames(config, formName, true)]);
  names.delete('form-name'); // has its value
  return [
    `<form name="${escape(formName)}" method="post" data-netlify="true" hidden>`,
    `  <input type="hidden" name="form-name" value="${escape(formName)}">`,
    ...[...names].map((name) => `  <input name="${escape(name)}">`),
    '</form>',
  ].join('\n');
}

/** What a submission with all answers is mapped to, with or without a stage and segments reached by it. */
function listNames(config: FormConfig, formName: string, reaches: boolean): readonly string[] {
  const ofType = (isConsent: boolean) =>
    config.fields.filter(({ type, transient }) => (type === 'consent') === isConsent && !transient);
  const submission = {
    ...{ id: '', sessionId: '', step: '', formId: '', formVersion: '', submittedAt: '' },
    ...{ signals: {}, exposures: [] },
    answers: Object.fromEntries(ofType(false).map(({ name }) => [name, ''])),
    consents: ofType(true).map(({ purpose }) => ({ purpose, text: '', locale: '', at: '' })),
    reached: {
      ...(config.stages && reaches && { stage: '' }),
      ...(config.segments && reaches && { segments: [] }),
    },
  };
  return mapSubmission(submission, '', findNames(config, formName)).map(([name]) => name);
}

/** As the mirror, or the one that delivers, of this name is told; without any by the fields' own. */
function findNames({ fields, adapter }: FormConfig, formName: string): NameMap {
  const netlify = [adapter, ...(adapter?.mirrors ?? [])].filter((one) => one?.use === 'netlify');
  const choice = netlify.find((one) => one?.use === 'netlify' && one.formName === formName) ?? netlify[0];
  return choice ? nameFields(fields, choice.map, choice !== adapter) : {};
}

const escape = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
