/** In the page: many submissions in a short time, through the parts below the element. */
import { createHttpAdapter } from '../../../src/adapters/http/http.js';
import { createIdMinter } from '../../../src/model/mint-id.js';
import type { Outbox, OutboxEvent } from '../../../src/model/ports.js';
import type { Submission } from '../../../src/model/submission.js';
import { createMemoryStore } from '../../../src/outbox/memory-store.js';
import { createOutbox } from '../../../src/outbox/outbox.js';
import { createParts } from '../../../src/parts.js';
import { definition } from '../definition.js';

export interface Library {
  /** Opens the outbox of a page, as the element does. */
  open(endpoint: string): Promise<void>;
  /** Opens that many outboxes, each with a memory, a gate and a schedule of its own, as on that many devices. */
  openCrowd(endpoint: string, clients: number): void;
  /**
   * Dealt out to the clients in turn. Resolves with how safe each is; the intents are on file before anything else
   * happens.
   */
  submit(references: readonly string[]): Promise<readonly string[]>;
  readonly outboxes: readonly Outbox[];
}

declare global {
  interface Window {
    library: Library;
  }
}

const mintId = createIdMinter(Date.now, (bytes) => crypto.getRandomValues(bytes));
const referenceOf = new Map<string, string>();
let outboxes: readonly Outbox[] = [];

function hear(event: OutboxEvent): void {
  const { type } = event;
  if (type !== 'queued' && type !== 'delivered' && type !== 'rejected') return;
  const reference = referenceOf.get(event.id);
  const named = { id: event.id, ...(reference && { reference }) };
  if (type === 'queued') void pfLedger({ type: 'durable', ...named });
  else if (type === 'delivered') void pfLedger({ type: 'sent', ...named });
  else void pfLedger({ type: 'rejected', status: event.status, ...named });
}

function write(reference: string): Submission {
  const id = mintId();
  referenceOf.set(id, reference);
  return {
    ...{ id, sessionId: mintId(), step: 'order', formId: 'faults', formVersion: '1' },
    ...{ answers: { reference }, consents: [], signals: {}, exposures: [] },
    submittedAt: new Date().toISOString(),
  };
}

/** Clients of a crowd do not know each other. */
const alone = () => ({ postMessage: () => {}, onmessage: null, close: () => {} });

window.library = {
  get outboxes() {
    return outboxes;
  },
  async open(endpoint) {
    const session = createParts().createSession({ endpoint, adapter: undefined, on: hear });
    outboxes = [(await session.delivery(definition)).outbox];
  },
  openCrowd(endpoint, clients) {
    const adapter = createHttpAdapter({ endpoint });
    outboxes = Array.from({ length: clients }, (_, i) =>
      createOutbox({
        ...{ adapter, endpointKey: `client-${i}`, store: createMemoryStore() },
        ...{ channel: alone(), on: hear },
      }),
    );
  },
  async submit(references) {
    await Promise.all(references.map((reference) => pfLedger({ type: 'intent', reference })));
    return Promise.all(
      references.map(async (reference, i) => {
        const submission = write(reference);
        const safe = () => pfLedger({ type: 'durable', id: submission.id, reference });
        const receipt = await outboxes[i % outboxes.length]?.submit(submission, () => void safe());
        if (receipt?.state === 'durable' || receipt?.state === 'sent') await safe();
        return receipt?.state ?? 'no outbox';
      }),
    );
  },
};
