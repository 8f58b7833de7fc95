package io.tollgate.gateway.request;

import io.tollgate.gateway.GatewayProperties;
import io.tollgate.gateway.admission.RateLimits;
import io.tollgate.gateway.authentication.ApiKeyAuthentication;
import io.tollgate.gateway.authentication.ApiVisibility;
import io.tollgate.gateway.errors.GatewayFailure;
import io.tollgate.gateway.media.MediaFetcher;
import io.tollgate.gateway.metering.Settlements;
import io.tollgate.gateway.metering.TokenEstimates;
import io.tollgate.gateway.response.ResponseStore;
import io.tollgate.gateway.routing.DeploymentRouter;
import io.tollgate.gateway.snapshot.CurrentConfiguration;
import io.tollgate.gateway.upstream.UpstreamClients;
import io.tollgate.providers.aws.AwsSigner;
import java.time.Clock;
import org.springframework.boot.webflux.autoconfigure.WebHttpHandlerBuilderCustomizer;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.cors.reactive.CorsUtils;
import org.springframework.web.server.WebFilter;
import reactor.core.publisher.Mono;

/** Puts the way of AI requests together. */
@Configuration(proxyBeanMethods = false)
class RequestConfiguration {

  @Bean
  RateLimits rateLimits(Clock clock) {
    return new RateLimits(clock);
  }

  @Bean
  DeploymentRouter deploymentRouter() {
    return new DeploymentRouter();
  }

  @Bean
  Failures failures(Settlements settlements, GatewayProperties properties) {
    return new Failures(settlements, properties.portalUrl());
  }

  @Bean
  AiRequestPipeline aiRequestPipeline(
      GatewayProperties properties,
      ApiKeyAuthentication authentication,
      RateLimits rateLimits,
      TokenEstimates estimates,
      DeploymentRouter router,
      UpstreamClients upstreams,
      MediaFetcher media,
      Settlements settlements,
      Failures failures,
      ResponseStore responses,
      Clock clock) {
    var limits =
        new BodyReader.Limits(
            Math.toIntExact(properties.maxBody().toBytes()), properties.maxUpload().toBytes());
    var bodies = new BodyReader(limits, properties.dataDirectory().resolve("spool"));
    var signer = new AwsSigner(clock);
    var dispatcher =
        new Dispatcher(router, upstreams, media, signer, settlements, estimates, failures);
    return new AiRequestPipeline(
        authentication,
        bodies,
        new Recall(responses),
        rateLimits,
        estimates,
        dispatcher,
        settlements,
        failures);
  }

  @Bean
  WebHttpHandlerBuilderCustomizer aiEndpoints(
      GatewayProperties properties,
      CurrentConfiguration current,
      ApiVisibility visibility,
      AiRequestPipeline pipeline,
      ApiKeyAuthentication authentication,
      Settlements settlements,
      RateLimits rateLimits,
      ResponseStore store,
      Clock clock) {
    var models = new ModelList(authentication, settlements, clock);
    var responses =
        new StoredResponseRequests(authentication, settlements, rateLimits, store, clock);
    return builder ->
        builder.httpHandlerDecorator(others ->
            new AllowedOrigins(
                properties.allowedOrigins(),
                new AiEndpoints(current, visibility, pipeline, models, responses, clock, others)));
  }

  @Bean
  Unserved unserved(
      CurrentConfiguration current,
      ApiKeyAuthentication authentication,
      Settlements settlements,
      Clock clock) {
    return new Unserved(current, authentication, settlements, clock);
  }

  @Bean
  UnhandledErrors unhandledErrors(
      ApplicationContext clients,
      CurrentConfiguration current,
      ApiVisibility visibility,
      Unserved unserved) {
    return new UnhandledErrors(clients, current, visibility, unserved);
  }

  @Bean
  MalformedAddresses malformedAddresses(Unserved unserved) {
    return new MalformedAddresses(unserved);
  }

  /** Those not listed, in words, and before the framework, which would refuse with none. */
  @Bean
  WebFilter pagesOfOtherOrigins() {
    return (exchange, chain) ->
        CorsUtils.isPreFlightRequest(exchange.getRequest())
            ? Mono.error(new GatewayFailure.CrossOrigin().toException())
            : chain.filter(exchange);
  }
}
