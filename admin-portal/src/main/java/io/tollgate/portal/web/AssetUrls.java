package io.tollgate.portal.web;

import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Makes every {@code @{/assets/…}} of a template name the version of its file. */
@Component
class AssetUrls implements WebFilter {

  private final Assets assets;

  AssetUrls(Assets assets) {
    this.assets = assets;
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    exchange.addUrlTransformer(assets::versioned);
    return chain.filter(exchange);
  }
}
