package io.tollgate.gateway;

import java.time.Duration;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Lets those who send requests here see that the node is about to go while it still serves them:
 * the framework says so at {@code /readyz} before anything is stopped, and this is stopped first.
 */
@Component
final class LeaveNotice implements SmartLifecycle {

  private final Duration notice;
  private volatile boolean running;

  LeaveNotice(GatewayProperties properties) {
    this.notice = properties.leaveNotice();
  }

  @Override
  public void start() {
    running = true;
  }

  @Override
  public void stop() {
    running = false;
    try {
      Thread.sleep(notice);
    } catch (InterruptedException atOnce) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** Before the server, which stops with a lower phase. */
  @Override
  public int getPhase() {
    return DEFAULT_PHASE;
  }
}
