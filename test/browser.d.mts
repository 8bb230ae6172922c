export type EngineId = 'chromium' | 'firefox' | 'webkit';
export function findChromium(): string;
export function findFirefox(): string | undefined;
export function findWebKit(): { driver: string; browser: string; screen: string } | undefined;
export function launchOptions(): { executablePath: string; headless: boolean; args: string[] };
export function enginesToTest(): EngineId[];
export function enginesPresent(): EngineId[];
export function describeEngines(tested: readonly EngineId[]): string;
export function missingEngines(): { name: string; packages: string[] }[];
