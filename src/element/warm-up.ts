/** What the form gets ready while nobody waits for it. */
import { isThisMachine } from '../model/safe-url.js';
import type { FormSession } from '../session.js';
import type { AnsweringHost } from './answering-host.js';
import type { RarePart } from './rare-part.js';

/**
 * Loads what the visitor will need, sends what waits from earlier, and tells the author what is to mend; once for each
 * session that the element shows. From then on it looks whether what it says of earlier answers still holds.
 */
export function createWarmUp(host: AnsweringHost, rare: RarePart): () => Promise<void> {
  let warm: FormSession | undefined;
  return async () => {
    const { session } = host;
    if (!session) return;
    if (warm === session) return endWaiting(host, session);
    warm = session;
    try {
      await session.warmUp();
      void tellWaiting(host, session).catch(() => undefined); // Nobody has asked.
      // The visitor has no use for it, and it loads the largest part.
      if (host.debug || isThisMachine(location.hostname)) await (await rare.load()).tellAuthor(host, session);
    } catch (error) {
      // The way to the back end is set up wrongly.
      if ((error as Error).name === 'ConfigError')
        return (await rare.load()).tellRefusal(host, error, () => session === host.session);
      // Loaded again when the visitor submits, and told then if it still fails.
      host.tell('pf-error', { message: 'A part did not load yet.' });
    }
  };
}

/** Says that answers of an earlier visit are not sent yet, where a try to send them has come to nothing. */
async function tellWaiting(host: AnsweringHost, session: FormSession): Promise<void> {
  const outbox = await session.outbox();
  if (host.kiosk || !(await outbox.waiting())) return;
  await outbox.flush();
  const isWaiting = await outbox.waiting();
  // She has gone on meanwhile: what waits may be of this visit.
  if (!isWaiting || session !== host.session || session.state.done[0] || host.screen.status) return;
  host.show({ status: 'stillWaiting' });
}

/** What waited may have been of another form: nobody tells this one that it has arrived. */
async function endWaiting(host: AnsweringHost, session: FormSession): Promise<void> {
  const isSaid = () => host.screen.status === 'stillWaiting';
  if (isSaid() && !(await (await session.outbox()).waiting()) && isSaid()) host.show({ status: undefined });
}
