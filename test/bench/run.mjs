/** `npm run bench -- <name> [arguments]`: installs what a bench compares with where it is missing, then runs it. */
import { register } from 'tsx/esm/api';
import { installPeers } from '../install-peers.mjs';

const benches = {
  queue: {
    about: 'how fast answers are kept and sent, beside other queues',
    peers: './',
    run: async (args) => (await import('./queue/bench-queue.ts')).benchQueue(args),
  },
  plan: {
    about: 'how long a plan takes, and how that grows with the definition',
    peers: './',
    run: async (args) => (await import('./plan/bench-plan.ts')).benchPlan(args),
  },
  forms: {
    about: 'what a lead form costs and does, beside the same form by hand and by other libraries',
    peers: './forms/',
    run: async (args) => (await import('./forms/bench-forms.ts')).benchForms(args),
  },
  enumeration: {
    about: 'whether the time of an answer tells which addresses are on record',
    run: async (args) => (await import('./enumeration/bench-enumeration.ts')).benchEnumeration(args),
  },
};

const [name, ...args] = process.argv.slice(2);
const bench = Object.hasOwn(benches, name ?? '') ? benches[name] : undefined;
if (bench) {
  if (bench.peers) installPeers(new URL(bench.peers, import.meta.url));
  register();
  process.exitCode = await bench.run(args);
} else {
  const list = Object.entries(benches).map(([known, { about }]) => `  ${known}  ${about}`);
  console.error(`npm run bench -- <name> [arguments]; <name> is one of\n${list.join('\n')}`);
  process.exitCode = 1;
}
