/** Whether the download is open by now, e.g. after the visitor confirmed her address elsewhere. */
import type { Inside } from '../session.js';

export async function refreshAsset({ session, parts, options }: Inside): Promise<boolean> {
  const { state, config } = session;
  if (!state.asset && state.record) {
    const { askCollector, source } = await parts.recognition(config);
    await askCollector(state, { source, patience: options.patience ?? 1500 });
  }
  return state.asset !== undefined;
}
