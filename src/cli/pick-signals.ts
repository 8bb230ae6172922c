/** Which signals a definition may read, as the page holds it: declared ones, whose purpose is allowed. */
import { mayReadSignal } from '../consent/may-read-signal.js';
import type { FormConfig } from '../model/form-config.js';
import type { Profile } from '../model/profile.js';
import type { Signals } from '../model/signals.js';

/** What happens on the page while it is read: for triggers, and without a declaration. */
const passing = /^page\.(scroll|seconds|idle|exit|events|views)$/;

/** A page on which nothing has happened yet. */
const quiet: Signals['values'] = {
  'page.scroll': 0,
  'page.seconds': 0,
  'page.idle': 0,
  'page.exit': false,
  'page.events': [],
  'page.views': 1,
};

export function pickSignals(form: FormConfig, { consents }: Profile, { now, values }: Signals): Signals {
  const mayRead = (path: string) => mayReadSignal(form, consents, path.replace(/^(count\.[^.]+)\..*$/, '$1'));
  const left = Object.entries(values).filter(([path]) => passing.test(path) || mayRead(path));
  return { now, values: { ...quiet, ...Object.fromEntries(left) } };
}
