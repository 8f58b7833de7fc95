package io.tollgate.portal;

import io.tollgate.domain.tenant.Role;
import io.tollgate.portal.adminapi.Belongings;
import java.util.Map;

/** Who may open which page: written down a second time, for the test to compare. */
final class PageRules {

  private PageRules() {}

  /** What somebody needs to open a page of a tenant. */
  enum Needs {
    NOTHING,
    /** To be signed in; everybody sees what is their own. */
    ACCOUNT,
    VIEWER,
    DEVELOPER,
    ADMIN,
    PLATFORM;

    boolean grantedTo(Role role) {
      return switch (this) {
        case NOTHING, ACCOUNT -> true;
        case VIEWER -> role.includes(Role.VIEWER);
        case DEVELOPER -> role.includes(Role.DEVELOPER);
        case ADMIN -> role.includes(Role.ADMIN);
        case PLATFORM -> false;
      };
    }
  }

  /** Every page by its pattern. */
  static final Map<String, Needs> ALL =
      Map.ofEntries(
          Map.entry("/", Needs.ACCOUNT),
          Map.entry("/apis", Needs.NOTHING),
          Map.entry("/apis/{slug}", Needs.VIEWER),
          Map.entry("/apis/{slug}/reference", Needs.VIEWER),
          Map.entry("/apis/{slug}/openapi", Needs.VIEWER),
          Map.entry("/apis/{slug}/subscribe", Needs.DEVELOPER),
          Map.entry("/docs", Needs.NOTHING),
          Map.entry("/docs/{name}", Needs.NOTHING),
          Map.entry("/docs/{name}.md", Needs.NOTHING),
          Map.entry("/llms.txt", Needs.NOTHING),
          Map.entry("/models", Needs.NOTHING),
          Map.entry("/models/compare", Needs.NOTHING),
          Map.entry("/models/{id}", Needs.VIEWER),
          Map.entry("/playground", Needs.ACCOUNT),
          Map.entry("/apps", Needs.ACCOUNT),
          Map.entry("/apps/{id}", Needs.VIEWER),
          Map.entry("/subscriptions", Needs.ACCOUNT),
          Map.entry("/subscriptions/{id}", Needs.VIEWER),
          Map.entry("/approvals", Needs.ACCOUNT),
          Map.entry("/usage", Needs.ACCOUNT),
          Map.entry("/usage.csv", Needs.ACCOUNT),
          Map.entry("/logs", Needs.ACCOUNT),
          Map.entry("/logs/{requestId}", Needs.VIEWER),
          Map.entry("/account", Needs.ACCOUNT),
          Map.entry("/account/password", Needs.ACCOUNT),
          Map.entry("/account/tokens", Needs.ACCOUNT),
          Map.entry("/t/{slug}/members", Needs.VIEWER),
          Map.entry("/t/{slug}/audit", Needs.ADMIN),
          Map.entry("/t/{slug}/audit.csv", Needs.ADMIN),
          Map.entry("/t/{slug}/apis", Needs.VIEWER),
          Map.entry("/t/{slug}/apis/new", Needs.ADMIN),
          Map.entry("/t/{slug}/apis/{id}", Needs.VIEWER),
          Map.entry("/t/{slug}/apis/{api}/plans/new", Needs.ADMIN),
          Map.entry("/t/{slug}/apis/{api}/plans/{id}", Needs.VIEWER),
          Map.entry("/t/{slug}/apis/{api}/routes/new", Needs.ADMIN),
          Map.entry("/t/{slug}/apis/{api}/routes/{id}", Needs.VIEWER),
          Map.entry("/admin", Needs.PLATFORM),
          Map.entry("/admin/providers", Needs.PLATFORM),
          Map.entry("/admin/providers/new", Needs.PLATFORM),
          Map.entry("/admin/providers/{id}", Needs.PLATFORM),
          Map.entry("/admin/models", Needs.PLATFORM),
          Map.entry("/admin/models/{id}", Needs.PLATFORM),
          Map.entry("/admin/tenants", Needs.PLATFORM),
          Map.entry("/admin/tenants/{id}", Needs.PLATFORM),
          Map.entry("/admin/users", Needs.PLATFORM),
          Map.entry("/admin/users/{id}", Needs.PLATFORM),
          Map.entry("/admin/settings", Needs.PLATFORM),
          Map.entry("/admin/audit", Needs.PLATFORM),
          Map.entry("/admin/audit.csv", Needs.PLATFORM),
          Map.entry("/admin/audit/check", Needs.PLATFORM),
          Map.entry("/sign-in", Needs.NOTHING),
          Map.entry("/sign-up", Needs.NOTHING),
          Map.entry("/invitations/{token}", Needs.NOTHING));

  /** The page or the form of this tenant's own things. */
  static String path(String pattern, Belongings belongings) {
    var ids = belongings.ids();
    var slug = pattern.startsWith("/t/") ? belongings.tenant().slug() : ids.get("slug");
    return pattern
        .replace("{slug}", slug)
        .replace("{api}", ids.get("api"))
        .replace("{requestId}", ids.get("request"))
        .replace("{token}", "tgi_unknown")
        .replace("{name}", "quick-start")
        .replace("{user}", ids.get("user"))
        .replace("{deployment}", ids.get("deployment"))
        .replace("{id}", ids.get(thing(pattern)));
  }

  private static String thing(String pattern) {
    var parent = pattern.replaceFirst("/\\{id}.*$", "");
    return switch (parent.substring(parent.lastIndexOf('/') + 1)) {
      case "apps" -> "application";
      case "keys" -> "key";
      case "tokens" -> "token";
      case "invitations" -> "invitation";
      case "subscriptions" -> "subscription";
      case "plans" -> "plan";
      case "routes" -> "route";
      case "providers" -> "provider";
      case "models" -> "model";
      case "tenants" -> "tenant";
      case "users" -> "user";
      default -> "api";
    };
  }
}
