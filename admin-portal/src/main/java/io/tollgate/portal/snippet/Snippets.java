package io.tollgate.portal.snippet;

import java.util.Arrays;
import java.util.List;

/** Writes a call as a program. */
public final class Snippets {

  private Snippets() {}

  /** The call in every language, with the chosen one marked. */
  public static List<Snippet> of(Call call, Language chosen) {
    return Arrays.stream(Language.values())
        .map(language ->
            new Snippet(language.id(), language.label(), write(call, language), language == chosen))
        .toList();
  }

  private static String write(Call call, Language language) {
    return switch (call) {
      case Call.Chat chat ->
          switch (language) {
            case CURL -> curl(chat);
            case PYTHON -> python(chat);
            case JAVASCRIPT -> javascript(chat);
            case JAVA -> java(chat);
          };
      case Call.Get get ->
          switch (language) {
            case CURL -> curl(get);
            case PYTHON -> python(get);
            case JAVASCRIPT -> javascript(get);
            case JAVA -> java(get);
          };
    };
  }

  private static String curl(Call.Chat chat) {
    return """
    curl -s %s/chat/completions \\
      -H %s \\
      -H 'Content-Type: application/json' \\
      -d '{"model":"%s","messages":[{"role":"user","content":"Hello"}]}'\
    """
        .formatted(chat.baseUrl(), shellHeader(chat), chat.model());
  }

  private static String python(Call.Chat chat) {
    return """
    %sfrom openai import OpenAI

    client = OpenAI(base_url="%s", api_key=%s)
    answer = client.chat.completions.create(
        model="%s",
        messages=[{"role": "user", "content": "Hello"}],
    )
    print(answer.choices[0].message.content)\
    """
        .formatted(
            chat.key() == null ? "import os\n" : "",
            chat.baseUrl(),
            key(chat, "os.environ[\"TOLLGATE_KEY\"]"),
            chat.model());
  }

  private static String javascript(Call.Chat chat) {
    return """
    import OpenAI from "openai";

    const client = new OpenAI({ baseURL: "%s", apiKey: %s });
    const answer = await client.chat.completions.create({
      model: "%s",
      messages: [{ role: "user", content: "Hello" }],
    });
    console.log(answer.choices[0].message.content);\
    """
        .formatted(chat.baseUrl(), key(chat, "process.env.TOLLGATE_KEY"), chat.model());
  }

  private static String java(Call.Chat chat) {
    return """
    import com.openai.client.okhttp.OpenAIOkHttpClient;
    import com.openai.models.chat.completions.ChatCompletionCreateParams;

    void main() {
      var client = OpenAIOkHttpClient.builder()
          .baseUrl("%s")
          .apiKey(%s)
          .build();
      var answer = client.chat().completions().create(
          ChatCompletionCreateParams.builder().model("%s").addUserMessage("Hello").build());
      IO.println(answer.choices().getFirst().message().content().orElseThrow());
    }\
    """
        .formatted(chat.baseUrl(), key(chat, "System.getenv(\"TOLLGATE_KEY\")"), chat.model());
  }

  private static String curl(Call.Get get) {
    return """
    curl -s %s \\
      -H %s\
    """
        .formatted(get.url(), shellHeader(get));
  }

  private static String python(Call.Get get) {
    return """
    %simport urllib.request

    request = urllib.request.Request("%s", headers={"Authorization": "Bearer " + %s})
    print(urllib.request.urlopen(request).read().decode())\
    """
        .formatted(
            get.key() == null ? "import os\n" : "",
            get.url(),
            key(get, "os.environ[\"TOLLGATE_KEY\"]"));
  }

  private static String javascript(Call.Get get) {
    return """
    const answer = await fetch("%s", {
      headers: { Authorization: "Bearer " + %s },
    });
    console.log(await answer.text());\
    """
        .formatted(get.url(), key(get, "process.env.TOLLGATE_KEY"));
  }

  private static String java(Call.Get get) {
    return """
    import java.net.URI;
    import java.net.http.HttpClient;
    import java.net.http.HttpRequest;
    import java.net.http.HttpResponse.BodyHandlers;

    void main() throws Exception {
      var request = HttpRequest.newBuilder(URI.create("%s"))
          .header("Authorization", "Bearer " + %s)
          .build();
      try (var client = HttpClient.newHttpClient()) {
        IO.println(client.send(request, BodyHandlers.ofString()).body());
      }
    }\
    """
        .formatted(get.url(), key(get, "System.getenv(\"TOLLGATE_KEY\")"));
  }

  /** In double quotes without a key, so that the shell puts the variable in. */
  private static String shellHeader(Call call) {
    var key = call.key();
    return key == null
        ? "\"Authorization: Bearer $TOLLGATE_KEY\""
        : "'Authorization: Bearer " + key + "'";
  }

  private static String key(Call call, String variable) {
    var key = call.key();
    return key == null ? variable : "\"" + key + "\"";
  }
}
