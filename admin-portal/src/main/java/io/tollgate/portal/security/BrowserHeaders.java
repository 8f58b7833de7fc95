package io.tollgate.portal.security;

import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity.HeaderSpec;
import org.springframework.security.web.server.header.CrossOriginOpenerPolicyServerHttpHeadersWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.server.header.CrossOriginResourcePolicyServerHttpHeadersWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.server.header.ReferrerPolicyServerHttpHeadersWriter.ReferrerPolicy;
import org.springframework.security.web.server.header.XFrameOptionsServerHttpHeadersWriter.Mode;

/** What a browser may do with our answers. */
public final class BrowserHeaders {

  /** Everything comes from us, and nothing is written into the page: no nonce is ever needed. */
  private static final String CONTENT_SECURITY_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; "
          + "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

  private static final String PERMISSIONS =
      "camera=(), geolocation=(), microphone=(), payment=(), usb=()";

  private BrowserHeaders() {}

  /** The headers of a page, which nobody stores. */
  public static ServerHttpSecurity ofPages(ServerHttpSecurity http) {
    return http.headers(BrowserHeaders::common);
  }

  /** The headers of files, which say themselves for how long they may be kept. */
  static ServerHttpSecurity ofFiles(ServerHttpSecurity http) {
    return http.headers(headers -> {
      common(headers);
      headers.cache(HeaderSpec.CacheSpec::disable);
    });
  }

  private static void common(HeaderSpec headers) {
    headers
        .contentSecurityPolicy(csp -> csp.policyDirectives(CONTENT_SECURITY_POLICY))
        .frameOptions(frames -> frames.mode(Mode.DENY))
        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
        .permissionsPolicy(permissions -> permissions.policy(PERMISSIONS))
        .crossOriginOpenerPolicy(opener -> opener.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
        .crossOriginResourcePolicy(
            resource -> resource.policy(CrossOriginResourcePolicy.SAME_ORIGIN));
  }
}
