package io.tollgate.simulator;

import io.tollgate.simulator.fault.Directive;
import io.tollgate.simulator.fault.Directives;
import io.tollgate.simulator.vendor.Ending;
import io.tollgate.simulator.vendor.Frame;
import io.tollgate.simulator.vendor.Reply;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Spoils a good reply as the directives say, before it is written. */
final class Sabotage {
  private final Directives directives;

  Sabotage(Directives directives) {
    this.directives = directives;
  }

  /** The reply, cut short where the directives say so; {@code streamError} is the vendor's. */
  Reply spoil(Reply reply, Frame streamError) {
    Reply spoilt = reply.streamed() ? spoilStream(reply, streamError) : reply;
    var bytes = directives.number(Directive.CUT_AFTER_BYTES);
    return bytes.isPresent()
        ? spoilt.ending(Ending.CUT, firstBytes(spoilt.frames(), bytes.getAsInt()))
        : spoilt;
  }

  private Reply spoilStream(Reply reply, Frame streamError) {
    for (Directive directive :
        List.of(
            Directive.ERROR_AFTER_TOKENS,
            Directive.END_AFTER_TOKENS,
            Directive.CUT_AFTER_TOKENS,
            Directive.HANG_AFTER_TOKENS)) {
      var tokens = directives.number(directive);
      if (tokens.isPresent()) {
        List<Frame> frames = firstTokens(reply.frames(), tokens.getAsInt());
        if (directive == Directive.ERROR_AFTER_TOKENS) {
          frames.add(streamError);
        }
        return reply.ending(ending(directive), frames);
      }
    }
    return reply;
  }

  private static Ending ending(Directive directive) {
    return switch (directive) {
      case CUT_AFTER_TOKENS -> Ending.CUT;
      case HANG_AFTER_TOKENS -> Ending.HANG;
      default -> Ending.EARLY;
    };
  }

  private static List<Frame> firstTokens(List<Frame> frames, int limit) {
    var first = new ArrayList<Frame>();
    int tokens = 0;
    for (Frame frame : frames) {
      boolean full = tokens > 0 && tokens >= limit;
      boolean tooMuch = frame.tokens() > 0 && tokens + frame.tokens() > limit;
      if (full || tooMuch) {
        break;
      }
      tokens += frame.tokens();
      first.add(frame);
    }
    return first;
  }

  private static List<Frame> firstBytes(List<Frame> frames, int limit) {
    var first = new ArrayList<Frame>();
    int left = limit;
    for (Frame frame : frames) {
      if (left <= 0) {
        break;
      }
      if (frame.bytes().length <= left) {
        first.add(frame);
      } else {
        first.add(new Frame(Arrays.copyOf(frame.bytes(), left), 0));
      }
      left -= frame.bytes().length;
    }
    return first;
  }
}
