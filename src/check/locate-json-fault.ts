/**
 * Where a text stops being JSON. Read from the text itself, since engines tell it in words of their own, and for a
 * comma too many some name no place at all.
 */

/** What is waited for; `end` comes after a value: a comma, or the end of what is open. */
type State = 'value' | 'firstItem' | 'firstName' | 'name' | 'colon' | 'end';

/** The index of the first thing that cannot stand where it stands, or `undefined` where the text is JSON. */
export function locateJsonFault(text: string): number | undefined {
  const open: string[] = []; // the brackets that will close what is open
  let state: State | undefined = 'value';
  let at = 0;
  for (;;) {
    at += matchAt(blanks, text, at).length;
    const found = matchAt(token, text, at);
    if (!found && at === text.length && state === 'end' && !open.length) return undefined;
    state = found ? follow(state, found, open) : undefined;
    if (!state) return at;
    at += found.length;
  }
}

const blanks = /[ \t\n\r]*/y;
const token =
  /[{}[\],:]|"(?:[ !#-[\]-\uffff]|\\(?:["\\/bfnrt]|u[\dA-Fa-f]{4}))*"|(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[Ee][+-]?\d+)?|true|false|null)(?![\w.+-])/y;

function matchAt(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? '';
}

/** What is waited for after `found`; nothing where it cannot stand. */
function follow(state: State, found: string, open: string[]): State | undefined {
  const closing = open.at(-1);
  if (found === closing && /^(first|end)/.test(state)) {
    open.pop();
    return 'end';
  }
  if (state === 'colon') return found === ':' ? 'value' : undefined;
  if (state === 'end') return found === ',' && closing ? (closing === '}' ? 'name' : 'value') : undefined;
  if (/name$/i.test(state)) return found.startsWith('"') ? 'colon' : undefined;
  if (found === '{') return (open.push('}'), 'firstName');
  if (found === '[') return (open.push(']'), 'firstItem');
  return /^[\]},:]/.test(found) ? undefined : 'end';
}
