package io.tollgate.portal.web;

import io.tollgate.domain.application.ApplicationId;
import io.tollgate.domain.application.CredentialId;
import io.tollgate.domain.authorization.NotVisible;
import io.tollgate.domain.catalogue.ApiId;
import io.tollgate.domain.catalogue.PlanId;
import io.tollgate.domain.catalogue.RouteId;
import io.tollgate.domain.identity.AccessTokenId;
import io.tollgate.domain.identity.InvitationId;
import io.tollgate.domain.identity.UserId;
import io.tollgate.domain.model.DeploymentId;
import io.tollgate.domain.model.ModelId;
import io.tollgate.domain.provider.ProviderId;
import io.tollgate.domain.subscription.SubscriptionId;
import io.tollgate.domain.tenant.TenantId;
import java.util.function.Function;
import org.springframework.context.annotation.Configuration;
import org.springframework.format.FormatterRegistry;
import org.springframework.web.reactive.config.WebFluxConfigurer;

/** Reads the typed ids in paths. A text that is no id names nothing, and so is answered by 404. */
@Configuration(proxyBeanMethods = false)
class IdFormatters implements WebFluxConfigurer {

  @Override
  public void addFormatters(FormatterRegistry registry) {
    add(registry, AccessTokenId.class, AccessTokenId::of);
    add(registry, ApiId.class, ApiId::of);
    add(registry, ApplicationId.class, ApplicationId::of);
    add(registry, CredentialId.class, CredentialId::of);
    add(registry, DeploymentId.class, DeploymentId::of);
    add(registry, InvitationId.class, InvitationId::of);
    add(registry, ModelId.class, ModelId::of);
    add(registry, PlanId.class, PlanId::of);
    add(registry, ProviderId.class, ProviderId::of);
    add(registry, RouteId.class, RouteId::of);
    add(registry, SubscriptionId.class, SubscriptionId::of);
    add(registry, TenantId.class, TenantId::of);
    add(registry, UserId.class, UserId::of);
  }

  private static <T> void add(
      FormatterRegistry registry, Class<T> type, Function<String, T> reader) {
    registry.addConverter(
        String.class,
        type,
        text -> {
          try {
            return reader.apply(text);
          } catch (IllegalArgumentException noId) {
            throw new NotVisible();
          }
        });
  }
}
