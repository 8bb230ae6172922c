/** What the answering part loads when it is first needed. */
import type { renderAdvice } from './advice-view.js';
import type { advise } from './advise.js';
import type { Friction } from './friction.js';
import type { listEntries } from './page-form.js';
import type { renderNotYou, renderRefusal } from './rare-views.js';
import type { tellAuthor, tellRefusal } from './tell-author.js';

export interface AnsweringParts {
  extras(): Promise<ElementExtras>;
  friction(): Promise<typeof Friction>;
}

/** What few visitors come to. */
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
