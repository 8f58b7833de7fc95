package io.tollgate.providers.wire;

import io.tollgate.providers.call.FinishReason;
import io.tollgate.providers.call.ResponseStream.State;
import io.tollgate.providers.call.UpstreamFailure;
import io.tollgate.providers.call.UsageReport;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one stream has shown so far: written by the format's handler, read by the gateway. */
public final class StreamProgress {
  private State state = State.OPEN;
  private boolean committed;
  private long contentBytes;
  private UsageReport usage = UsageReport.ABSENT;
  private @Nullable String responseModel;
  private @Nullable FinishReason finishReason;
  private @Nullable UpstreamFailure failure;
  private final Set<String> dropped = new LinkedHashSet<>();

  /** Content was seen: from here on what is held goes to the client. */
  public void content(long bytes) {
    contentBytes += bytes;
    committed = true;
  }

  public void usage(UsageReport report) {
    if (report.reported()) {
      usage = report;
    }
  }

  public void responseModel(@Nullable String model) {
    if (responseModel == null && model != null && !model.isEmpty()) {
      responseModel = model;
    }
  }

  /** The model has said why it stopped, which is an answer even without content. */
  public void finished(FinishReason reason) {
    finishReason = reason;
    committed = true;
  }

  /** Content for which the client's protocol has no place. */
  public void dropped(String name) {
    dropped.add(name);
  }

  /** The terminal event was seen. */
  public void complete() {
    state = State.COMPLETE;
    committed = true;
  }

  public void failed(UpstreamFailure reason) {
    state = State.FAILED;
    failure = reason;
  }

  void truncated() {
    state = State.TRUNCATED;
    failure =
        UpstreamFailure.of(
            UpstreamFailure.Kind.TRUNCATED, 0, "The stream ended without its terminal event");
  }

  public State state() {
    return state;
  }

  public boolean committed() {
    return committed;
  }

  public long contentBytes() {
    return contentBytes;
  }

  public UsageReport usage() {
    return usage;
  }

  public @Nullable String responseModel() {
    return responseModel;
  }

  public @Nullable FinishReason finishReason() {
    return finishReason;
  }

  public List<String> dropped() {
    return List.copyOf(dropped);
  }

  public @Nullable UpstreamFailure failure() {
    return failure;
  }
}
