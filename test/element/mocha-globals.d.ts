/** The words @web/test-runner gives to every test; it brings no types for them. */
declare function describe(title: string, work: () => void): void;
declare function it(title: string, work: () => void | Promise<void>): void;
declare function before(work: () => void | Promise<void>): void;
declare function after(work: () => void | Promise<void>): void;
declare function beforeEach(work: () => void | Promise<void>): void;
declare function afterEach(work: () => void | Promise<void>): void;
