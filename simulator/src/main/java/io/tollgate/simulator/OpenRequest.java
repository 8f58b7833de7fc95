package io.tollgate.simulator;

import io.tollgate.simulator.answer.Tokens;
import io.tollgate.simulator.vendor.Bill;
import io.tollgate.simulator.vendor.Call;
import io.tollgate.simulator.vendor.Frame;
import io.tollgate.simulator.vendor.Reply;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A request on its way, which is entered into the books exactly once. */
final class OpenRequest {
  private final ServedLog log;
  private final Call call;
  private final String format;
  private final String model;
  private final Instant at;
  private final long number;
  private final AtomicBoolean ended = new AtomicBoolean();
  private final AtomicInteger written = new AtomicInteger();

  OpenRequest(ServedLog log, Clock clock, Call call, String format, String model) {
    this.log = log;
    this.call = call;
    this.format = format;
    this.model = model;
    this.at = clock.instant();
    this.number = log.arrived(call);
  }

  /** Notes what was just handed to the connection. */
  void wrote(Frame frame) {
    written.addAndGet(frame.tokens());
  }

  void unanswered() {
    end(Outcome.UNANSWERED, 0, null, null, Tokens.ofInput(0));
  }

  void completed(Reply reply) {
    Bill bill = reply.bill();
    if (bill != null) {
      end(Outcome.COMPLETED, reply.status(), reply, bill, bill.tokens());
    } else if (reply.status() >= 400) {
      end(Outcome.REFUSED, reply.status(), reply, null, Tokens.ofInput(0));
    } else if (ended.compareAndSet(false, true)) {
      log.ended();
    }
  }

  /** Ends it as interrupted, unless it had ended; only a stream is cheaper for it. */
  void interrupted(Reply reply) {
    Bill bill = reply.bill();
    if (bill == null) {
      completed(reply);
      return;
    }
    Tokens all = bill.tokens();
    int output = bill.streamed() ? written.get() : all.output();
    end(
        Outcome.INTERRUPTED,
        reply.status(),
        reply,
        bill,
        new Tokens(
            all.input(),
            all.cacheRead(),
            all.cacheWrite(),
            output,
            Math.min(all.reasoning(), output)));
  }

  private void end(
      Outcome outcome, int status, @Nullable Reply reply, @Nullable Bill bill, Tokens tokens) {
    if (!ended.compareAndSet(false, true)) {
      return;
    }
    log.ended(
        new ServedRequest(
            number,
            at,
            format,
            bill == null ? call.path() : bill.operation(),
            bill == null ? model : bill.model(),
            bill != null && bill.streamed(),
            reply == null ? null : requestId(reply),
            call.header("x-request-id"),
            sha256(call.body()),
            status,
            outcome,
            tokens));
  }

  private static @Nullable String requestId(Reply reply) {
    String id = reply.headers().get("x-request-id");
    return id != null ? id : reply.headers().get("request-id");
  }

  private static String sha256(byte[] body) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
    } catch (NoSuchAlgorithmException absent) {
      throw new IllegalStateException("every JDK has SHA-256", absent);
    }
  }
}
