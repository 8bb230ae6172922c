/** What leaves the house by mail, and the port that carries it. */
export interface OutgoingMail {
  readonly from: string;
  /** One address, nothing else. */
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** Without angle brackets; the same for every attempt, so that a receiver can drop a second copy. */
  readonly messageId: string;
}

export interface MailTransport {
  /** Resolves when the next server has taken the mail; rejects otherwise. */
  send(mail: OutgoingMail): Promise<void>;
  close(): void;
}
