/** A file that is handed out for a grant; its bytes are read on demand. */
export interface Asset {
  readonly file: string;
  readonly filename: string;
  readonly title: string;
  /** Media type, e.g. `application/pdf`. */
  readonly type: string;
}
