package io.tollgate.portal.web;

import io.tollgate.domain.authorization.NotAllowed;
import io.tollgate.domain.authorization.NotVisible;
import io.tollgate.domain.catalogue.IllegalTransition;
import io.tollgate.domain.subscription.IllegalSubscriptionTransition;
import io.tollgate.portal.security.FormExpired;
import io.tollgate.portal.security.NoTenant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.codec.HttpMessageWriter;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponse;
import org.springframework.web.reactive.function.server.HandlerStrategies;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.reactive.result.view.ViewResolver;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.ServerWebInputException;
import org.springframework.web.server.WebExceptionHandler;
import org.thymeleaf.spring6.view.reactive.ThymeleafReactiveViewResolver;
import reactor.core.publisher.Mono;

/**
 * Turns every failure into a page that says what happened and nothing about how. It needs neither
 * the database nor a session, for one of them may be what failed.
 */
@Component
@Order(-2)
class ErrorPages implements WebExceptionHandler {

  private static final Logger log = LoggerFactory.getLogger(ErrorPages.class);

  private final Texts texts;
  private final ServerResponse.Context context;

  ErrorPages(Texts texts, ThymeleafReactiveViewResolver views) {
    this.texts = texts;
    this.context = context(HandlerStrategies.builder().viewResolver(views).build());
  }

  @Override
  public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
    if (exchange.getResponse().isCommitted()) {
      return Mono.error(failure);
    }
    var page = Page.of(failure);
    if (page.status() >= 500) {
      log.error(
          "{} failed: {}", exchange.getRequest().getId(), exchange.getRequest().getPath(), failure);
    }
    return ServerResponse.status(page.status())
        .contentType(MediaType.TEXT_HTML)
        .render("error/error", model(exchange, page))
        .flatMap(response -> response.writeTo(exchange, context));
  }

  private Map<String, Object> model(ServerWebExchange exchange, Page page) {
    var model = new HashMap<String, Object>();
    model.put("status", page.status());
    model.put("title", texts.text("error." + page.key() + ".title"));
    model.put("text", texts.text("error." + page.key() + ".text"));
    model.put("toasts", List.of());
    if (page.status() >= 500) {
      model.put("requestId", exchange.getRequest().getId());
    }
    var theme = Theme.of(exchange.getRequest());
    if (theme != null) {
      model.put("theme", theme);
    }
    return model;
  }

  private static ServerResponse.Context context(HandlerStrategies strategies) {
    return new ServerResponse.Context() {
      @Override
      public List<HttpMessageWriter<?>> messageWriters() {
        return strategies.messageWriters();
      }

      @Override
      public List<ViewResolver> viewResolvers() {
        return strategies.viewResolvers();
      }
    };
  }

  /** A status and the texts that go with it. */
  private record Page(int status, String key) {

    static Page of(Throwable failure) {
      return switch (failure) {
        case NotVisible unknown -> new Page(404, "notFound");
        case NotAllowed refused -> new Page(403, "notAllowed");
        case NoTenant homeless -> new Page(403, "noTenant");
        case FormExpired late -> new Page(403, "formExpired");
        case IllegalSubscriptionTransition late -> new Page(409, "overtaken");
        case IllegalTransition late -> new Page(409, "overtaken");
        case ServerWebInputException malformed when isNoId(malformed) -> new Page(404, "notFound");
        case ErrorResponse response -> of(response.getStatusCode());
        default -> new Page(500, "ours");
      };
    }

    /** An id in the path that is none names nothing. */
    private static boolean isNoId(ServerWebInputException malformed) {
      return NestedExceptionUtils.getRootCause(malformed) instanceof NotVisible;
    }

    private static Page of(HttpStatusCode status) {
      if (status.value() == 404) {
        return new Page(404, "notFound");
      }
      return status.is4xxClientError()
          ? new Page(status.value(), "request")
          : new Page(500, "ours");
    }
  }
}
