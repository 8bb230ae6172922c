/** What is wrong with an answer, in words, for the forms that are written by hand. */
export function faultOf({ label, type, minLength = 1 }, value) {
  if (!value.trim()) return `${label}: please fill this in`;
  if (value.trim().length < minLength) return `${label}: at least ${minLength} characters`;
  if (type === 'email' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value)) return `${label}: name@example.com`;
  return '';
}
