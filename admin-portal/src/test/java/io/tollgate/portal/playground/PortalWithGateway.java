package io.tollgate.portal.playground;

import io.tollgate.domain.application.Application;
import io.tollgate.domain.catalogue.Api;
import io.tollgate.domain.catalogue.Plan;
import io.tollgate.domain.identity.User;
import io.tollgate.domain.tenant.Role;
import io.tollgate.domain.tenant.Tenant;
import io.tollgate.portal.PortalForTests;
import io.tollgate.portal.Samples;
import java.util.Map;

/**
 * A portal with a gateway behind it, and the tenant Acme, whose application calls and whose people
 * try things.
 */
public final class PortalWithGateway implements AutoCloseable {

  private final GatewayForTests gateway = new GatewayForTests();
  private final PortalForTests portal =
      PortalForTests.start("tollgate.portal.gateway-url-from-portal=" + gateway.url());
  private final Samples samples = new Samples(portal);
  private final Tenant acme = samples.tenant("acme", "Acme");
  private final Application application = samples.application(acme, "Assistant");
  private final User developer = member("dave", Role.DEVELOPER);

  public PortalWithGateway() {
    gateway.serve(portal, application);
  }

  public GatewayForTests gateway() {
    return gateway;
  }

  public PortalForTests portal() {
    return portal;
  }

  public Samples samples() {
    return samples;
  }

  /** Somebody who may try what the application may call. */
  public User developer() {
    return developer;
  }

  public User member(String name, Role role) {
    return samples.member(name + "@acme.example", acme, role);
  }

  /** Gives the application access to an API, by a plan that nobody has to approve. */
  public void subscribe(Api api) {
    samples.plan(api, "open", Plan.Approval.AUTOMATIC);
    var path = "/apis/" + api.slug() + "/subscribe";
    samples
        .signedIn(developer)
        .submit(
            path,
            path,
            Map.of("plan", "open", "application", application.id().toString(), "purpose", ""));
  }

  @Override
  public void close() {
    portal.close();
    gateway.close();
  }
}
