/**
 * Whether the whole of a text fits a pattern, in a time that grows with its length alone (Thompson's way: all places
 * in the pattern at once, never back).
 */
import { parsePattern, PatternFault, type PatternPart } from './parse-pattern.js';

/** Places that a pattern may have once its repetitions are written out, and characters that are looked at. */
const mostPlaces = 1_500;
export const longestText = 1_000;

/** A place takes one character of a class, or goes on to others at once. */
interface Place {
  /** Index of the class. */
  readonly one?: number;
  readonly next: number[];
}

/** Throws a `PatternFault` for what is not taken. */
export function createMatcher(pattern: string): (text: string) => boolean {
  const places: Place[] = [];
  const classes: string[] = [];
  const last = write({ places, classes }, parsePattern(pattern), add(places));
  const tests = classes.map((one) => new RegExp(`^${one}$`, 'u'));
  return (text) => {
    if (text.length > longestText) return false;
    const known = new Map<string, readonly boolean[]>(); // of this text alone, so that a server holds no more each time
    let here = reach(places, [0]);
    for (const character of text) {
      const isIn = known.get(character) ?? tests.map((test) => test.test(character));
      known.set(character, isIn);
      here = reach(places, here, isIn);
    }
    return here.includes(last);
  };
}

/** Everywhere that is got to with one character, or without `isIn` from here without any; each place once. */
function reach(
  places: readonly Place[],
  from: readonly number[],
  isIn?: readonly boolean[],
): readonly number[] {
  const seen = new Uint8Array(places.length);
  const reached: number[] = [];
  const enter = (next: readonly number[]) => {
    for (const to of next) {
      if (!seen[to]) reached.push(to);
      seen[to] = 1;
    }
  };
  if (isIn) {
    for (const at of from) {
      const { one = -1, next } = places[at] as Place;
      if (isIn[one]) enter(next);
    }
  } else enter(from);
  // Grows while it is walked.
  for (const at of reached) {
    const { one, next } = places[at] as Place;
    if (one === undefined) enter(next);
  }
  return reached;
}

interface Written {
  readonly places: Place[];
  readonly classes: string[];
}

function add(places: Place[], one?: number): number {
  if (places.length >= mostPlaces)
    throw new PatternFault(1, 'Repeat less: it is too large once written out.');
  return places.push({ ...(one !== undefined && { one }), next: [] }) - 1;
}

const link = ({ places }: Written, from: number, to: number) => places[from]?.next.push(to);

/** Writes the part behind `from` and gives the place behind it. */
function write(written: Written, part: PatternPart, from: number): number {
  const { places, classes } = written;
  if ('all' in part) return part.all.reduce((at, one) => write(written, one, at), from);
  if ('part' in part) return writeRepeated(written, part, from);
  if ('any' in part) {
    const ends = part.any.map((one) => {
      const begin = add(places);
      link(written, from, begin);
      return write(written, one, begin);
    });
    const behind = add(places);
    for (const end of ends) link(written, end, behind);
    return behind;
  }
  const known = classes.indexOf(part.one);
  const at = add(places, known < 0 ? classes.push(part.one) - 1 : known);
  const behind = add(places);
  link(written, from, at);
  link(written, at, behind);
  return behind;
}

function writeRepeated(
  written: Written,
  { part, min, max }: Extract<PatternPart, { part: PatternPart }>,
  from: number,
): number {
  let at = from;
  for (let n = 0; n < min; n++) at = write(written, part, at);
  const behind = add(written.places);
  link(written, at, behind);
  if (max === Infinity) {
    // Of its own, so that whoever comes round again does not leave by another way of where it began.
    const begin = add(written.places);
    link(written, at, begin);
    const end = write(written, part, begin);
    link(written, end, begin);
    link(written, end, behind);
  } else
    for (let n = min; n < max; n++) {
      at = write(written, part, at);
      link(written, at, behind);
    }
  return behind;
}
