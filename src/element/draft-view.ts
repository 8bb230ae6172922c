/** What the visitor sees of a draft: whether one is to be kept, and what to do with one that was begun before. */
import type { html as Html, TemplateResult } from 'lit/html.js';
import type { DraftWords } from '../model/words.js';
import { fillGaps } from '../model/fill-gaps.js';

export interface DraftView {
  readonly words: DraftWords;
  /** BCP 47. */
  readonly locale: string;
  /** Before every id. */
  readonly ids: string;
}

/** In the flow of the form; it takes no focus, and shows nothing of what was typed. */
export function renderBanner(
  html: typeof Html,
  {
    words,
    locale,
    ids,
    age,
    goOn,
    startAgain,
  }: DraftView & {
    /** Milliseconds since it was begun. */
    readonly age: number;
    readonly goOn: () => void;
    readonly startAgain: () => void;
  },
): TemplateResult {
  const time = sayAge(age, locale);
  return html`<div class="buttons" part="draft" role="group" aria-labelledby="${ids}draft">
    <span id="${ids}draft">${fillGaps(words.draftFound, { time })}</span>
    <button part="draft-continue-button" type="button" @click=${goOn}>${words.draftContinue}</button>
    <button part="draft-again-button" type="button" @click=${startAgain}>${words.draftAgain}</button>
  </div>`;
}

export function renderChoice(
  html: typeof Html,
  {
    words,
    locale,
    ids,
    keepFor,
    isKept,
    choose,
  }: DraftView & {
    /** Milliseconds. */
    readonly keepFor: number;
    readonly isKept: boolean;
    readonly choose: (wish: boolean) => void;
  },
): TemplateResult {
  // It is no answer: neither the form nor the page hears of it.
  const hear = (event: Event) => {
    event.stopPropagation();
    if (event.type === 'change') choose((event.target as HTMLInputElement).checked);
  };
  return html`<label class="choice" part="draft-choice" for="${ids}draft-keep"
    ><input id="${ids}draft-keep" type="checkbox" .checked=${isKept} @input=${hear} @change=${hear} /><span
      >${fillGaps(words.draftKeep, { time: sayLength(keepFor, locale) })}</span
    ></label
  >`;
}

const units = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

/** `3 hours ago`: no more than has passed; at least a minute. */
function sayAge(age: number, locale: string): string {
  const [unit, length] = units.find(([, one]) => age >= one) ?? (['minute', age] as const);
  return new Intl.RelativeTimeFormat(locale).format(-Math.floor(age / length) || -1, unit);
}

/** `7 days`, in the largest unit that it is a whole number of. */
function sayLength(time: number, locale: string): string {
  const [unit, length] = units.find(([, one]) => time % one === 0) ?? (['second', 1000] as const);
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(time / length);
}
