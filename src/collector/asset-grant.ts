/** Leave to fetch an asset for a quarter of an hour. */
import type { AssetGrant } from '../model/asset-grant.js';
import type { FormConfig } from '../model/form-config.js';
import type { Context } from './context.js';

const seconds = 15 * 60;

/** Nothing where the form offers no asset, or one that is not here. */
export async function grantAsset(
  { signer, assets, publicUrl }: Context,
  form: FormConfig,
  personId: string | undefined,
): Promise<AssetGrant | undefined> {
  const id = form.afterSubmit?.asset?.id;
  if (id === undefined || !Object.hasOwn(assets, id)) return undefined;
  const request = { purpose: 'asset', audience: id, subject: personId, form: form.id, seconds } as const;
  const grant = await signer.sign(request);
  return { id, url: `${publicUrl}/v1/assets/${encodeURIComponent(id)}?grant=${grant}` };
}
