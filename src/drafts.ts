/** The part that keeps what is typed and not sent, for definitions that offer it and visitors who wish it. */
import { DraftDesk, type OpenDrafts } from './element/draft-desk.js';
import { draftLanguage, draftWords } from './locales/draft-words.js';
import { createIndexedDbStore } from './outbox/indexed-db-store.js';
import { pageTimer, within } from './outbox/timer.js';
import { KeptDraft } from './session/keep-draft.js';

/** Milliseconds: how long the first view may wait to hear of a draft; what is heard later is shown later. */
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
    const setting = {
      words: { ...draftWords(locale), ...own },
      locale: draftLanguage(locale, own),
      clock: Date.now,
    };
    const shown = host.session;
    let desk: DraftDesk | undefined;
    const opening = KeptDraft.open(session, tools, before?.kept).then((kept) => {
      // The form may have gone on to another definition meanwhile.
      if (host.session !== shown && host.session !== session) return;
      desk = new DraftDesk(session, host, kept, setting);
      if (host.session === session) desk.catchUp();
    });
    const isThere = opening.then(
      () => true,
      () => false,
    );
    if (!(await within(isThere, patience, pageTimer, true))) return undefined;
    return {
      get kept() {
        return desk?.kept;
      },
      banner: (html) => desk?.banner(html),
      choice: (html) => desk?.choice(html),
    };
  };
