/** What a submission tells besides its answers. */
import type { Profile } from '../model/profile.js';
import type { Submission } from '../model/submission.js';
import type { SessionState } from './session-state.js';

/** Characters that back ends keep of one. */
const longest = 128;

/**
 * The variants shown, and what this submission brought about: what was not so `before` its answers were learnt. What
 * has come about without answers since the last submission is told with the next one.
 */
export function tellMore(
  before: Profile,
  { config, profile, signals }: Pick<SessionState, 'config' | 'profile' | 'signals'>,
): Partial<Pick<Submission, 'agreed' | 'exposures' | 'reached'>> {
  const exposures = Object.entries(signals)
    .filter(([path]) => path.startsWith('flag.'))
    .map(([path, variant]) => `${path.slice(5)}:${String(variant)}`.slice(0, longest));
  const news = Object.entries(profile.classes).filter(([name, value]) => before.classes[name] !== value);
  const stage = news.find(([name]) => name === 'stage')?.[1];
  const segments = news
    .filter(([name, value]) => name.startsWith('segment.') && value === true)
    .map(([name]) => name.slice(8));
  const reached = { ...(stage !== undefined && { stage: String(stage) }), ...(segments[0] && { segments }) };
  const mirrors = config.adapter?.mirrors ?? [];
  const agreed = mirrors.some(({ purpose }) => purpose) && Object.keys(profile.consents);
  return { exposures, ...(agreed && { agreed }), ...(Object.keys(reached).length > 0 && { reached }) };
}
