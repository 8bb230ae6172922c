export function bundleContestant(file: string): Promise<string>;
export function bundleWatch(): Promise<string>;
