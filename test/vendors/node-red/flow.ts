/** What somebody draws in node-red's editor to take leads: `/lead/<way>` answers in one of three ways. */

/** `proves` echoes the id, `mute` says nothing, `wakes` is out of order when a submission comes for the first time. */
export type Way = 'proves' | 'mute' | 'wakes';

/** What it was posted, as its own parser read it. */
export interface Visit {
  readonly way: Way;
  readonly status: number;
  readonly type: string;
  readonly told: Readonly<Record<string, unknown>>;
}

const take = `
const told = msg.payload;
const { way } = msg.req.params;
const tries = (flow.get(told.submission_id) ?? 0) + 1;
flow.set(told.submission_id, tries);
const status = way === 'wakes' && tries === 1 ? 500 : 200;
const answer = status === 500 ? 'out of order' : way === 'mute' ? '' : { id: told.submission_id };
const visit = { way, status, type: msg.req.headers['content-type'], told };
return [{ ...msg, statusCode: status, payload: answer }, { payload: JSON.stringify(visit) }];
`;

/** Adds a line for each visit to the file of that name. */
export const drawFlow = (filename: string): readonly object[] => [
  { id: 'leads', type: 'tab', label: 'Leads' },
  { id: 'in', z: 'leads', type: 'http in', method: 'post', url: '/lead/:way', wires: [['take']] },
  { id: 'take', z: 'leads', type: 'function', func: take, outputs: 2, wires: [['out'], ['keep']] },
  { id: 'out', z: 'leads', type: 'http response', wires: [] },
  {
    ...{ id: 'keep', z: 'leads', type: 'file', filename, filenameType: 'str', wires: [[]] },
    ...{ appendNewline: true, createDir: true, overwriteFile: 'false', encoding: 'utf8' },
  },
];
