/**
 * The draft of one form on this device. It is written only once the visitor has asked for it, and after that only where
 * it still lies: whoever erases it, in whatever tab, ends it everywhere. Finding out whether there is one creates
 * nothing. One a form and device; a draft of somebody else is neither offered nor told of, and gives way to the next.
 */
import type { Answers } from '../model/answers.js';
import { draftPrefix } from '../model/draft-prefix.js';
import { parseDuration } from '../model/duration.js';
import type { Clock, RecordStore } from '../model/ports.js';
import {
  isDraftRecord,
  isOver,
  makeDraftKey,
  openDraft,
  sealDraft,
  type Draft,
  type DraftHead,
  type SentBefore,
} from '../profile/draft-record.js';
import type { FormSession } from '../session.js';
import { resumeVisit } from './resume-visit.js';
import { writeDraft } from './write-draft.js';

export interface DraftTools {
  readonly store: Pick<RecordStore, 'get' | 'put' | 'move' | 'remove' | 'page'>;
  readonly clock: Clock;
  readonly crypto: Crypto;
}

export class KeptDraft {
  /** When a draft was begun that the visitor has not decided about yet: milliseconds since 1970. */
  found: number | undefined;
  /** What is typed is being kept, as the visitor wished. */
  isKept = false;

  readonly #session: FormSession;
  readonly #tools: DraftTools;
  readonly #place: string;
  readonly #given: Answers;
  /** The visitor's last word. */
  #wish = false;
  #head: DraftHead | undefined;
  #sent: SentBefore | undefined;
  /** To come after the work that is under way. */
  #saving: Promise<void> | undefined;
  /** The work that is under way. */
  #turn: Promise<unknown> = Promise.resolve();

  /** `before`: of the same page, which goes on keeping where it is the same form and person. Rejects without storage. */
  static async open(session: FormSession, tools: DraftTools, before?: KeptDraft): Promise<KeptDraft> {
    const kept = new KeptDraft(session, tools);
    await (before && before.#turn);
    await kept.#look(before?.isKept && before.#head ? before.#head.id : undefined);
    if (before && kept.isKept) kept.#sent = before.#sent;
    return kept;
  }

  private constructor(session: FormSession, tools: DraftTools) {
    this.#session = session;
    this.#tools = tools;
    this.#place = draftPrefix + session.config.id;
    this.#given = session.state.answers;
  }

  async #look(ownId: string | undefined): Promise<void> {
    const { store, crypto, clock } = this.#tools;
    await sweep(this.#tools);
    const record = await store.get(this.#place);
    if (!isDraftRecord(record)) return;
    const draft = await openDraft(crypto, this.#place, record);
    // The definition may have come to allow less since.
    if (!draft || clock() >= record.began + this.#keepFor) return store.remove([this.#place]);
    if (draft.who !== this.#session.state.who) return;
    if (record.id !== ownId) this.found = record.began;
    else [this.#head, this.isKept] = [record, true];
  }

  get #keepFor(): number {
    return parseDuration(this.#session.config.draft?.keepFor ?? '') ?? 0;
  }

  /** As the visitor wishes from now on; without it all is erased, with the key. Rejects where storage refuses. */
  keep(wish: boolean, typing: Answers = {}): Promise<void> {
    this.found = undefined;
    this.#wish = this.isKept = wish;
    this.#saving = undefined; // what is told of from now on comes after this
    return this.#inTurn(() => (wish ? this.#begin(typing) : this.#erase()));
  }

  async #begin(typing: Answers): Promise<void> {
    const { crypto, clock, store } = this.#tools;
    try {
      const began = clock();
      const { state } = this.#session;
      const { done } = state;
      const key = await makeDraftKey(crypto);
      const head = { id: crypto.randomUUID(), began, until: began + this.#keepFor, key };
      const record = await sealDraft(crypto, this.#place, head, await this.#write(typing));
      // Forgotten meanwhile: what was typed and wished is not of whoever sits there now.
      if (state.done !== done && !state.done.length) this.#wish = this.isKept = false;
      if (!this.#wish) return;
      await store.put(this.#place, record);
      this.#head = head;
      this.isKept = this.#wish; // which may have changed since
    } catch (error) {
      this.isKept = false;
      throw error;
    }
  }

  async #erase(): Promise<void> {
    this.#head = this.#sent = undefined;
    await this.#tools.store.remove([this.#place]);
  }

  /**
   * `typing`: what stands in the view and was not taken yet, when its turn comes; what is told of until then goes with
   * it. Nothing is written that nobody wished.
   */
  save(typing: () => Answers = nothing): Promise<void> {
    return (this.#saving ??= this.#inTurn(async () => {
      this.#saving = undefined;
      const { crypto, clock, store } = this.#tools;
      if (!this.isKept || !this.#head) return;
      // While the page is open nothing comes to its end: what still stands in it begins anew.
      const now = clock();
      if (isOver(this.#head, now)) this.#head = { ...this.#head, began: now, until: now + this.#keepFor };
      const { id } = this.#head;
      const record = await sealDraft(crypto, this.#place, this.#head, await this.#write(typing()));
      const isThere = (stored: unknown) => isDraftRecord(stored) && stored.id === id;
      if (!(await store.move([[this.#place, record]], [], this.#place, isThere))) this.#end();
    }));
  }

  /** Erased in another tab, or with everything else on the device. */
  #end(): void {
    this.#head = this.#sent = this.found = undefined;
    this.isKept = false;
  }

  /** Whether what is kept, or was found, still lies here. */
  look(): Promise<void> {
    return this.#inTurn(async () => {
      if (!this.#head && this.found === undefined) return;
      const record = await this.#tools.store.get(this.#place);
      if (!isDraftRecord(record) || (this.#head && record.id !== this.#head.id)) this.#end();
    });
  }

  /**
   * Puts its answers in place, save where `typing` has others; tells whether it was still there. Rejects where a part
   * does not come; then it still is.
   */
  async resume(typing: () => Answers = nothing): Promise<boolean> {
    const { store, crypto, clock } = this.#tools;
    const session = this.#session;
    const { done } = session.state;
    const { next } = await session.tools();
    const record = await store.get(this.#place);
    const draft = isDraftRecord(record) ? await openDraft(crypto, this.#place, record) : undefined;
    // From here on nothing is waited for: what is typed, and who sits there, is so at this moment.
    const isHers = draft !== undefined && draft.who === session.state.who && done === session.state.done;
    session.take(typing());
    if (isHers) resumeVisit(session, draft, { given: this.#given, now: clock(), next });
    this.found = undefined;
    if (!isHers || !isDraftRecord(record)) return false;
    [this.#head, this.#sent, this.isKept] = [record, draft.sent, true];
    return true;
  }

  #write(typing: Answers): Promise<Draft> {
    return writeDraft(this.#session, { typing, given: this.#given, before: this.#sent });
  }

  #inTurn(work: () => Promise<void>): Promise<void> {
    const turn = this.#turn.then(work);
    this.#turn = turn.catch(() => undefined); // told to whoever asked for it
    return turn;
  }
}

const nothing = (): Answers => ({});

/** Removes what is over, of whatever form, and what nobody can read. */
async function sweep({ store, clock }: DraftTools): Promise<void> {
  const found = await store.page(draftPrefix, '', 1000);
  const over = found.filter(([, record]) => !isDraftRecord(record) || isOver(record, clock()));
  if (over.length) await store.remove(over.map(([key]) => key));
}
