/** What there is for authors: it loads when they ask for it. */
import type { FormConfig } from '../model/form-config.js';
import type { ConfigInspector, ConfigProblem } from '../model/ports.js';
import type { Explanation } from '../plan/explanation.js';
import type { FormSession } from '../session.js';

export interface Inspection {
  readonly inspectDefinition: ConfigInspector;
  /** `names`: those of the page and those built in. */
  findUnknownValidators(config: FormConfig, names: readonly string[]): readonly ConfigProblem[];
  /** Of every field, in the order of the definition: whether it is asked now, and why. */
  explainSession(session: FormSession): readonly Explanation[];
  /** The same on the console, with a warning of what the page's address should not hold. */
  printReasons(session: FormSession): void;
}
