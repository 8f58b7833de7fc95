package io.tollgate.gateway.upstream;

import io.netty.channel.ChannelOption;
import io.netty.util.Timer;
import io.tollgate.domain.provider.Provider;
import io.tollgate.domain.provider.ProviderId;
import io.tollgate.network.AddressGuard;
import io.tollgate.network.token.AccessTokens;
import io.tollgate.network.token.ServiceAccount;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.LoopResources;

/**
 * An HTTP client with a bounded pool of its own for each provider: one that stalls starves none.
 */
public final class UpstreamClients implements AutoCloseable {

  private static final int LARGEST_HEADERS = 32 * 1024;

  private final UpstreamProperties properties;
  private final LoopResources loops;
  private final ConnectionProvider publicRestPool;
  private final ConnectionProvider privateRestPool;
  private final Timer timer;
  private final AccessTokens tokens;
  private final ConcurrentMap<ProviderId, Pooled> clients = new ConcurrentHashMap<>();

  public UpstreamClients(
      UpstreamProperties properties, LoopResources loops, Timer timer, AccessTokens tokens) {
    this.properties = properties;
    this.loops = loops;
    this.publicRestPool = pool("rest-public");
    this.privateRestPool = pool("rest-private");
    this.timer = timer;
    this.tokens = tokens;
  }

  /**
   * Prepares a call; it is made when it is started.
   *
   * @param account whose access token it carries; null when the request is authorised already
   */
  public UpstreamCall call(
      Provider provider,
      @Nullable ServiceAccount account,
      CallRequest request,
      CallObserver observer) {
    var client = client(provider);
    return new UpstreamCall(
        account == null ? client : tokens.authorised(client, account),
        request,
        observer,
        properties,
        timer);
  }

  /** A client for the upstreams of REST APIs, whose connections are counted for each address. */
  public HttpClient restClient(boolean allowPrivate) {
    return client(allowPrivate ? privateRestPool : publicRestPool, allowPrivate);
  }

  private HttpClient client(Provider provider) {
    var known = clients.get(provider.id());
    if (known != null && known.allowPrivate == provider.allowPrivateNetwork()) {
      return known.client;
    }
    return clients.compute(
            provider.id(),
            (id, present) -> {
              if (present != null && present.allowPrivate == provider.allowPrivateNetwork()) {
                return present;
              }
              if (present != null) {
                present.pool.disposeLater().subscribe();
              }
              return open(provider);
            })
        .client;
  }

  private Pooled open(Provider provider) {
    var pool = pool("upstream-" + provider.slug());
    var client = client(pool, provider.allowPrivateNetwork());
    return new Pooled(client, pool, provider.allowPrivateNetwork());
  }

  private ConnectionProvider pool(String name) {
    return ConnectionProvider.builder(name)
        .maxConnections(properties.maxConnections())
        .pendingAcquireMaxCount(properties.maxConnections())
        .pendingAcquireTimeout(properties.acquireTimeout())
        .maxIdleTime(properties.maxIdle())
        .maxLifeTime(Duration.ofMinutes(10))
        .evictInBackground(Duration.ofSeconds(30))
        .lifo()
        .build();
  }

  private HttpClient client(ConnectionProvider pool, boolean allowPrivate) {
    return HttpClient.create(pool)
        .runOn(loops)
        .resolver(allowPrivate ? AddressGuard.anywhere() : AddressGuard.publicOnly())
        // A request is never sent twice behind our back: it might be bought twice.
        .disableRetry(true)
        .followRedirect(false)
        .compress(false)
        .option(
            ChannelOption.CONNECT_TIMEOUT_MILLIS,
            Math.toIntExact(properties.connectTimeout().toMillis()))
        .httpResponseDecoder(decoder -> decoder.maxHeaderSize(LARGEST_HEADERS));
  }

  @Override
  public void close() {
    publicRestPool.dispose();
    privateRestPool.dispose();
    clients.values().forEach(pooled -> pooled.pool.dispose());
  }

  private record Pooled(HttpClient client, ConnectionProvider pool, boolean allowPrivate) {}
}
