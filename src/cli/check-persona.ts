/** Whether a file is a persona: every place in it that does not fit. */
import { kindOf } from '../check/kind-of.js';
import { identityStrengths } from '../model/profile.js';
import type { ConfigProblem } from '../model/ports.js';
import { byKind, count, instant, kinds, listOf, members, oneOf, recordOf, type Shape } from './shape.js';

/** Everything that is wrong with it; nothing where `toPersona` takes it. */
export function checkPersona(input: unknown): readonly ConfigProblem[] {
  const text = kinds('string');
  const scalar = kinds('string', 'number', 'boolean');
  const answer = byKind({ string: text, number: scalar, boolean: scalar, list: listOf(text) });
  const fact = members(
    {
      value: answer,
      source: oneOf('typed link login host enrichment backend device inferred'.split(' ')),
      at: instant,
      confirmedAt: instant,
    },
    'value',
  );
  const dated = byKind({ object: recordOf(instant), list: listOf(text) });
  const visits = members({
    ...{ count: count(1), steps: count(0), submissions: count(0), logins: count(0) },
    ...{ first: instant, since: instant, last: instant },
  });
  const ask = members(
    { at: instant, outcome: oneOf(['leftEmpty', 'refused', 'answered']), until: instant },
    'outcome',
  );
  const identity = members({ strength: oneOf(identityStrengths), id: text }, 'strength');
  const profile = members({
    facts: recordOf((value, path) => (kindOf(value) === 'object' ? fact : answer)(value, path)),
    known: dated,
    classes: recordOf(scalar),
    asks: recordOf(ask),
    consents: dated,
    counts: recordOf(
      byKind({ number: count(0), object: members({ n: count(0), first: instant, last: instant }, 'n') }),
    ),
    spent: (value, path) => [
      ...recordOf(count(0))(value, path),
      ...(kindOf(value) === 'object'
        ? Object.keys(value as object).flatMap((at) => instant(at, `${path}["${at}"]`))
        : []),
    ],
    visits,
    identity: byKind({ string: oneOf(identityStrengths), object: identity }),
  });
  const persona: Shape = members({
    $schema: text,
    about: text,
    profile,
    visits: byKind({ number: count(1), object: visits }),
    signals: recordOf(answer),
    answers: recordOf(answer),
    now: instant,
  });
  return persona(input, '');
}
