/** Where the definition comes from: a value, an address, or a script element inside the tag. */
import { ConfigError } from '../model/config-error.js';

/**
 * `given`: a definition, or its address relative to the page. Resolves with the definition or its JSON text; with
 * nothing where there is none. Throws a `ConfigError` where an address does not answer.
 */
export async function findDefinition(host: HTMLElement, given: unknown): Promise<unknown> {
  if (typeof given === 'string') return fetchText(given);
  if (given !== undefined) return given;
  // A tag that is upgraded while the page is parsed has no children yet.
  if (!childText(host) && document.readyState === 'loading')
    await new Promise((resolve) => document.addEventListener('DOMContentLoaded', resolve, { once: true }));
  return childText(host);
}

const childText = (host: HTMLElement): string | undefined =>
  host.querySelector(':scope > script[type="application/json"]')?.textContent ?? undefined;

async function fetchText(address: string): Promise<string> {
  const response = await fetch(new URL(address, document.baseURI), { credentials: 'omit' }).catch(
    () => undefined,
  );
  if (!response?.ok)
    throw new ConfigError('config', 'the address does not answer', 'Check where the definition lies');
  return response.text();
}
