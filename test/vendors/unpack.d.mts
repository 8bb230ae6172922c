export function unpack(packed: string): string;
