export function findChromium(): string;
export function launchOptions(): { executablePath: string; headless: boolean; args: string[] };
