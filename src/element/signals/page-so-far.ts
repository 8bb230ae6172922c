/** What happened on the page, as a trigger sees it. */
import type { TraceEntry } from '../../model/condition.js';
import type { PageSoFar, Values } from './signal-context.js';

/** Names kept for `page.events`: enough for every definition, and an end for a page that makes them up. */
const most = 100;

/** A page that announces this has changed without loading. */
const pageView = 'page-view';

/** Goes on with what is remembered, in the same object. */
export function recallPage(memory: Partial<PageSoFar>): PageSoFar {
  const blank: PageSoFar = { scroll: 0, shown: 0, idle: 0, exit: false, events: [], views: 0 };
  return Object.assign(memory, { ...blank, ...memory });
}

export function notePage(page: PageSoFar, name: string): void {
  if (name === pageView) page.views++;
  if (page.events.length < most && !page.events.includes(name)) page.events.push(name);
}

/** Only what one of the comparisons looks at. `views` is how many the host page had counted when it loaded. */
export function tellPage(page: PageSoFar, tests: readonly TraceEntry[], views: () => number): Values {
  const told = {
    'page.scroll': () => page.scroll,
    'page.seconds': () => Math.floor(page.shown / 1000),
    'page.idle': () => Math.floor(page.idle / 1000),
    'page.exit': () => page.exit,
    'page.events': () => [...page.events],
    'page.views': () => views() + page.views,
  };
  const isNamed = ([path]: [string, unknown]) => tests.some((test) => test.path === path);
  return Object.fromEntries(
    Object.entries(told)
      .filter(isNamed)
      .map(([path, tell]) => [path, tell()]),
  );
}
