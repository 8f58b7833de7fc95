package io.tollgate.gateway.server;

import io.tollgate.gateway.GatewayProperties;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How the gateway listens. */
@Configuration(proxyBeanMethods = false)
class ServerConfiguration {

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
