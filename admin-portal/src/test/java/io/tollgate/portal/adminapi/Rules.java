package io.tollgate.portal.adminapi;

import static io.tollgate.portal.adminapi.Needs.ADMIN;
import static io.tollgate.portal.adminapi.Needs.DECIDER;
import static io.tollgate.portal.adminapi.Needs.DEVELOPER;
import static io.tollgate.portal.adminapi.Needs.OWNER;
import static io.tollgate.portal.adminapi.Needs.PLATFORM;
import static io.tollgate.portal.adminapi.Needs.PLATFORM_READ;
import static io.tollgate.portal.adminapi.Needs.SELF;
import static io.tollgate.portal.adminapi.Needs.TOKEN;
import static io.tollgate.portal.adminapi.Needs.VIEWER;

import java.util.Map;

/** Who may do what, endpoint by endpoint: written down a second time, for the test to compare. */
final class Rules {

  private Rules() {}

  static final Map<String, Needs> ALL =
      Map.ofEntries(
          Map.entry("GET /me", TOKEN),
          Map.entry("GET /tokens", TOKEN),
          Map.entry("POST /tokens/{token}/revoke", SELF),
          Map.entry("GET /catalogue", TOKEN),
          Map.entry("GET /catalogue/{slug}", VIEWER),
          Map.entry("GET /tenants", TOKEN),
          Map.entry("POST /tenants", PLATFORM),
          Map.entry("GET /tenants/{tenant}", VIEWER),
          Map.entry("PUT /tenants/{tenant}", OWNER),
          Map.entry("GET /tenants/{tenant}/impact", PLATFORM),
          Map.entry("POST /tenants/{tenant}/suspend", PLATFORM),
          Map.entry("POST /tenants/{tenant}/resume", PLATFORM),
          Map.entry("GET /tenants/{tenant}/applications", VIEWER),
          Map.entry("POST /tenants/{tenant}/applications", DEVELOPER),
          Map.entry("GET /applications/{application}", VIEWER),
          Map.entry("PUT /applications/{application}", DEVELOPER),
          Map.entry("POST /applications/{application}/disable", DEVELOPER),
          Map.entry("POST /applications/{application}/enable", DEVELOPER),
          Map.entry("GET /applications/{application}/keys", VIEWER),
          Map.entry("POST /applications/{application}/keys", DEVELOPER),
          Map.entry("POST /keys/{key}/revoke", DEVELOPER),
          Map.entry("POST /keys/{key}/rotate", DEVELOPER),
          Map.entry("GET /tenants/{tenant}/subscriptions", VIEWER),
          Map.entry("GET /applications/{application}/subscriptions", VIEWER),
          Map.entry("GET /tenants/{tenant}/grants", DECIDER),
          Map.entry("GET /tenants/{tenant}/approvals", DECIDER),
          Map.entry("GET /approvals", PLATFORM_READ),
          Map.entry("POST /subscriptions", DEVELOPER),
          Map.entry("GET /subscriptions/{subscription}", VIEWER),
          Map.entry("GET /subscriptions/{subscription}/timeline", VIEWER),
          Map.entry("POST /subscriptions/{subscription}/approve", ADMIN),
          Map.entry("POST /subscriptions/{subscription}/reject", ADMIN),
          Map.entry("POST /subscriptions/{subscription}/suspend", ADMIN),
          Map.entry("POST /subscriptions/{subscription}/close", DEVELOPER),
          Map.entry("GET /tenants/{tenant}/apis", VIEWER),
          Map.entry("POST /tenants/{tenant}/apis", ADMIN),
          Map.entry("GET /apis/{api}", VIEWER),
          Map.entry("PUT /apis/{api}", ADMIN),
          Map.entry("POST /apis/{api}/publish", ADMIN),
          Map.entry("POST /apis/{api}/deprecate", ADMIN),
          Map.entry("POST /apis/{api}/retire", ADMIN),
          Map.entry("GET /apis/{api}/plans", VIEWER),
          Map.entry("POST /apis/{api}/plans", ADMIN),
          Map.entry("GET /plans/{plan}", VIEWER),
          Map.entry("PUT /plans/{plan}", ADMIN),
          Map.entry("POST /plans/{plan}/close", ADMIN),
          Map.entry("POST /plans/{plan}/reopen", ADMIN),
          Map.entry("GET /apis/{api}/routes", VIEWER),
          Map.entry("POST /apis/{api}/routes", ADMIN),
          Map.entry("GET /routes/{route}", VIEWER),
          Map.entry("PUT /routes/{route}", ADMIN),
          Map.entry("DELETE /routes/{route}", ADMIN),
          Map.entry("GET /providers", PLATFORM_READ),
          Map.entry("POST /providers", PLATFORM),
          Map.entry("GET /providers/{provider}", PLATFORM_READ),
          Map.entry("PUT /providers/{provider}", PLATFORM),
          Map.entry("PUT /providers/{provider}/secret", PLATFORM),
          Map.entry("POST /providers/{provider}/disable", PLATFORM),
          Map.entry("POST /providers/{provider}/enable", PLATFORM),
          Map.entry("GET /models", TOKEN),
          Map.entry("GET /models/unpriced", PLATFORM_READ),
          Map.entry("POST /models", PLATFORM),
          Map.entry("GET /models/{model}", TOKEN),
          Map.entry("PUT /models/{model}", PLATFORM),
          Map.entry("POST /models/{model}/disable", PLATFORM),
          Map.entry("POST /models/{model}/enable", PLATFORM),
          Map.entry("GET /deployments", PLATFORM_READ),
          Map.entry("GET /models/{model}/deployments", PLATFORM_READ),
          Map.entry("POST /models/{model}/deployments", PLATFORM),
          Map.entry("PUT /deployments/{deployment}", PLATFORM),
          Map.entry("POST /deployments/{deployment}/disable", PLATFORM),
          Map.entry("POST /deployments/{deployment}/enable", PLATFORM),
          Map.entry("GET /models/{model}/prices", TOKEN),
          Map.entry("POST /models/{model}/prices", PLATFORM),
          Map.entry("GET /tenants/{tenant}/members", VIEWER),
          Map.entry("PUT /tenants/{tenant}/members/{user}", OWNER),
          Map.entry("DELETE /tenants/{tenant}/members/{user}", OWNER),
          Map.entry("GET /tenants/{tenant}/invitations", VIEWER),
          Map.entry("POST /tenants/{tenant}/invitations", OWNER),
          Map.entry("DELETE /tenants/{tenant}/invitations/{invitation}", OWNER),
          Map.entry("GET /tenants/{tenant}/audit", ADMIN),
          Map.entry("GET /audit", PLATFORM_READ),
          Map.entry("GET /audit/verification", PLATFORM_READ),
          Map.entry("GET /settings", PLATFORM_READ),
          Map.entry("PUT /settings", PLATFORM),
          Map.entry("GET /tenants/{tenant}/usage", VIEWER),
          Map.entry("GET /tenants/{tenant}/usage.csv", VIEWER),
          Map.entry("GET /usage", PLATFORM_READ),
          Map.entry("GET /usage.csv", PLATFORM_READ),
          Map.entry("GET /tenants/{owner}/requests", VIEWER),
          Map.entry("GET /tenants/{owner}/requests.csv", VIEWER),
          Map.entry("GET /tenants/{owner}/requests/{request}", VIEWER),
          Map.entry("GET /requests", PLATFORM_READ),
          Map.entry("GET /requests.csv", PLATFORM_READ),
          Map.entry("GET /requests/{request}", PLATFORM_READ));
}
