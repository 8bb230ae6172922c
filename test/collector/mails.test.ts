import { createServer, type AddressInfo, type Socket } from 'node:net';
import PostalMime from 'postal-mime';
import type { Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { MailTransport } from '../../src/collector/mail-transport.js';
import { createSmtpTransport } from '../../src/collector/smtp-transport.js';
import { createSigner } from '../../src/collector/sign-token.js';
import { agreed, createWorld, emptyTables, erika, factsOf, hour, openTestDb, readForm } from './harness.js';
import type { World } from './harness.js';

const from = 'Kessler <post@kessler.test>';
const caught: { readonly to: readonly string[]; readonly mail: Email }[] = [];
const smtp = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  onData(stream, session, done) {
    const chunks: Buffer[] = [];
    stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    stream.on('end', () => {
      void PostalMime.parse(Buffer.concat(chunks)).then((mail) => {
        caught.push({ to: session.envelope.rcptTo.map(({ address }) => address), mail });
        done();
      });
    });
  },
});

const db = await openTestDb();
let transport: MailTransport;
let world: World;
beforeAll(async () => {
  await new Promise<void>((resolve) => void smtp.listen(0, '127.0.0.1', resolve));
  transport = createSmtpTransport(`smtp://127.0.0.1:${(smtp.server.address() as AddressInfo).port}`);
});
afterAll(async () => {
  transport.close();
  await new Promise<void>((resolve) => smtp.close(resolve));
});
beforeEach(async () => {
  caught.length = 0;
  world = await createWorld(db, { mail: { transport, from } });
  await emptyTables(db);
});

const confirmLink = /http:\/\/collector\.test(\/v1\/confirm\/[\w-]+)/;
const lastMail = () => caught.at(-1)?.mail;
const linkIn = (mail: Email | undefined, pattern: RegExp) => pattern.exec(mail?.text ?? '')?.[1] ?? '';

const signer = () => createSigner(new Uint8Array(32).fill(7), 'default', () => world.clock.now);

async function download(): Promise<void> {
  await world.submit(erika, agreed(world));
  await world.collector.sendDueMails();
  await fetchFile();
}

async function fetchFile(): Promise<void> {
  await world.get(await world.click(linkIn(lastMail(), confirmLink)));
}

describe('over SMTP', () => {
  it('S42 the confirmation mail greets by name and carries its link as text and as HTML', async () => {
    await world.submit(erika, agreed(world));
    expect(await world.collector.sendDueMails()).toBe(1);
    expect(caught[0]?.to).toEqual(['Erika@firma.example']);
    expect(lastMail()).toMatchObject({
      subject: 'Bitte bestätigen Sie Ihre E-Mail-Adresse',
      from: { name: 'Kessler', address: 'post@kessler.test' },
    });
    expect(lastMail()?.text).toContain('Guten Tag Erika Muster,');
    const link = linkIn(lastMail(), /(http:\/\/collector\.test\/v1\/confirm\/[\w-]{43})\s/);
    expect(lastMail()?.html).toContain(`href="${link}"`);
  });

  it('S10 two days after the first download one mail follows, with a signed link to the form', async () => {
    await download();
    world.clock.now += 48 * hour - 1;
    expect(await world.collector.sendDueMails()).toBe(0);
    world.clock.now += 1;
    expect(await world.collector.sendDueMails()).toBe(1);
    expect(lastMail()).toMatchObject({ subject: 'Zu „Leichtbau in Serie“' });
    const token = linkIn(lastMail(), /http:\/\/site\.test\/whitepaper\/#pf=([\w.-]+)\s/);
    expect(await world.recognise({ token })).toMatchObject({ strength: 'link', visits: { count: 2 } });
  });

  it('S10 it comes once, however often the file is fetched', async () => {
    await download();
    await fetchFile();
    world.clock.now += 48 * hour;
    await fetchFile();
    await world.collector.sendDueMails();
    world.clock.now += 480 * hour;
    expect(await world.collector.sendDueMails()).toBe(0);
    expect(caught).toHaveLength(2);
  });

  it('S10 it needs a consent that was confirmed, not one that anybody could have ticked', async () => {
    const form = await readForm('whitepaper');
    const profile = { remember: 'afterSubmit', purpose: 'profiling' } as const;
    world = await createWorld(db, { mail: { transport, from }, forms: [{ ...form, profile }] });
    await world.submit(erika);
    await world.collector.sendDueMails();
    await world.submit(erika, { anonymousId: world.mintId(), ...agreed(world) });
    await fetchFile();
    world.clock.now += 48 * hour;
    await world.collector.sendDueMails();
    expect(caught.map(({ mail }) => mail.subject)).toEqual(
      Array(2).fill('Bitte bestätigen Sie Ihre E-Mail-Adresse'),
    );
  });

  it.each<[string, (proof: string) => Parameters<World['submit']>]>([
    [
      'at her device',
      () => [{ firstName: 'Karl', lastName: 'Fremd', plm: 'velano' }, { anonymousId: 'hers' }],
    ],
    [
      'under her address',
      () => [{ ...erika, firstName: 'Karl', lastName: 'Fremd', plm: 'velano' }, agreed(world)],
    ],
  ])('F2 S40 it greets her, and tells her answers back, whatever somebody else gives %s', async (_, act) => {
    await download();
    const [lead] = await world.collector.leads();
    const link = await signer().sign({
      ...{ purpose: 'link', audience: 'whitepaper', subject: lead?.id, jti: world.mintId() },
      seconds: 600,
    });
    const { proof } = (await world.recognise({ token: link })) as { proof: string };
    await world.submit({ plm: 'kordis' }, { step: 'tools', anonymousId: 'hers', proof });
    world.clock.now += hour;
    await world.submit(...act(proof));
    expect(factsOf((await world.collector.leads())[0])).toMatchObject({ lastName: 'Fremd', plm: 'velano' });
    world.clock.now += 48 * hour;
    await world.collector.sendDueMails();
    expect(lastMail()?.text).toContain('Guten Tag Erika Muster,');
    expect(lastMail()?.text).toContain('Sie arbeiten mit Kordis');
    expect(lastMail()?.text).not.toMatch(/Fremd|Velano/);
  });

  it('S10 a look at the headers of the file is no download', async () => {
    await world.submit(erika, agreed(world));
    await world.collector.sendDueMails();
    const path = await world.click(linkIn(lastMail(), confirmLink));
    await world.collector.fetch(new Request(`http://collector.test${path}`, { method: 'HEAD' }));
    world.clock.now += 48 * hour;
    expect(await world.collector.sendDueMails()).toBe(0);
  });

  it('S38 no address or name stands in the link of the mail', async () => {
    await download();
    world.clock.now += 48 * hour;
    await world.collector.sendDueMails();
    const link = linkIn(lastMail(), /(http:\/\/site\.test\S+)/);
    const payload = Buffer.from(link.split('.')[2] ?? '', 'base64url').toString();
    for (const value of ['rika', 'uster', 'irma']) expect(link + payload).not.toContain(value);
    expect(new URL(link).search).toBe('');
  });

  it('SEC20 somebody else’s mailbox cannot be flooded: three mails an address and hour', async () => {
    const envelopes = Array.from({ length: 10 }, () =>
      world.envelope(world.submission(erika, agreed(world))),
    );
    await Promise.all(envelopes.map((envelope) => world.post('/v1/submissions', envelope)));
    expect(await world.collector.sendDueMails()).toBe(3);
    world.clock.now += hour + 1;
    await world.submit({ ...erika, email: 'ERIKA@firma.example' }, agreed(world));
    expect(await world.collector.sendDueMails()).toBe(1);
  });

  it.each(['evil.com', '<b>Erika</b>', 'Erika\r\nBcc: x@evil.test', 'Gewinn! 0190 123'])(
    'SEC24 a name like %j is left out of the greeting, and adds nobody to the mail',
    async (firstName) => {
      await world.submit({ ...erika, firstName, lastName: 'x' }, agreed(world));
      await world.collector.sendDueMails();
      expect(lastMail()?.text).toContain('Guten Tag,');
      expect(caught.map(({ to }) => to)).toEqual([['Erika@firma.example']]);
    },
  );

  it.each(['a@b.example\r\nBcc: x@evil.test', 'a@b.example, x@evil.test', 'a@b.example\0'])(
    'SEC24 an address like %j is sent no mail at all',
    async (email) => {
      await world.submit({ ...erika, email }, agreed(world));
      expect(await world.collector.sendDueMails()).toBe(0);
    },
  );

  it('SEC24 the transport itself refuses line breaks in headers, and takes a list for one bad address', async () => {
    const mail = { from, to: 'a@b.example', subject: 's', text: 't', html: 'h', messageId: 'id@x' };
    await expect(transport.send({ ...mail, subject: 'a\r\nBcc: x@evil.test' })).rejects.toThrow('subject');
    await expect(transport.send({ ...mail, to: 'a@b.example\nx' })).rejects.toThrow('to');
    await transport.send({ ...mail, to: 'a@b.example, x@evil.test' }).catch(() => {});
    expect(caught.flatMap(({ to }) => to)).not.toContain('x@evil.test');
  });
});

describe('the queue', () => {
  /** Fails while `down`, and counts. */
  function flaky() {
    const state = { down: true, tries: 0, ids: new Set<string>() };
    const send = async ({ messageId, to }: { messageId: string; to: string }) => {
      state.tries += 1;
      state.ids.add(messageId);
      if (state.down) throw new Error(`550 no such mailbox ${to}`);
    };
    return { state, transport: { send, close: () => {} } };
  }

  it('FLT59 a mail that fails is tried again later and later, until it is sent once', async () => {
    const { state, transport: broken } = flaky();
    const failing = await createWorld(db, { mail: { transport: broken, from } });
    await failing.submit(erika, agreed(failing));
    const waits: number[] = [];
    for (let last = failing.clock.now; waits.length < 11; failing.clock.now += 60_000) {
      const before = state.tries;
      expect(await failing.collector.sendDueMails()).toBe(0);
      if (state.tries > before) {
        waits.push((failing.clock.now - last) / 60_000);
        last = failing.clock.now;
      }
    }
    expect(waits).toEqual([0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 360]);
    state.down = false;
    failing.clock.now += 6 * hour;
    expect(await failing.collector.sendDueMails()).toBe(1);
    expect(await failing.collector.sendDueMails()).toBe(0);
    expect(state.ids.size).toBe(1);
  });

  it('SEC28 a mail that fails is logged without the address that the server quoted', async () => {
    const failing = await createWorld(db, { mail: { transport: flaky().transport, from } });
    await failing.submit(erika, agreed(failing));
    await failing.collector.sendDueMails();
    expect(failing.logs.at(-1)).toEqual({
      event: 'mailFailed',
      kind: 'confirm',
      attempts: 1,
      error: 'Error',
    });
  });

  it('FLT59 two senders at once send each mail once', async () => {
    for (const name of ['a', 'b', 'c', 'd']) {
      await world.submit({ ...erika, email: `${name}@firma.example` }, agreed(world));
    }
    const sent = await Promise.all([1, 2, 3].map(() => world.collector.sendDueMails()));
    expect(sent.reduce((sum, n) => sum + n)).toBe(4);
    expect(caught).toHaveLength(4);
  });

  it('FLT59 a sender that died in the middle is followed by another after its lease', async () => {
    await world.submit(erika, agreed(world));
    const hanging: MailTransport = { send: () => new Promise(() => {}), close: () => {} };
    const dying = await createWorld(db, { mail: { transport: hanging, from } });
    void dying.collector.sendDueMails();
    await expect.poll(() => db.query('SELECT 1 FROM mail WHERE attempts = 1')).toHaveLength(1);
    expect(await world.collector.sendDueMails()).toBe(0);
    world.clock.now += 5 * 60_000;
    expect(await world.collector.sendDueMails()).toBe(1);
  });
});

describe('a mail server that does not keep up', () => {
  const mail = {
    from,
    to: 'e@firma.test',
    subject: 's',
    text: 't',
    html: '<p>t</p>',
    messageId: 'm@kessler.test',
  };

  /** How an attempt ends at a server that does `answer` with every connection. */
  async function attempt(answer: (socket: Socket) => void): Promise<unknown> {
    const sockets: Socket[] = [];
    const server = createServer((socket) => {
      sockets.push(socket.on('error', () => undefined));
      answer(socket);
    });
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    const slow = createSmtpTransport(`smtp://127.0.0.1:${(server.address() as AddressInfo).port}`, 50);
    const outcome = await slow.send(mail).then(
      () => 'sent',
      (error: unknown) => error,
    );
    slow.close();
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => void server.close(resolve));
    return outcome;
  }

  it.each<[string, (socket: Socket) => void]>([
    ['never greets', () => undefined],
    ['greets and then says nothing', (socket) => void socket.write('220 hello\r\n')],
    [
      'goes on saying something, but never all of it',
      (socket) => {
        socket.write('220 hello\r\n');
        const more = setInterval(() => void socket.write('250-more\r\n'), 10);
        socket.on('close', () => clearInterval(more));
      },
    ],
  ])('FLT10 is given up before another takes the mail for forgotten: it %s', async (_, answer) => {
    expect(await attempt(answer)).toBeInstanceOf(Error);
  });
});
