/** The suggestion for a word that is nearly one of those known here. */
import { countEdits } from './count-edits.js';

/** A remedy, or `undefined` where nothing is near: a third of the letters may differ. */
export function didYouMean(word: string, known: readonly string[]): string | undefined {
  if (word.length > 64) return undefined;
  const near = known
    .slice(0, 200) // enough for any form that a person wrote, and no burden where a machine did
    .map((candidate) => ({ candidate, distance: countEdits(word.toLowerCase(), candidate.toLowerCase()) }))
    .filter(({ candidate, distance }) => distance <= Math.max(1, Math.floor(candidate.length / 3)))
    .sort((a, b) => a.distance - b.distance)[0];
  return near && `Did you mean ${near.candidate}?`;
}
