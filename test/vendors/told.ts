/** What a vendor heard, whoever told it and in whatever shape. */
import type { Heard } from './sink.js';

export interface Told {
  /** About a person, that something of ours happened, or what the vendor's own script found to say. */
  readonly kind: 'person' | 'event' | 'own';
  /** Of an event; of what is told about a person, how it changes what is there. */
  readonly name: string;
  /** Traits or properties, without what the vendor's own script adds to every message. */
  readonly values: Message;
  /** By which a second copy is known; nothing where this message has no place for it. */
  readonly id?: string;
  /** Whatever is taken for a name of the person. */
  readonly users: readonly string[];
  /** The whole of it. */
  readonly text: string;
}

/** An object, read as JSON. */
export type Message = Readonly<Record<string, unknown>>;

/** The object under this name; an empty one where there is none. */
export function objectIn(message: Message, name: string): Message {
  const value = message[name];
  return typeof value === 'object' && value !== null ? (value as Message) : {};
}

/** Those among them that are texts with anything in them. */
export const textsIn = (...values: readonly unknown[]): readonly string[] =>
  values.filter((value): value is string => typeof value === 'string' && value !== '');

/** A body as JSON: also one that is a form with the JSON, or the Base64 of it, in its field `data`. */
export function plainText(body: string): string {
  if (!body.startsWith('data=')) return body;
  const data = new URLSearchParams(body).get('data') ?? '';
  return /^[[{]/.test(data) ? data : Buffer.from(data, 'base64').toString();
}

/** The messages of a body: of one, of a list, or of one that has a `batch` of them. */
export function readBody(body: string): readonly Message[] {
  const content = JSON.parse(plainText(body)) as Message | readonly Message[];
  const { batch = content } = content as Message;
  return (Array.isArray(batch) ? batch : [batch]) as readonly Message[];
}

export const posts = (heard: readonly Heard[], path: RegExp): readonly Heard[] =>
  heard.filter((one) => one.method === 'POST' && path.test(one.path));

/** What is left without the names that a vendor's script adds by itself. */
export const without = (values: Message, names: RegExp): Message =>
  Object.fromEntries(Object.entries(values).filter(([name]) => !names.test(name)));
