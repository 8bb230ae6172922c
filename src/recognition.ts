/** The part for visitors of whom something may be known, now or on their next visit. */
import type { FormConfig } from './model/form-config.js';
import { createRecogniseSource } from './profile/recognise-source.js';
import { keepVisit, remember, rememberLess } from './session/keep-record.js';
import { writeRecord } from './profile/write-record.js';
import { keysKey } from './profile/device-key.js';
import { learnAnswers } from './profile/learn-answers.js';
import { rulesOf } from './profile/merge-profiles.js';
import { readDevice } from './profile/read-device.js';
import { askCollector, recognise } from './session/recognise.js';
import type { Recognition } from './session.js';
import { tellApart } from './session/tell-apart.js';
import { tellMore } from './session/tell-more.js';

/** `readKeys`: the keys to what the device's record holds sealed; reading creates nothing. */
export function createRecognition(
  config: FormConfig,
  endpoint: string | undefined,
  readKeys: () => Promise<unknown> = () => readDevice('progressive-form', 'records', keysKey),
): Recognition {
  const source = endpoint === undefined ? undefined : createRecogniseSource({ endpoint, config });
  return {
    recognise: (state, clues) =>
      recognise(state, { readKeys, search: globalThis.location?.search, ...clues }),
    askCollector,
    source,
    memory: {
      learning: (form, now) => (profile, submission) => learnAnswers(profile, submission, rulesOf(form, now)),
      writeRecord,
      remember,
      rememberLess,
      keepVisit,
      tellApart,
      tellMore,
    },
  };
}
