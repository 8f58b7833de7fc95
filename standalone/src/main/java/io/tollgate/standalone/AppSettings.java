package io.tollgate.standalone;

import java.util.ArrayList;
import java.util.List;

/**
 * The settings that both apps are started with, as arguments: those win over the environment, where
 * a variable of one name would reach both.
 */
record AppSettings(Options options, DataDirectory directory, EmbeddedDatabase database) {

  String[] gateway() {
    var settings = shared();
    settings.add("--tollgate.gateway.port=" + options.gatewayPort());
    settings.add("--tollgate.gateway.management-port=" + options.managementPort());
    settings.add("--tollgate.gateway.data-directory=" + directory.resolve("gateway"));
    settings.add("--tollgate.gateway.node=standalone");
    settings.add("--tollgate.gateway.portal-url=" + portalUrl());
    return settings.toArray(String[]::new);
  }

  String[] portal() {
    var settings = shared();
    settings.add("--tollgate.portal.port=" + options.portalPort());
    settings.add("--tollgate.portal.management-port=-1");
    settings.add("--tollgate.portal.url=" + portalUrl());
    settings.add("--tollgate.portal.gateway-url=http://localhost:" + options.gatewayPort());
    var environment = System.getenv();
    if (environment.containsKey("TOLLGATE_OIDC_ISSUER")) {
      settings.add("--tollgate.portal.oidc.issuer=" + environment.get("TOLLGATE_OIDC_ISSUER"));
      settings.add(
          "--tollgate.portal.oidc.client-id="
              + environment.getOrDefault("TOLLGATE_OIDC_CLIENT_ID", ""));
      settings.add(
          "--tollgate.portal.oidc.client-secret="
              + environment.getOrDefault("TOLLGATE_OIDC_CLIENT_SECRET", ""));
    }
    return settings.toArray(String[]::new);
  }

  private String portalUrl() {
    return "http://localhost:" + options.portalPort();
  }

  private List<String> shared() {
    var settings = new ArrayList<String>();
    settings.add("--tollgate.master-key=" + directory.masterKey().export());
    settings.add("--tollgate.database.host=" + database.host());
    settings.add("--tollgate.database.port=" + database.port());
    settings.add("--tollgate.database.name=" + database.name());
    settings.add("--tollgate.database.user=" + database.user());
    settings.add("--tollgate.database.password=" + database.password());
    return settings;
  }
}
