/** Delivers to Mixpanel. */
import type { Adapter } from '../../model/ports.js';
import { createWireAdapter, type WireOptions } from '../wire.js';
import { createWire, type MixpanelOptions } from './wire.js';

export interface MixpanelAdapterOptions extends MixpanelOptions, WireOptions {}

/**
 * Hands over to `mixpanel` where its script is on the page: `people.set`, `people.union` and `track`, see
 * `mapSubmission`. Else one POST of profile updates to `<endpoint>/engage`, for the visitor `$device:<id>`. The profile
 * is where the answers belong and nothing of it counts twice; an event could not hold them, for it goes on to many, so
 * that events are told by the script alone, and the profile keeps the steps that were submitted.
 *
 * `delivered` where the body says `1` or `{"status":1}`; `0` or an error in the body of a 200 parks, as 400, 401 and 413
 * do; anything else is tried again.
 *
 * Two submissions whose ids of the device differ, or whose answers `email`, are taken for two people: the script is told
 * to `reset()` before it is told of the second, lest her answers land in the profile of the first. So it is by
 * "Not you?", also after a reload. Who says nothing and is not remembered cannot be known to be another after one: a page
 * for many should reset the script itself.
 * Where only the script's snippet is there, the submission waits: a request would go round the choice that it keeps.
 *
 * Throws a `ConfigError` for an address that answers may not be sent to. Source: developer.mixpanel.com, "Engage".
 */
export const createMixpanelAdapter = (options: MixpanelAdapterOptions): Adapter =>
  createWireAdapter(createWire(options), options);
