package io.tollgate.portal.web;

import io.tollgate.domain.authorization.NotAllowed;
import io.tollgate.domain.authorization.NotVisible;
import io.tollgate.domain.catalogue.IllegalTransition;
import io.tollgate.domain.subscription.IllegalSubscriptionTransition;
import io.tollgate.portal.operation.DatabaseOutage;
import io.tollgate.portal.security.FormExpired;
import io.tollgate.portal.security.NoTenant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.codec.HttpMessageWriter;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponse;
import org.springframework.web.reactive.function.server.HandlerStrategies;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.reactive.result.view.ViewResolver;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.ServerWebExchangeDecorator;
import org.springframework.web.server.ServerWebInputException;
import org.springframework.web.server.WebExceptionHandler;
import org.springframework.web.server.WebSession;
import org.springframework.web.server.session.InMemoryWebSessionStore;
import org.springframework.web.server.session.WebSessionStore;
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
    if (page.status() == HttpStatus.SERVICE_UNAVAILABLE.value()) {
      // As long as it lasts everything fails in the same way: a line each is enough.
      log.warn("{} failed: {}", exchange.getRequest().getId(), failure.toString());
    } else if (page.status() >= 500) {
      log.error(
          "{} failed: {}", exchange.getRequest().getId(), exchange.getRequest().getPath(), failure);
    }
    var write = write(new WithoutSession(exchange), page);
    // A response that could not store its session on the way out may be written again without.
    return write.onErrorResume(
        unwritten -> exchange.getResponse().isCommitted() ? Mono.error(unwritten) : write);
  }

  private Mono<Void> write(ServerWebExchange exchange, Page page) {
    return ServerResponse.status(page.status())
        .contentType(MediaType.TEXT_HTML)
        .headers(headers -> {
          if (page.status() == HttpStatus.SERVICE_UNAVAILABLE.value()) {
            headers.set(
                HttpHeaders.RETRY_AFTER, Long.toString(DatabaseOutage.RETRY_AFTER.toSeconds()));
          }
        })
        .render("error/error", model(exchange, page))
        // A cookie would name the session that could not be stored.
        .doOnNext(response -> exchange.getResponse().getCookies().clear())
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
        default ->
            DatabaseOutage.isBehind(failure) ? new Page(503, "unreachable") : new Page(500, "ours");
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

  /** An exchange whose session is of no consequence: views ask for one, and ours may be lost. */
  private static final class WithoutSession extends ServerWebExchangeDecorator {

    private static final WebSessionStore NOWHERE = new InMemoryWebSessionStore();

    WithoutSession(ServerWebExchange exchange) {
      super(exchange);
    }

    @Override
    public Mono<WebSession> getSession() {
      return NOWHERE.createWebSession();
    }
  }
}
