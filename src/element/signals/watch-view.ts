/** What is known of a view only when the visitor leaves it: `form.seconds` and `form.trap`. */
import { mayReadSignal } from '../../consent/may-read-signal.js';
import type { Scalar } from '../../model/condition.js';
import type { FormConfig } from '../../model/form-config.js';
import type { FormSession } from '../../session.js';
import { ShownTime } from '../shown-time.js';
import { createTrap } from '../trap-view.js';

export interface ViewPlace {
  readonly host: HTMLElement & { readonly renderRoot: Node & ParentNode };
  /** Ends the watching. */
  readonly signal: AbortSignal;
}

/** Nothing is measured or drawn that the definition does not declare, nor told where it may not be read. */
export function watchView({ config, state }: Pick<FormSession, 'config' | 'state'>, place: ViewPlace): void {
  const { signals = {} } = config;
  const mayRead = (path: string): boolean => mayReadSignal(config, state.profile.consents, path);
  const readers: (() => readonly (readonly [string, Scalar])[])[] = [];
  const declare = (path: string, read: () => Scalar | undefined): void => {
    readers.push(() => {
      const value = mayRead(path) ? read() : undefined;
      return value === undefined ? [] : [[path, value]];
    });
  };
  if (Object.hasOwn(signals, 'form.seconds')) declare('form.seconds', timeView(place));
  if (Object.hasOwn(signals, 'form.trap'))
    declare(
      'form.trap',
      setTrap(config, place, () => mayRead('form.trap')),
    );
  if (readers.length) state.readView = () => Object.fromEntries(readers.flatMap((read) => read()));
}

function timeView({ host, signal }: ViewPlace): () => Scalar {
  let time = new ShownTime(performance.now());
  const begin = ({ timeStamp }: Event): void => void (time = new ShownTime(timeStamp));
  for (const type of ['pf-ready', 'pf-step']) host.addEventListener(type, begin, { signal });
  document.addEventListener('visibilitychange', ({ timeStamp }) => time.look(timeStamp), { signal });
  return () => {
    time.settle(performance.now());
    return Math.round(time.ms / 1000);
  };
}

/** In every view anew; what was once filled in stays so. */
function setTrap(
  { fields }: FormConfig,
  { host, signal }: ViewPlace,
  mayDraw: () => boolean,
): () => true | undefined {
  const trap = createTrap(fields.map(({ name }) => name));
  const draw = (): void => {
    const form = host.renderRoot.querySelector('[part=form]');
    if (form && mayDraw()) trap.place(form);
  };
  const drawing = new MutationObserver(draw);
  drawing.observe(host.renderRoot, { childList: true, subtree: true });
  signal.addEventListener('abort', () => {
    drawing.disconnect();
    trap.remove();
  });
  draw();
  return () => trap.isFilled || undefined;
}
