export function bundleScripts(): Promise<ReadonlyMap<string, string>>;
