package io.tollgate.portal.adminapi;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.tollgate.domain.authorization.Viewer;
import io.tollgate.portal.web.IdFormatters;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The admin API's description of itself, made from its controllers. */
@Configuration(proxyBeanMethods = false)
class AdminApiDocument {

  private static final String SCHEME = "accessToken";
  private static final Pattern WORD_BREAK = Pattern.compile("(?=\\p{Upper})");

  static {
    // The viewer is read from the token, not sent.
    SpringDocUtils.getConfig().addRequestWrapperToIgnore(Viewer.class);
    IdFormatters.types().forEach(id -> SpringDocUtils.getConfig().replaceWithClass(id, UUID.class));
  }

  @Bean
  OpenAPI adminApiDescription() {
    return new OpenAPI()
        .info(
            new Info()
                .title("Tollgate admin API")
                .version("v1")
                .description(
                    "Everything that the portal's pages do, for scripts. Access tokens are made on"
                        + " the account page; failures are problems (RFC 9457)."))
        .components(
            new Components()
                .addSecuritySchemes(
                    SCHEME, new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("bearer")))
        .addSecurityItem(new SecurityRequirement().addList(SCHEME));
  }

  /** Operations are called for what they do, so their names read as their summaries. */
  @Bean
  OperationCustomizer summaries() {
    return (operation, handler) -> {
      var words = WORD_BREAK.matcher(handler.getMethod().getName()).replaceAll(" ");
      var lower = words.toLowerCase(Locale.ROOT);
      return operation
          .operationId(handler.getMethod().getName())
          .summary(lower.substring(0, 1).toUpperCase(Locale.ROOT) + lower.substring(1));
    };
  }
}
