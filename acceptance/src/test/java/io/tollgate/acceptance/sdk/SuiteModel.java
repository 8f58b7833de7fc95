package io.tollgate.acceptance.sdk;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A model that the suites ask for, and what the simulator does when it is asked for it.
 *
 * @param name what clients ask for, such as {@code gemini/chat}
 * @param directives the simulator's name for it, with what shall go wrong
 */
record SuiteModel(String name, Upstream upstream, String directives) {

  /** Each runtime has failing models of its own: a deployment that fails often is left alone. */
  private static final List<String> RUNTIMES = List.of("java", "node", "python");

  static List<SuiteModel> all() {
    var all = new ArrayList<SuiteModel>();
    for (var upstream : Upstream.values()) {
      all.add(new SuiteModel(upstream.model("chat"), upstream, "sim-small"));
      all.add(new SuiteModel(upstream.model("embedding"), upstream, embedding(upstream)));
      for (var runtime : RUNTIMES) {
        failing()
            .forEach((what, directives) ->
                all.add(
                    new SuiteModel(
                        upstream.failing(what, runtime), upstream, "sim-small+" + directives)));
      }
    }
    return all;
  }

  /** At Amazon each family of models is invoked in a way of its own. */
  private static String embedding(Upstream upstream) {
    return upstream == Upstream.BEDROCK ? "cohere.embed-sim" : "sim-embedding";
  }

  private static Map<String, String> failing() {
    var failing = new LinkedHashMap<String, String>();
    for (int status : new int[] {400, 401, 403, 404, 413, 422, 500, 502, 503, 504, 529}) {
      failing.put("status-" + status, "status=" + status);
    }
    failing.put("status-429", "status=429+retry-after=" + Script.RETRY_AFTER_SECONDS);
    failing.put("error-event", "error-after-tokens=3");
    failing.put("cut", "cut-after-tokens=3");
    failing.put("truncated", "end-after-tokens=3");
    return failing;
  }
}
