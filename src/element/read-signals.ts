/**
 * What the page, the device and the visitor's behaviour say: what the definition declares with a purpose, and what its
 * trigger waits for. Nothing else is looked at, and nothing is written anywhere.
 */
import { mayReadSignal } from '../consent/may-read-signal.js';
import type { FormConfig } from '../model/form-config.js';
import { hearSignals } from './signals/hear-signals.js';
import { readPath } from './signals/read-path.js';
import type { MayRead, SignalContext, Values } from './signals/signal-context.js';
import { waitForTrigger } from './signals/wait-for-trigger.js';

export type { PageSoFar, SignalContext } from './signals/signal-context.js';

/**
 * Resolves with values by path: at once, or, where the definition has a trigger, as soon as that holds; never where it
 * does not. From the call on, `context.count` hears each announced name that is declared as `count.<name>`; a form
 * that waits for one opens when it is counted.
 */
export function readSignals(config: FormConfig, context: SignalContext): Promise<Values> {
  const { signals = {}, trigger } = config;
  const paths = Object.keys(signals);
  // Judged anew each time: a consent may come while the page stands.
  const mayRead: MayRead = (path) => mayReadSignal(config, context.consents, path);
  const counts = !!context.count && paths.some((path) => path.startsWith('count.'));
  const counting = counts ? countSignals(context, mayRead) : undefined;
  let chosen: Values = {};
  const choose = async () => (chosen = (await context.choose?.(mayRead)) ?? {});
  const read = () => ({ ...readPaths(paths.filter(mayRead), context), ...chosen });
  if (trigger === undefined) return choose().then(read);
  const mayWatch: MayRead = (path) => {
    const declared = path.replace(/^(count\.[^.]*)\..*/, '$1');
    // What only makes the form appear stays on the page and needs no purpose; where it has one, that decides.
    return Object.hasOwn(signals, declared) ? mayRead(declared) : behaviour.test(path);
  };
  // Who may never see the form is chosen nothing, save where that decides whether she sees it.
  const early = /"flag\./.test(JSON.stringify(trigger)) ? choose() : undefined;
  const held = waitForTrigger(trigger, context, read, mayWatch, early);
  return held.then(async (values) => {
    await counting?.();
    return { ...values, ...(await (early ?? choose())) };
  });
}

/** Of this page alone, for triggers. */
const behaviour = /^page\.(scroll|seconds|idle|exit|events|views)$/;

/** Returns what waits until all that was heard so far is counted. */
function countSignals({ host, signal, count }: SignalContext, mayRead: MayRead): () => Promise<unknown> {
  let counted: Promise<unknown> = Promise.resolve();
  const hear = (name: string, at: number): void => {
    if (mayRead(`count.${name}`)) counted = Promise.allSettled([counted, count?.(name, at)]);
  };
  hearSignals(host, hear, signal);
  return () => counted;
}

function readPaths(paths: readonly string[], { host, locale, now = Date.now }: SignalContext): Values {
  const from = { window, host, locale, now: now() };
  return Object.fromEntries(
    paths.flatMap((path) => {
      const value = readPath(path, from);
      return value === undefined ? [] : [[path, value]];
    }),
  );
}
