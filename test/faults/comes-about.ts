/** Whether a condition comes true within so many milliseconds. It is looked at again and again: much lies in a browser. */
export async function comesAbout(
  condition: () => boolean | Promise<boolean>,
  patience: number,
): Promise<boolean> {
  const end = performance.now() + patience;
  while (!(await condition())) {
    if (performance.now() > end) return false;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return true;
}
