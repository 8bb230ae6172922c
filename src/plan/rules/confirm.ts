/**
 * `confirm`: what others told and the visitor may see is shown to her once, to be confirmed with one tap. That she has
 * said something is kept as `confirmed.<field>`, so that a page that tells the same on every visit does not have her
 * confirm it on every visit.
 */
import type { FormConfig } from '../../model/form-config.js';
import type { Judgements } from '../../model/ports.js';
import type { AskRecord, Fact } from '../../model/profile.js';
import { own } from '../../model/own.js';
import type { Rule } from './rule.js';

type Judged = NonNullable<ReturnType<Judgements['get']>>;

export function createConfirmRule({ fields }: FormConfig): Rule | undefined {
  const names = fields.flatMap(({ name, confirm }) => (confirm ? name : []));
  if (!names.length) return undefined;
  return {
    derive: (profile) => {
      const said = names.filter((name) => isSaid(own(profile.facts, name)));
      const classes = Object.fromEntries(said.map((name) => [`confirmed.${name}`, true]));
      return { ...profile, classes: { ...profile.classes, ...classes } };
    },
    judge: (judged, _, { asks, classes }, { now }) => {
      const open = (one: Judged): Judged => {
        const { name } = one.field;
        const isSettled = own(classes, `confirmed.${name}`) !== undefined;
        return isSettled || rests(own(asks, name), now) || one.reason.word !== 'known' || !one.prefill
          ? one
          : { ...one, open: true, reason: { ...one.reason, word: 'unconfirmed' } };
      };
      return new Map([...judged].map(([name, one]) => [name, one.field.confirm ? open(one) : one]));
    },
  };
}

/** She put it off, or left it empty. */
const rests = (ask: AskRecord | undefined, now: number): boolean =>
  ask !== undefined && !(Date.parse(ask.until ?? '') <= now);

/** Whether the visitor gave it or agreed to it, also where another value holds. */
const isSaid = (fact: Fact | undefined): boolean =>
  [fact, ...(fact?.others ?? [])].some((one) => one?.source === 'typed' || one?.confirmedAt !== undefined);
