package io.tollgate.benchmarks.micro;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tollgate.benchmarks.Payloads;
import io.tollgate.providers.Translators;
import io.tollgate.providers.call.Answer;
import io.tollgate.providers.call.ClientRequest;
import io.tollgate.providers.call.Endpoint;
import io.tollgate.providers.call.Headers;
import io.tollgate.providers.call.RequestParser;
import io.tollgate.providers.call.ResponseStream;
import io.tollgate.providers.call.Target;
import io.tollgate.providers.call.Translator;
import io.tollgate.providers.call.UpstreamRequest;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** A chat completion on its way through the translators: 1 KB in, 0.9 KB or a stream out. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class ChatTranslationBenchmark {
  private static final Headers JSON = name -> "application/json";
  private static final Headers EVENTS = name -> "text/event-stream";
  private static final Endpoint.Match CHAT = new Endpoint.Match(Endpoint.CHAT_COMPLETIONS, null);

  /** The wire format that the upstream speaks. */
  @Param({"OPENAI", "ANTHROPIC", "GEMINI"})
  private UpstreamFormat upstream = UpstreamFormat.OPENAI;

  private final byte[] body = Payloads.request().getBytes(UTF_8);
  private final ClientRequest request = parsed(body);
  private final ClientRequest streamedRequest =
      parsed(Payloads.request().replaceFirst("\\{", "{\"stream\":true,").getBytes(UTF_8));
  private Target target = upstream.target();
  private Translator translator = translator();
  private byte[] answer = upstream.answer();
  private byte[][] chunks = upstream.chunks();

  /** Takes up the parameter. */
  @Setup
  public void prepare() {
    target = upstream.target();
    translator = translator();
    answer = upstream.answer();
    chunks = upstream.chunks();
  }

  private Translator translator() {
    return Translators.find(CHAT.endpoint(), target).orElseThrow();
  }

  /** Reads the client's body. */
  @Benchmark
  public ClientRequest parseRequest() {
    return parsed(body);
  }

  /** Makes the upstream's request from a parsed one. */
  @Benchmark
  public UpstreamRequest translateRequest() {
    return translator.request(request, target);
  }

  /** Makes the client's answer from the upstream's, usage included. */
  @Benchmark
  public Answer translateAnswer() {
    return translator.exchange(request, target).answer(200, JSON, answer);
  }

  /** Carries one event of a stream, with its share of the stream's beginning and end. */
  @Benchmark
  @OperationsPerInvocation(UpstreamFormat.EVENTS)
  public void translateStreamEvent(Blackhole client) {
    ResponseStream stream = translator.exchange(streamedRequest, target).stream(EVENTS);
    for (byte[] chunk : chunks) {
      client.consume(stream.accept(ByteBuffer.wrap(chunk)));
    }
    client.consume(stream.end());
    client.consume(stream.usage());
  }

  private static ClientRequest parsed(byte[] body) {
    return RequestParser.parse(CHAT, null, Headers.NONE, body);
  }
}
