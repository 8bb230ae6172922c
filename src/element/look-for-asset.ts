/** The download opens once the address is confirmed, which may have happened in another tab. */
import type { AnsweringHost } from './answering-host.js';

export async function lookForAsset(host: AnsweringHost): Promise<void> {
  const { session, screen } = host;
  if (screen.phase !== 'done' || document.hidden || !session?.config.afterSubmit?.asset) return;
  // A collector or a part that cannot be reached: the mail has the link too.
  if (await session.refreshAsset().catch(() => false)) host.show({});
}
