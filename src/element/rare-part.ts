/** What few visitors come to, in a part that is loaded when the first of it is needed. */
import type { renderAdvice } from './advice-view.js';
import type { advise } from './advise.js';
import type { AnsweringHost } from './answering-host.js';
import type { listEntries } from './page-form.js';
import type { renderNotYou, renderRefusal } from './rare-views.js';
import type { tellAuthor, tellRefusal } from './tell-author.js';

export interface ElementExtras {
  readonly styles: string;
  readonly advise: typeof advise;
  readonly listEntries: typeof listEntries;
  readonly renderAdvice: typeof renderAdvice;
  readonly renderNotYou: typeof renderNotYou;
  readonly renderRefusal: typeof renderRefusal;
  readonly tellAuthor: typeof tellAuthor;
  readonly tellRefusal: typeof tellRefusal;
}

export interface RarePart {
  /** Nothing before it has come. */
  readonly here: ElementExtras | undefined;
  load(): Promise<ElementExtras>;
  /** The same as `here`, for what is drawn: all is drawn again once it has come. Tried again with the next change. */
  want(): ElementExtras | undefined;
}

export function createRarePart(host: AnsweringHost, parts: { extras(): Promise<ElementExtras> }): RarePart {
  let here: ElementExtras | undefined;
  const load = async () => {
    const extras = await parts.extras();
    host.wear(extras.styles);
    return (here = extras);
  };
  return {
    get here() {
      return here;
    },
    load,
    want() {
      if (!here)
        load().then(
          () => host.show({}),
          () => undefined,
        );
      return here;
    },
  };
}
