/** People on record, and as many strangers with addresses of the same length. */
import { agreed, erika, type World } from '../../collector/harness.js';

export interface Person {
  readonly address: string;
  /** The device that it was given from. */
  readonly device: string;
}

/** Known are those who agreed to be remembered, told us who they are and confirmed their address. */
export async function enrolPeople(world: World, count: number): Promise<readonly Person[]> {
  const people = listStrangers(world, count);
  for (const { address, device } of people) {
    const session = { sessionId: world.mintId(), anonymousId: device };
    await world.submit({ ...erika, email: address }, { ...session, ...agreed(world) });
    await world.submit({ company: 'Firma', jobTitle: 'Leiterin' }, { ...session, step: 'company' });
    await world.click(await world.confirmPath());
  }
  return people;
}

export const listStrangers = (world: World, count: number): readonly Person[] =>
  Array.from({ length: count }, () => ({
    address: `${crypto.randomUUID()}@firma.example`,
    device: world.mintId(),
  }));
