/** Delivers prospects to a form handler of Pardot, now Marketing Cloud Account Engagement. */
import type { Adapter } from '../../model/ports.js';
import { createWireAdapter, type WireOptions } from '../wire.js';
import { createWire, type PardotOptions } from './wire.js';

export interface PardotAdapterOptions extends PardotOptions, WireOptions {}

/**
 * Posts form-encoded pairs, see `mapSubmission`, as `no-cors` and without cookies: every outcome is `accepted`, never
 * more. The handler leads on to its success or error location; a `connect-src` of the page must allow these as well.
 * It needs an `email`, and drops without a word what its own rules refuse. Throws a `ConfigError` for an address that
 * answers may not be sent to.
 * Source: help.salesforce.com, "Form Handlers" of Account Engagement.
 */
export const createPardotAdapter = (options: PardotAdapterOptions): Adapter =>
  createWireAdapter(createWire(options), options);
