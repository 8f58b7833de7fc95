package io.tollgate.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** nginx with one worker, as the upstream and as a proxy. */
final class Nginx {
  private Nginx() {}

  /** Answers every request with the same chat completion. */
  static Server upstream(Workspace workspace) throws IOException {
    int port = Workspace.freePort();
    Path configuration =
        workspace.writeResource(
            "upstream.conf", Map.of("PORT", Integer.toString(port), "ANSWER", Payloads.answer()));
    return start("upstream", port, workspace, configuration);
  }

  /** Forwards every request to the upstream, over connections that it keeps. */
  static Server proxy(Workspace workspace, Server upstream) throws IOException {
    int port = Workspace.freePort();
    Path configuration =
        workspace.writeResource(
            "proxy.conf",
            Map.of(
                "PORT",
                Integer.toString(port),
                "UPSTREAM_PORT",
                Integer.toString(upstream.uri().getPort())));
    return start("nginx", port, workspace, configuration);
  }

  private static Server start(String name, int port, Workspace workspace, Path configuration)
      throws IOException {
    return Server.start(
        name,
        port,
        workspace,
        List.of(
            "nginx",
            "-p",
            workspace.directory() + "/",
            "-c",
            configuration.toString(),
            "-g",
            "daemon off;"),
        Map.of());
  }
}
