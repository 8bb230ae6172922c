/** What the form gets ready while nobody waits for it. */
import { isThisMachine } from '../model/safe-url.js';
import type { FormSession } from '../session.js';
import type { AnsweringHost } from './answering-host.js';
import type { RarePart } from './rare-part.js';
import { showOutside } from './show-outside.js';

/**
 * Loads what the visitor will need, sends what waits from earlier, and tells the author what is to mend; once for each
 * session that the element shows.
 */
export function createWarmUp(host: AnsweringHost, rare: RarePart): () => Promise<void> {
  let warm: FormSession | undefined;
  return async () => {
    const { session } = host;
    if (!session || warm === session) return;
    warm = session;
    try {
      await session.warmUp();
      if (host.name) showOutside(host, await rare.load());
      // The visitor has no use for it, and it loads the largest part.
      if (host.debug || isThisMachine(location.hostname)) await (await rare.load()).tellAuthor(host, session);
    } catch (error) {
      // The way to the back end is set up wrongly.
      if ((error as Error).name === 'ConfigError') return (await rare.load()).tellRefusal(host, error);
      // Loaded again when the visitor submits, and told then if it still fails.
      host.tell('pf-error', { message: 'A part could not be loaded yet.' });
    }
  };
}
