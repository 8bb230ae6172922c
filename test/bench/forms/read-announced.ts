/** What a screen reader is told about the fields, from the browser's accessibility tree. */
import type { Visit } from './open-visit.js';

export interface Announced {
  /** By node. */
  readonly descriptions: ReadonlyMap<number, string>;
  readonly invalid: number;
  /** Fields that name the text of their error. */
  readonly named: ReadonlySet<number>;
}

const roles = ['textbox', 'searchbox', 'spinbutton', 'combobox', 'listbox'];

export async function readAnnounced({ devtools }: Visit): Promise<Announced> {
  const { nodes } = await devtools.send('Accessibility.getFullAXTree');
  const fields = nodes.filter(({ ignored, role }) => !ignored && roles.includes(String(role?.value)));
  const idOf = ({ backendDOMNodeId = 0 }: (typeof fields)[number]) => backendDOMNodeId;
  const property = ({ properties = [] }: (typeof fields)[number], wanted: string) =>
    properties.find(({ name }) => name === wanted)?.value;
  return {
    descriptions: new Map(fields.map((field) => [idOf(field), String(field.description?.value ?? '')])),
    invalid: fields.filter((field) => ![undefined, 'false'].includes(property(field, 'invalid')?.value as string)).length, // prettier-ignore
    named: new Set(fields.filter((field) => property(field, 'errormessage')?.relatedNodes?.length).map(idOf)),
  };
}

/** How many fields have got a description that they did not have before. */
export const countDescribed = (before: Announced, after: Announced): number =>
  [...after.descriptions].filter(
    ([id, text]) => after.named.has(id) || (text && text !== before.descriptions.get(id)),
  ).length;
