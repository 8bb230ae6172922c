/** Delivers leads to Salesforce by Web-to-Lead. */
import type { Adapter } from '../../model/ports.js';
import { createWireAdapter, type WireOptions } from '../wire.js';
import { createWire, type WebToLeadOptions } from './wire.js';

export interface WebToLeadAdapterOptions extends WebToLeadOptions, WireOptions {}

/**
 * Posts form-encoded pairs, see `mapSubmission`, as `no-cors`: every outcome is `accepted`, never more. Salesforce takes
 * 500 leads a day and mails the rest; it drops what has no `last_name` or `company`, or what a rule of the organisation
 * or its reCAPTCHA setting refuses, without a word. Each submission becomes a lead of its own, so ask all in one step.
 * Salesforce leads back to the page's origin: a `connect-src` of the page must allow both. Throws a `ConfigError` for an
 * address that answers may not be sent to.
 * Source: help.salesforce.com, "Guidelines for Setting Up Web-to-Lead".
 */
export const createWebToLeadAdapter = (options: WebToLeadAdapterOptions): Adapter =>
  createWireAdapter(createWire(options), options);
