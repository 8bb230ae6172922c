/** As a site has CleverTap's SDK from npm: it speaks https and nothing else. */
import clevertap from 'clevertap-web-sdk';

clevertap.privacy.push({ optOut: false, useIP: false });
clevertap.spa = true;
clevertap.init('account-id', '', new URL(window.sink.secureUrl).host);
window.clevertap = clevertap;
