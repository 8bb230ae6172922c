/** How deep the page was scrolled: `page.scroll`. */
import { eachScroll } from './each-scroll.js';
import { nextTurn } from './next-turn.js';
import type { Watch } from './signal-context.js';

export function watchScroll({ page, tests, changed, signal }: Watch): void {
  eachScroll(() => {
    const percent = measureDepth();
    if (percent <= page.scroll) return;
    const turn = nextTurn(tests, 'page.scroll', page.scroll);
    page.scroll = percent;
    if (percent >= turn) changed();
  }, signal);
}

/** Of a page that fits its window all is seen, but one that still loads may yet grow. */
function measureDepth(): number {
  const { scrollTop, scrollHeight, clientHeight } = document.scrollingElement ?? document.documentElement;
  const way = scrollHeight - clientHeight;
  if (way <= 0) return document.readyState === 'complete' ? 100 : 0;
  return Math.min(100, Math.round((100 * scrollTop) / way));
}
