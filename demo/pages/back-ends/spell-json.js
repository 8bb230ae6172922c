/** JSON to be read: what fits into a line stands in one. */
const longest = 64;

export function spellJson(value, indent = '') {
  const line = JSON.stringify(value, null, 1).replace(/\n\s*/g, ' ');
  if (line.length + indent.length <= longest || typeof value !== 'object' || !value) return line;
  const deeper = `${indent}  `;
  const isList = Array.isArray(value);
  const parts = Object.entries(value).map(
    ([name, part]) => `${deeper}${isList ? '' : `${JSON.stringify(name)}: `}${spellJson(part, deeper)}`,
  );
  const [open, close] = isList ? '[]' : '{}';
  return `${open}\n${parts.join(',\n')}\n${indent}${close}`;
}
