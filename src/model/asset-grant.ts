/** Leave to fetch one asset for a short time. */
export interface AssetGrant {
  readonly id: string;
  /** Absolute address with the grant in it; carries nothing personal. */
  readonly url: string;
}
