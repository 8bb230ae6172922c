/** Whether the adapters of a definition name what there is, and may be sent to. */
import type { OneAdapter } from '../model/adapter-choice.js';
import type { FormConfig } from '../model/form-config.js';
import { isSafeUrl } from '../model/safe-url.js';
import type { Demand } from './demand.js';
import { didYouMean } from './did-you-mean.js';
import { joinPath } from './join-path.js';

/** Expects a definition of the right shape. */
export function checkAdapter(config: FormConfig, demand: Demand): void {
  const { adapter, purposes } = config;
  if (!adapter) return;
  demand(
    adapter.purpose === undefined,
    'adapter.purpose',
    'Remove it: only a mirror waits for an agreement.',
  );
  checkSettings(adapter, 'adapter', config, demand);
  const asked = config.steps.flatMap(({ fields }) => fields);
  const boxes = config.fields.filter(({ name, type }) => type === 'consent' && asked.includes(name));
  adapter.mirrors?.forEach((mirror, i) => {
    const at = `adapter.mirrors[${i}]`;
    const { endpoint, purpose } = mirror;
    demand(endpoint === undefined || isSafeUrl(endpoint), `${at}.endpoint`);
    checkSettings(mirror, at, config, demand);
    if (purpose === undefined) return;
    demand(purpose in purposes, `${at}.purpose`);
    const isAsked = boxes.some((box) => box.purpose === purpose);
    demand(isAsked, `${at}.purpose`, 'Add a consent field with this purpose to a step, or remove it.');
  });
}

function checkSettings(choice: OneAdapter, at: string, config: FormConfig, demand: Demand): void {
  const { purposes, fields } = config;
  const declared = (purpose: string | undefined, path: string) =>
    demand(purpose === undefined || purpose in purposes, path);
  if (choice.use === 'hubspot') {
    declared(choice.trackingPurpose, `${at}.trackingPurpose`);
    for (const purpose of Object.keys(choice.subscriptions ?? {})) {
      const near = didYouMean(purpose, Object.keys(purposes));
      demand(purpose in purposes, joinPath(`${at}.subscriptions`, purpose), near ?? 'Name one of purposes.');
    }
  }
  if (choice.use === 'clevertap') declared(choice.mailPurpose, `${at}.mailPurpose`);
  if (choice.use !== 'data-layer') return;
  const { value, currency, leadField } = choice;
  const names = fields.map(({ name }) => name);
  const near = didYouMean(leadField ?? '', names) ?? 'Name one of fields.';
  demand(leadField === undefined || names.includes(leadField), `${at}.leadField`, near);
  demand(value === undefined || currency, `${at}.currency`, 'Name the currency of the value, such as EUR.');
  demand(currency === undefined || value, `${at}.value`, 'Say how much a lead is worth, or remove currency.');
}
