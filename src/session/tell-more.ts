/** What a submission tells besides its answers. */
import type { AdapterChoice } from '../model/adapter-choice.js';
import type { Answers } from '../model/answers.js';
import type { FormConfig } from '../model/form-config.js';
import { listExposures } from '../model/list-exposures.js';
import type { Profile } from '../model/profile.js';
import type { Reached, Submission } from '../model/submission.js';
import type { SessionState } from './session-state.js';

type Told = Pick<Submission, 'agreed' | 'earlier' | 'exposures' | 'reached'>;

/** Characters that back ends keep of one. */
const longest = 128;

/**
 * The variants shown, what this submission brought about, and what some back ends cannot do without. What has come about
 * without answers since the last submission is told with the next one; what an earlier one has told is not told again
 * where its view is sent once more.
 */
export function tellMore(before: Profile, state: SessionState): Partial<Told> {
  const { config, profile, signals, done, cursor } = state;
  const { adapter } = config;
  const exposures = listExposures(signals).map((one) => one.slice(0, longest));
  const agreed = adapter && goesByConsent(adapter) && Object.keys(profile.consents);
  const earlier = adapter && pickAddresses(config, done.slice(0, cursor));
  const reached = tellOnce(before, state);
  return {
    exposures,
    ...(agreed && { agreed }),
    ...(earlier && Object.keys(earlier).length > 0 && { earlier }),
    ...(Object.keys(reached).length > 0 && { reached }),
  };
}

/** Whether a back end of the definition is told, or looks at, something only where the visitor has agreed to it. */
const goesByConsent = ({ mirrors = [], ...main }: AdapterChoice): boolean =>
  [main, ...mirrors].some((one) => 'purpose' in one || 'trackingPurpose' in one);

function pickAddresses({ fields }: FormConfig, done: SessionState['done']): Answers {
  const names = fields.filter(({ type }) => type === 'email').map(({ name }) => name);
  const given = done.flatMap(({ submission }) => Object.entries(submission.answers));
  return Object.fromEntries(given.filter(([name]) => names.includes(name)));
}

/** A view that the back end refused, and those after it, have told nothing: they are no longer among those done. */
function tellOnce(before: Profile, state: SessionState): Reached {
  const { config, profile, done, cursor } = state;
  const told = (state.told ?? []).slice(0, done.length);
  const { stages = [] } = config;
  const place = (stage: unknown) => stages.findIndex(({ id }) => id === stage);
  const highest = Math.max(place(before.classes['stage']), ...told.map((one) => place(one?.stage)));
  const stage = stages[place(profile.classes['stage'])];
  const known = new Set(told.flatMap((one) => one?.segments ?? []));
  const segments = Object.keys(config.segments ?? {}).filter((id) => {
    const name = `segment.${id}`;
    return profile.classes[name] === true && before.classes[name] !== true && !known.has(id);
  });
  const reached: Reached = {
    ...(stage && place(stage.id) > highest && { stage: stage.id }),
    ...(segments.length > 0 && { segments }),
  };
  const was = told[cursor];
  told[cursor] = { ...was, ...reached, segments: [...(was?.segments ?? []), ...segments] };
  state.told = told;
  return reached;
}
