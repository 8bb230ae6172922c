/** The part from checked answers to the back end: outbox, store and the usual adapter in one file. */
import { createHttpAdapter } from './adapters/http/http.js';
import { resolveRedirect } from './check/resolve-redirect.js';
import { createIdMinter } from './model/mint-id.js';
import type { Adapter, Outbox, OutboxEvent } from './model/ports.js';
import { createIndexedDbStore } from './outbox/indexed-db-store.js';
import { createOutbox } from './outbox/outbox.js';
import { watchPage } from './outbox/watch-page.js';
import { deviceKey } from './profile/device-key.js';
import type { Delivery } from './session.js';
import { keepVisit, readValues, submitView } from './submit-view.js';

type Listener = (event: OutboxEvent) => void;

export interface DeliveryRequest {
  readonly formId: string;
  readonly adapter: Adapter;
  readonly on: Listener;
}

/** One outbox a back end and page, however many forms there are. */
export class DeliveryHub {
  readonly #mintId = createIdMinter(Date.now, (bytes) => crypto.getRandomValues(bytes));
  readonly #store = createIndexedDbStore();
  readonly #outboxes = new Map<
    string,
    { readonly adapter: Adapter; readonly outbox: Outbox; close(): void }
  >();
  /** By form. */
  readonly #listeners = new Map<string, Set<Listener>>();

  open({ formId, adapter, on }: DeliveryRequest): Delivery {
    this.#listeners.set(formId, (this.#listeners.get(formId) ?? new Set()).add(on));
    return {
      readValues,
      submitView,
      keepVisit,
      mintId: this.#mintId,
      outbox: this.#outbox(adapter),
      writeDevice: (record) => this.#store.put(deviceKey, record),
      redirect: ({ afterSubmit: { redirect, allowedHosts } = {} }) =>
        redirect === undefined || !globalThis.location
          ? undefined
          : resolveRedirect(redirect, location.href, allowedHosts),
    };
  }

  #outbox(adapter: Adapter): Outbox {
    const key = adapter.endpointKey ?? adapter.name;
    const found = this.#outboxes.get(key);
    // An adapter of ours is its address; one of the page's own is the object.
    if (found && (adapter.endpointKey || found.adapter === adapter)) return found.outbox;
    found?.close();
    const outbox = createOutbox({ adapter, store: this.#store, on: (event) => this.#tell(event) });
    const unwatch = globalThis.window ? watchPage(outbox) : () => undefined;
    const close = () => (unwatch(), outbox.close());
    this.#outboxes.set(key, { adapter, outbox, close });
    return outbox;
  }

  #tell(event: OutboxEvent): void {
    const concerned =
      event.type === 'storage' ? [...this.#listeners.values()] : [this.#listeners.get(event.formId) ?? []];
    for (const listeners of concerned) for (const listener of listeners) listener(event);
  }
}

export { createHttpAdapter };
