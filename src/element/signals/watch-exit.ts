/** Whether the visitor was about to leave: `page.exit`. */
import { eachScroll } from './each-scroll.js';
import type { Watch } from './signal-context.js';

/** Pixels per millisecond; nobody reads at this pace. */
const fast = 3;

/**
 * With a mouse: the pointer left through the top edge, where the tabs and the address are. With a finger: flung back
 * towards the top, or away from this tab and back.
 */
export function watchExit({ page, changed, signal }: Watch): void {
  let touch = false;
  const leave = (isLeaving: boolean): void => {
    if (!isLeaving || page.exit) return;
    page.exit = true;
    changed();
  };
  const options = { signal, passive: true };
  const { documentElement } = document;
  documentElement.addEventListener('mouseleave', ({ clientY }) => leave(clientY <= 0), options);
  addEventListener('pointerdown', ({ pointerType }) => (touch = pointerType === 'touch'), options);
  const seen = () => leave(touch && document.visibilityState === 'visible');
  document.addEventListener('visibilitychange', seen, options);
  const isFlung = measurePace();
  eachScroll((time) => leave(isFlung(time) && touch), signal);
}

/** Two frames in a row, since a link that jumps to the top takes only one. */
function measurePace(): (time: number) => boolean {
  let last = { time: 0, top: 0 };
  let frames = 0;
  return (time) => {
    const top = scrollY;
    frames = last.top - top > fast * (time - last.time) ? frames + 1 : 0;
    last = { time, top };
    return frames > 1;
  };
}
