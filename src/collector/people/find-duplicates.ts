/**
 * Which people may be one and the same, for somebody to look at (S68). Nobody is ever merged by this. People meet by
 * what they have in common, so that the work grows with their number, not with that of their pairs.
 */
import { factName } from '../../model/fact-name.js';
import type { Field } from '../../model/form-config.js';
import { mergeFacts } from '../../profile/merge-facts.js';
import type { Context } from '../context.js';
import { factColumns, groupBy, toFact } from '../facts-by-field.js';
import type { FactOnRecord } from '../facts-by-field.js';
import { factFields } from '../form-fields.js';
import { listTraits } from './list-traits.js';
import { sketch } from './sketch.js';
import { takeBreaths } from './take-breaths.js';
import type { Description, Reason, Trait } from './list-traits.js';

/** Ids of two people, the smaller first. */
export interface DuplicatePair {
  readonly a: string;
  readonly b: string;
  readonly reasons: readonly Reason[];
  /** Between 0 and 1: how likely they are one. A rank, not a probability. */
  readonly score: number;
}

/** What each reason is worth alone; several add up, and never to 1. */
const weights: Readonly<Record<Reason, number>> = {
  'same phone number': 0.5,
  'same name and company': 0.7,
  'same name and mail domain': 0.7,
  'nearly the same address': 0.6,
};

/** What more people than that have in common, such as a switchboard, says nothing of any two of them. */
const mostAlike = 20;

type Holder = Pick<Trait, 'reason' | 'side'> & { readonly id: string };

export async function findDuplicates(context: Context): Promise<readonly DuplicatePair[]> {
  const people = await describePeople(context);
  const found = new Map<string, Set<Reason>>();
  await takeBreaths((await groupPeople(people, context.keyedHash)).values(), (holders) => {
    const [first] = holders;
    if (!first || holders.length > mostAlike) return;
    for (const pair of pairsOf(holders)) {
      const reasons = found.get(pair) ?? new Set();
      found.set(pair, reasons.add(first.reason));
    }
  });
  return [...found].map(([pair, reasons]) => writePair(pair, reasons)).sort(byScore);
}

/** By keyed hash. Most of what people have nobody else has: a sketch tells that at a fraction of the cost of a hash. */
async function groupPeople(
  people: ReadonlyMap<string, Description>,
  keyedHash: (text: string) => string,
): Promise<ReadonlyMap<string, readonly Holder[]>> {
  const [firsts, shared, meeting] = [new Map<number, string>(), new Set<number>(), new Set<string>()];
  await takeBreaths(people, ([id, person]) => {
    for (const { hash } of listTraits(person, sketch)) {
      const first = firsts.get(hash);
      if (first === undefined) firsts.set(hash, id);
      else {
        shared.add(hash);
        meeting.add(first).add(id);
      }
    }
  });
  const groups = new Map<string, Holder[]>();
  const hashShared = (text: string) => (shared.has(sketch(text)) ? keyedHash(text) : undefined);
  await takeBreaths(meeting, (id) => {
    for (const { hash, ...trait } of listTraits(people.get(id) ?? {}, hashShared)) {
      if (hash === undefined) continue;
      const group = groups.get(hash) ?? [];
      groups.set(hash, group);
      group.push({ id, ...trait });
    }
  });
  return groups;
}

function pairsOf(holders: readonly Holder[]): readonly string[] {
  return holders.flatMap(({ id, side }, n) =>
    holders
      .slice(n + 1)
      .filter((other) => other.id !== id && (side === undefined || other.side !== side))
      .map((other) => [id, other.id].sort().join(' ')),
  );
}

function writePair(pair: string, found: ReadonlySet<Reason>): DuplicatePair {
  const [a = '', b = ''] = pair.split(' ');
  const reasons = [...found].sort();
  const doubt = reasons.reduce((left, reason) => left * (1 - weights[reason]), 1);
  return { a, b, reasons, score: Math.round((1 - doubt) * 100) / 100 };
}

const byScore = (one: DuplicatePair, other: DuplicatePair): number =>
  other.score - one.score || (one.a + one.b < other.a + other.b ? -1 : 1);

interface Row extends FactOnRecord {
  readonly personId: string;
  readonly name: string;
}

/** By id, what holds now of each, as the fields say that ask for it. */
async function describePeople({ db, forms, clock }: Context): Promise<ReadonlyMap<string, Description>> {
  const fields = [...forms.values()].flatMap(factFields).filter((field) => traitOf(field) !== undefined);
  const people = await db.query<{ id: string; email: string | null }>(
    'SELECT id, email_key AS email FROM person WHERE tenant = $1',
    [db.tenant],
  );
  const rows = await db.query<Row>(
    `SELECT person_id AS "personId", ${factColumns} FROM fact WHERE tenant = $1 AND name = ANY($2::text[])`,
    [db.tenant, fields.map(factName)],
  );
  const rowsOf = groupBy(rows, ({ personId }) => personId);
  const described = new Map<string, Description>();
  await takeBreaths(people, ({ id, email }) => {
    const facts = describe(fields, rowsOf.get(id) ?? [], clock());
    described.set(id, { ...facts, email: email ?? undefined });
  });
  return described;
}

function describe(fields: readonly Field[], rows: readonly Row[], now: number): Description {
  const byName = groupBy(rows, ({ name }) => name);
  const told = fields.flatMap((field) => {
    const fact = mergeFacts(field, now, ...(byName.get(factName(field)) ?? []).map(toFact));
    return fact ? [[traitOf(field), fact.value] as const] : [];
  });
  return Object.fromEntries(told.reverse());
}

/** By the autofill token, whatever a form calls the field. */
function traitOf({ type, autocomplete }: Field): keyof Description | undefined {
  if (type === 'tel') return 'phone';
  if (autocomplete === 'given-name') return 'givenName';
  if (autocomplete === 'family-name') return 'familyName';
  return autocomplete === 'organization' ? 'company' : undefined;
}
