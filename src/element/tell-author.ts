/** What the author of a definition is told: on the console, as an event, and where nothing can be shown on the page. */
import type { ConfigError } from '../model/config-error.js';
import type { ConfigProblem } from '../model/ports.js';
import { isThisMachine } from '../model/safe-url.js';
import type { FormSession } from '../session.js';
import type { AnsweringHost } from './answering-host.js';

/** Each problem of a definition that is in use; with `debug` also why each field is or is not asked. */
export async function tellAuthor(host: AnsweringHost, session: FormSession): Promise<void> {
  const inspection = await host.inspection();
  const names = ['phone', ...Object.keys(host.validators ?? {})];
  const unknown = inspection?.findUnknownValidators(session.config, names) ?? [];
  const problems = [...(await inspect(host)), ...unknown];
  if (session !== host.session) return;
  report(host, problems);
  if (host.debug) inspection?.printReasons(session);
}

/**
 * Why nothing is shown: on the page only where the author is looking. `isStill`: another definition may have been opened
 * by the time that there is something to tell.
 */
export async function tellRefusal(
  host: AnsweringHost,
  error: unknown,
  isStill: () => boolean,
): Promise<void> {
  // By name: the error comes from another file, with a class of its own.
  if (!(error instanceof Error) || error.name !== 'ConfigError') {
    if (!isStill()) return;
    host.show({ problem: '' });
    host.tell('pf-error', { message: 'The form could not be opened.' });
    return;
  }
  const refused = error as ConfigError;
  // Of a definition that did not come there is nothing more to say.
  const found = refused.path === 'config' ? [] : await inspect(host).catch(() => []);
  const problems = found.some(({ path }) => path === refused.path) ? found : [refused, ...found];
  const [first = refused] = problems;
  if (!isStill()) return;
  const isHers = host.debug || isThisMachine(location.hostname);
  host.show({ phase: 'broken', problem: isHers ? describe(first) : '' });
  report(host, problems);
}

async function inspect(host: AnsweringHost): Promise<readonly ConfigProblem[]> {
  return (await host.inspection())?.inspectDefinition(host.definition) ?? [];
}

function report(host: AnsweringHost, problems: readonly ConfigProblem[]): void {
  for (const problem of problems) console.error(`<progressive-form> ${describe(problem)}`);
  const plain = problems.map(({ path, problem, remedy }) => ({ path, problem, remedy }));
  if (plain.length) host.tell('pf-config-error', { problems: plain });
}

const describe = ({ path, problem, remedy }: ConfigProblem): string =>
  `${path || 'definition'}: ${problem}. ${remedy}`;
