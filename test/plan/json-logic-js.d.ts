/** The reference implementation, as far as the tests use it: it ships no types. */
declare module 'json-logic-js' {
  const jsonLogic: { apply(logic: unknown, data?: unknown): unknown; truthy(value: unknown): boolean };
  export default jsonLogic;
}
