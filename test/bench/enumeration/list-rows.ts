/** What somebody could ask the collector to find out whether an address, or a device, is on record. */
import { agreed, erika, hour, type World } from '../../collector/harness.js';
import { listStrangers, type Person } from './enrol-people.js';
import type { AskPair } from './measure-pairs.js';

export interface Row {
  readonly name: string;
  readonly meaning: string;
  /** One pair for each person on record; what it takes beforehand is done here. */
  prepare(): Promise<readonly AskPair[]>;
}

/** Each request comes from a device and a session of its own. */
export function listRows(world: World, people: readonly Person[]): readonly Row[] {
  const post = async (path: string, body: unknown): Promise<void> => {
    world.clock.now += 1000;
    const response = await world.post(path, body);
    const text = await response.text();
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${text}`);
  };
  const recognise = (request: object) => post('/v1/recognise', { formId: 'whitepaper', ...request });
  const submit = ({ address, device }: Person, consents: object) => {
    const submission = world.submission({ ...erika, email: address }, { anonymousId: device, ...consents });
    return post('/v1/submissions', world.envelope(submission));
  };

  /** Somebody who types an address on a device that nobody has seen before, known or not. */
  const typists = () => {
    world.clock.now += 2 * hour; // nobody's mailbox is written to more than a few times an hour
    const devices = listStrangers(world, people.length);
    const strangers = listStrangers(world, people.length);
    return people.map(({ address }, i) => ({
      known: { address, device: devices[i]?.device ?? '' },
      unknown: strangers[i] ?? { address: '', device: '' },
    }));
  };
  const asking = (
    pairs: readonly Record<'known' | 'unknown', Person>[],
    ask: (person: Person) => Promise<void>,
  ): readonly AskPair[] =>
    pairs.map(({ known, unknown }) => ({ known: () => ask(known), unknown: () => ask(unknown) }));
  /** What writes nothing can be asked again. */
  const askingOften = (...args: Parameters<typeof asking>) =>
    Array.from({ length: 3 }, () => asking(...args)).flat();

  return [
    {
      name: 'submission, agreed',
      meaning: 'the first step with an address, by somebody who agrees to be remembered',
      prepare: async () => asking(typists(), (person) => submit(person, agreed(world))),
    },
    {
      name: 'submission, not agreed',
      meaning: 'the same by somebody who does not',
      prepare: async () => asking(typists(), (person) => submit(person, {})),
    },
    {
      name: 'recognise, typed before',
      meaning: 'what the device that has typed the address and agreed is told on its next visit',
      prepare: async () => {
        const pairs = typists();
        for (const { known, unknown } of pairs)
          for (const person of [known, unknown]) await submit(person, agreed(world));
        return askingOften(pairs, ({ device }) => recognise({ anonymousId: device }));
      },
    },
    {
      name: 'recognise, named',
      meaning: 'a request of a made-up device that names the address',
      prepare: async () =>
        askingOften(typists(), ({ address, device }) => recognise({ anonymousId: device, email: address })),
    },
    {
      name: 'recognise, device',
      meaning:
        'a device on record beside a made-up one: no secret, as whoever has its id is told which names are known',
      prepare: async () => {
        const strangers = listStrangers(world, people.length);
        const pairs = people.map((known, i) => ({ known, unknown: strangers[i] ?? known }));
        return askingOften(pairs, ({ device }) => recognise({ anonymousId: device }));
      },
    },
  ];
}
