/** The part from checked answers to the back end: outbox, store and the usual adapter in one file. */
import type { readIssues } from './adapters/http/read-issues.js';
import type { reportLosses } from './adapters/http/report-losses.js';
import { createHttpSender, type HttpAdapterOptions } from './adapters/http/send.js';
import { createWireAdapter } from './adapters/wire.js';
import { resolveRedirect } from './check/resolve-redirect.js';
import { draftPrefix } from './model/draft-prefix.js';
import { createIdMinter } from './model/mint-id.js';
import type { Adapter, Outbox, OutboxEvent, RecordStore } from './model/ports.js';
import { createMemoryStore } from './outbox/memory-store.js';
import { createIndexedDbStore } from './outbox/indexed-db-store.js';
import { createNoStore } from './outbox/no-store.js';
import { createOutbox, type OutboxExtras } from './outbox/outbox.js';
import { watchPage } from './outbox/watch-page.js';
import { deviceKey, keysKey } from './profile/device-key.js';
import type { Delivery } from './session.js';
import { verbs } from './session/session-verbs.js';
import type { Target } from './target.js';

/** What few pages and few visitors ever need. */
export interface HubExtras extends OutboxExtras {
  readonly readIssues: typeof readIssues;
  readonly reportLosses: typeof reportLosses;
}

type Listener = (event: OutboxEvent) => void;

export interface DeliveryRequest {
  readonly formId: string;
  readonly adapter: Adapter;
  readonly on: Listener;
}

/** One outbox a back end and page, however many forms there are; an adapter of the page's own has one a form. */
export class DeliveryHub {
  readonly #mintId = createIdMinter(Date.now, (bytes) => crypto.getRandomValues(bytes));
  readonly #store: RecordStore;
  readonly #outboxes = new Map<
    string,
    {
      readonly adapter: Adapter;
      readonly outbox: Outbox;
      close(): void;
    }
  >();
  /** By back end and form: each form has names and mirrors of its own. */
  readonly #own = new Map<string, Adapter>();
  readonly #adapters = new WeakMap<object, Promise<Adapter>>();
  readonly #memories = new Map<string, RecordStore>();
  /** By form. Not held: a form that was taken off the page goes with all that it shows. */
  readonly #listeners = new Map<string, readonly WeakRef<Listener>[]>();
  /** The write of the device's record that is under way. */
  #writing: Promise<unknown> = Promise.resolve();

  readonly #extras: () => Promise<HubExtras>;

  constructor(extras: () => Promise<HubExtras>, store = createIndexedDbStore()) {
    this.#extras = extras;
    this.#store = store;
  }

  /** What takes answers to where a form wants them: one for as long as the form is open, since some listen to the page. */
  async connect(target: Target): Promise<Delivery> {
    const { config, setting } = target;
    const adapter = this.#adapters.get(setting) ?? this.#adapt(target);
    this.#adapters.set(setting, adapter);
    adapter.catch(() => this.#adapters.delete(setting)); // A part may come the next time.
    return this.open({ formId: config.id, adapter: await adapter, on: setting.on });
  }

  async #adapt({ named, ...target }: Target): Promise<Adapter> {
    const { use, endpoint = '', fetch, config } = target;
    if (config.adapter?.mirrors === undefined) {
      if (use === 'http') return this.createHttpAdapter({ endpoint, fetch });
      if (typeof use !== 'string' && !use.watch) return use;
    }
    return (await named()).createNamedAdapter({ ...target, hub: this });
  }

  readonly createWireAdapter = createWireAdapter;

  /** As `createHttpAdapter` in `adapters/http`; what reads refusals and reports losses is loaded when there are any. */
  createHttpAdapter(options: HttpAdapterOptions): Adapter {
    return {
      ...createHttpSender({
        ...options,
        readIssues: async (list) => (await this.#extras()).readIssues(list),
      }),
      report: async (...given) => (await this.#extras()).reportLosses(options, ...given),
    };
  }

  open({ formId, adapter, on }: DeliveryRequest): Delivery {
    const others = this.#listenersOf(formId).filter((other) => other !== on);
    this.#listeners.set(
      formId,
      [...others, on].map((one) => new WeakRef(one)),
    );
    return {
      verbs,
      keepsAsks: !!adapter.keepsAsks,
      mintId: this.#mintId,
      forgetPerson: () => adapter.forget?.(),
      outbox: this.#outbox(adapter, formId),
      passing: () => this.#outbox(adapter, formId, false),
      changeDevice: (change) => this.#inTurn(() => this.#store.update(deviceKey, change)),
      forgetDevice: (is) => this.#inTurn(() => this.#store.move([], [deviceKey, keysKey], deviceKey, is)),
      forgetDrafts: async () => {
        const drafts = await this.#store.page(draftPrefix, '', 1000);
        await this.#store.remove(drafts.map(([key]) => key));
      },
      store: this.#store,
      redirect: ({ afterSubmit: { redirect, allowedHosts } = {} }) =>
        redirect === undefined || !globalThis.location
          ? undefined
          : resolveRedirect(redirect, location.href, allowedHosts),
    };
  }

  /** `kept`: what cannot be sent at once waits on the device; else in the memory of the page alone. */
  #outbox(adapter: Adapter, formId: string, kept = true): Outbox {
    // What waits must find its own back end again on the next page: two objects may bear one name.
    const endpointKey = adapter.endpointKey || `own:${adapter.name}:${formId}`;
    const place = kept ? endpointKey : `passing:${endpointKey}`;
    const found = this.#outboxes.get(place);
    // An adapter of ours is its address; one of the page's own is the object.
    this.#own.set(endpointKey + formId, adapter);
    if (found && (adapter.endpointKey || found.adapter === adapter)) return found.outbox;
    found?.close();
    const outbox = createOutbox({
      adapter: {
        name: adapter.name,
        send: (submission, context) =>
          (this.#own.get(endpointKey + submission.formId) ?? adapter).send(submission, context),
        report: adapter.report?.bind(adapter),
      },
      endpointKey,
      store: kept ? this.#store : createNoStore(),
      extras: this.#extras,
      // That nothing is kept is no news where it is meant to be so.
      on: (event) => (kept || event.type !== 'storage') && this.#tell(event),
      channel: kept ? openChannel() : undefined,
      memory: this.#memoryOf(place),
    });
    const unwatch = globalThis.window ? watchPage(outbox) : () => undefined;
    const close = () => (unwatch(), outbox.close());
    this.#outboxes.set(place, { adapter, outbox, close });
    return outbox;
  }

  /** What waits in the memory of the page outlives an adapter that is replaced by another object of its name. */
  #memoryOf(endpointKey: string): RecordStore {
    const memory = this.#memories.get(endpointKey) ?? createMemoryStore();
    this.#memories.set(endpointKey, memory);
    return memory;
  }

  /** One after another, so that each finds what the one before it wrote. */
  #inTurn(write: () => Promise<unknown>): Promise<unknown> {
    return (this.#writing = this.#writing.then(write, write));
  }

  #tell(event: OutboxEvent): void {
    const concerned = event.type === 'storage' ? [...this.#listeners.keys()] : [event.formId];
    for (const listener of concerned.flatMap((formId) => this.#listenersOf(formId))) listener(event);
  }

  #listenersOf(formId: string): readonly Listener[] {
    return (this.#listeners.get(formId) ?? []).flatMap((one) => one.deref() ?? []);
  }
}

/** To the other tabs. Outside a browser there are none, and the channel would keep the process alive. */
function openChannel(): BroadcastChannel | undefined {
  try {
    return globalThis.window && new BroadcastChannel('progressive-form');
  } catch {
    return undefined; // refused with all other storage, or not there at all
  }
}
