/** Names that the page announces: `document.dispatchEvent(new CustomEvent('pf-signal', { detail: 'video-ended' }))`. */

const longest = 64;

/**
 * Hears each announcement once, wherever it was made: on the window, the document, the element or within. `at`: when, in
 * milliseconds since 1970; the same for everybody who hears of it, however late.
 */
export function hearSignals(
  host: HTMLElement,
  hear: (name: string, at: number) => void,
  signal: AbortSignal,
): void {
  const take = (event: Event): void => {
    const { detail } = event as CustomEvent<unknown>;
    const at = Date.now() - (performance.now() - event.timeStamp);
    if (typeof detail === 'string' && detail && detail.length <= longest) hear(detail, at);
  };
  // On its way down, so that it need not bubble.
  addEventListener('pf-signal', take, { signal, capture: true });
  // Within a shadow tree of the page's an event may never come by the window.
  const takeLocal = (event: Event): void => {
    if (!event.composedPath().includes(window)) take(event);
  };
  host.addEventListener('pf-signal', takeLocal, { signal });
}
