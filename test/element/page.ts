/** A page with one form on it: a real element, a real outbox, a real database, and a back end that the test plays. */
import { defineElement } from '../../src/element/define-element.js';
import type { PfEventName } from '../../src/element/events.js';
import { ProgressiveForm } from '../../src/element/progressive-form.js';
import type { DeliveryOutcome } from '../../src/model/delivery-outcome.js';
import type { Field, FormConfig, Step } from '../../src/model/form-config.js';
import type { Adapter } from '../../src/model/ports.js';
import type { Submission } from '../../src/model/submission.js';
import { createEndingParts } from './ending-parts.js';

let own = createEndingParts();
defineElement(own.parts);

const eventNames: readonly PfEventName[] = [
  'pf-ready',
  'pf-plan',
  'pf-answer',
  'pf-step',
  'pf-before-submit',
  'pf-submit',
  'pf-delivered',
  'pf-rejected',
  'pf-queued',
  'pf-complete',
  'pf-abandon',
  'pf-config-error',
  'pf-error',
];

export const databaseName = 'progressive-form';

let forms = 0;

/** A small definition with an id of its own. */
export function definition(fields: readonly Partial<Field>[], over: Partial<FormConfig> = {}): FormConfig {
  const whole = fields.map((field): Field => ({
    name: 'field',
    type: 'text',
    label: `Label of ${field.name ?? 'field'}`,
    purpose: 'service',
    ...field,
  }));
  const steps: readonly Step[] = [
    { id: 'first', title: 'First', reason: 'So that we can help.', fields: whole.map(({ name }) => name) },
  ];
  return {
    schemaVersion: 1,
    id: `form-${++forms}`,
    version: '1',
    locale: 'en',
    purposes: {
      service: { label: 'Help you', legalBasis: 'implicit', retention: 'P30D' },
      profiling: { label: 'Remember you', legalBasis: 'explicit', retention: 'P1Y' },
    },
    fields: whole,
    steps,
    ...over,
  };
}

export const name = { name: 'firstName', label: 'First name', autocomplete: 'given-name', required: true };
export const email = {
  name: 'email',
  type: 'email',
  label: 'Email',
  autocomplete: 'email',
  required: true,
} as const;

/** Two views of one field each. */
export const twoViews = (over: Partial<FormConfig> = {}): FormConfig =>
  definition([name, email], {
    steps: [
      { id: 'who', title: 'Who you are', reason: 'To greet you.', fields: ['firstName'] },
      { id: 'where', title: 'Where you are', reason: 'To write to you.', fields: ['email'] },
    ],
    ...over,
  });

export interface BackEnd extends Adapter {
  readonly sent: Submission[];
  /** What it answers from now on. */
  answer: DeliveryOutcome | (() => DeliveryOutcome | Promise<DeliveryOutcome>);
}

export function backEnd(answer: BackEnd['answer'] = { kind: 'delivered' }): BackEnd {
  const end: BackEnd = {
    name: `back-end-${crypto.randomUUID()}`,
    sent: [],
    answer,
    send(submission) {
      end.sent.push(submission);
      return typeof end.answer === 'function' ? end.answer() : end.answer;
    },
  };
  return end;
}

export interface SeenEvent {
  readonly type: string;
  readonly event: Event & Record<string, unknown>;
  /** What a tag manager could read of it. */
  readonly text: string;
}

export interface Page {
  readonly element: ProgressiveForm;
  readonly backEnd: BackEnd;
  /** Everything the document heard, in order. */
  readonly events: SeenEvent[];
  heard(type: PfEventName): SeenEvent[];
  find<E extends HTMLElement = HTMLInputElement>(selector: string): E;
  all<E extends HTMLElement = HTMLElement>(selector: string): E[];
  control<E extends HTMLElement = HTMLInputElement>(field: string): E;
  /** As by hand: focus, value, `input`, `change`. */
  type(field: string, value: string): void;
  tick(field: string, on?: boolean): void;
  press(part?: 'submit-button' | 'back-button'): void;
  readonly status: string;
  readonly text: string;
  readonly focused: string;
  /** Waits for the view with this heading. */
  view(title: string): Promise<void>;
  done(): Promise<void>;
}

const cleanUps: (() => void)[] = [];

export interface Setting {
  readonly config?: unknown;
  readonly backEnd?: BackEnd;
  readonly element?: ProgressiveForm;
  readonly change?: (element: ProgressiveForm) => void;
}

/** Puts the element on the page without waiting for anything. */
export function place({ config, backEnd: end = backEnd(), change, ...given }: Setting): Page {
  const element = given.element ?? document.createElement('progressive-form');
  const events = listen(element);
  element.adapter = end;
  if (config !== undefined) element.config = config;
  change?.(element);
  document.body.append(element);
  cleanUps.push(() => element.remove());
  return handle(element, end, events);
}

/** Puts the element on the page and waits until it is ready. */
export async function open(config: unknown, over: Omit<Setting, 'config'> = {}): Promise<Page> {
  const page = place({ config, ...over });
  await until(() => page.events.some(({ type }) => /ready|error/.test(type)));
  await page.element.updateComplete;
  return page;
}

function listen(element: ProgressiveForm): SeenEvent[] {
  const events: SeenEvent[] = [];
  const hear = (event: Event) => {
    if (event.target !== element) return;
    const { isTrusted: _, ...own } = event as Event & Record<string, unknown>;
    events.push({ type: event.type, event: event as SeenEvent['event'], text: JSON.stringify(own) });
  };
  for (const type of eventNames) document.addEventListener(type, hear);
  cleanUps.push(() => eventNames.forEach((type) => document.removeEventListener(type, hear)));
  return events;
}

function handle(element: ProgressiveForm, end: BackEnd, events: SeenEvent[]): Page {
  const root = () => element.renderRoot;
  const find: Page['find'] = <E extends HTMLElement>(selector: string) => {
    const found = root().querySelector<E>(selector);
    if (!found) throw new Error(`Nothing on the page is ${selector}`);
    return found;
  };
  /** Where the visitor stands instead. */
  const tell = () => [page.text, page.focused, ...events.map(({ type }) => type)].join(' | ');
  const page: Page = {
    element,
    backEnd: end,
    events,
    heard: (type) => events.filter((one) => one.type === type),
    find,
    all: <E extends HTMLElement>(selector: string) => [...root().querySelectorAll<E>(selector)],
    control: (field) => find(`#${element.ids}f-${field}`),
    type(field, value) {
      const control = page.control(field);
      control.focus();
      fill(control, value);
    },
    tick(field, on = true) {
      const box = page.control(field);
      if (box.checked !== on) box.click();
    },
    press: (part = 'submit-button') => find(`[part=${part}]`).click(),
    get status() {
      return find('[role=status]').textContent?.trim() ?? '';
    },
    get text() {
      return root().querySelector('[part=base]')?.textContent?.replace(/\s+/g, ' ').trim() ?? '';
    },
    get focused() {
      return (root().getRootNode() as Document | ShadowRoot).activeElement?.id ?? '';
    },
    view: (title) => until(() => root().querySelector('h2')?.textContent?.includes(title), tell),
    done: () => until(() => root().querySelector(`#${element.ids}done`), tell),
  };
  return page;
}

/** As autofill does it: no focus, two plain events. */
export function fill(control: HTMLInputElement, value: string): void {
  control.value = value;
  control.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
  control.dispatchEvent(new Event('change', { bubbles: true }));
}

/** `tell`: what there is instead, for whoever reads of the failure. */
export async function until(holds: () => unknown, tell = () => ''): Promise<void> {
  const giveUp = performance.now() + 15_000;
  while (!(await holds())) {
    if (performance.now() > giveUp) throw new Error(`Never came true: ${String(holds)} ${tell()}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** For what must not happen: lets everything that is under way come to rest. */
export async function quiet(): Promise<void> {
  for (let i = 0; i < 5; i++) await new Promise((resolve) => setTimeout(resolve, 10));
}

export async function everyRecord(): Promise<readonly (readonly [string, unknown])[]> {
  const names = (await indexedDB.databases()).map((one) => one.name);
  if (!names.includes(databaseName)) return [];
  const opening = indexedDB.open(databaseName);
  let isThere = true;
  // WebKit lists it before it is made; made here, it would be an empty one for the form.
  opening.onupgradeneeded = () => {
    isThere = false;
    opening.transaction?.abort();
  };
  const db = await settled(opening).catch((error: unknown) => {
    if (isThere) throw error;
  });
  if (!db) return [];
  try {
    const store = db.transaction('records').objectStore('records');
    const [keys, values] = await Promise.all([settled(store.getAllKeys()), settled(store.getAll())]);
    return keys.map((key, i) => [String(key), values[i]] as const);
  } finally {
    db.close(); // an open one would keep the next test from its own
  }
}

export function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('IndexedDB'));
  });
}

/** A page that is left writes nothing any more. */
export const leavePage = (): Promise<void> => own.endDrafts();

/** Takes every form off the page, ends its work and forgets what this device keeps. */
export async function cleanUp(): Promise<void> {
  for (const clean of cleanUps.splice(0)) clean();
  document.body.replaceChildren();
  await own.end();
  await settled(indexedDB.deleteDatabase(databaseName));
  own = createEndingParts();
  ProgressiveForm.parts = own.parts;
}
