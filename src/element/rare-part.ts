/** What few visitors come to, in a part that is loaded when the first of it is needed. */
import type { AnsweringHost } from './answering-host.js';
import type { AnsweringParts, ElementExtras } from './answering-parts.js';

export interface RarePart {
  /** Nothing before it has come. */
  readonly here: ElementExtras | undefined;
  load(): Promise<ElementExtras>;
  /** The same as `here`, for what is drawn: all is drawn again once it has come. Tried again with the next change. */
  want(): ElementExtras | undefined;
}

export function createRarePart(host: AnsweringHost, parts: Pick<AnsweringParts, 'extras'>): RarePart {
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
