import { describe, expect, it } from 'vitest';
import { emailKind } from '../../src/profile/email-kind.js';
import { freeMailDomains } from '../../src/profile/free-mail-domains.js';

const vectors: readonly (readonly [address: string, kind: 'work' | 'free' | undefined, why: string])[] = [
  ['ada@gmail.com', 'free', 'a free provider'],
  ['ada@hotmail.co.uk', 'free', 'a family with a national ending'],
  ['ada@yahoo.co.jp', 'free', 'another one'],
  ['ada@gmx.de', 'free', 'gmx'],
  ['ada@web.de', 'free', 'web.de'],
  ['ada@outlook.de', 'free', 'outlook'],
  ['ada@googlemail.com', 'free', 'the old name of gmail'],
  ['ada@t-online.de', 'free', 'an access provider'],
  ['ada@vodafone.de', 'free', 'another one'],
  ['ada@posteo.de', 'free', 'a paid host for persons'],
  ['ada@mailbox.org', 'free', 'another one'],
  ['ada@hey.com', 'free', 'another one'],
  ['ada@proton.me', 'free', 'a free host'],
  ['ada@tutanota.com', 'free', 'another one'],
  ['ada@qq.com', 'free', 'China'],
  ['ada@naver.com', 'free', 'Korea'],
  ['ada@laposte.net', 'free', 'France'],
  ['ada@wp.pl', 'free', 'Poland'],
  ['ada@poczta.onet.pl', 'free', 'a provider with three labels'],
  ['  Ada.Lovelace+news@GMail.COM ', 'free', 'capitals and blanks around'],
  ['ada@gmail.com.', 'free', 'the final dot of a full domain'],
  ['ada@ｇｍａｉｌ.com', 'free', 'full-width letters, which the name system maps'],
  ['ada@abc.ocn.ne.jp', 'free', 'a provider with addresses on subdomains'],
  ['ada@ocn.ne.jp', 'free', 'the same without one'],
  ['ada@example.com', 'work', 'any other domain'],
  ['ada@facebook.com', 'work', 'a company'],
  ['ada@test.de', 'work', 'a publisher'],
  ['ada@müller-maschinenbau.de', 'work', 'an international name'],
  ['ada@例え.jp', 'work', 'another script'],
  ['ada@corp.mail.ru', 'work', 'staff of a provider'],
  ['ada@mail.gmail.com', 'work', 'a subdomain without customers'],
  ['ada@gmail.com.evil.com', 'work', 'a look-alike in front'],
  ['ada@notgmail.com', 'work', 'a look-alike behind'],
  ['ada@gmai1.com', 'work', 'a look-alike digit'],
  ['ada@gmаil.com', 'work', 'a Cyrillic letter'],
  ['ada@yahoo.evil', 'work', 'a family name with a foreign ending'],
  ['', undefined, 'nothing'],
  ['ada', undefined, 'still being typed'],
  ['ada@', undefined, 'still being typed'],
  ['ada@gmail', undefined, 'still being typed'],
  ['@gmail.com', undefined, 'nobody'],
  ['ada@@gmail.com', undefined, 'two signs'],
  ['ada@gmail.com@evil.com', undefined, 'two signs'],
  ['ada lovelace@gmail.com', undefined, 'a blank'],
  ['ada@127.0.0.1', undefined, 'a number'],
  ['ada@[127.0.0.1]', undefined, 'a literal'],
  ['ada@gmail.com/x', undefined, 'a path'],
  ['ada@gmail..com', undefined, 'an empty label'],
  [`ada@${'a'.repeat(300)}.com`, undefined, 'too long'],
];

describe('the kind of an e-mail address', () => {
  it.each(vectors)('S29 %j is %s: %s', (address, kind) => {
    expect(emailKind(address)).toBe(kind);
  });

  it('S29 keeps companies and examples out of the list, and the list free of repeats', () => {
    const domains = freeMailDomains.split(' ').flatMap((entry) => {
      const dot = entry.replace('*.', '').indexOf('.') + 1;
      const name = entry.replace('*.', '');
      return name
        .slice(dot)
        .split('|')
        .map((ending) => name.slice(0, dot) + ending);
    });
    expect(new Set(domains).size).toBe(domains.length);
    expect(domains.length).toBeGreaterThan(200);
    for (const domain of domains) {
      expect(domain).toMatch(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/);
      expect(emailKind(`ada@${domain}`)).toBe('free');
    }
    expect(domains).not.toContain('example.com');
  });
});
