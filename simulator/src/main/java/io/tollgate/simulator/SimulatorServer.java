package io.tollgate.simulator;

import io.netty.channel.ChannelOption;
import io.tollgate.simulator.answer.Author;
import io.tollgate.simulator.fault.Directive;
import io.tollgate.simulator.fault.Directives;
import io.tollgate.simulator.fault.UnknownDirectiveException;
import io.tollgate.simulator.vendor.Call;
import io.tollgate.simulator.vendor.Json;
import io.tollgate.simulator.vendor.Reply;
import io.tollgate.simulator.vendor.Vendor;
import io.tollgate.simulator.vendor.anthropic.Anthropic;
import io.tollgate.simulator.vendor.bedrock.Bedrock;
import io.tollgate.simulator.vendor.cohere.Cohere;
import io.tollgate.simulator.vendor.gemini.Gemini;
import io.tollgate.simulator.vendor.ollama.Ollama;
import io.tollgate.simulator.vendor.openai.OpenAi;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.resources.LoopResources;

/** The simulator as an HTTP server with threads of its own. */
public final class SimulatorServer implements AutoCloseable {
  /** The request header that carries directives. */
  public static final String FAULT_HEADER = "x-simulator-fault";

  private static final int DEFAULT_PORT = 8090;
  private static final int EVENT_LOOPS = 2;

  private final Clock clock = Clock.systemUTC();
  private final ServedLog log = new ServedLog();
  private final Occasions occasions = new Occasions();
  private final OwnEndpoints ownEndpoints = new OwnEndpoints(log, occasions);
  private final Vendor openAi;
  private final Vendor anthropic;
  private final Vendor gemini;
  private final Vendor bedrock;
  private final Vendor cohere;
  private final Vendor ollama;
  private final LoopResources loops;
  private final String host;
  private final DisposableServer server;

  private SimulatorServer(String host, int port) {
    var author = new Author();
    this.openAi = new OpenAi(author, clock);
    this.anthropic = new Anthropic(author);
    this.gemini = new Gemini(author);
    this.bedrock = new Bedrock(author, clock);
    this.cohere = new Cohere(author);
    this.ollama = new Ollama(author);
    this.host = host;
    this.loops = LoopResources.create("simulator", EVENT_LOOPS, true);
    try {
      this.server =
          HttpServer.create().runOn(loops).host(host).port(port).handle(this::handle).bindNow();
    } catch (RuntimeException notBound) {
      loops.dispose();
      throw notBound;
    }
  }

  /** Starts a simulator; port 0 takes a free one. */
  public static SimulatorServer start(String host, int port) {
    return new SimulatorServer(host, port);
  }

  /** Runs a simulator until the process is stopped: {@code [port] [host]}. */
  public static void main(String[] arguments) {
    int port = arguments.length > 0 ? Integer.parseInt(arguments[0]) : DEFAULT_PORT;
    String host = arguments.length > 1 ? arguments[1] : "127.0.0.1";
    SimulatorServer simulator = start(host, port);
    System.out.println("Simulator is ready at " + simulator.uri());
    simulator.server.onDispose().block();
  }

  /** The port it listens on. */
  public int port() {
    return server.port();
  }

  /** Its base address, without a path. */
  public URI uri() {
    return URI.create("http://%s:%d".formatted(host, port()));
  }

  /** What it served so far. */
  public Served served() {
    return log.served();
  }

  /** The last requests that arrived at a vendor's endpoint, oldest first; long bodies are cut. */
  public List<Call> received() {
    return log.calls();
  }

  /** Forgets what it served. */
  public void reset() {
    log.reset();
    occasions.reset();
  }

  /** Stops at once; open connections are closed. */
  @Override
  public void close() {
    server.disposeNow();
    loops.disposeLater(Duration.ZERO, Duration.ofSeconds(5)).block();
  }

  private Mono<Void> handle(HttpServerRequest request, HttpServerResponse response) {
    Directives ofHeader;
    try {
      ofHeader = Directives.ofHeader(request.requestHeaders().get(FAULT_HEADER));
    } catch (UnknownDirectiveException unknown) {
      return plain(response, misunderstood(unknown));
    }
    return Incoming.read(request, ofHeader)
        .flatMap(call ->
            OwnEndpoints.serves(call.path())
                ? plain(response, ownEndpoints.reply(call))
                : serve(call, ofHeader, response));
  }

  private Mono<Void> serve(Call call, Directives ofHeader, HttpServerResponse response) {
    Vendor vendor = vendor(call);
    String model = vendor.model(call);
    Directives directives;
    try {
      directives = occasions.remaining(model, Directives.ofModel(model).and(ofHeader));
    } catch (UnknownDirectiveException unknown) {
      return plain(response, misunderstood(unknown));
    }
    var open = new OpenRequest(log, clock, call, vendor.format(), Directives.modelName(model));
    if (directives.has(Directive.HANG)) {
      open.unanswered();
      return Mono.never();
    }
    if (directives.has(Directive.RESET_AFTER_READ)) {
      open.unanswered();
      response.withConnection(SimulatorServer::resetConnection);
      return Mono.never();
    }
    Reply reply = vendor.reply(call, directives);
    Reply spoilt = new Sabotage(directives).spoil(reply, vendor.streamError());
    return new ReplyWriter(response, directives, open).write(spoilt);
  }

  private Vendor vendor(Call call) {
    if (Bedrock.serves(call.path())) {
      return bedrock;
    }
    if (Cohere.serves(call.path())) {
      return cohere;
    }
    if (Ollama.serves(call.path())) {
      return ollama;
    }
    if (Gemini.serves(call.path())
        || call.header("x-goog-api-key") != null
        || call.query().containsKey("key")) {
      return gemini;
    }
    boolean toAnthropic =
        call.path().startsWith("/v1/messages") || call.header("anthropic-version") != null;
    return toAnthropic ? anthropic : openAi;
  }

  private static void resetConnection(Connection connection) {
    connection.channel().config().setOption(ChannelOption.SO_LINGER, 0); // sends RST, not FIN
    connection.dispose();
  }

  private static Reply misunderstood(UnknownDirectiveException unknown) {
    byte[] body = Json.bytes(Json.object().put("error", unknown.getMessage()));
    return Reply.free(400, Map.of("content-type", "application/json"), body);
  }

  private static Mono<Void> plain(HttpServerResponse response, Reply reply) {
    response.status(reply.status());
    reply.headers().forEach(response::header);
    return response.sendByteArray(Mono.just(reply.frames().getFirst().bytes())).then();
  }
}
