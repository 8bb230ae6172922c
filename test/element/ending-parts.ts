/**
 * The real parts, for one test: with it ends what it left under way. A form that is taken off the page goes on writing
 * what the visitor did, as it should, and would write it into the next test.
 */
import type { Drafts } from '../../src/element/draft-desk.js';
import type { ElementParts } from '../../src/element/progressive-form.js';
import type { Outbox } from '../../src/model/ports.js';
import { createParts } from '../../src/parts.js';
import type { Delivery, SessionParts } from '../../src/session.js';

export interface EndingParts {
  readonly parts: ElementParts;
  /** Waits for what is being written; whatever is to be read, written or sent from now on never is. */
  end(): Promise<void>;
  /** The same for drafts alone, as when a page is left. */
  endDrafts(): Promise<void>;
}

export function createEndingParts(): EndingParts {
  const parts = createParts();
  const underWay = new Set<Promise<unknown>>();
  const outboxes = new Set<Outbox>();
  const desks = new Set<Drafts>();
  let ended = false;

  const unlessEnded = <T>(work: () => Promise<T>): Promise<T> =>
    ended ? new Promise(() => undefined) : work();

  const during = <T>(work: () => Promise<T>): Promise<T> => {
    const working = unlessEnded(work);
    if (ended) return working;
    const settled = working.then(forget, forget);
    function forget(): void {
      underWay.delete(settled);
    }
    underWay.add(settled);
    return working;
  };

  /** Until it is stored: an answer of the back end may never come. */
  const submit =
    (outbox: Outbox): Outbox['submit'] =>
    (submission, kept = () => undefined) =>
      new Promise((resolve, reject) => {
        const store = () =>
          new Promise<void>((stored) => {
            const tell = () => (kept(), stored());
            const receipt = outbox.submit(submission, tell);
            receipt.then(resolve, reject);
            receipt.catch(() => undefined).finally(stored);
          });
        void during(store);
      });

  const endingOutbox = (outbox: Outbox): Outbox => {
    outboxes.add(outbox);
    return {
      submit: submit(outbox),
      flush: () => outbox.flush(),
      waiting: () => outbox.waiting(),
      deadLetters: outbox.deadLetters,
      purge: () => outbox.purge(),
      close: () => outbox.close(),
    };
  };

  /** One a page, as the real one is: it remembers whose record this page wrote. */
  let shared: Delivery['store'] | undefined;
  const endingStore = (store: Delivery['store']): Delivery['store'] =>
    (shared ??= {
      get: (key) => during(() => store.get(key)),
      update: (key, change) => during(() => store.update(key, change)),
    });

  const endingDelivery = (delivery: Delivery): Delivery => ({
    ...delivery,
    outbox: endingOutbox(delivery.outbox),
    passing: () => endingOutbox(delivery.passing()),
    changeDevice: (change) => during(() => delivery.changeDevice(change)),
    forgetDevice: (is) => during(() => delivery.forgetDevice(is)),
    store: endingStore(delivery.store),
  });

  const endingSession = (session: SessionParts): SessionParts => ({
    ...session,
    // Not waited for: it leaves nothing behind, and some storage never answers.
    readDevice: () => unlessEnded(() => session.readDevice()),
    delivery: (config) => during(() => session.delivery(config).then(endingDelivery)),
  });

  const drafts: ElementParts['drafts'] = async (...given) => {
    const openDrafts = await parts.drafts(...given);
    return async (...place) => {
      const desk = await openDrafts?.(...place);
      if (desk) desks.add(desk);
      return desk;
    };
  };

  const endDrafts = async (): Promise<void> => {
    const all = [...desks].flatMap(({ kept }) => kept ?? []);
    for (const kept of all) kept.isKept = false;
    await Promise.all(all.map((kept) => kept.look().catch(() => undefined))); // its turn comes last
  };

  return {
    parts: { ...parts, createSession: (setting) => endingSession(parts.createSession(setting)), drafts },
    endDrafts,
    async end() {
      ended = true;
      for (const outbox of outboxes) outbox.close();
      await Promise.all([endDrafts(), ...underWay]);
      for (const outbox of outboxes) outbox.close(); // one that was being opened meanwhile
    },
  };
}
