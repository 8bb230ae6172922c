/** Where the answers of a form go, as the element or the npm entry hands it in. */
import type { HttpAdapterOptions } from './adapters/http/send.js';
import type { Wire, WireOptions } from './adapters/wire.js';
import type { PartSetting } from './element/progressive-form.js';
import type { FormConfig } from './model/form-config.js';
import type { Adapter } from './model/ports.js';

export interface Target {
  readonly config: FormConfig;
  /** One for as long as the form is open. */
  readonly setting: Pick<PartSetting, 'on' | 'host' | 'kiosk'>;
  /** An adapter, or the name of one. */
  readonly use: Adapter | string;
  /** Of the element, else of the definition. */
  readonly endpoint: string | undefined;
  readonly fetch: typeof fetch;
  /** Loads what makes adapters of names. */
  named(): Promise<{ createNamedAdapter(setting: AdapterSetting): Promise<Adapter> }>;
}

export interface AdapterSetting extends Omit<Target, 'named'> {
  readonly hub: Poster;
}

/** What delivers knows how to post. */
export interface Poster {
  createHttpAdapter(options: HttpAdapterOptions): Adapter;
  createWireAdapter(wire: Wire, options?: WireOptions): Adapter;
}
