/** The accounts of the made-up product behind /signup/: in memory only, passwords as scrypt hashes. */
import { randomBytes, scrypt } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify<string, Buffer, number, Buffer>(scrypt);

export interface Accounts {
  create(email: string, password: string): Promise<void>;
}

export function createAccounts(): Accounts {
  const accounts = new Map<string, { readonly salt: Buffer; readonly hash: Buffer }>();
  return {
    async create(email, password) {
      const salt = randomBytes(16);
      const hash = await derive(password.normalize('NFKC'), salt, 32);
      accounts.set(email.trim().toLowerCase(), { salt, hash });
    },
  };
}
