/** Options with a value each: `--name value` or `--name=value`. */
export interface Words {
  readonly words: Readonly<Partial<Record<string, string>>>;
  /** What is wrong with them, without what stands there: it may be an address or a key. */
  readonly fault?: string;
}

export function readWords(args: readonly string[], names: readonly string[]): Words {
  const words: Record<string, string> = {};
  for (let i = 0; i < args.length; i += 1) {
    const [, name = '', inline] = /^--([a-z]+)(?:=(.*))?$/s.exec(args[i] ?? '') ?? [];
    if (!name)
      return { words, fault: 'Only options stand here; addresses come from a file or standard input' };
    if (!names.includes(name)) return { words, fault: `--${name}: no such option` };
    const value = inline ?? args[(i += 1)];
    if (!value) return { words, fault: `--${name}: its value is missing` };
    words[name] = value;
  }
  return { words };
}
