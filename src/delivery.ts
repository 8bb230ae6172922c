/** The part from checked answers to the back end: outbox, store and the usual adapter in one file. */
import { createHttpAdapter } from './adapters/http/http.js';
import { resolveRedirect } from './check/resolve-redirect.js';
import { createIdMinter } from './model/mint-id.js';
import type { Adapter, Outbox, OutboxEvent, RecordStore } from './model/ports.js';
import { createMemoryStore } from './outbox/memory-store.js';
import { createIndexedDbStore } from './outbox/indexed-db-store.js';
import { createOutbox, type OutboxExtras } from './outbox/outbox.js';
import { watchPage } from './outbox/watch-page.js';
import { deviceKey } from './profile/device-key.js';
import type { Delivery } from './session.js';
import { readValues, submitView } from './submit-view.js';

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
    { readonly adapter: Adapter; readonly outbox: Outbox; close(): void }
  >();
  readonly #memories = new Map<string, RecordStore>();
  /** By form. */
  readonly #listeners = new Map<string, Set<Listener>>();
  /** The write of the device's record that is under way. */
  #writing: Promise<void> = Promise.resolve();

  readonly #extras: () => Promise<OutboxExtras>;

  constructor(extras: () => Promise<OutboxExtras>, store = createIndexedDbStore()) {
    this.#extras = extras;
    this.#store = store;
  }

  open({ formId, adapter, on }: DeliveryRequest): Delivery {
    this.#listeners.set(formId, (this.#listeners.get(formId) ?? new Set()).add(on));
    return {
      readValues,
      submitView,
      keepsAsks: !!adapter.keepsAsks,
      mintId: this.#mintId,
      outbox: this.#outbox(adapter, formId),
      changeDevice: (change) => this.#inTurn(() => this.#store.update(deviceKey, change)),
      forgetDevice: () => this.#inTurn(() => this.#store.remove([deviceKey])),
      redirect: ({ afterSubmit: { redirect, allowedHosts } = {} }) =>
        redirect === undefined || !globalThis.location
          ? undefined
          : resolveRedirect(redirect, location.href, allowedHosts),
    };
  }

  #outbox(adapter: Adapter, formId: string): Outbox {
    // What waits must find its own back end again on the next page: two objects may bear one name.
    const endpointKey = adapter.endpointKey || `own:${adapter.name}:${formId}`;
    const found = this.#outboxes.get(endpointKey);
    // An adapter of ours is its address; one of the page's own is the object.
    if (found && (adapter.endpointKey || found.adapter === adapter)) return found.outbox;
    found?.close();
    const outbox = createOutbox({
      adapter,
      endpointKey,
      store: this.#store,
      extras: this.#extras,
      on: (event) => this.#tell(event),
      channel: openChannel(),
      memory: this.#memoryOf(endpointKey),
    });
    const unwatch = globalThis.window ? watchPage(outbox) : () => undefined;
    const close = () => (unwatch(), outbox.close());
    this.#outboxes.set(endpointKey, { adapter, outbox, close });
    return outbox;
  }

  /** What waits in the memory of the page outlives an adapter that is replaced by another object of its name. */
  #memoryOf(endpointKey: string): RecordStore {
    const memory = this.#memories.get(endpointKey) ?? createMemoryStore();
    this.#memories.set(endpointKey, memory);
    return memory;
  }

  /** One after another, so that each finds what the one before it wrote. */
  #inTurn(write: () => Promise<void>): Promise<void> {
    return (this.#writing = this.#writing.then(write, write));
  }

  #tell(event: OutboxEvent): void {
    const concerned =
      event.type === 'storage' ? [...this.#listeners.values()] : [this.#listeners.get(event.formId) ?? []];
    for (const listeners of concerned) for (const listener of listeners) listener(event);
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

export { createHttpAdapter };
