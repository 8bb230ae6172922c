/** The composition root: names in a definition and on the element become objects. Owns every `import()`. */
import { readConfig } from './check/read-config.js';
import { isSafeUrl } from './model/safe-url.js';
import type { DeliveryHub } from './delivery.js';
import type { ElementParts, PartSetting } from './element/progressive-form.js';
import { ConfigError } from './model/config-error.js';
import type { FormConfig } from './model/form-config.js';
import { deviceKey } from './profile/device-key.js';
import { readDevice } from './profile/read-device.js';
import type { SessionParts } from './session.js';

export function createParts(): ElementParts {
  let hub: Promise<DeliveryHub> | undefined;
  // As early as can be: what a script of the page puts in its place later need not work.
  const fetch = globalThis.fetch.bind(globalThis);
  const createHub = async () => new (await import('./delivery.js')).DeliveryHub(extras);
  /** A part that could not be fetched is fetched again the next time. */
  const openHub = () =>
    (hub ??= createHub()).catch((error: unknown) => {
      hub = undefined;
      throw error;
    });

  const createSession = (setting: PartSetting): SessionParts => ({
    readConfig: (input) => checkTarget(readConfig(input), setting),
    clock: Date.now,
    readDevice: () => readDevice('progressive-form', 'records', deviceKey),
    recognition: async (config) =>
      (await import('./recognition.js')).createRecognition(config, collectorAddress(config, setting)),
    // Without the part more is asked, and nothing is refused.
    rules: async (config) =>
      (await import('./plan-rules.js').catch(() => undefined))?.createPlanRules(config),
    // Without the part less is refused here; the back end asks all of it again.
    checker: async (config, locale) =>
      (specialNames.test(JSON.stringify(config)) &&
        (await import('./special-checks.js').catch(() => undefined))?.createFullChecker({
          config,
          locale,
          validators: setting.validators,
          phone: () => import('./validators/phone.js'),
        })) || {
        check: (await import('./check/check-answers.js')).checkAnswers,
      },
    extras,
    delivery: async (config) =>
      (await openHub()).connect({
        config,
        setting,
        fetch,
        ...findTarget(config, setting),
        named: () => import('./named-adapters.js'),
      }),
  });

  return {
    createSession,
    extras,
    inspection: () => import('./inspection.js'),
    friction: async () => (await import('./element/friction.js')).Friction,
    answering: async () => (await import('./element/answering.js')).Answering,
    signals: async (session, place) => (await import('./element/hear-page.js')).hearPage(session, place),
    firstWords: async (locale) =>
      isGerman(locale) ? (await import('./locales/de-first.js')).deFirst : undefined,
    countries: async (locale) => (await import('./countries.js')).listCountries(locale),
    // A form that speaks English goes on where one that waits for its German does not.
    words: (locale) =>
      isGerman(locale) ? import('./locales/de.js').then(({ de }) => de, english) : english(),
    drafts: async (definition, locale) => {
      if (!/draft\\?"\s*:/.test(JSON.stringify(definition))) return undefined;
      return (await import('./drafts.js')).createDrafts(locale);
    },
  };
}

/** Where it does not come with what delivers. */
export const loadDevice = () => import('./device.js');
export const loadWords = () => import('./locales/en-late.js');

const extras = () => import('./extras.js');

/** What a definition has more than the usual checks loaded for. */
const specialNames = /"(businessOnly|country|pattern|validator)"/;

const english = async () => (await import('./english.js')).loadEnglish();

const isGerman = (locale: string) => /^de\b/i.test(locale);

/** Which adapter is meant, an object being handed through, and the address that is given for it, if any. */
export function findTarget(
  config: FormConfig,
  { adapter, endpoint }: Pick<PartSetting, 'adapter' | 'endpoint'>,
) {
  const use = adapter ?? config.adapter?.use ?? 'http';
  // That of the definition is for the adapter that it names.
  return { use, endpoint: endpoint ?? (config.adapter?.use === use ? config.adapter.endpoint : undefined) };
}

/** Whether answers would go to a safe place is told when the form opens, not when somebody has filled it in. */
function checkTarget(config: FormConfig, setting: PartSetting): FormConfig {
  const { use, endpoint } = findTarget(config, setting);
  if (endpoint === undefined ? use === 'http' : !isSafeUrl(endpoint))
    throw new ConfigError('endpoint', 'missing or unsafe', 'Use https, or http on localhost.');
  return config;
}

/** Only our collector can be asked who somebody is. */
const collectorAddress = (config: FormConfig, setting: PartSetting) => {
  const { use, endpoint } = findTarget(config, setting);
  if (use === 'http') return endpoint;
  return typeof use === 'string' ? undefined : setting.endpoint;
};
