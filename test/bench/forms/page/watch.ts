/** Stands in the page before anybody else: finds fields in open shadow roots too, and sees when they are complete. */
import { control } from './control.js';

export interface Mounted {
  /** Milliseconds from the injection until the fields are complete. */
  readonly fields: number;
  /** And until the next frame is through. */
  readonly frame: number;
  /** What had arrived by then. */
  readonly loaded: readonly string[];
}

const trees: (Element | ShadowRoot)[] = [];
let look: () => void = () => {};
let shift = 0;

function watchTree(tree: Element | ShadowRoot): void {
  trees.push(tree);
  new MutationObserver(() => look()).observe(tree, { subtree: true, childList: true, characterData: true });
}

const { attachShadow } = Element.prototype;
Element.prototype.attachShadow = function (init) {
  const root = attachShadow.call(this, init);
  watchTree(root);
  return root;
};

new PerformanceObserver((list) => {
  for (const entry of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[])
    if (!entry.hadRecentInput) shift += entry.value;
}).observe({ type: 'layout-shift', buffered: true });

addEventListener('DOMContentLoaded', () => watchTree(all('#root')[0] as Element));

function all(selector: string): Element[] {
  return (trees.length ? trees : [document]).flatMap((tree) => [...tree.querySelectorAll(selector)]);
}

/** The next frame, and all that is done for it. */
const nextFrame = () =>
  new Promise<void>((resolve) => {
    requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => resolve();
      channel.port2.postMessage(0);
    });
  });

const until = (isSo: () => boolean) =>
  new Promise<void>((resolve) => {
    look = () => {
      if (!isSo()) return;
      look = () => {};
      resolve();
    };
    look();
  });

const requests = () => performance.getEntriesByType('resource').map(({ name }) => name);

export const watch = {
  async inject(src: string, count: number): Promise<Mounted> {
    await nextFrame();
    await nextFrame();
    const start = performance.now();
    const script = Object.assign(document.createElement('script'), { type: 'module', src });
    const running = new Promise((resolve) => script.addEventListener('load', resolve));
    document.head.append(script);
    // Fields that stand in the page already are of use once their script has run.
    if (all(control).length >= count) await running;
    await until(() => all(control).length >= count);
    const fields = performance.now() - start;
    const loaded = requests();
    await nextFrame();
    return { fields, frame: performance.now() - start, loaded };
  },
  /** Presses the button, and is back with the frame that shows that many errors. */
  async showErrors(selector: string, count: number): Promise<void> {
    watch.submit();
    await until(() => watch.errors(selector) >= count);
    await nextFrame();
  },
  submit: () => (all('button:not([type=button]), input[type=submit], .sd-navigation__complete-btn').at(-1) as HTMLElement).click(), // prettier-ignore
  fields: () => all(control).length,
  errors: (selector: string) => all(selector).filter(({ textContent }) => textContent.trim()).length,
  focus: (nth: number) => (all(control)[nth] as HTMLElement).focus(),
  /** Where an empty submit has led: to the first field, or to a list that holds the first error. */
  focusAfter(selector: string): 'field' | 'list' | 'no' {
    const active = trees.map((tree) => (tree.getRootNode() as Document).activeElement).at(-1);
    if (!active || active === document.body) return 'no';
    if (active === all(control)[0]) return 'field';
    const first = all(selector)[0]?.textContent.trim();
    return first && active.textContent.includes(first) ? 'list' : 'no';
  },
  height: () => (document.querySelector('#root') as HTMLElement).offsetHeight,
  shift: () => shift,
  requests,
};

Object.assign(globalThis, { watch });
