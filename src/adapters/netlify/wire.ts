/** What Netlify is posted, and how little its answer says. */
import type { SettingsOf } from '../../model/adapter-choice.js';
import { ConfigError } from '../../model/config-error.js';
import { writeForm } from '../form-body.js';
import type { NameMap } from '../names.js';
import type { Wire } from '../wire.js';
import { mapSubmission } from './map-submission.js';

export interface NetlifyOptions extends SettingsOf<'netlify'> {
  /** By field name, that of the field in the static form. */
  readonly names?: NameMap;
}

/** Throws a `ConfigError` where there is no page with an address, or where `path` leads away from its site. */
export function createWire({ formName, path = '/', names }: NetlifyOptions): Wire {
  const { origin = '' }: Partial<Location> = (globalThis as { location?: Location }).location ?? {};
  if (!origin.startsWith('http'))
    throw new ConfigError('adapter.use', 'needs a page of the Netlify site', 'Use it in a browser, there.');
  // Browsers drop blanks and turn backslashes round, and two slashes begin the address of another site.
  if (!/^\/(?!\/)[^\s\\]*$/.test(path))
    throw new ConfigError('adapter.path', 'is no path of this site', 'Begin it with one slash.');
  return {
    name: 'netlify',
    address: origin + path,
    write: (submission) => writeForm(mapSubmission(submission, formName, names)),
    read: ({ status }) => (status > 199 && status < 300 ? { kind: 'accepted' } : undefined),
  };
}
