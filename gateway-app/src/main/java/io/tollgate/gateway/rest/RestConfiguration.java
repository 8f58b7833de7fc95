package io.tollgate.gateway.rest;

import io.tollgate.gateway.GatewayProperties;
import io.tollgate.gateway.admission.RateLimits;
import io.tollgate.gateway.authentication.ApiKeyAuthentication;
import io.tollgate.gateway.authentication.ApiVisibility;
import io.tollgate.gateway.metering.Settlements;
import io.tollgate.gateway.snapshot.CurrentConfiguration;
import io.tollgate.gateway.snapshot.Inspection;
import io.tollgate.gateway.upstream.UpstreamClients;
import java.time.Clock;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.cloud.gateway.filter.NettyWriteResponseFilter;
import org.springframework.cloud.gateway.filter.RouteToRequestUrlFilter;
import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.cloud.gateway.filter.headers.RemoveHopByHopHeadersFilter;
import org.springframework.cloud.gateway.filter.headers.TransferEncodingNormalizationHeadersFilter;
import org.springframework.cloud.gateway.handler.FilteringWebHandler;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.http.MediaType;

/**
 * The parts of Spring Cloud Gateway that REST APIs need, and no others: what is not here cannot be
 * reached by any configuration, its actuator least of all.
 */
@Configuration(proxyBeanMethods = false)
class RestConfiguration {

  @Bean
  RestRouteMapping restRouteMapping(
      GatewayProperties properties,
      CurrentConfiguration current,
      ApiKeyAuthentication authentication,
      ApiVisibility visibility,
      RateLimits limits,
      Settlements settlements,
      UpstreamClients upstreams,
      ObjectProvider<List<HttpHeadersFilter>> headersFilters,
      Environment environment,
      Clock clock) {
    var access =
        new RestAccess(current, authentication, limits, settlements, properties.portalUrl(), clock);
    List<GlobalFilter> filters =
        List.of(
            new BodyLimitFilter(properties.maxBody().toBytes()),
            new RouteToRequestUrlFilter(),
            new NettyWriteResponseFilter(List.of(MediaType.TEXT_EVENT_STREAM), headersFilters),
            new GuardedRoutingFilter(
                upstreams.restClient(false), upstreams.restClient(true), headersFilters));
    return new RestRouteMapping(
        new FilteringWebHandler(filters, false),
        current,
        visibility,
        new RestRouteBuilder(access),
        environment);
  }

  @Bean
  Inspection pathsOfRoutes() {
    return RestRoutes::problems;
  }

  @Bean
  HttpHeadersFilter hopByHopHeaders() {
    return new RemoveHopByHopHeadersFilter();
  }

  @Bean
  HttpHeadersFilter transferEncoding() {
    return new TransferEncodingNormalizationHeadersFilter();
  }

  @Bean
  HttpHeadersFilter responseHeaders() {
    return new ResponseHeaderFilter();
  }
}
