package io.tollgate.portal.model;

import io.swagger.v3.oas.annotations.tags.Tag;
import io.tollgate.domain.authorization.Viewer;
import io.tollgate.domain.model.DeploymentId;
import io.tollgate.domain.model.ModelId;
import io.tollgate.domain.model.Price;
import io.tollgate.portal.adminapi.AdminApi;
import io.tollgate.portal.adminapi.Listing;
import io.tollgate.portal.adminapi.Paging;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import reactor.core.publisher.Mono;

/**
 * Prices, for scripts: units of the currency per million tokens, seconds or searches, as text, so
 * that they are exact.
 */
@AdminApi
@Tag(name = "Prices")
class PriceJsonController {

  record PriceRequest(
      @Nullable UUID deployment,
      @Nullable String currency,
      @Nullable Instant effectiveFrom,
      @Nullable BigDecimal input,
      @Nullable BigDecimal output,
      @Nullable BigDecimal cacheRead,
      @Nullable BigDecimal cacheWrite,
      @Nullable BigDecimal reasoning,
      @Nullable BigDecimal audioInput,
      @Nullable BigDecimal audioOutput,
      @Nullable BigDecimal image,
      @Nullable BigDecimal cacheWriteHour,
      @Nullable BigDecimal audioSeconds,
      @Nullable BigDecimal searchUnits) {

    PriceDetails details() {
      return new PriceDetails(
          deployment == null ? null : new DeploymentId(deployment),
          currency,
          effectiveFrom,
          input,
          output,
          cacheRead,
          cacheWrite,
          reasoning,
          audioInput,
          audioOutput,
          image,
          cacheWriteHour,
          audioSeconds,
          searchUnits);
    }
  }

  record PriceResponse(
      UUID id,
      UUID model,
      @Nullable UUID deployment,
      String currency,
      Instant effectiveFrom,
      @Nullable String input,
      @Nullable String output,
      @Nullable String cacheRead,
      @Nullable String cacheWrite,
      @Nullable String reasoning,
      @Nullable String audioInput,
      @Nullable String audioOutput,
      @Nullable String image,
      @Nullable String cacheWriteHour,
      @Nullable String audioSeconds,
      @Nullable String searchUnits) {

    static PriceResponse of(Price price) {
      var deployment = price.deployment();
      return new PriceResponse(
          price.id().value(),
          price.model().value(),
          deployment == null ? null : deployment.value(),
          price.currency().getCurrencyCode(),
          price.effectiveFrom(),
          PriceOperations.perMillion(price.input()),
          PriceOperations.perMillion(price.output()),
          PriceOperations.perMillion(price.cacheRead()),
          PriceOperations.perMillion(price.cacheWrite()),
          PriceOperations.perMillion(price.reasoning()),
          PriceOperations.perMillion(price.audioInput()),
          PriceOperations.perMillion(price.audioOutput()),
          PriceOperations.perMillion(price.image()),
          PriceOperations.perMillion(price.cacheWriteHour()),
          PriceOperations.perMillion(price.audioSeconds()),
          PriceOperations.perMillion(price.searchUnits()));
    }
  }

  private final PriceOperations prices;

  PriceJsonController(PriceOperations prices) {
    this.prices = prices;
  }

  @GetMapping("/models/{model}/prices")
  Mono<Listing<PriceResponse>> listPrices(
      @AuthenticationPrincipal Viewer viewer,
      @PathVariable ModelId model,
      @ParameterObject Paging paging) {
    return Listing.of(prices.list(viewer, model), Price::id, paging, PriceResponse::of);
  }

  @PostMapping("/models/{model}/prices")
  @ResponseStatus(HttpStatus.CREATED)
  Mono<PriceResponse> addPrice(
      @AuthenticationPrincipal Viewer viewer,
      @PathVariable ModelId model,
      @RequestBody PriceRequest request) {
    return prices.add(viewer, model, request.details()).map(PriceResponse::of);
  }
}
