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
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.context.annotation.Configuration;
import org.springframework.format.FormatterRegistry;
import org.springframework.web.reactive.config.WebFluxConfigurer;

/** Reads the typed ids in paths. A text that is no id names nothing, and so is answered by 404. */
@Configuration(proxyBeanMethods = false)
public class IdFormatters implements WebFluxConfigurer {

  private static final List<PathId<?>> IDS =
      List.of(
          new PathId<>(AccessTokenId.class, AccessTokenId::of),
          new PathId<>(ApiId.class, ApiId::of),
          new PathId<>(ApplicationId.class, ApplicationId::of),
          new PathId<>(CredentialId.class, CredentialId::of),
          new PathId<>(DeploymentId.class, DeploymentId::of),
          new PathId<>(InvitationId.class, InvitationId::of),
          new PathId<>(ModelId.class, ModelId::of),
          new PathId<>(PlanId.class, PlanId::of),
          new PathId<>(ProviderId.class, ProviderId::of),
          new PathId<>(RouteId.class, RouteId::of),
          new PathId<>(SubscriptionId.class, SubscriptionId::of),
          new PathId<>(TenantId.class, TenantId::of),
          new PathId<>(UserId.class, UserId::of));

  /** The ids that may stand in a path, each written as a UUID. */
  public static Stream<Class<?>> types() {
    return IDS.stream().map(PathId::type);
  }

  @Override
  public void addFormatters(FormatterRegistry registry) {
    IDS.forEach(id -> id.addTo(registry));
  }

  private record PathId<T>(Class<T> type, Function<String, T> reader) {

    void addTo(FormatterRegistry registry) {
      registry.addConverter(String.class, type, this::read);
    }

    private T read(String text) {
      try {
        return reader.apply(text);
      } catch (IllegalArgumentException noId) {
        throw new NotVisible();
      }
    }
  }
}
