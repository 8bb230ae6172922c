/** Work without a clock: how often anything of a value is looked at, however deep it lies. */
export interface Reads<T> {
  /** The same value; what is read from it is counted. */
  readonly input: T;
  all(): number;
  /** Of one object within it, as found in `input`. */
  of(one: object): number;
}

export function countReads<T extends object>(value: T): Reads<T> {
  const reads = new Map<object, number>();
  const watched = new WeakMap<object, object>();

  /** One object has one stand-in, since objects are told apart by identity. */
  const watch = <V>(it: V): V => {
    if (typeof it !== 'object' || it === null) return it;
    const stand = watched.get(it) ?? createStandIn(it);
    watched.set(it, stand);
    return stand as V;
  };
  const createStandIn = (it: object): object => {
    const count = () => reads.set(stand, (reads.get(stand) ?? 0) + 1);
    const stand: object = new Proxy(it, {
      get: (of, key, receiver) => (count(), watch(Reflect.get(of, key, receiver) as unknown)),
      has: (of, key) => (count(), Reflect.has(of, key)),
      getOwnPropertyDescriptor: (of, key) => (count(), Reflect.getOwnPropertyDescriptor(of, key)),
    });
    return stand;
  };

  return {
    input: watch(value),
    all: () => [...reads.values()].reduce((sum, n) => sum + n, 0),
    of: (one) => reads.get(one) ?? 0,
  };
}
