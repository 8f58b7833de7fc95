package io.tollgate.acceptance.sdk;

import java.net.URI;

/**
 * Where the suites send their requests.
 *
 * @param key opens every model of the suites
 * @param strangersKey of an application without a subscription
 * @param limitedKey on a plan that allows one request a minute
 */
record GatewayUnderTest(URI uri, String key, String strangersKey, String limitedKey) {

  static final String WRONG_KEY = "tg_thisKeyWasNeverIssuedByAnyone";
}
