package io.tollgate.gateway.media;

import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.tollgate.network.AddressGuard;
import io.tollgate.network.PrivateAddressException;
import io.tollgate.providers.call.FetchedMedia;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufFlux;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.LoopResources;

/**
 * Fetches what lies at addresses that clients wrote into their requests: only from the public
 * internet, without anything of the client's, and bounded in size, number, redirects, kind and
 * time. The connection is made to the address that was checked.
 */
public final class MediaFetcher {

  private static final int LARGEST_HEADERS = 16 * 1024;
  private static final int LONGEST_URL = 4096;
  private static final int AT_ONCE = 4;

  private final MediaProperties properties;
  private final HttpClient publicOnly;
  private final HttpClient anywhere;
  private final Semaphore room;

  MediaFetcher(MediaProperties properties, LoopResources loops, AddressGuard guard) {
    this.properties = properties;
    this.publicOnly = client(loops, guard);
    this.anywhere = client(loops, AddressGuard.anywhere());
    this.room = new Semaphore(properties.maxRequests());
  }

  /** A connection of its own for each file: nothing is left open to a stranger's server. */
  private static HttpClient client(LoopResources loops, AddressGuard guard) {
    return HttpClient.create(ConnectionProvider.newConnection())
        .runOn(loops)
        .resolver(guard)
        .disableRetry(true)
        .followRedirect(false)
        .compress(false)
        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 5000)
        .httpResponseDecoder(decoder -> decoder.maxHeaderSize(LARGEST_HEADERS))
        .headers(headers ->
            headers
                .set(HttpHeaderNames.USER_AGENT, "tollgate")
                .set(HttpHeaderNames.ACCEPT, "image/*, audio/*, application/pdf, text/plain"));
  }

  /**
   * The files by address. Fails with {@link MediaRefusedException} for the first that cannot be had
   * and with {@link MediaBusyException} when there is no room; a cancel closes the connections.
   */
  public Mono<Map<String, FetchedMedia>> fetch(List<String> urls) {
    if (urls.size() > properties.maxFiles()) {
      return Mono.error(
          new MediaRefusedException(
              urls.get(properties.maxFiles()),
              "more than " + properties.maxFiles() + " files are named by address"));
    }
    return Mono.defer(() -> {
      if (!room.tryAcquire()) {
        return Mono.error(new MediaBusyException());
      }
      var total = new AtomicLong();
      return Flux.fromIterable(urls)
          .flatMap(url -> new Download(url, total).follow(url, 0), AT_ONCE)
          .collectMap(Fetched::url, Fetched::media)
          .timeout(properties.timeout())
          .onErrorMap(
              TimeoutException.class,
              late -> new MediaRefusedException(urls.getFirst(), "it did not arrive in time"))
          .doFinally(end -> room.release());
    });
  }

  private record Fetched(String url, FetchedMedia media) {}

  /** One file on its way, over its redirects. */
  private final class Download {

    private final String asked;
    private final AtomicLong total;

    Download(String asked, AtomicLong total) {
      this.asked = asked;
      this.total = total;
    }

    Mono<Fetched> follow(String address, int redirects) {
      var uri = parse(address);
      if (uri == null) {
        return refused("it is not an http or https address");
      }
      var client = properties.privateHosts().contains(authority(uri)) ? anywhere : publicOnly;
      return client
          .get()
          .uri(uri)
          .response((response, body) -> answered(uri, redirects, response, body))
          .single()
          .onErrorMap(failed -> !(failed instanceof MediaRefusedException), this::unreachable);
    }

    private Mono<Fetched> answered(
        URI uri, int redirects, HttpClientResponse response, ByteBufFlux body) {
      int status = response.status().code();
      var location = response.responseHeaders().get(HttpHeaderNames.LOCATION);
      if (status >= 300 && status < 400 && location != null) {
        return redirects < properties.maxRedirects()
            ? follow(resolved(uri, location), redirects + 1)
            : refused("it redirects more than " + properties.maxRedirects() + " times");
      }
      if (status != 200) {
        return refused("its server answered " + status);
      }
      var declared = response.responseHeaders().get(HttpHeaderNames.CONTENT_TYPE);
      return body.asByteArray()
          .reduceWith(ByteArrayOutputStream::new, this::add)
          .switchIfEmpty(refused("it is empty"))
          .flatMap(bytes -> read(bytes.toByteArray(), declared));
    }

    private ByteArrayOutputStream add(ByteArrayOutputStream bytes, byte[] piece) {
      if (bytes.size() + piece.length > properties.maxFile().toBytes()) {
        throw new MediaRefusedException(
            asked, "it is larger than " + properties.maxFile().toBytes() + " bytes");
      }
      if (total.addAndGet(piece.length) > properties.maxTotal().toBytes()) {
        throw new MediaRefusedException(
            asked,
            "all files together are larger than " + properties.maxTotal().toBytes() + " bytes");
      }
      bytes.writeBytes(piece);
      return bytes;
    }

    private Mono<Fetched> read(byte[] bytes, @Nullable String declared) {
      var type = FileType.of(bytes, declared);
      if (bytes.length == 0 || type == null) {
        return refused("it is no picture, sound or document that a model takes");
      }
      var base64 = Base64.getEncoder().encodeToString(bytes);
      return Mono.just(new Fetched(asked, new FetchedMedia(type, base64)));
    }

    private <T> Mono<T> refused(String reason) {
      return Mono.error(new MediaRefusedException(asked, reason));
    }

    /** Says no more than this: how a server failed is nobody's business but its owner's. */
    private MediaRefusedException unreachable(Throwable failed) {
      for (var cause = failed; cause != null; cause = cause.getCause()) {
        if (cause instanceof PrivateAddressException) {
          return new MediaRefusedException(asked, "its host is not at a public address");
        }
      }
      return new MediaRefusedException(asked, "it could not be fetched");
    }
  }

  private static @Nullable URI parse(String address) {
    if (address.length() > LONGEST_URL) {
      return null;
    }
    try {
      var uri = new URI(address);
      var scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
      boolean web = scheme.equals("http") || scheme.equals("https");
      return web && uri.getHost() != null && uri.getUserInfo() == null ? uri : null;
    } catch (URISyntaxException invalid) {
      return null;
    }
  }

  private static String resolved(URI base, String location) {
    try {
      return base.resolve(location).toString();
    } catch (IllegalArgumentException invalid) {
      return "";
    }
  }

  private static String authority(URI uri) {
    int port = uri.getPort();
    int usual = "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
    return uri.getHost() + ":" + (port < 0 ? usual : port);
  }
}
