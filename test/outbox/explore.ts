/** Walks through what tabs may do: every way there is for a small case, or one way that a test chose. */
import { settle, World, type Answer, type Choice, type Tab } from './tabs-model.js';

export type Act = 'submit' | 'flush' | 'leave' | 'purge';
export type Mishap = 'A dies' | 'A dies after an operation' | 'the store vanishes' | 'an operation fails';

export interface Scenario {
  readonly locks: boolean;
  /** Before all else, the first tab has submitted something, and the back end has failed. */
  readonly waiting?: boolean;
  /** What each tab does, in this order; when is open. */
  readonly acts: readonly (readonly Act[])[];
  /** How a request may end, once; every other one is delivered. */
  readonly answers?: readonly Answer[];
  /** At most one of them happens. */
  readonly mishaps?: readonly Mishap[];
}

export interface Explored {
  readonly cases: number;
  readonly states: number;
  /** The first case in which something did not hold. */
  readonly failure?: { readonly violations: readonly string[]; readonly steps: readonly string[] };
}

/** Every interleaving of the scenario; states that cannot be told apart are gone on from once. */
export async function exploreAll(scenario: Scenario, mostStates = 40000): Promise<Explored> {
  const seen = new Set<number>();
  let cases = 0;
  for (let path: Turning[] | undefined = []; path; path = nextPath(path)) {
    cases += 1;
    const failure = await walk(scenario, path, seen);
    if (failure) return { cases, states: seen.size, failure };
    if (seen.size > mostStates) throw new Error(`More than ${mostStates} states; make the case smaller`);
  }
  return { cases, states: seen.size };
}

interface Turning {
  readonly taken: number;
  readonly ways: number;
}

function nextPath(path: readonly Turning[]): Turning[] | undefined {
  const last = path.findLastIndex(({ taken, ways }) => taken + 1 < ways);
  const turning = path[last];
  return turning && [...path.slice(0, last), { ...turning, taken: turning.taken + 1 }];
}

/** Follows `path` and goes on from its end, the first way each time, until nothing is new. */
async function walk(scenario: Scenario, path: Turning[], seen: Set<number>): Promise<Explored['failure']> {
  const stage = await setStage(scenario);
  const steps: string[] = [];
  const fixed = path.length;
  for (let i = 0; ; i++) {
    if (i >= fixed) {
      const state = await stage.fingerprint();
      if (seen.has(state)) return undefined;
      seen.add(state);
    }
    const choices = stage.choices();
    const taken = path[i]?.taken ?? 0;
    const choice = choices[taken];
    if (!choice) break;
    path[i] = { taken, ways: choices.length };
    steps.push(choice.label);
    choice.run();
    await settle();
    if (i + 1 >= fixed) {
      const violations = await stage.world.check();
      if (violations.length > 0) return { violations, steps };
    }
    if (stage.isOver()) break;
  }
  const violations = await stage.world.calm();
  return violations.length > 0 ? { violations, steps: [...steps, 'all is calm'] } : undefined;
}

async function setStage(scenario: Scenario) {
  const { locks, acts, answers = [], mishaps = [] } = scenario;
  const world = new World({ locks });
  const tabs = acts.map(() => world.open());
  if (scenario.waiting && tabs[0]) {
    world.submit(tabs[0]);
    await world.rest('failing');
    world.tick(10_000);
    await world.rest('failing');
  }
  // Each begins at once: how long the first operation takes says when it began.
  for (const [i, tab] of tabs.entries()) if (acts[i]?.[0]) perform(world, tab, acts[i][0]);
  const done = acts.map(() => 1);
  let spoilt = false;
  let failed = false;
  let over = false;

  const actsOf = (tab: Tab, i: number): Choice[] => {
    const act = acts[i]?.[done[i] ?? 0];
    const run = () => (done[i]!++, perform(world, tab, act ?? 'flush')); // prettier-ignore
    return act && tab.alive ? [{ label: `${tab.name} ${act}`, run }] : [];
  };
  const concerns = whatConcernsOthers(scenario);
  const choices = (): Choice[] => {
    const alone = world.progress([]).find(({ label }) => !concerns(label));
    if (alone) return [alone];
    const going = [
      ...tabs.flatMap(actsOf),
      ...world.progress(failed ? ['delivered'] : ['delivered', ...answers]),
    ];
    const asExpected = going.map(({ label, run }) => ({ label, run: () => ((failed ||= answers.some((answer) => label.endsWith(answer))), run()) })); // prettier-ignore
    const spoil = spoilt ? [] : mishaps.map((mishap) => ({ label: mishap, run: () => ((spoilt = true), happen(world, mishap)) })); // prettier-ignore
    return [
      ...asExpected,
      ...spoil,
      ...(going.length === 0 ? [{ label: 'rest', run: () => void (over = true) }] : []),
    ];
  };
  return {
    world,
    choices,
    isOver: () => over,
    fingerprint: () => world.fingerprint([done, failed, spoilt]),
  };
}

/**
 * Reading what no other tab may write meanwhile has the same end whenever it is done, so it is done at once and
 * halves the number of states.
 */
function whatConcernsOthers({ locks, acts, answers = [], mishaps = [] }: Scenario) {
  const isErased = acts.flat().includes('purge') || mishaps.includes('the store vanishes');
  const isBuried = !locks && answers.includes('refused');
  const isGated = !locks && answers.length > 0;
  return (label: string): boolean => {
    if (/^. get \["m\/gate/.test(label)) return isGated;
    if (/^. page \["d\//.test(label)) return isErased || isBuried;
    return !/^. get \["k\//.test(label) || isErased;
  };
}

export function perform(world: World, tab: Tab, act: Act): void {
  if (act === 'submit') return world.submit(tab);
  if (act === 'purge') return world.purge(tab);
  tab.tell(act);
  if (act === 'leave') {
    world.copies = true;
    tab.outbox.leave();
  } else void tab.outbox.flush();
}

const allAnswers = ['delivered', 'unheard', 'unreachable', 'failing', 'busy', 'refused'] as const;
const waits = [300, 1500, 2000, 20_000, 31_000, 16 * 60_000];
const most = { tabs: 4, submissions: 3, purges: 1, deaths: 2, vanishings: 1, failures: 2 };

/** One way through a world of two or three tabs, decided by the numbers from 0 to 255; what it led to. */
export async function stroll(locks: boolean, tabs: number, decisions: readonly number[]) {
  const world = new World({ locks });
  for (let i = 0; i < tabs; i++) world.open();
  const count = { tabs, submissions: 0, purges: 0, deaths: 0, vanishings: 0, failures: 0 };
  const once = (what: keyof typeof count, label: string, run: () => void): Choice[] =>
    count[what] < most[what] ? [{ label, run: () => (count[what]++, run()) }] : [];

  const deeds = (): Choice[] => {
    const living = world.tabs.filter(({ alive }) => alive);
    return [
      ...living.flatMap((tab) => [
        ...once('submissions', `${tab.name} submit`, () => world.submit(tab)),
        ...(['flush', 'leave'] as const).map((act) => ({ label: `${tab.name} ${act}`, run: () => perform(world, tab, act) })),
        ...once('purges', `${tab.name} purge`, () => world.purge(tab)),
        ...once('deaths', `${tab.name} dies`, () => world.kill(tab)),
        ...once('deaths', `${tab.name} dies after an operation`, () => world.kill(tab, true)),
        ...(tab.operations.length > 0 ? once('failures', `${tab.operations[0]?.label} fails`, () => world.fail(tab)) : []),
      ]),
      ...once('tabs', 'a tab opens', () => void world.open()),
      ...once('vanishings', 'the store vanishes', () => void world.vanish()),
      ...waits.map((ms) => ({ label: `${ms} ms pass`, run: () => world.tick(ms) })),
    ]; // prettier-ignore
  };
  const steps: string[] = [];
  for (const decision of decisions) {
    // Most of the time what has begun goes on; a quarter of the time something else happens.
    const going = decision < 192 ? world.progress(allAnswers) : [];
    const choices = going.length > 0 ? going : deeds();
    const choice = choices[decision % choices.length];
    if (!choice) break;
    steps.push(choice.label);
    choice.run();
    await settle();
    const violations = await world.check();
    if (violations.length > 0) return { violations, steps };
  }
  return { violations: await world.calm(), steps: [...steps, 'all is calm'] };
}

function happen(world: World, mishap: Mishap): void {
  const [first] = world.tabs;
  if (mishap === 'the store vanishes') void world.vanish();
  else if (first && mishap === 'an operation fails') world.fail(first);
  else if (first) world.kill(first, mishap !== 'A dies');
}
