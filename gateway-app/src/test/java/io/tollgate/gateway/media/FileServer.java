package io.tollgate.gateway.media;

import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/** A web server with files, on a loopback address of the test's choice. */
public final class FileServer implements AutoCloseable {

  /** What a path answers; no body at all never ends. */
  private record File(int status, Map<String, String> headers, byte @Nullable [] body) {}

  private final Map<String, File> files = new ConcurrentHashMap<>();
  private final AtomicInteger requests = new AtomicInteger();
  private final DisposableServer server;

  private FileServer(String address) {
    this.server =
        HttpServer.create()
            .bindAddress(() -> new InetSocketAddress(address, 0))
            .handle((request, response) -> {
              requests.incrementAndGet();
              var file = files.get(request.uri());
              if (file == null) {
                return response.status(404).send();
              }
              file.headers().forEach(response::addHeader);
              response.status(file.status());
              return file.body() == null
                  ? response.sendByteArray(Flux.<byte[]>never()).then()
                  : response.sendByteArray(Mono.just(file.body())).then();
            })
            .bindNow();
  }

  public static FileServer at(String address) {
    return new FileServer(address);
  }

  public FileServer file(String path, String type, byte[] body) {
    files.put(path, new File(200, Map.of("Content-Type", type), body));
    return this;
  }

  public FileServer redirect(String path, String location) {
    files.put(path, new File(302, Map.of("Location", location), new byte[0]));
    return this;
  }

  public FileServer silent(String path) {
    files.put(path, new File(200, Map.of("Content-Type", "image/png"), null));
    return this;
  }

  public int port() {
    return server.port();
  }

  public int requests() {
    return requests.get();
  }

  @Override
  public void close() {
    server.disposeNow();
  }
}
