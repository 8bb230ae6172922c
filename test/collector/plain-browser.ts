/** A browser without script, as far as our own pages need one: reads the controls of a form and posts what stands in them. */
import type { Answers } from '../../src/model/answers.js';
import { url } from './harness.js';

export interface PlainPage {
  readonly status: number;
  readonly headers: Headers;
  readonly html: string;
  /** Names of the questions in the order shown; of a group once. */
  readonly names: readonly string[];
  readonly title: string;
  /** What would be sent as it stands. */
  readonly entries: readonly (readonly [name: string, value: string])[];
  /** By field, the text of its error. */
  readonly errors: Readonly<Record<string, string>>;
}

export interface Handler {
  fetch(request: Request): Promise<Response>;
}

export async function readPage(response: Response): Promise<PlainPage> {
  const html = await response.text();
  const controls = [...html.matchAll(/<(input|select|textarea)\b([^>]*)>/g)].map(
    ([, tag = '', text = ''], i) => ({
      tag,
      at: i,
      ...attributesOf(text),
    }),
  );
  // What nobody meets is no question.
  const met = controls.filter(({ type, tabindex }) => type !== 'hidden' && tabindex === undefined);
  const named = met.map(({ name = '' }) => name);
  const errors = [...html.matchAll(/<div class="wrong" id="f-(\w+)-e">([^<]*)/g)];
  return {
    status: response.status,
    headers: response.headers,
    html,
    names: [...new Set(named)],
    title: unescape(/<h1[^>]*>([^<]*)/.exec(html)?.[1] ?? ''),
    entries: controls.flatMap((control) => entryOf(control, html)),
    errors: Object.fromEntries(errors.map(([, name = '', text = '']) => [name, unescape(text)])),
  };
}

interface Attributes {
  readonly name?: string;
  readonly type?: string;
  readonly value?: string;
  readonly checked?: string;
  readonly tabindex?: string;
}

const attributesOf = (text: string): Attributes =>
  Object.fromEntries(
    [...text.matchAll(/([\w-]+)(?:="([^"]*)")?/g)].map(([, name = '', value = '']) => [
      name,
      unescape(value),
    ]),
  );

function entryOf(
  { tag, name = '', type, value = '', checked }: Attributes & { readonly tag: string },
  html: string,
): (readonly [string, string])[] {
  if (tag === 'input')
    return /radio|checkbox/.test(type ?? '') && checked === undefined ? [] : [[name, value]];
  const inside = new RegExp(`<${tag}\\b[^>]*name="${name}"[^>]*>([^]*?)</${tag}`).exec(html)?.[1] ?? '';
  if (tag === 'textarea') return [[name, unescape(inside.replace(/^\n/, ''))]];
  return [[name, unescape(/value="([^"]*)" selected/.exec(inside)?.[1] ?? '')]];
}

export const unescape = (text: string): string =>
  text
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');

export const formPath = (form: string): string => `/v1/forms/${form}/page`;

export const open = async (collector: Handler, form = 'whitepaper'): Promise<PlainPage> =>
  readPage(await collector.fetch(new Request(url + formPath(form))));

/** What is sent once this was typed over what stands there; `undefined` leaves a control as it is. */
export function bodyOf({ entries, names }: PlainPage, answers: Answers): string {
  const typed = names.filter((name) => Object.hasOwn(answers, name));
  const kept = entries.filter(([name]) => !typed.includes(name));
  const given = typed.flatMap((name) =>
    [answers[name] ?? ''].flat().flatMap((value) => (value === false ? [] : [[name, sent(value)]])),
  );
  return new URLSearchParams([...kept.map(([name, value]) => [name, value]), ...given]).toString();
}

const sent = (value: string | number | boolean): string => (value === true ? 'yes' : String(value));

export const send = (
  collector: Handler,
  form: string,
  body: string,
  headers: Record<string, string> = {},
): Promise<Response> =>
  collector.fetch(
    new Request(url + formPath(form), {
      method: 'POST',
      body,
      headers: { 'Content-Type': 'application/x-www-form-urlencoded', Origin: 'null', ...headers },
    }),
  );

export const fillIn = async (
  collector: Handler,
  form: string,
  page: PlainPage,
  answers: Answers,
): Promise<PlainPage> => readPage(await send(collector, form, bodyOf(page, answers)));
