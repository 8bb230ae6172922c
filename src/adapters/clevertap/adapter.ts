/** Hands a submission over to CleverTap's script; not to the lists of its snippet, which may wait for it for ever. */
import type { SettingsOf } from '../../model/adapter-choice.js';
import type { Adapter } from '../../model/ports.js';
import { own } from '../../model/own.js';
import type { NameMap } from '../names.js';
import { follow, type Person } from '../other-person.js';
import { mapEvent, mapProfile, type Site } from './map-submission.js';

export interface CleverTapOptions extends SettingsOf<'clevertap'> {
  /** By field name. */
  readonly names?: NameMap;
}

interface List {
  push(...items: unknown[]): unknown;
}
type PageScript = Readonly<Record<string, List | undefined>>;

export function createAdapter({ names, mailPurpose }: CleverTapOptions = {}): Adapter {
  /** Who this page has introduced, and by which submission. */
  let person: Person = [];
  let known: { readonly site: Site; readonly id: string } | undefined;

  /** Also where somebody else follows on the same page: her answers are not to become his. */
  const introduces = (site: Site, id: string): boolean =>
    ['Email', 'Identity'].some((name) => {
      const before = known?.site[name];
      return site[name] && (!known || known.id === id || (before && before !== site[name]));
    });

  return {
    name: 'clevertap',
    async send(submission, { signal }) {
      signal.throwIfAborted();
      const script = own(globalThis as unknown as Readonly<Record<string, PageScript>>, 'clevertap');
      const { onUserLogin, profile, event } = script ?? {};
      if (!onUserLogin?.push || !profile?.push || !event?.push || event.constructor === Array)
        return { kind: 'retryable' };
      const { id } = submission;
      const Site = mapProfile(submission, names, mailPurpose);
      let isOther = false;
      const whose = follow(person, submission, () => (isOther = true));
      // Told without a name, hers would be added to the profile of whoever was there before.
      if (isOther && !Site['Email'] && !Site['Identity']) return { kind: 'retryable' };
      person = whose;
      const isLogin = isOther || introduces(Site, id);
      (isLogin ? onUserLogin : profile).push({ Site });
      if (isLogin) known = { site: Site, id };
      event.push('Form Step Submitted', mapEvent(submission));
      return { kind: 'accepted' };
    },
  };
}
