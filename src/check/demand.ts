/** Hears whether what must hold at a path does. The first storey throws where it does not, the second takes notes. */
export type Demand = (ok: unknown, path: string, remedy?: string) => void;
