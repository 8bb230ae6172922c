/** The part that keeps what is typed and not sent, for definitions that offer it and visitors who wish it. */
import { DraftDesk, type OpenDrafts } from './element/draft-desk.js';
import { draftLanguage, draftWords } from './locales/draft-words.js';
import { createIndexedDbStore } from './outbox/indexed-db-store.js';
import { pageTimer, within } from './outbox/timer.js';
import { KeptDraft } from './session/keep-draft.js';

/** Milliseconds: how long the first view may wait to hear of a draft. */
const patience = 400;

/** `locale`: BCP 47. */
export const createDrafts =
  (locale: string): OpenDrafts =>
  async (session, host, before) => {
    const { crypto } = globalThis;
    const { draft, words: own } = session.config;
    // What cannot be sealed is not kept.
    if (!draft || !crypto.subtle) return undefined;
    const tools = { store: createIndexedDbStore(), clock: Date.now, crypto };
    const opening = KeptDraft.open(session, tools, before?.kept);
    const kept = await within(opening, patience, pageTimer, undefined).catch(() => undefined);
    return (
      kept &&
      new DraftDesk(session, host, kept, {
        words: { ...draftWords(locale), ...own },
        locale: draftLanguage(locale, own),
        clock: Date.now,
      })
    );
  };
