/** Names of adapters in a definition become objects. Each is a part of its own, loaded when it is named. */
import { findOpen } from './adapters/find-open.js';
import { createMirrored, type Mirror } from './adapters/mirror.js';
import { nameFields } from './adapters/name-fields.js';
import type { NameMap } from './adapters/names.js';
import type { Wire } from './adapters/wire.js';
import type { AnsweringHost } from './element/answering-host.js';
import { ConfigError } from './model/config-error.js';
import type { FormConfig } from './model/form-config.js';
import { own } from './model/own.js';
import type { Adapter } from './model/ports.js';
import { isSafeUrl, isThisMachine } from './model/safe-url.js';
import type { AdapterSetting, Target } from './target.js';

/** What a part for one back end exports: the settings are those that its name has in `model/adapter-choice.ts`. */
type Part =
  { readonly createWire: (options: never) => Wire } | { readonly createAdapter: (options: never) => Adapter };

interface Known {
  /** Settings without which there is nothing to send to. */
  readonly needs: readonly string[];
  load(): Promise<Part>;
}

const known: Readonly<Record<string, Known>> = {
  webhook: { needs: ['endpoint'], load: () => import('./adapters/webhook/wire.js') },
  hubspot: { needs: ['portalId', 'formId'], load: () => import('./adapters/hubspot/wire.js') },
  mautic: { needs: ['endpoint', 'formId'], load: () => import('./adapters/mautic/wire.js') },
  marketo: {
    needs: ['endpoint', 'munchkinId', 'formId'],
    load: () => import('./adapters/marketo/adapter.js'),
  },
  'salesforce-web-to-lead': {
    needs: ['orgId'],
    load: () => import('./adapters/salesforce-web-to-lead/wire.js'),
  },
  'pardot-form-handler': {
    needs: ['endpoint'],
    load: () => import('./adapters/pardot-form-handler/wire.js'),
  },
  formspree: { needs: ['formId'], load: () => import('./adapters/formspree/wire.js') },
  netlify: { needs: ['formName'], load: () => import('./adapters/netlify/wire.js') },
  segment: { needs: ['writeKey'], load: () => import('./adapters/segment/wire.js') },
  mixpanel: { needs: ['token'], load: () => import('./adapters/mixpanel/wire.js') },
  posthog: { needs: ['projectKey'], load: () => import('./adapters/posthog/wire.js') },
  clevertap: { needs: [], load: () => import('./adapters/clevertap/adapter.js') },
  auth0: { needs: ['endpoint'], load: () => import('./adapters/auth0/wire.js') },
  'data-layer': { needs: [], load: () => import('./adapters/data-layer/adapter.js') },
  console: { needs: [], load: () => import('./adapters/console/adapter.js') },
};

/**
 * The adapter that `use` names, or is, with the mirrors of the definition. Throws a `ConfigError` for a name that is
 * not there, a setting that is missing, or an address that answers may not be sent to.
 */
export async function createNamedAdapter(setting: AdapterSetting): Promise<Adapter> {
  const { use, config } = setting;
  const { id: formId } = config;
  const main = typeof use === 'string' ? await createMain(use, setting) : use;
  const mirrors = placeMirrors(config).flatMap((placed) => createMirror(placed, setting));
  listen(Promise.resolve(main), setting);
  return mirrors.length ? createMirrored(main, { formId, mirrors, warn }) : main;
}

/** What waits is sent by the names that its own form has; our collector is sent the same whatever the form. */
async function createMain(use: string, setting: AdapterSetting): Promise<Adapter> {
  const main = await create(placeMain(use, setting), setting);
  return use === 'http'
    ? main
    : { ...main, endpointKey: `${main.endpointKey ?? main.name}#${setting.config.id}` };
}

/** One that is set up wrongly is told to the author and left out: it is not to end the form. */
function createMirror(placed: Placed, setting: AdapterSetting): readonly Mirror[] {
  const { choice, path } = placed;
  const { use: name, purpose, map } = choice;
  try {
    check(placed);
  } catch (error) {
    void tellAuthor(error, setting);
    return [];
  }
  // Its script keeps what it is told about somebody on this device.
  if (setting.setting.kiosk && name === 'clevertap') return [];
  const adapter = create(placed, setting);
  adapter.catch((error: unknown) => tellAuthor(error, setting, `the part for ${path} did not come`));
  // The tag manager would hear of what is done in the form before anybody has agreed to it.
  if (purpose === undefined) listen(adapter, setting);
  const { config } = setting;
  return [{ name, adapter, purpose, open: findOpen(config, map) }];
}

async function tellAuthor(error: unknown, setting: AdapterSetting, otherwise = ''): Promise<void> {
  const isOfAuthor = error instanceof ConfigError;
  if (isOfAuthor && (await isInspected(error, setting).catch(() => false))) return;
  console.error(`<progressive-form> ${isOfAuthor ? error.message : otherwise}`);
}

/** What of the element is looked at. */
type Inspected = Partial<Pick<AnsweringHost, 'debug' | 'inspection'>>;

/** Whether the author, whose page has the definition inspected, is told the same by that. */
async function isInspected({ path }: ConfigError, { setting, config }: AdapterSetting): Promise<boolean> {
  const host = setting.host as Inspected | undefined;
  if (!host?.inspection || !(host.debug || isThisMachine(location.hostname))) return false;
  const found = (await host.inspection())?.inspectDefinition(config);
  return found?.some((problem) => problem.path === path) ?? false;
}

function listen(adapter: Promise<Adapter>, { setting: { host } }: AdapterSetting): void {
  adapter.then(
    (one) => host && one.watch?.(host),
    () => undefined, // told where it was made
  );
}

/** Throws what `createNamedAdapter` would throw: for whoever opens a form without a page, before anybody answers. */
export function checkAdapters(target: Pick<Target, 'use' | 'config' | 'endpoint'>): void {
  const { use, config } = target;
  if (typeof use === 'string') check(placeMain(use, target));
  for (const mirror of placeMirrors(config)) check(mirror);
}

/** As the reader lets it through: its settings are of any kind. */
interface Named {
  readonly use: string;
  readonly endpoint?: string;
  readonly map?: NameMap;
  readonly purpose?: string;
}

/** With its place in the definition. */
interface Placed {
  readonly choice: Named;
  readonly path: string;
}

/** The element's own address wins, where the back end goes by one. */
function placeMain(use: string, { config, endpoint }: Pick<Target, 'config' | 'endpoint'>): Placed {
  const given = config.adapter?.use === use ? config.adapter : undefined;
  const place = needsOf(use).includes('endpoint') ? { endpoint: endpoint ?? '' } : {};
  return { choice: { ...given, use, ...place }, path: 'adapter' };
}

function placeMirrors({ adapter }: FormConfig): readonly Placed[] {
  const mirrors: unknown = adapter?.mirrors ?? [];
  if (!Array.isArray(mirrors)) throw new ConfigError('adapter.mirrors', 'is no list', 'Write a list.');
  return mirrors.map((choice: Named | null, i) => ({
    choice: { use: '', ...choice },
    path: `adapter.mirrors[${i}]`,
  }));
}

async function create(placed: Placed, setting: AdapterSetting): Promise<Adapter> {
  const { choice } = placed;
  const load = check(placed);
  const { fetch, config, hub } = setting;
  if (!load) return hub.createHttpAdapter({ endpoint: choice.endpoint ?? '', fetch });
  const options = {
    ...choice,
    ...describe(config),
    names: nameFields(config.fields, choice.map, placed.path !== 'adapter'),
  } as never;
  const part = await load();
  try {
    if ('createAdapter' in part) return part.createAdapter(options);
    const wire = part.createWire(options);
    const isKiosk = setting.setting.kiosk;
    return hub.createWireAdapter(isKiosk ? { ...wire, onPage: () => false } : wire, { fetch });
  } catch (error) {
    throw at(placed.path, error);
  }
}

/** An adapter knows itself as `adapter`, wherever it stands in the definition. By name: parts have classes of their own. */
function at(path: string, error: unknown): unknown {
  if (!(error instanceof Error) || error.name !== 'ConfigError') return error;
  const { path: place, problem, remedy } = error as ConfigError;
  return new ConfigError(place.replace(/^adapter\b/, path), problem, remedy);
}

/** Gives what loads the adapter; nothing for `http`, which comes with what delivers. */
function check({ choice, path }: Placed): Known['load'] | undefined {
  const { use, endpoint, map } = choice;
  if (!Object.hasOwn({ http: 1, ...known }, use))
    throw new ConfigError(`${path}.use`, 'unknown', `Use http, ${Object.keys(known).join(', ')}.`);
  for (const need of needsOf(use)) {
    const value = own({ ...choice }, need) as unknown;
    if (typeof value !== 'string' || !value)
      throw new ConfigError(`${path}.${need}`, 'is missing', `${use} needs it.`);
  }
  if (endpoint !== undefined && !isSafeUrl(endpoint))
    throw new ConfigError(`${path}.endpoint`, 'unsafe', 'Use https, or http on localhost.');
  const unfit = Object.entries({ ...map }).find(([, name]) => typeof name !== 'string');
  if (unfit) throw new ConfigError(`${path}.map.${unfit[0]}`, 'is no text', 'Write a name, or "".');
  return own(known, use)?.load;
}

const needsOf = (use: string): readonly string[] =>
  use === 'http' ? ['endpoint'] : (own(known, use)?.needs ?? []);

/** What some back ends go by besides: ids of the steps in order, and the fields that any of them may be told. */
const describe = ({ steps, fields }: FormConfig) => ({
  steps: steps.map(({ id }) => id),
  fields: fields.filter(({ sensitive }) => !sensitive).map(({ name }) => name),
});

/** For whoever has set up the page; it says nothing of what was sent. */
const warn = (name: string, why: string): void =>
  console.warn(`<progressive-form> The mirror ${name} was told of a submission in vain: ${why}.`);
