/**
 * Mail domains of persons rather than companies: free providers, access providers, and the paid hosts that people
 * take for themselves (mailbox.org, hey.com, fastmail.com …), since what counts is who answers, not who pays.
 * Written `name.ending|ending`; a leading `*.` takes in subdomains, where the provider gives addresses on them.
 * Reviewed by hand: a wrong entry treats a company as a private person.
 */
export const freeMailDomains =
  // international
  'gmail.com googlemail.com outlook.com|de|fr|it|es|at|dk|be|jp|com.br hotmail.com|de|fr|it|es|ch|be|nl|se|no|dk|fi|co.uk|co.jp|com.br ' +
  'live.com|de|fr|it|at|be|nl|se|no|dk|ca|jp|cn|co.uk|com.au msn.com windowslive.com ' +
  'yahoo.com|de|fr|it|es|at|ch|be|nl|pl|se|no|dk|fi|ca|in|cn|co.uk|co.jp|co.in|co.kr|com.br|com.mx|com.au|com.hk|com.tw|com.cn ' +
  'ymail.com rocketmail.com aol.com|de|fr|it|co.uk aim.com icloud.com me.com mac.com privaterelay.appleid.com ' +
  'gmx.com|de|net|at|ch|fr|es|info|org|eu|us|co.uk mail.com email.com proton.me protonmail.com|ch pm.me ' +
  'tutanota.com|de tutamail.com tuta.com|io fastmail.com|fm hey.com duck.com mozmail.com hushmail.com zohomail.com|eu|in ' +
  'runbox.com disroot.org riseup.net ' +
  // Germany, Austria, Switzerland
  'web.de t-online.de magenta.de freenet.de arcor.de vodafone.de vodafonemail.de kabelmail.de unitybox.de ' +
  'posteo.de|net|org mailbox.org mail.de email.de online.de o2online.de o2mail.de alice-dsl.net ewetel.net ' +
  'aon.at a1.net chello.at bluewin.ch sunrise.ch hispeed.ch ' +
  // France, Italy, Spain, Portugal
  'orange.fr wanadoo.fr free.fr sfr.fr laposte.net bbox.fr neuf.fr club-internet.fr numericable.fr ' +
  'libero.it virgilio.it tiscali.it tin.it alice.it tim.it inwind.it fastwebnet.it email.it ' +
  'telefonica.net movistar.es ono.com orange.es terra.es sapo.pt ' +
  // Poland, Czechia, Slovakia, Hungary
  'wp.pl o2.pl onet.pl|eu op.pl vp.pl poczta.onet.pl poczta.fm interia.pl|eu gazeta.pl tlen.pl ' +
  'seznam.cz email.cz centrum.cz|sk post.cz azet.sk zoznam.sk freemail.hu citromail.hu ' +
  // Netherlands, Belgium, Nordics
  'ziggo.nl kpnmail.nl planet.nl home.nl upcmail.nl hetnet.nl xs4all.nl telenet.be skynet.be ' +
  'telia.com comhem.se bredband.net spray.se online.no mail.dk stofanet.dk elisanet.fi kolumbus.fi ' +
  // United Kingdom, North America, Australia
  'btinternet.com sky.com virginmedia.com ntlworld.com blueyonder.co.uk talktalk.net tiscali.co.uk ' +
  'comcast.net verizon.net att.net sbcglobal.net bellsouth.net cox.net charter.net earthlink.net ' +
  'rogers.com shaw.ca sympatico.ca videotron.ca bigpond.com optusnet.com.au ' +
  // Russia, Ukraine
  'mail.ru bk.ru inbox.ru list.ru yandex.ru|com|by|kz ya.ru rambler.ru ukr.net ' +
  // China, Taiwan, Japan, Korea, India, Brazil
  'qq.com foxmail.com 163.com 126.com yeah.net sina.com|cn sohu.com aliyun.com 139.com 189.cn ' +
  '*.hinet.net docomo.ne.jp ezweb.ne.jp au.com softbank.ne.jp i.softbank.jp *.ocn.ne.jp nifty.com *.so-net.ne.jp ' +
  'naver.com daum.net hanmail.net nate.com kakao.com rediffmail.com ' +
  'uol.com.br bol.com.br terra.com.br ig.com.br globo.com';
