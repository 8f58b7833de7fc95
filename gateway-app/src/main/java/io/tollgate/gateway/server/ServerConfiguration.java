package io.tollgate.gateway.server;

import io.tollgate.gateway.GatewayProperties;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How the gateway listens. */
@Configuration(proxyBeanMethods = false)
class ServerConfiguration {

  private static final int LARGEST_HEADERS = 16 * 1024;

  @Bean
  NettyServerCustomizer requestDecoder() {
    return server ->
        server.httpRequestDecoder(decoder ->
            decoder.maxHeaderSize(LARGEST_HEADERS).maxInitialLineLength(LARGEST_HEADERS));
  }

  @Bean
  NettyServerCustomizer forwardedByProxies(GatewayProperties properties) {
    var proxies = properties.proxies();
    return server -> server.forwarded(proxies);
  }

  @Bean
  NettyServerCustomizer senderPace(GatewayProperties properties) {
    var patience = properties.sendTimeout();
    long bytesPerSecond = properties.slowestSender().toBytes();
    return server ->
        server.doOnChannelInit((observer, channel, remote) ->
            SenderPace.watch(channel.pipeline(), patience, bytesPerSecond));
  }
}
